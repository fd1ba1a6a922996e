"""YAML read safely, with the line and column of every key and value.

In: the bytes of a file. Out: a tree of mappings, lists and strings (`SourceTree`), or the problems
that stop it from being one. Scalars stay as they were written (decision 6): `no`, `12:30` and
`2025-11-09` are strings here, and the field that wants them parses them. Anchors, aliases, tags and
duplicate keys are refused at the level of YAML events, where they can still be seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from build_tools.problems import Place, Problem

FieldPath = tuple[str | int, ...]
MAX_BYTES = 1024 * 1024
MAX_DEPTH = 12
_NULLS = {"", "null", "~"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class SourceTree:
    """The content of one YAML file and where each of its keys and values stands."""

    file: str
    content: Any = None
    keys: Mapping[FieldPath, Place] = field(default_factory=dict)
    values: Mapping[FieldPath, Place] = field(default_factory=dict)

    def place(self, path: FieldPath, *, key: bool = False) -> Place:
        """The place of the value (or key) at `path`, or of the nearest parent that stands in the file."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while path:
            if found := first.get(path) or second.get(path):
                return found
            path = path[:-1]
        return Place(self.file)


def read_yaml(file: str, content: bytes) -> tuple[SourceTree | None, list[Problem]]:
    """Read one YAML document. `file` is the name to show. Exactly one of tree and problems is empty."""
    problems = list(_unreadable_bytes(file, content))
    if problems:
        return None, problems
    text = content.decode("utf-8-sig")
    problems = list(_forbidden_characters(file, text))
    if problems:
        return None, problems
    reader = _Reader(file)
    try:
        tree = reader.read(text)
    except yaml.YAMLError as error:
        return None, [_syntax_problem(file, text, error)]
    return (None, reader.problems) if reader.problems else (tree, [])


def _unreadable_bytes(file: str, content: bytes) -> Iterator[Problem]:
    if len(content) > MAX_BYTES:
        size = f"{len(content) / MAX_BYTES:.1f} MiB"
        yield Problem(Place(file), "file-too-large", f"The file has {size}; the limit is 1 MiB.", "Shorten its texts.")
        return
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(file, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        yield Problem(place, "not-utf-8", "This is no UTF-8 text.", "Save the file with the encoding UTF-8.")


def _forbidden_characters(file: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        for match in _SUSPECT.finditer(line.removesuffix("\r")):
            place = Place(file, number, match.start() + 1)
            yield _character_problem(place, match.group())


_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ue000-\uf8ff]"
)


def _character_problem(place: Place, character: str) -> Problem:
    name = unicodedata.name(character, "control character").lower()
    message = f"The invisible character U+{ord(character):04X} ({name}) stands here; it can change what readers see."
    return Problem(place, "forbidden-character", message, "Delete it, or type the line again.")


_PLAIN_SYNTAX = (
    (r"cannot start any token", "A character stands where YAML allows none", "Put the value in double quotes."),
    (r"mapping values are not allowed", "A colon stands inside a value", "Put the whole value in double quotes."),
    (r"found unexpected end of stream|unclosed", "A quote or bracket is opened and never closed", "Close it."),
    (r"unexpected end of stream", "A quote or bracket is opened and never closed", "Close it."),
    (r"did not find expected ',' or '\]'", "A list in square brackets is not closed", "Add a comma or `]`."),
    (r"did not find expected ',' or '\}'", "A mapping in curly brackets is not closed", "Add a comma or `}`."),
    (r"expected <block end>|did not find expected key", "The indentation or punctuation is off here", "Align the line with those above it, and put text with a quote, `#` or `: ` in it in double quotes."),
    (r"did not find expected '-' indicator", "The indentation of this list is off", "Align each `-` with the first one."),
    (r"could not find expected ':'", "A key without a colon stands here", "Write `key: value`."),
    (r"escape character", "A backslash stands in double quotes", "Use single quotes, or double the backslash."),
)  # fmt: skip


def _syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: max(place.column, len(line) - len(line.lstrip()))]:
        place = Place(file, place.line, line.index("\t") + 1)
        return Problem(place, "tab", "A tab stands here; YAML wants spaces.", "Replace each tab by two spaces.")
    said = str(getattr(error, "problem", None) or error)
    for pattern, message, mend in _PLAIN_SYNTAX:
        if re.search(pattern, said):
            return Problem(place, "yaml-syntax", f"{message}.", mend)
    return Problem(place, "yaml-syntax", f"This is no valid YAML ({said}).", "Compare the line with those above it.")


class _Reader:
    """Builds the tree from YAML events, and collects what is refused on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.keys: dict[FieldPath, Place] = {}
        self.values: dict[FieldPath, Place] = {}

    def read(self, text: str) -> SourceTree | None:
        events = self._sound(yaml.parse(text, Loader=_LOADER))
        content: Any = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                content = self._node(event, events, ())
        if not isinstance(content, dict) and not self.problems:
            self._refuse(
                Place(self.file), "not-a-mapping", "The file holds no `key: value` lines.", "Start with `id: …`."
            )
        return SourceTree(self.file, content, self.keys, self.values)

    def _sound(self, events: Iterator[Any]) -> Iterator[Any]:
        """Pass the events on, and stop at a second document or at nesting that is too deep."""
        depth = documents = 0
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if depth > MAX_DEPTH:
                self._refuse_event(
                    event, "too-deep", f"More than {MAX_DEPTH} levels are nested here.", "Remove brackets."
                )
                return
            if documents > 1:
                self._refuse_event(
                    event, "second-document", "A second document begins here (`---`).", "One file holds one advisory."
                )
                return
            yield event

    def _node(self, event: Any, events: Iterator[Any], path: FieldPath) -> Any:
        self._refuse_features(event)
        self.values[path] = self._at(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        if isinstance(event, yaml.ScalarEvent):
            return None if event.style is None and event.value in _NULLS else event.value
        return None

    def _mapping(self, events: Iterator[Any], path: FieldPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, path)
            place = self._at(event)
            if key in mapping:
                mend = f"It stands in line {self.keys[*path, key].line} already; keep one of the two."
                self._refuse(place, "duplicate-key", f"The key `{key}` stands here a second time.", mend)
            value_event = next(events, None)
            value = self._node(value_event, events, (*path, key)) if value_event else None
            self.keys.setdefault((*path, key), place)
            mapping.setdefault(key, value)
        return mapping

    def _key(self, event: Any, events: Iterator[Any], path: FieldPath) -> str:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_features(event)
            return str(event.value)
        self._refuse_event(
            event, "key-not-text", "A list or mapping stands where a key belongs.", "Put it in double quotes."
        )
        self._node(event, events, (*path, "?"))
        return "?"

    def _sequence(self, events: Iterator[Any], path: FieldPath) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _refuse_features(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse_event(event, "alias", f"The alias `*{event.anchor}` stands here.", "Write the value out.")
        elif event.anchor:
            self._refuse_event(
                event, "anchor", f"The anchor `&{event.anchor}` stands here.", "Remove it; put text in quotes."
            )
        elif event.tag:
            self._refuse_event(event, "tag", f"The tag `{event.tag}` stands here.", "Remove it; put text in quotes.")

    def _refuse_event(self, event: Any, code: str, message: str, mend: str) -> None:
        self._refuse(self._at(event), code, message, mend)

    def _refuse(self, place: Place, code: str, message: str, mend: str) -> None:
        self.problems.append(Problem(place, code, message, mend))

    def _at(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
