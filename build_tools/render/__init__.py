"""Render: editions to `{path: bytes}`. Pure; one module per output, and none imports another output.

An output is a function from a `Publication` to pairs of path and content. A new one is a module and a line
in `OUTPUTS`; the import contract in pyproject.toml asks for its name, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from build_tools.render import (
    advisory_pages,
    chooser_page,
    history_index,
    home_pages,
    json_feed,
    list_pages,
    rss,
    theme_assets,
)
from build_tools.render.publication import Publication

Output = Callable[[Publication], Iterable[tuple[str, bytes]]]

OUTPUTS: tuple[Output, ...] = (
    chooser_page.render,
    home_pages.render,
    list_pages.render,
    advisory_pages.render,
    rss.render,
    json_feed.render,
    history_index.render,
    theme_assets.render,
)


def render_tree(publication: Publication) -> dict[str, bytes]:
    """The whole site by path. Raises ValueError when two outputs claim one path."""
    tree: dict[str, bytes] = {}
    for output in OUTPUTS:
        for path, content in output(publication):
            if path in tree:
                raise ValueError(f"two outputs write {path}")
            tree[path] = content
    return tree
