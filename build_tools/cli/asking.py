"""Asks for what is known when an advisory is begun, and asks again for what nobody can know.

In: what the options of the command have said already, the settings and the vocabulary. Out: the first facts, of which
every code and id is one that there is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import click

from build_tools.cli.printing import out
from build_tools.drafting import FirstFacts, preset_kinds, read_preset
from build_tools.language.vocabulary import Vocabulary
from build_tools.problems import did_you_mean
from build_tools.site import Site

_NOUNS = {
    "kind": "kind of incident",
    "language": "language",
    "service": "service",
    "products": "product",
    "severity": "severity",
    "people": "share of people",
}
"""What one word of a fact is called, where it is a code or an id."""
_GROUPS = {"service": "services", "severity": "severities", "people": "people"}


@dataclass(frozen=True)
class Interview:
    """Questions about an incident, each with the codes and ids that may be its answer."""

    site: Site
    vocabulary: Vocabulary

    def refuse_unknown(self, facts: FirstFacts) -> None:
        """A word that is no code or id ends the command before anything is asked or written."""
        for name in _NOUNS:
            given = getattr(facts, name)
            for word in [given] if isinstance(given, str) else given:
                self._known(word, name)

    def kind(self) -> str:
        """The kind of incident, chosen from a list by its number or its code."""
        kinds = self._choices("kind")
        for number, kind in enumerate(kinds, 1):
            out.print(f"{number:>3}  {kind:<24} {self.vocabulary.groups['kinds'][kind].label}")
        numbered = {str(number): kind for number, kind in enumerate(kinds, 1)}
        return str(_answer("What kind of incident is it", lambda word: self._known(numbered.get(word, word), "kind")))

    def others(self, facts: FirstFacts) -> FirstFacts:
        """What else is known already, as far as no option has said it; Enter leaves a blank."""
        out.print("Press Enter where you do not know it yet.")
        organisation = f"Whose incident is it, if not that of {self.site.publisher.name}"
        facts = replace(facts, organisation=facts.organisation or _answer(organisation, str, default=""))
        if read_preset(facts.kind).vendor:
            facts = replace(
                facts,
                vendor=facts.vendor or _answer("Which vendor is involved", str, default=""),
                service=facts.service or self._one("What does the vendor do", "service"),
            )
        return replace(
            facts,
            products=facts.products or self._several("Which products are affected", "products"),
            severity=facts.severity or self._one("How serious is it", "severity"),
            people=facts.people or self._one("How many people are affected", "people"),
        )

    def _one(self, question: str, name: str) -> str:
        """One of the words that may be chosen, or nothing."""
        return str(_answer(self._offering(question, name), lambda word: self._known(word, name), default=""))

    def _several(self, question: str, name: str) -> tuple[str, ...]:
        """Some of the words that may be chosen."""

        def words(answer: str) -> tuple[str, ...]:
            return tuple(self._known(word, name) for word in answer.replace(",", " ").split())

        return tuple(_answer(self._offering(question, name), words, default=""))

    def _offering(self, question: str, name: str) -> str:
        return f"{question} ({', '.join(self._choices(name))})"

    def _known(self, word: str, name: str) -> str:
        """The word, if it may be chosen, or nothing."""
        choices = self._choices(name)
        if word and word not in choices:
            raise click.UsageError(f"`{word}` is no {_NOUNS[name]}. {did_you_mean(word, choices)}")
        return word

    def _choices(self, name: str) -> Sequence[str]:
        groups = self.vocabulary.groups
        if name == "kind":
            return [kind for kind in preset_kinds() if kind in groups["kinds"]]
        of_site = {"language": self.site.language_paths, "products": tuple(self.site.product_names)}
        return of_site[name] if name in of_site else tuple(groups[_GROUPS[name]])


def _answer(question: str, read: Callable[[str], Any], default: str | None = None) -> Any:
    """What `read` makes of an answer; where that is a usage error, it is told, and the question is asked again."""
    return click.prompt(question, default=default, show_default=False, value_proc=lambda text: read(text.strip()))
