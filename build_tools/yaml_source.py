"""YAML read safely, with the line and column of every key and value.

In: the bytes of a file. Out: a tree of mappings, lists and strings (`SourceTree`), or the problems
that stop it from being one. Scalars stay as they were written (decision 6): `no`, `12:30` and
`2025-11-09` are strings here, and the field that wants them parses them. Anchors, aliases, tags and
duplicate keys are refused at the level of YAML events, where they can still be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from build_tools.pasted_text import pasted
from build_tools.problems import Place, Problem
from build_tools.source_text import read_text, suspect_characters
from build_tools.yaml_refusals import Refusal, feature, not_a_mapping, odd_key, odd_space, second_key, too_much
from build_tools.yaml_syntax import syntax_problem

FieldPath = tuple[str | int, ...]
NULLS = {"null", "~"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class SourceTree:
    """The content of one YAML file and where each of its keys and values stands."""

    file: str
    content: Any = None
    keys: Mapping[FieldPath, Place] = field(default_factory=dict)
    values: Mapping[FieldPath, Place] = field(default_factory=dict)
    text: str = ""

    def place(self, path: FieldPath, *, key: bool = False) -> Place:
        """The place of the value (or key) at `path`; of what is not in the file, the place of its parent."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        known = self._in_file(path)
        return first.get(known) or second.get(known) or Place(self.file)

    def value(self, path: FieldPath) -> Any:
        """What stands at the path of a value."""
        content = self.content
        for step in path:
            content = content[step]
        return content

    def place_of_words(self, path: FieldPath, words: str) -> Place:
        """The place of words in the text at `path`; where they are not found as they stand, that of the text."""
        start = self.place(path)
        for number, line in enumerate(self.lines[start.line - 1 :]):
            column = line.find(words, 0 if number else start.column - 1)
            if words and column >= 0:
                return Place(self.file, start.line + number, column + 1)
        return start

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.text.split("\n")

    def _in_file(self, path: FieldPath) -> FieldPath:
        """The part of a path that the file has; levels that only the model knows are skipped."""
        known: FieldPath = ()
        for step in path:
            known = (*known, step) if (*known, step) in self.values else known
        return known


def read_yaml(file: str, content: bytes, *, but: str = "") -> tuple[SourceTree | None, list[Problem]]:
    """Read one YAML document. `file` is the name to show; the characters `but` may stand in it, though they are not
    seen. Exactly one of tree and problems is empty."""
    text, problems = read_text(file, content, but=but)
    if text is None:
        return None, problems
    if problems := pasted(file, text):
        return None, problems
    reader = _Reader(file, text, but)
    try:
        tree = reader.read()
    except yaml.YAMLError as error:
        return None, [syntax_problem(file, text, error, reader.last)]
    return (None, reader.problems) if reader.problems else (tree, [])


class _Reader:
    """Builds the tree from YAML events, and collects what is refused on the way."""

    def __init__(self, file: str, text: str, but: str) -> None:
        self.file = file
        self.text = text
        self.but = but
        self.lines = text.split("\n")
        self.last: Any = None
        self.problems: list[Problem] = []
        self.keys: dict[FieldPath, Place] = {}
        self.values: dict[FieldPath, Place] = {}

    def read(self) -> SourceTree:
        events = self._sound(yaml.parse(self.text, Loader=_LOADER))
        content: Any = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                content = self._node(event, events, ())
        if not self.problems and (why := not_a_mapping(content)):
            self.problems.append(Problem(Place(self.file), why.code, why.message, why.mend))
        return SourceTree(self.file, content, self.keys, self.values, self.text)

    def _sound(self, events: Iterator[Any]) -> Iterator[Any]:
        """Pass the events on, and stop at a second document or at nesting that is too deep."""
        depth = documents = 0
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if why := too_much(depth, len(self.values), documents):
                self._refuse(event, why)
                return
            self.last = event
            yield event

    def _node(self, event: Any, events: Iterator[Any], path: FieldPath) -> Any:
        self._refuse(event, feature(event))
        self.values[path] = self._at(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def _scalar(self, event: Any) -> str | None:
        escapes = event.value if event.style == '"' else ""
        for _, message, mend in suspect_characters(escapes, but=self.but):
            self._refuse(event, Refusal("forbidden-character", message, mend))
        self._refuse(event, odd_space(event))
        return str(event.value) if event.style or event.value not in NULLS else None

    def _mapping(self, events: Iterator[Any], path: FieldPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, path)
            self._refuse(event, second_key(key, self.keys.get((*path, key))))
            self.keys.setdefault((*path, key), self._at(event))
            value_event = next(events, None)
            value = self._node(value_event, events, (*path, key)) if value_event else None
            mapping.setdefault(key, value)
        return mapping

    def _key(self, event: Any, events: Iterator[Any], path: FieldPath) -> str:
        self._refuse(event, feature(event))
        self._refuse(event, odd_key(event))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event) or event.value
        if isinstance(event, yaml.CollectionStartEvent):
            self._node(event, events, (*path, "?"))
        return "?"

    def _sequence(self, events: Iterator[Any], path: FieldPath) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _refuse(self, event: Any, why: Refusal | None) -> None:
        if why:
            self.problems.append(Problem(self._at(event), why.code, why.message, why.mend))

    def _at(self, event: Any) -> Place:
        """Where an event begins; the end of the text, where the parser puts it behind that."""
        if event.start_mark.line < len(self.lines):
            return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        return Place(self.file, len(self.lines), len(self.lines[-1]) + 1)
