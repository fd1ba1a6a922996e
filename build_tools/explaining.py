"""Explaining: what a word means that stands in a message or in an advisory.

In: a word, which may be the code of a problem, a code of the vocabulary, or the path of a field. Out: a `Meaning` for
each of these that it is; or, of a word that is none, which words come close.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from build_tools.explanations import Explanation
from build_tools.language.catalogue import MissingTranslationError
from build_tools.language.language import Language
from build_tools.language.vocabulary import Entry, Vocabulary
from build_tools.model.described import as_yaml, described_fields
from build_tools.problems import did_you_mean


class Meaning(NamedTuple):
    """What a word is, in one sentence, and paragraphs about it."""

    title: str
    paragraphs: tuple[str, ...]

    def __str__(self) -> str:
        return "\n\n".join([self.title, *self.paragraphs])


@dataclass(frozen=True)
class Dictionary:
    """All words that can be explained: codes of problems, fields, and of a project its vocabulary in its languages."""

    problems: Mapping[str, Explanation]
    vocabulary: Vocabulary
    languages: Sequence[Language] = ()

    def meanings(self, word: str) -> list[Meaning]:
        """What a word means; nothing where nobody knows it."""
        return [*self._problem(word), *self._codes(word), *self._field(word)]

    def closest(self, word: str) -> str:
        """Which words somebody may have meant who wrote one that nobody knows."""
        codes = {code for entries in self.vocabulary.groups.values() for code in entries}
        known = {*self.problems, *codes, *described_fields()}
        return did_you_mean(word, known, "`advisory explain` lists the codes of all problems.")

    def _problem(self, word: str) -> Iterator[Meaning]:
        if explanation := self.problems.get(word):
            yield Meaning(f"`{word}` is the code of a problem.", (explanation.text,))

    def _codes(self, word: str) -> Iterator[Meaning]:
        for group, entries in self.vocabulary.groups.items():
            if entry := entries.get(word):
                spoken = [_spoken(language, group, word, entry) for language in self.languages]
                title = f"`{word}` is a code of `{group}` in the vocabulary."
                yield Meaning(title, (*spoken, *_standards(entry)))

    def _field(self, word: str) -> Iterator[Meaning]:
        if found := described_fields().get(word):
            group = found.group
            codes = f"Its codes are those of `{group}`: {', '.join(self.vocabulary.groups.get(group, ()))}."
            said = [found.text, codes if group else "", *(_example(word, example) for example in found.examples)]
            yield Meaning(f"`{word}` is a field of an advisory.", tuple(filter(None, said)))


def _spoken(language: Language, group: str, code: str, entry: Entry) -> str:
    """All texts of a code in one language."""
    texts = (f"  {part}: {_phrase(language, group, code, part)}" for part in entry.texts())
    return "\n".join([f"{language.setting.name}:", *texts])


def _phrase(language: Language, group: str, code: str, part: str) -> str:
    try:
        return language.phrase(group, code, part)
    except MissingTranslationError:
        return "(not translated)"


def _standards(entry: Entry) -> Iterator[str]:
    """The terms of other vocabularies that mean the same."""
    terms = {"Data Privacy Vocabulary": entry.dpv, "VERIS": entry.veris}
    if lines := [f"{name}: {term}" for name, term in terms.items() if term]:
        yield "\n".join(lines)


def _example(path: str, example: Any) -> str:
    """An example as it stands in a file."""
    return f"Example:\n  {path.rpartition('.')[2]}: {as_yaml(example)}"
