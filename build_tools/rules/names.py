"""Rules on the names that sentences speak of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from build_tools.language.vocabulary import Vocabulary
from build_tools.model.advisory import Advisory
from build_tools.model.draft import Draft
from build_tools.model.fields import Code
from build_tools.problems import Problem
from build_tools.rules.known import Known

Path = tuple[str | int, ...]


def vendor_for_sentences(draft: Draft, known: Known) -> Iterator[Problem]:
    """A code whose sentence speaks of the vendor is used only when the advisory names the vendor."""
    for path, code in codes_without_vendor(draft.advisory, known.vocabulary):
        mend = "Add `vendor: {name: …, service: …}` under `incident:`, or choose another code."
        yield Problem(draft.place(*path), "no-vendor", f"`{code}` speaks of a vendor, and none is named.", mend)


def codes_without_vendor(advisory: Advisory, vocabulary: Vocabulary) -> Iterator[tuple[Path, str]]:
    """The codes, with their paths, whose sentences speak of a vendor that the advisory does not name."""
    if advisory.incident.vendor is None:
        for path, group, code in _codes(advisory, ()):
            if {"vendor", "service"} & vocabulary.needs(group, code):
                yield path, code


def _codes(value: Any, path: Path) -> Iterator[tuple[Path, str, str]]:
    """Every code in a model: its path, its group, and the code."""
    if isinstance(value, BaseModel):
        for name, group in _groups(type(value)).items():
            item = getattr(value, name)
            if group and isinstance(item, str):
                yield (*path, name), group, item
            elif name == "stated_by":
                yield from (((*path, name), "sources", source) for source in item)
            else:
                yield from _codes(item, (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _codes(item, (*path, index))


@cache
def _groups(model: type[BaseModel]) -> dict[str, str | None]:
    """The fields of a model, with the vocabulary group of those that hold a code."""
    return {
        name: next((mark.group for mark in field.metadata if isinstance(mark, Code)), None)
        for name, field in model.model_fields.items()
    }
