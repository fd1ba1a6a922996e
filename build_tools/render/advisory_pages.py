"""`/{L}/advisories/<ID>/`: the advisory, in the order that a frightened reader needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools import feed_items
from build_tools.model.edition import Edition, Headline
from build_tools.parallel import map_in_processes
from build_tools.render.markup import render_template
from build_tools.render.page import Alternate, Page, relative_link, write_page
from build_tools.render.publication import Publication


def render(publication: Publication) -> Iterable[tuple[str, bytes]]:
    """One page for each edition."""
    headlines = [headline for headlines in publication.headlines.values() for headline in headlines]

    def pages(part: Sequence[Headline]) -> list[tuple[str, bytes]]:
        return [write_page(_page(publication.edition(headline), publication), publication) for headline in part]

    return map_in_processes(pages, headlines, publication.workers)


def _page(edition: Edition, publication: Publication) -> Page:
    """The page of one edition."""
    language = publication.languages[edition.language]
    path = feed_items.page_path(edition)
    return Page(
        path=path,
        language=language,
        title=edition.title.value,
        description=edition.summary.value,
        body=render_template("advisory.html", language, relative_link(path), **publication.values_of(edition)),
        is_indexed=not edition.withdrawn,
        alternates=tuple(
            Alternate(publication.languages[other.language], feed_items.page_path(other), other.partial)
            for other in publication.by_id[edition.id].values()
        ),
    )
