"""Places: the field of the form that a problem is about.

In: where a problem is in the file, and how the form shows it. Out: the path of a field of the form.
"""

from __future__ import annotations

from typing import Any

from build_tools.form.fields import Schema
from build_tools.problems import Place, Problem
from build_tools.yaml_source import FieldPath, SourceTree

_OF_THE_WHOLE = {"missing-field", "no-date", "two-dates", "unknown-key", "repeated", "wrong-type"}
"""Problems that are about a mapping or a list rather than about the first thing in it."""


def field_of(problem: Problem, tree: SourceTree, schema: Schema) -> FieldPath:
    """The path of the field that a problem is about; that of the closest field around it, where the form has none."""
    return _shown(_path_at(problem, tree), tree.content, schema)


def _path_at(problem: Problem, tree: SourceTree) -> FieldPath:
    """The path of what stands where the problem is, or of the last thing before it: a problem may be within a text."""
    at = _position(problem.place)
    places = [(_position(place), path) for found in (tree.keys, tree.values) for path, place in found.items() if path]
    before = [(position, path) for position, path in places if position <= at]
    if not before:
        return ()
    last = max(position for position, _ in before)
    paths = [path for position, path in before if position == last]
    return min(paths, key=len) if problem.code in _OF_THE_WHOLE else max(paths, key=len)


def _position(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _shown(path: FieldPath, content: Any, schema: Schema) -> FieldPath:
    """The path in the form of a path in the file; a bare code is shown as the field of a mapping."""
    if schema["type"] == "object":
        alone = schema.get("x-alone")
        if alone and content is not None and not isinstance(content, dict):
            return (alone, *_shown(path, content, schema["properties"][alone]))
        if path and path[0] in schema["properties"]:
            below = content.get(path[0]) if isinstance(content, dict) else None
            return (path[0], *_shown(path[1:], below, schema["properties"][str(path[0])]))
    is_list = schema["type"] == "array" and "uniqueItems" not in schema
    if is_list and path and isinstance(path[0], int) and isinstance(content, list) and path[0] < len(content):
        return (path[0], *_shown(path[1:], content[path[0]], schema["items"]))
    return ()


def title_of(path: FieldPath, schema: Schema) -> str:
    """The name of a field in words, with those around it: `Timeline, entry 2, Date`."""
    words = []
    for step in path:
        if isinstance(step, int):
            words.append(f"entry {step + 1}")
            schema = schema["items"]
        else:
            schema = schema["properties"][step]
            words += [] if step == "code" else [schema["title"]]
    return ", ".join(words) or "The whole advisory"
