"""Whether a published schema only gained something: what the contract of `v1` allows.

In: an accepted JSON Schema and a new one. Out: in words, everything that would break a program that was written for the
accepted one. Schemas are compared as what they say of documents that are written: references are followed, and
descriptions, examples and titles say nothing to a program.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Schema = Mapping[str, Any]
Fault = str
_SAYS_NOTHING = {"description", "examples", "title", "default", "$defs", "$schema", "$id", "$ref"}
_FOLLOWED = {"properties", "required", "enum", "anyOf", "items", "additionalProperties", "propertyNames"}
OPEN = "x-open"


def faults(old: Schema, new: Schema) -> list[Fault]:
    """What a program that knows the old schema cannot bear of the new one."""
    found = [] if old.get("$id") == new.get("$id") else [f"$id: {old.get('$id')} became {new.get('$id')}"]
    return [*found, *_Comparison(old, new).faults(old, new, "", frozenset())]


def accept(folder: Path, schemas: Mapping[str, Schema]) -> list[Fault]:
    """Keep schemas as the accepted ones, unless one breaks something: then nothing is written. Returns the faults."""
    found = [f"{name}: {fault}" for name, fault in _faults_of_all(folder, schemas)]
    if not found:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas.items():
            (folder / name).write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return found


def accepted(folder: Path) -> dict[str, Schema]:
    """The schemas that were accepted, by the names of their files."""
    return {path.name: json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))}


def _faults_of_all(folder: Path, schemas: Mapping[str, Schema]) -> Iterator[tuple[str, Fault]]:
    for name, old in accepted(folder).items():
        if name not in schemas:
            yield name, "the schema is gone"
        else:
            yield from ((name, fault) for fault in faults(old, schemas[name]))


class _Comparison:
    """Compares two schemas node by node. A pair of definitions is compared once on each way down to it."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self.old, self.new = old, new

    def faults(self, old: Schema, new: Schema, where: str, seen: frozenset[tuple[str, str]]) -> Iterator[Fault]:
        pair = (old.get("$ref", ""), new.get("$ref", ""))
        if all(pair) and pair in seen:
            return
        old, new, seen = _resolved(old, self.old), _resolved(new, self.new), seen | {pair}
        yield from _constraints(old, new, where)
        yield from _members(old, new, where)
        for name, schema in old.get("properties", {}).items():
            if name in new.get("properties", {}):
                yield from self.faults(schema, new["properties"][name], f"{where}.{name}".lstrip("."), seen)
        for keyword, mark in (("items", "[]"), ("additionalProperties", ".*"), ("propertyNames", "<name>")):
            if isinstance(old.get(keyword), dict) and isinstance(new.get(keyword), dict):
                yield from self.faults(old[keyword], new[keyword], where + mark, seen)
            elif old.get(keyword) != new.get(keyword) and keyword != "propertyNames":
                yield f"{where}: `{keyword}` is another"
        yield from self._choices(old.get("anyOf", []), new.get("anyOf", []), where, seen)

    def _choices(
        self, old: list[Schema], new: list[Schema], where: str, seen: frozenset[tuple[str, str]]
    ) -> Iterator[Fault]:
        if len(old) != len(new):
            yield f"{where}: {len(old)} choices became {len(new)}"
            return
        for one, other in zip(old, new, strict=True):
            yield from self.faults(one, other, where, seen)


def _constraints(old: Schema, new: Schema, where: str) -> Iterator[Fault]:
    """Type, format, pattern, limits, the group of a code: all must stay. An enumeration may grow if it says so."""
    for keyword in sorted((old.keys() | new.keys()) - _SAYS_NOTHING - _FOLLOWED):
        if old.get(keyword) != new.get(keyword):
            yield f"{where}: `{keyword}` {old.get(keyword)} became {new.get(keyword)}"
    if ("enum" in old) != ("enum" in new):
        yield f"{where}: it is an enumeration in one of the two alone"
    before, after = old.get("enum", []), new.get("enum", [])
    yield from (f"{where}: the value `{value}` is gone" for value in before if value not in after)
    if not (old.get(OPEN) and new.get(OPEN)):
        yield from (f"{where}: the value `{value}` is new" for value in after if value not in before)


def _members(old: Schema, new: Schema, where: str) -> Iterator[Fault]:
    """No member is gone, and none that was always there may be missing."""
    for name in old.get("properties", {}):
        if name not in new.get("properties", {}):
            yield f"{where}: the member `{name}` is gone"
        elif name in old.get("required", []) and name not in new.get("required", []):
            yield f"{where}: the member `{name}` may be missing now"


def _resolved(node: Schema, root: Schema) -> Schema:
    """A node with what it refers to put in its place."""
    while "$ref" in node:
        found = root["$defs"][node["$ref"].removeprefix("#/$defs/")]
        node = {**found, **{key: value for key, value in node.items() if key != "$ref"}}
    return node
