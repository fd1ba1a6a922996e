"""Render: editions to `{path: bytes}`. Pure; one module per output, and none imports another output.

An output is a function from a `Publication` to the paths that it writes, each with what renders it: one page can be
asked for without the others. A new output is a module and a line in `OUTPUTS`; the import contract in pyproject.toml
asks for its name, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from build_tools.parallel import map_in_processes
from build_tools.render import (
    advisory_pages,
    chooser_page,
    feeds,
    history_index,
    home_pages,
    list_pages,
    theme_assets,
    translations_json,
)
from build_tools.render.publication import Publication, Rendering

Output = Callable[[Publication], Iterable[Rendering]]

OUTPUTS: tuple[Output, ...] = (
    chooser_page.render,
    home_pages.render,
    list_pages.render,
    advisory_pages.render,
    feeds.render,
    history_index.render,
    translations_json.render,
    theme_assets.render,
)


def renderings(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """Every path of the site with what renders it. Raises ValueError when two outputs claim one path."""
    found: dict[str, Callable[[], bytes]] = {}
    for output in OUTPUTS:
        for path, render in output(publication):
            if path in found:
                raise ValueError(f"two outputs write {path}")
            found[path] = render
    return found


def render_tree(publication: Publication) -> dict[str, bytes]:
    """The whole site by path. Raises ValueError when two outputs claim one path."""
    found = renderings(publication)

    def contents(paths: Sequence[str]) -> list[bytes]:
        return [found[path]() for path in paths]

    paths = list(found)
    return dict(zip(paths, map_in_processes(contents, paths, publication.workers), strict=True))
