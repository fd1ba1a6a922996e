"""What every field of the source says of itself: what belongs there, with examples.

In: a model, or the place of a value in it. Out: the words that the model has for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from build_tools.model.advisory import Advisory
from build_tools.model.fields import Authored, Code, Written
from build_tools.model.marks import marked_fields
from build_tools.yaml_emission import line_text


@dataclass(frozen=True)
class Description:
    """What belongs into a field: in words, which hold code in backticks, and as examples of what may stand there.

    `group` is the group of the vocabulary that its codes are of, or those of its entries; empty where it has none.
    """

    text: str
    examples: tuple[Any, ...]
    required: bool
    model: type[BaseModel]
    authored: Authored | None = None
    group: str = ""

    @property
    def example(self) -> str:
        """The first example as YAML in one line."""
        return as_yaml(self.examples[0]) if self.examples else ""


@cache
def described_fields(model: type[BaseModel] = Advisory) -> Mapping[str, Description]:
    """The fields of a model by path, in their order: `timeline` is the list, `timeline.date` a field of its entries."""
    return dict(_fields(model, ""))


def description_at(location: tuple[str | int, ...]) -> Description | None:
    """What belongs at the place of a value in an advisory, such as `("timeline", 0, "date")`; or, as pydantic also
    names places that no source has, what belongs at the closest place around it. None at the top."""
    fields, path, found = described_fields(), "", None
    for step in location:
        if isinstance(step, str) and (below := f"{path}.{step}".lstrip(".")) in fields:
            path, found = below, fields[below]
    return found


def as_yaml(value: Any) -> str:
    """A value as an editor would write it behind its key, in one line."""
    return line_text(value)


def _fields(model: type[BaseModel], parent: str) -> Iterator[tuple[str, Description]]:
    authored, codes = marked_fields(model, Authored), marked_fields(model, Code)
    for name, info in model.model_fields.items():
        path = f"{parent}.{info.alias or name}".lstrip(".")
        text, examples = info.description or "", tuple(info.examples or ())
        models = list(_models(info.annotation, info.metadata))
        mark = codes.get(name) or next(filter(None, (marked_fields(it, Code).get("code") for it in models)), None)
        group = mark.group if mark else ""
        yield path, Description(text, examples, info.is_required(), model, authored.get(name), group)
        for below in models:
            yield from _fields(below, path)


def _models(annotation: Any, marks: Iterable[Any] = ()) -> Iterator[type[BaseModel]]:
    """The models that stand in a field, or that what is written there is read with."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    forms = [mark.form for mark in marks if isinstance(mark, Written)]
    for part in (*forms, *get_args(annotation)):
        yield from _models(part, getattr(part, "__metadata__", ()))
