"""Values: what the form shows of the content of a file, and what its content is after an edit.

In: the schema of the form, the content, and what the form holds. Out: the other. What the form did not change comes
back as it was: a bare code bare, an empty list empty, a blank blank, and what the form does not show.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from build_tools.blanks import BLANK
from build_tools.form.fields import Schema

ABSENT: Any = object()
"""The content of a field that is not written."""
_RANGE = re.compile(r"\s*(\d+)\s*(?:to|until|-|–|—|\.\.\.?|…)\s*(\d+)\s*")


def to_form(content: Any, schema: Schema) -> Any:
    """What the form shows of a content: all fields, those that are not written as empty ones.

    What has not the form that the schema wants is shown as empty, too; the problem at the field says what stands there.
    """
    if schema["type"] == "object":
        mapping = _as_mapping(content, schema)
        return {name: to_form(mapping.get(name, ABSENT), field) for name, field in schema["properties"].items()}
    if "uniqueItems" in schema:
        codes = [content] if schema["x-several"] and isinstance(content, str) else content
        return [code for code in codes if isinstance(code, str) and code != BLANK] if isinstance(codes, list) else []
    if schema["type"] == "array":
        return [to_form(item, schema["items"]) for item in content] if isinstance(content, list) else []
    if schema.get("x-range") and isinstance(content, dict):
        return f"{content.get('from', '')} to {content.get('to', '')}"
    return content if isinstance(content, str) else ""


def from_form(value: Any, before: Any, schema: Schema, *, needed: bool = True) -> Any:
    """The content after an edit of what `before` showed; ABSENT where nothing is to be written.

    A field that is `needed` and empty is a blank. Raises ValueError for a value that no form has.
    """
    if value == to_form(before, schema):
        return before
    if not _is_of(schema["type"], value):
        raise ValueError(f"No {schema['type']}: {value!r}")
    if schema["type"] == "object":
        return _mapping(value, before, schema, needed)
    if "uniqueItems" in schema:
        return _codes(value, schema, needed)
    if schema["type"] == "array":
        return _list(value, before, schema["items"]) or ABSENT
    if not value.strip():
        return BLANK if needed else ABSENT
    span = _RANGE.fullmatch(value) if schema.get("x-range") else None
    return {"from": span[1], "to": span[2]} if span else value


def _is_of(kind: str, value: Any) -> bool:
    return isinstance(value, {"object": dict, "array": list, "string": str}[kind])


def _as_mapping(content: Any, schema: Schema) -> dict[str, Any]:
    if isinstance(content, dict):
        return content
    alone = schema.get("x-alone")
    if alone and _is_of(schema["properties"][alone]["type"], content):
        return {alone: content}
    return {}


def _mapping(value: dict[str, Any], before: Any, schema: Schema, needed: bool) -> Any:
    """A mapping with what the form shows of it, and with all that it does not show; what may stand alone does."""
    if not needed and value == to_form(ABSENT, schema):
        return ABSENT
    content = dict(_as_mapping(before, schema))
    for name, field in schema["properties"].items():
        if name not in value:
            raise ValueError(f"No {name}: {value!r}")
        made = from_form(value[name], content.get(name, ABSENT), field, needed=name in schema["x-needed"])
        content.pop(name, None) if made is ABSENT else content.update({name: made})
    alone = schema.get("x-alone")
    if alone and content.keys() == {alone}:
        return content[alone]
    return content or ABSENT


def _list(value: list[Any], before: Any, schema: Schema) -> list[Any]:
    """A list whose entries are made of those that they were."""
    old = before if isinstance(before, list) else []
    origins = _origins(value, old, schema)
    return [from_form(item, origins.get(number, ABSENT), schema) for number, item in enumerate(value)]


def _origins(value: list[Any], old: list[Any], schema: Schema) -> dict[int, Any]:
    """By number in the form, the entry that one was: the same, else one of its name, else that in its place."""
    shown = [to_form(item, schema) for item in old]
    free, found = dict(enumerate(old)), dict[int, Any]()

    def take(is_it: Callable[[int, int], bool]) -> None:
        for number in range(len(value)):
            match = next((other for other in free if number not in found and is_it(number, other)), None)
            if match is not None:
                found[number] = free.pop(match)

    take(lambda number, other: shown[other] == value[number])
    take(lambda number, other: _name(shown[other]) == _name(value[number]) != BLANK)
    if len(value) == len(old):
        take(lambda number, other: number == other)
    return found


def _name(item: Any) -> Any:
    """What an entry of the form is known by."""
    names = [item[key] for key in ("code", "id", "words") if key in item] if isinstance(item, dict) else [item]
    return names[0] if names else item


def _codes(value: list[str], schema: Schema, needed: bool) -> Any:
    if not all(isinstance(code, str) for code in value):
        raise ValueError(f"No codes: {value!r}")
    if not value:
        return [BLANK] if needed else ABSENT
    return value[0] if schema["x-several"] and len(value) == 1 else value
