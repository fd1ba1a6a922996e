"""`/{L}/advisories/<ID>/`: the advisory, in the order that a frightened reader needs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from build_tools import feed_items
from build_tools.model.edition import Headline
from build_tools.render.document_forms import forms_of
from build_tools.render.listings import chips_of
from build_tools.render.markup import render_template
from build_tools.render.news_article import news_article
from build_tools.render.page import Alternate, Page, relative_link, rendering
from build_tools.render.publication import Publication, Rendering


def render(publication: Publication) -> Iterator[Rendering]:
    """One page for each edition."""
    for headlines in publication.headlines.values():
        for headline in headlines:
            path = feed_items.page_path(headline)
            yield rendering(path, partial(_page, path, headline, publication), publication)


def _page(path: str, headline: Headline, publication: Publication) -> Page:
    """The page of one edition."""
    language, edition = publication.languages[headline.language], publication.edition(headline)
    chips = chips_of(headline, language, publication)
    values = {**publication.values_of(edition), "chips": chips}
    return Page(
        path=path,
        language=language,
        title=edition.title.value,
        description=edition.summary.value,
        body=render_template("advisory.html", language, relative_link(path), **values),
        is_indexed=not edition.withdrawn,
        forms=forms_of(edition),
        article=news_article(edition, publication),
        alternates=tuple(
            Alternate(publication.languages[other.language], feed_items.page_path(other), other.partial)
            for other in publication.by_id[edition.id].values()
        ),
    )
