"""Render: editions to `{path: bytes}`. Pure; one module per output, and none imports another output.

An output is a function from a `Publication` to the paths that it writes, each with what renders it: one page can be
asked for without the others. A new output is a module and a line in `OUTPUTS`; the import contract in pyproject.toml
asks for its name, too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from build_tools.parallel import map_in_processes
from build_tools.render import (
    advisory_pages,
    api_documents,
    api_index,
    api_schemas,
    chooser_page,
    csaf,
    feeds,
    headers_file,
    history_index,
    home_pages,
    integrator_pages,
    list_pages,
    missing_pages,
    security_txt,
    sitemap,
    statuspage,
    subscribe_pages,
    theme_assets,
    translations_json,
    vocabulary_json,
)
from build_tools.render.publication import OfOthers, Publication, Rendering

Output = Callable[[Publication], Iterable[Rendering]]
Listing = Callable[[Publication, Collection[str]], Iterable[Rendering]]
"""An output that is about the paths of all others."""

OUTPUTS: tuple[Output, ...] = (
    chooser_page.render,
    home_pages.render,
    list_pages.render,
    advisory_pages.render,
    subscribe_pages.render,
    integrator_pages.render,
    feeds.render,
    history_index.render,
    api_index.render,
    api_documents.render,
    vocabulary_json.render,
    translations_json.render,
    statuspage.render,
    api_schemas.render,
    missing_pages.render,
    headers_file.render,
    security_txt.render,
    csaf.render,
    theme_assets.render,
)
LISTINGS: tuple[Listing, ...] = (sitemap.render,)


def renderings(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """Every path of the site with what renders it. Raises ValueError when two outputs claim one path."""
    found = _found(publication)

    def rendered(path: str) -> bytes:
        render = found[path]
        return render.render({it: rendered(it) for it in render.paths}) if isinstance(render, OfOthers) else render()

    return {path: partial(rendered, path) for path in found}


def _found(publication: Publication) -> dict[str, Callable[[], bytes] | OfOthers]:
    found: dict[str, Callable[[], bytes] | OfOthers] = {}
    for output in OUTPUTS:
        _add(found, output(publication))
    for listing in LISTINGS:
        _add(found, listing(publication, tuple(found)))
    return found


def _add(found: dict[str, Callable[[], bytes] | OfOthers], more: Iterable[Rendering]) -> None:
    for path, render in more:
        if path in found:
            raise ValueError(f"two outputs write {path}")
        found[path] = render


def render_tree(publication: Publication) -> dict[str, bytes]:
    """The whole site by path. Raises ValueError when two outputs claim one path."""
    found = _found(publication)
    alone = {path: render for path, render in found.items() if not isinstance(render, OfOthers)}

    def contents(paths: Sequence[str]) -> list[bytes]:
        return [alone[path]() for path in paths]

    tree = dict(zip(alone, map_in_processes(contents, list(alone), publication.workers), strict=True))
    late = {path: render for path, render in found.items() if isinstance(render, OfOthers)}
    made = {path: it.render({other: tree[other] for other in it.paths}) for path, it in late.items()}
    return {path: made[path] if path in made else tree[path] for path in found}
