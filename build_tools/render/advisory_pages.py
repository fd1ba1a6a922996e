"""`/{L}/advisories/<ID>/`: the advisory, in the order that a frightened reader needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools import feed_items
from build_tools.model.edition import Edition
from build_tools.parallel import map_in_processes
from build_tools.render.markup import edition_html
from build_tools.render.page import Alternate, Page, relative_link, write_page
from build_tools.render.publication import Publication


def render(publication: Publication) -> Iterable[tuple[str, bytes]]:
    """One page for each edition."""
    editions = [edition for editions in publication.editions.values() for edition in editions]

    def pages(part: Sequence[Edition]) -> list[tuple[str, bytes]]:
        return [write_page(advisory_page(edition, publication), publication) for edition in part]

    return map_in_processes(pages, editions, publication.workers)


def advisory_page(edition: Edition, publication: Publication) -> Page:
    """The page of one edition."""
    language = publication.languages[edition.language]
    path = feed_items.page_path(edition)
    values = {"site": publication.site, "languages": publication.languages}
    return Page(
        path=path,
        language=language,
        title=edition.title.value,
        description=edition.summary.value,
        body=edition_html("advisory.html", edition, language, relative_link(path), **values),
        alternates=tuple(
            Alternate(publication.languages[other.language], feed_items.page_path(other), other.partial)
            for other in publication.by_id[edition.id].values()
        ),
    )
