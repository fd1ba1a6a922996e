"""Explaining: what a word means that stands in a message or in an advisory.

In: a word, which may be the code of a problem, a code of the vocabulary, the path of a field or its last part. Out: a
`Meaning` for each of these that it is; or, of a word that is none, which words come close.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from build_tools.explanations import Explanation
from build_tools.language.catalogue import MissingTranslationError
from build_tools.language.language import Language
from build_tools.language.vocabulary import Entry, Vocabulary
from build_tools.model.described import Description, as_yaml, described_fields
from build_tools.problems import counted, did_you_mean, either

TOLD = 3
"""So many fields of one name are told whole."""


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
        """What a word means, as it stands or else in lower case; nothing where nobody knows it."""
        return self._meanings(word) or self._meanings(word.strip(" `:.").lower())

    def _meanings(self, word: str) -> list[Meaning]:
        return [*self._problem(word), *self._codes(word), *self._fields(word)]

    def closest(self, word: str) -> str:
        """Which words somebody may have meant who wrote one that nobody knows."""
        codes = {code for entries in self.vocabulary.groups.values() for code in entries}
        fields = described_fields()
        known = {*self.problems, *codes, *fields, *(path.rpartition(".")[2] for path in fields)}
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

    def _fields(self, word: str) -> Iterator[Meaning]:
        """The field of this path, or those of which it is the last part; many are listed."""
        if (field := described_fields().get(word)) is not None:
            others = [paths[0] for paths in _paths_ending_in(word)]
            said = [
                *self._said_of(word, field),
                *([f"Of this name are also {either(others, 'and')}."] if others else []),
            ]
            yield Meaning(f"`{word}` is a field of an advisory.", tuple(said))
            return
        found = _paths_ending_in(word)
        if len(found) > TOLD:
            width = max(len(paths[0]) for paths in found)
            lines = (f"  {paths[0].ljust(width)}  {_first_sentence(paths[0])}" for paths in found)
            yield Meaning(f"`{word}` is the name of several fields.", ("\n".join(lines),))
            return
        for path, *others in found:
            more = f", and {counted(len(others), 'other entry has', 'other entries have')} it too" if others else ""
            title = f"`{path}` is a field of an advisory{more}."
            yield Meaning(title, tuple(self._said_of(path, described_fields()[path])))

    def _said_of(self, path: str, field: Description) -> Iterator[str]:
        """What belongs into a field, its codes and its examples."""
        yield field.text
        if field.group:
            yield f"Its codes are those of `{field.group}`: {', '.join(self.vocabulary.groups.get(field.group, ()))}."
        yield from (_example(path, example) for example in field.examples)


def _paths_ending_in(word: str) -> list[list[str]]:
    """The paths of fields of which a word is the last part, those together of which the same is said."""
    by_text: defaultdict[str, list[str]] = defaultdict(list)
    for path, field in described_fields().items():
        if path.endswith(f".{word}"):
            by_text[field.text].append(path)
    return list(by_text.values())


def _first_sentence(path: str) -> str:
    return described_fields()[path].text.partition(". ")[0].rstrip(".") + "."


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
