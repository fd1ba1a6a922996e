"""The style sheets, scripts and pictures of the theme, once for the whole site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from build_tools.render.publication import Publication, Rendering


def render(publication: Publication) -> Iterator[Rendering]:
    """Every asset that a frame names."""
    for path, content in publication.frames.assets.items():
        yield path, partial(bytes, content)
