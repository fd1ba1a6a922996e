"""Release: a numbered, frozen state of an advisory, with the translations that were current then."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.advisory import Advisory
from build_tools.model.authored import AuthoredText, authored_texts
from build_tools.model.fields import Code, Frozen, Name
from build_tools.model.moment import Instant


class Release(Frozen):
    """What one file of the history holds.

    `translations` has, per language path, the translated text by field path. Only what was current at
    the time is in it. `previous` is the SHA-256 of the file before it, so that a chain results. `sources` has the
    SHA-256 of the files that it was frozen from, so that a build need not read again what has not changed since.
    `publisher` and `product_names` are the names in the settings that its sentences speak of.
    """

    format: Literal[1] = 1
    number: Annotated[int, Field(ge=1, strict=True)]
    released_at: Instant
    change: Annotated[str, Code("changes", "kind of change")]
    previous: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None
    advisory: Advisory
    translations: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, str]
    publisher: Name
    product_names: Mapping[str, str]

    @property
    def languages(self) -> frozenset[str]:
        """The paths of the languages that the release has words in."""
        return frozenset({self.advisory.language, *self.translations})

    @cached_property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The id and address of each reference."""
        return tuple((reference.id, reference.url) for reference in self.advisory.references)

    @cached_property
    def authored(self) -> tuple[AuthoredText, ...]:
        """The authored texts of the release."""
        return authored_texts(self.advisory)


class Record(Frozen):
    """An advisory as the public may see it: its releases up to now, oldest first, or a preview of its draft."""

    releases: tuple[Release, ...]
    draft: bool = False

    @property
    def current(self) -> Release:
        return self.releases[-1]
