"""Incoming: a translation as a file has it, before it is known whether it belongs to any advisory."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from build_tools.problems import Place


class IncomingText(NamedTuple):
    """One translated text: its advisory, if the file says it, its key, its words, and its place.

    `source` is the text that it was made from, where the file says it. `is_finished` is not set where its translator
    says that it is not. `waived` are the codes that its translator waives, each with the reason.
    """

    advisory: str | None
    key: str
    words: str
    place: Place
    source: str | None = None
    is_finished: bool = True
    waived: Mapping[str, str] = MappingProxyType({})


class Named(NamedTuple):
    """A name that a file gives, and where."""

    name: str
    place: Place


class Incoming(NamedTuple):
    """All texts of a file, and the languages that it says it is in and was made from, if it does."""

    texts: tuple[IncomingText, ...]
    language: Named | None = None
    source_language: Named | None = None
