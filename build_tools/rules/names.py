"""Rules on the names that sentences speak of."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from pydantic import BaseModel

from build_tools.language.vocabulary import Vocabulary
from build_tools.model.advisory import Advisory
from build_tools.model.draft import Draft
from build_tools.model.fields import Code
from build_tools.model.marks import marked_fields
from build_tools.problems import Problem
from build_tools.rules.known import Known

Path = tuple[str | int, ...]
Codes = Container[tuple[str, str]]


def vendor_for_sentences(draft: Draft, known: Known) -> Iterator[Problem]:
    """A code whose sentence speaks of the vendor is used only when the advisory names the vendor."""
    for path, code in codes_without_vendor(draft.advisory, known.vocabulary):
        mend = "Add `vendor: {name: …, service: …}` under `incident:`, or choose another code."
        yield Problem(draft.place(*path), "no-vendor", f"`{code}` speaks of a vendor, and none is named.", mend)


def codes_without_vendor(advisory: Advisory, vocabulary: Vocabulary) -> Iterator[tuple[Path, str]]:
    """The codes, with their paths, whose sentences speak of a vendor that the advisory does not name."""
    if advisory.incident.vendor is None:
        for path, _, code in codes_in(advisory, vocabulary.of_vendor):
            yield path, code


def codes_in(value: Any, sought: Codes, path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """The codes in a model that are sought, each with its path and its group."""
    if isinstance(value, BaseModel):
        for name, mark in marked_fields(type(value), Code).items():
            item = getattr(value, name)
            if mark is None:
                yield from codes_in(item, sought, (*path, name)) if item else ()
            elif isinstance(item, tuple):
                found = ((at, code) for at, code in enumerate(item) if (mark.group, code) in sought)
                yield from (((*path, name, at), mark.group, code) for at, code in found)
            elif (mark.group, item) in sought:
                yield (*path, name), mark.group, item
    else:
        for at, item in enumerate(value):
            yield from codes_in(item, sought, (*path, at))
