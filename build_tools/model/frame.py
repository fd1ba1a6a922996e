"""Frame: the theme's page for one language and depth, with holes, and the assets that it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True)
class Hole:
    """A place in a frame that a page fills."""

    name: str


@dataclass(frozen=True)
class Frame:
    """A page cut into literal HTML and holes."""

    segments: tuple[str | Hole, ...]

    def fill(self, values: Mapping[str, str | Markup]) -> str:
        """The page. Text is escaped; `Markup` is HTML already. Raises KeyError for a hole that is left open."""
        return "".join(
            escape(values[segment.name]) if isinstance(segment, Hole) else segment for segment in self.segments
        )


@dataclass(frozen=True)
class Frames:
    """All frames of a site by language path and depth, and the assets by path."""

    pages: Mapping[tuple[str, int], Frame]
    assets: Mapping[str, bytes]
