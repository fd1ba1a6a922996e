"""The authored texts of an advisory: every field that holds text in its own language, by field path.

A field path names list entries by their code or id (`data.exposed.account_name.note`), so that it stays
the same when a list is put into another order.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from build_tools.model.advisory import Advisory
from build_tools.model.fields import Authored

SETTING = "default"


@dataclass(frozen=True)
class AuthoredText:
    """One authored text: its field path, its place in the source tree, its words, and how it is treated."""

    path: str
    location: tuple[str | int, ...]
    text: str
    critical: bool
    markdown: bool


def authored_texts(advisory: Advisory) -> tuple[AuthoredText, ...]:
    """All authored texts in the order of the fields; a field that is left to the settings has none."""
    return tuple(_walk(advisory, "", ()))


def normalised(text: str) -> str:
    """The form in which source texts are compared: NFC, with white space folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _walk(value: Any, path: str, location: tuple[str | int, ...]) -> Iterator[AuthoredText]:
    if isinstance(value, BaseModel):
        for name, mark in _marks(type(value)).items():
            yield from _field(getattr(value, name), mark, f"{path}.{name}".lstrip("."), (*location, name))
    elif isinstance(value, tuple):
        for index, (name, item) in enumerate(zip(entry_names(value), value, strict=True)):
            yield from _walk(item, f"{path}.{name}", (*location, index))


@cache
def _marks(model: type[BaseModel]) -> dict[str, Authored | None]:
    """The fields of a model that are authored text, with how; and, with None, those that may hold some."""
    marks = {name: _mark(field) for name, field in model.model_fields.items()}
    return {name: mark for name, mark in marks.items() if mark or _holds_text(model.model_fields[name].annotation)}


def _holds_text(annotation: Any) -> bool:
    """Whether a type has authored text in it, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_marks(annotation))
    return any(_holds_text(part) for part in get_args(annotation))


def _mark(field: FieldInfo) -> Authored | None:
    optional = [mark for part in get_args(field.annotation) for mark in getattr(part, "__metadata__", ())]
    return next((mark for mark in [*field.metadata, *optional] if isinstance(mark, Authored)), None)


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
