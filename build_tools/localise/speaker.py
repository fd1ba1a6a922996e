"""Says single facts of one release in one language: terms, statements, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from build_tools.language.language import Language, capitalised, substitute
from build_tools.localise.authored_words import AuthoredWords
from build_tools.model.authored import entry_names
from build_tools.model.fields import Statement
from build_tools.model.release import Record, Release
from build_tools.model.said import Said, Term, Text
from build_tools.site import Site


class Wording(NamedTuple):
    """How a code is said: what stands first in a line, the sentence, and how certain it is."""

    label: str
    text: Text
    certainty: Term


@dataclass(frozen=True)
class Speaker:
    """Says the facts of a record's newest release in one language."""

    record: Record
    language: Language
    site: Site
    source_tag: str
    words: AuthoredWords
    _sources: dict[tuple[str, ...], tuple[Term, ...]] = field(default_factory=dict, compare=False)

    @property
    def release(self) -> Release:
        """The record's newest release."""
        return self.record.current

    def until(self, number: int) -> Speaker:
        """One who speaks for the same record as it was at a release, with what was translated of that since."""
        if number == self.release.number:
            return self
        return speaker_of(self.record.history[number - 1], self.language, self.site)

    @cached_property
    def values(self) -> Mapping[str, str]:
        """What the placeholders of the vocabulary stand for; most words have none."""
        advisory, publisher = self.release.advisory, self.release.publisher
        incident, products = advisory.incident, map(self.product_name, advisory.affected.products)
        values = {
            "organisation": incident.organisation.name if incident.organisation else publisher,
            "publisher": publisher,
            "products": self.language.listed(products),
        }
        if incident.vendor:
            values["service"] = self.language.phrase("services", incident.vendor.service, "label")
            values["vendor"] = incident.vendor.name
        return values

    def product_name(self, product: str) -> str:
        """The name as it was at the release."""
        return self.release.product_names[product]

    def phrase(self, group: str, code: str, part: str) -> str:
        return self._named(self.language.phrase(group, code, part))

    def term(self, group: str, code: str) -> Term:
        """A code with its label and what explains it; data are explained by a definition, the rest by a sentence."""
        term = _term(self.language, group, code)
        return Term(*map(self._named, term)) if _speaks_of_names(*term) else term

    def _named(self, message: str) -> str:
        """A text with the advisory's names in the place of its placeholders."""
        return substitute(message, self.values) if "{" in message else message

    def generated(self, value: str) -> Text:
        return Text(value, self.language.tag)

    def setting(self, value: str) -> Text:
        return Text(self.language.site_text(value), self.language.tag, markdown=True)

    def authored(self, path: str) -> Text | None:
        return self.words.texts.get(path)

    def sources(self, codes: tuple[str, ...]) -> tuple[Term, ...]:
        if codes not in self._sources:
            self._sources[codes] = tuple(self.term("sources", code) for code in codes)
        return self._sources[codes]

    def said(self, group: str, statement: Statement, path: str, part: str = "text") -> Said:
        """A coded statement in words; authored text replaces the vocabulary's where the advisory has some."""
        code, certainty = statement.code, statement.certainty
        wording = _same_for_all(self.language, group, part, code, certainty) or self._wording(
            group, part, code, certainty
        )
        text, note = self.authored(f"{path}.text") or wording.text, self.authored(f"{path}.note")
        return Said(code, wording.label, text, self.sources(statement.stated_by), wording.certainty, note)

    def _wording(self, group: str, part: str, code: str, certainty: str) -> Wording:
        label, text = (self.phrase(group, code, name) for name in ("label", part))
        return Wording(capitalised(label), self.generated(text), self.term("certainties", certainty))

    def optional(self, group: str, statement: Statement | None, path: str) -> Said | None:
        return self.said(group, statement, path) if statement else None

    def all_said(
        self, group: str, path: str, statements: tuple[Statement, ...], part: str = "text"
    ) -> tuple[Said, ...]:
        pairs = zip(statements, entry_paths(path, statements), strict=True)
        return tuple(self.said(group, statement, entry, part) for statement, entry in pairs)


@lru_cache(maxsize=8192)
def _same_for_all(language: Language, group: str, part: str, code: str, certainty: str) -> Wording | None:
    """The wording of a code that says the same in every advisory; None where names belong into it."""
    label, text = language.phrase(group, code, "label"), language.phrase(group, code, part)
    sure = _term(language, "certainties", certainty)
    wording = Wording(capitalised(label), Text(text, language.tag), sure)
    return None if _speaks_of_names(label, text, *sure) else wording


@lru_cache(maxsize=8192)
def _term(language: Language, group: str, code: str) -> Term:
    explained = "definition" if group == "data" else "text"
    return Term(code, language.phrase(group, code, "label"), language.phrase(group, code, explained))


def _speaks_of_names(*texts: str) -> bool:
    return "{" in "".join(texts)


def speaker_of(record: Record, language: Language, site: Site) -> Speaker:
    """Make the one who speaks for a record's newest release in a language."""
    source = record.current.advisory.language
    words = AuthoredWords.of(record.releases, language, site)
    return Speaker(record, language, site, site.tags.get(source, source), words)


def entry_paths(path: str, entries: tuple[object, ...]) -> list[str]:
    """The field paths of the entries of a list, as the authored texts name them."""
    return [f"{path}.{name}" for name in entry_names(entries)]
