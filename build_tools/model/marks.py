"""Which fields of a model carry a mark (`Code`, `Authored`), found once for each model, so that walks skip the rest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

Mark = TypeVar("Mark")


def marked_fields(model: type[BaseModel], kind: type[Mark]) -> Mapping[str, Mark | None]:
    """The fields that are marked, they or the elements of their list; and, with None, those with marks below them."""
    plain: type = kind  # which mypy knows to be hashable
    return _marked_fields(model, plain)


@cache
def _marked_fields(model: type[BaseModel], kind: type) -> dict[str, Any]:
    fields = model.model_fields.items()
    marks = {name: _own_mark((*field.metadata, field.annotation), kind) for name, field in fields}
    return {name: mark for name, mark in marks.items() if mark or _has_marks(model.model_fields[name].annotation, kind)}


def _own_mark(parts: tuple[Any, ...], kind: type) -> Any:
    """The mark among the parts of a type, or within them; a model's marks are its own."""
    for part in parts:
        if isinstance(part, kind):
            return part
        if found := _own_mark((*getattr(part, "__metadata__", ()), *get_args(part)), kind):
            return found
    return None


def _has_marks(annotation: Any, kind: type) -> bool:
    """Whether a type has marked fields in it, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_marked_fields(annotation, kind))
    return any(_has_marks(part, kind) for part in get_args(annotation))
