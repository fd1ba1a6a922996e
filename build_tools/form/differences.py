"""Differences: where two values of a form say something else, in words.

In: what one form holds, and what another does. Out: a line for each field that differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.form.fields import Schema
from build_tools.form.places import title_of
from build_tools.yaml_source import FieldPath


@dataclass(frozen=True)
class Difference:
    """A field that says something else in the form than on the disk."""

    title: str
    mine: str
    on_disk: str


def differences(mine: Any, on_disk: Any, schema: Schema) -> tuple[Difference, ...]:
    """The fields that differ, in the order of the form; what one of the two does not have is empty there."""
    ours, theirs = dict(texts(mine)), dict(texts(on_disk))
    paths = [path for path in dict.fromkeys([*theirs, *ours]) if ours.get(path, "") != theirs.get(path, "")]
    return tuple(Difference(title_of(path, schema), ours.get(path, ""), theirs.get(path, "")) for path in paths)


def texts(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """All texts of a form by their paths; the codes of a list of codes together."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, (*path, name))
    elif isinstance(value, list) and not all(isinstance(item, str) for item in value):
        for number, item in enumerate(value):
            yield from texts(item, (*path, number))
    else:
        yield path, ", ".join(value) if isinstance(value, list) else str(value)
