"""The feeds of a site, each described once: which items, what it is called, and where it lies.

A new channel is a line in `_channels`, and its kind in `feed_files` where its files have names of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_tools.feed_files import ADVISORIES, UPDATES, Format, Kind
from build_tools.feed_items import FeedItem, advisory_items, archives, cut, of_product, update_items
from build_tools.language.language import Language
from build_tools.render.feed_text import feed_title
from build_tools.render.publication import Publication


@dataclass(frozen=True)
class Channel:
    """A feed of one language: the names of its files, its folder, what it is called, and all its items in order.

    `home` is the path of the page that it belongs to.
    """

    kind: Kind
    folder: str
    language: Language
    title: str
    description: str
    home: str
    items: Sequence[FeedItem]

    @cached_property
    def archives(self) -> dict[int, tuple[FeedItem, ...]]:
        """The items of each year that has an archive, newest year first."""
        return dict(archives(self.items))

    @property
    def current(self) -> Sequence[FeedItem]:
        """The items that the feed itself carries."""
        return cut(self.items)

    @property
    def name(self) -> str:
        """What its id is made of, which is the same in every format and in its archives."""
        below = self.folder.removeprefix(f"{self.language.path}/")
        return f"{below}{self.kind.name}/{self.language.tag}"

    def path(self, form: Format, year: int | None = None) -> str:
        """The path of the feed in a format, or of one of its archives."""
        return self.folder + self.kind.file(form, year)


def channels(publication: Publication) -> Iterator[Channel]:
    """Every feed of every language: first all advisories, and all updates; then those of each product."""
    for language in publication.languages.values():
        headlines, records, site = publication.headlines[language.path], publication.records, publication.site
        kinds = (
            (ADVISORIES, advisory_items(headlines, records, site)),
            (UPDATES, update_items(headlines, records, site)),
        )
        for kind, items in kinds:
            yield _channel(kind, items, language, publication)
        for product in site.products:
            for kind, items in kinds:
                about = of_product(items, product.id, records)
                yield _channel(kind, about, language, publication, product=product.id)


def _channel(
    kind: Kind, items: Sequence[FeedItem], language: Language, publication: Publication, product: str | None = None
) -> Channel:
    site, folder = publication.site, f"{language.path}/"
    about = [] if product is None else [site.product_names[product]]
    return Channel(
        kind=kind,
        folder=folder if product is None else f"{folder}products/{product}/",
        language=language,
        title=feed_title(site, language, *about, *_of_kind(kind, language)),
        description=_description(kind, language, publication),
        home=folder,
        items=items,
    )


def _of_kind(kind: Kind, language: Language) -> list[str]:
    return [language.gettext("Updates")] if kind is UPDATES else []


def _description(kind: Kind, language: Language, publication: Publication) -> str:
    if kind is UPDATES:
        return language.gettext("One entry for each publication, update, correction and withdrawal.")
    return language.site_text(publication.site.description)
