"""`/{L}/advisories/`: the newest, and every advisory by year of first publication, paged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from build_tools.language.language import Language
from build_tools.model.edition import Headline
from build_tools.render.markup import render_template
from build_tools.render.page import Page, everywhere, relative_link, rendering
from build_tools.render.publication import Publication, Rendering

PAGE_SIZE = 20


@dataclass(frozen=True)
class Listing:
    """One page of a list: its path below the language, its heading, its headlines, and its neighbours."""

    path: str
    heading: str
    headlines: Sequence[Headline]
    number: int = 1
    pages: int = 1
    previous: str | None = None
    next: str | None = None


def render(publication: Publication) -> Iterator[Rendering]:
    """The newest and the pages of each year, for each language."""
    for language in publication.languages.values():
        years = _by_year(publication.headlines[language.path])
        listings = [_newest(language, publication), *_year_listings(language, years)]
        for listing in listings:
            path = f"{language.path}/{listing.path}"
            yield rendering(path, partial(_page, path, listing, list(years), language, publication), publication)


def _by_year(headlines: Sequence[Headline]) -> dict[int, list[Headline]]:
    """Editions by the year of their first publication, newest year first."""
    ordered = sorted(headlines, key=lambda headline: (headline.published, headline.id), reverse=True)
    return {year: list(group) for year, group in groupby(ordered, key=lambda headline: headline.published.year)}


def _newest(language: Language, publication: Publication) -> Listing:
    newest = publication.headlines[language.path][:PAGE_SIZE]
    return Listing("advisories/", language.gettext("Advisories"), newest)


def _year_listings(language: Language, years: dict[int, list[Headline]]) -> Iterator[Listing]:
    for year, headlines in years.items():
        heading = language.gettext("Advisories of {year}", year=str(year))
        chunks = [headlines[start : start + PAGE_SIZE] for start in range(0, len(headlines), PAGE_SIZE)]
        paths = [
            f"advisories/{year}/" + (f"page/{number}/" if number > 1 else "") for number in range(1, len(chunks) + 1)
        ]
        neighbours = [None, *paths, None]
        for index, chunk in enumerate(chunks):
            yield Listing(
                paths[index], heading, chunk, index + 1, len(chunks), neighbours[index], neighbours[index + 2]
            )


def _page(path: str, listing: Listing, years: list[int], language: Language, publication: Publication) -> Page:
    body = render_template("list.html", language, relative_link(path), listing=listing, years=years)
    description = language.site_text(publication.site.description)
    return Page(path, language, listing.heading, description, body, everywhere(publication, listing.path))
