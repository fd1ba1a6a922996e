"""`/{L}/advisories/`: the newest, and ways to narrow down; and the pages of each listing, with twenty on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from build_tools.language.language import Language
from build_tools.model.edition import Headline
from build_tools.render.listings import ALL, KINDS, PRODUCTS, Kind, Listing
from build_tools.render.markup import render_template
from build_tools.render.page import Page, everywhere, relative_link, rendering
from build_tools.render.publication import Publication, Rendering

PAGE_SIZE = 20
Ways = Mapping[Kind, Sequence[Listing]]
"""The listings of each kind."""


@dataclass(frozen=True)
class ListPage:
    """One page of a listing: its path below the language, its headlines, and its neighbours."""

    listing: Listing
    path: str
    headlines: Sequence[Headline]
    number: int
    pages: int
    previous: str | None
    next: str | None


def render(publication: Publication) -> Iterator[Rendering]:
    """The newest and the pages of each listing, for each language."""
    for language in publication.languages.values():
        ways = {kind: kind.listings(language, publication) for kind in KINDS}
        yield rendering(f"{language.path}/{ALL}", partial(_newest, ways, language, publication), publication)
        for kind, listings in ways.items():
            for page in (page for listing in listings for page in _pages(listing)):
                made = partial(_page, page, {kind: listings}, language, publication)
                yield rendering(f"{language.path}/{page.path}", made, publication)


def _pages(listing: Listing) -> Iterator[ListPage]:
    """The pages of a listing, twenty headlines on each; one page where there are none."""
    starts = range(0, len(listing.headlines), PAGE_SIZE) or range(1)
    paths = [listing.path + (f"page/{number}/" if number > 1 else "") for number in range(1, len(starts) + 1)]
    neighbours = [None, *paths, None]
    for index, start in enumerate(starts):
        shown = listing.headlines[start : start + PAGE_SIZE]
        yield ListPage(listing, paths[index], shown, index + 1, len(paths), neighbours[index], neighbours[index + 2])


def _newest(ways: Ways, language: Language, publication: Publication) -> Page:
    path, headlines = f"{language.path}/{ALL}", publication.headlines[language.path]
    values = {"newest": headlines[:PAGE_SIZE], "count": len(headlines), "ways": ways}
    body = render_template("advisories.html", language, relative_link(path), **values)
    description = language.site_text(publication.site.description)
    return Page(path, language, language.gettext("Advisories"), description, body, everywhere(publication, ALL))


def _page(page: ListPage, ways: Ways, language: Language, publication: Publication) -> Page:
    path, listing = f"{language.path}/{page.path}", page.listing
    number, pages = language.number(page.number), language.number(page.pages)
    place = language.gettext("Page {number} of {pages}", number=number, pages=pages)
    values = {"page": page, "place": place, "ways": ways, "product": listing.code if PRODUCTS in ways else None}
    body = render_template("list.html", language, relative_link(path), **values)
    title = listing.heading if page.number == 1 else f"{listing.heading} – {place}"
    description = language.site_text(publication.site.description)
    return Page(path, language, title, description, body, everywhere(publication, page.path))
