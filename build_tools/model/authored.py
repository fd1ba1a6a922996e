"""The authored texts of an advisory: every field that holds text in its own language, by field path.

A field path names list entries by their code or id (`data.exposed.account_name.note`), so that it stays
the same when a list is put into another order.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import BaseModel

from build_tools.model.advisory import Advisory
from build_tools.model.fields import Authored
from build_tools.model.marks import marked_fields

SETTING = "default"
NOTES = ("release.text", "release.reason")
"""The field paths of what is said of the release itself."""


@dataclass(frozen=True)
class AuthoredText:
    """One authored text: its field path, its place in the source tree, its words, and how it is treated."""

    path: str
    location: tuple[str | int, ...]
    text: str
    critical: bool
    markdown: bool


class Sought(NamedTuple):
    """A text of the releases that readers see: its key, the contexts that a catalogue may have it under, its words."""

    key: str
    contexts: tuple[str, ...]
    text: str


def note_key(number: int) -> str:
    """The key of what was said of a release, apart from the draft."""
    return f"releases.{number}.text"


def authored_texts(advisory: Advisory) -> tuple[AuthoredText, ...]:
    """All authored texts in the order of the fields; a field that is left to the settings has none."""
    return tuple(_walk(advisory, "", ()))


def texts_of_field(advisory: Advisory, field: str) -> tuple[AuthoredText, ...]:
    """The authored texts in one field of an advisory, or below it."""
    mark = marked_fields(Advisory, Authored).get(field)
    return tuple(_field(getattr(advisory, field), mark, field, (field,)))


def normalised(text: str) -> str:
    """The form in which source texts are compared: NFC, with white space folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _walk(value: Any, path: str, location: tuple[str | int, ...]) -> Iterator[AuthoredText]:
    if isinstance(value, BaseModel):
        for name, mark in marked_fields(type(value), Authored).items():
            yield from _field(getattr(value, name), mark, f"{path}.{name}".lstrip("."), (*location, name))
    elif isinstance(value, tuple):
        for index, (name, item) in enumerate(zip(entry_names(value), value, strict=True)):
            yield from _walk(item, f"{path}.{name}", (*location, index))


def _field(value: Any, mark: Authored | None, path: str, location: tuple[str | int, ...]) -> Iterator[AuthoredText]:
    if mark is None:
        yield from _walk(value, path, location)
    elif isinstance(value, str) and value != SETTING:
        yield AuthoredText(path, location, value, mark.critical, mark.markdown)


def entry_names(items: tuple[object, ...]) -> list[str]:
    """Code or id of each entry; a second one of the same name gets a number, and what has no name is numbered."""
    names = [
        str(getattr(item, "code", None) or getattr(item, "id", None) or position)
        for position, item in enumerate(items, 1)
    ]
    if len(set(names)) == len(names):
        return names
    counts: Counter[str] = Counter()
    for at, name in enumerate(names):
        counts[name] += 1
        names[at] = f"{name}-{counts[name]}" if counts[name] > 1 else name
    return names
