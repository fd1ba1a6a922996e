"""The style sheets, scripts and pictures of the theme, once for the whole site."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.render.publication import Publication


def render(publication: Publication) -> Iterable[tuple[str, bytes]]:
    """Every asset that a frame names."""
    return publication.frames.assets.items()
