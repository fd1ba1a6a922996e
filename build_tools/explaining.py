"""Explaining: what a word means that stands in a message or in an advisory.

In: a word, which may be the code of a problem, a code of the vocabulary, or the path of a field. Out: a `Meaning` for
each of these that it is; or, of a word that is none, which words come close.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, get_args

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from build_tools.explanations import Explanation
from build_tools.language.catalogue import MissingTranslationError
from build_tools.language.language import Language
from build_tools.language.vocabulary import Entry, Vocabulary
from build_tools.model.advisory import Advisory
from build_tools.model.fields import Code
from build_tools.model.marks import marked_fields
from build_tools.problems import did_you_mean


class Meaning(NamedTuple):
    """What a word is, in one sentence, and paragraphs about it."""

    title: str
    paragraphs: tuple[str, ...]

    def __str__(self) -> str:
        return "\n\n".join([self.title, *self.paragraphs])


class Field(NamedTuple):
    """A field, and the group of the vocabulary that its codes are of; none where it holds no code."""

    info: FieldInfo
    group: str


@dataclass(frozen=True)
class Dictionary:
    """All words that can be explained: codes of problems, fields, and of a project its vocabulary in its languages."""

    problems: Mapping[str, Explanation]
    vocabulary: Vocabulary
    languages: Sequence[Language] = ()

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields of an advisory by their paths, such as `affected.count`."""
        return dict(_fields(Advisory))

    def meanings(self, word: str) -> list[Meaning]:
        """What a word means; nothing where nobody knows it."""
        return [*self._problem(word), *self._codes(word), *self._field(word)]

    def closest(self, word: str) -> str:
        """Which words somebody may have meant who wrote one that nobody knows."""
        codes = {code for entries in self.vocabulary.groups.values() for code in entries}
        known = {*self.problems, *codes, *self.fields}
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
        if found := self.fields.get(word):
            codes = ", ".join(self.vocabulary.groups.get(found.group, ()))
            said = [
                found.info.description or "",
                f"Its codes are those of `{found.group}`: {codes}." if codes else "",
                *(_example(word, example) for example in found.info.examples or ()),
            ]
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


def _fields(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, Field]]:
    """The fields of a model, and of those that lie in it, by path."""
    marks = marked_fields(model, Code)
    for name, info in model.model_fields.items():
        below = _model_in(info.annotation)
        mark = marks.get(name) or (marked_fields(below, Code).get("code") if below else None)
        yield f"{path}{name}", Field(info, mark.group if mark else "")
        yield from _fields(below, f"{path}{name}.") if below else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


def _example(path: str, example: object) -> str:
    """An example as it stands in a file."""
    name = path.rpartition(".")[2]
    written = yaml.safe_dump({name: example}, default_flow_style=None, allow_unicode=True, sort_keys=False)
    lines = "\n".join(f"  {line}" for line in written.splitlines())
    return f"Example:\n{lines}"
