"""What all feeds share: the identity of an item, the order, the cut, and the years of the archives.

An item's id is a tag URI (RFC 4151) made from the feed identity of the settings, the advisory's id and the
language; that of an update has the number of its release behind it. It does not follow the site's address and never
changes. `published` never changes either, and `updated` never goes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from build_tools.model.edition import Headline
from build_tools.model.release import Record
from build_tools.site import FeedSettings, Site

AT_LEAST = 20
WINDOW = timedelta(days=30)
SILENT = "editorial"
"""The kind of change of which readers need not be told."""


@dataclass(frozen=True)
class FeedItem:
    """One advisory as a feed carries it, or one release of it.

    `instants` are all at which it was new or changed; `place` is how many items before it did so in the second of the
    last of these.
    """

    identity: str
    headline: Headline
    release: int | None
    published: datetime
    instants: tuple[datetime, ...]
    place: int = 0

    @property
    def updated(self) -> datetime:
        """When it last changed."""
        return max(self.instants)

    @property
    def name(self) -> tuple[str, int]:
        """What it is about, comparable: the id of the advisory, and the number of the release."""
        return self.headline.id, self.release or 0


class Changing(Protocol):
    """What changes now and then."""

    @property
    def updated(self) -> datetime:
        """When it last changed."""


Item = TypeVar("Item", bound=Changing)
Records = Mapping[str, Record]


def advisory_items(headlines: Iterable[Headline], records: Records, site: Site) -> tuple[FeedItem, ...]:
    """One item for each advisory of one language, newest change first."""
    return _in_order(_advisory_items(headlines, records, site))


def update_items(headlines: Iterable[Headline], records: Records, site: Site) -> tuple[FeedItem, ...]:
    """One item for each release that readers of one language must see, newest change first.

    What is translated later moves an item and makes none.
    """
    return _in_order(_update_items(headlines, records, site))


def of_product(items: Iterable[FeedItem], product: str, records: Records) -> tuple[FeedItem, ...]:
    """The items about advisories that say, or once said, that a product is affected; of updates, those since then.

    Who reads the feed of a product must learn, too, that it was not affected after all.
    """
    first = {advisory_id: _first_release(record, product) for advisory_id, record in records.items()}
    return tuple(item for item in items if (since := first[item.headline.id]) and since <= (item.release or since))


def newest_first(headlines: Iterable[Headline]) -> list[Headline]:
    """By the instant of the last change; of two in one second, the higher id first."""
    return sorted(headlines, key=lambda headline: (headline.updated, headline.id), reverse=True)


def cut(items: Sequence[Item]) -> Sequence[Item]:
    """The first items of an ordered list: at least 20, and everything within 30 days of the newest change."""
    if not items:
        return items
    horizon = items[0].updated - WINDOW
    recent = sum(item.updated >= horizon for item in items)
    return items[: max(AT_LEAST, recent)]


def archives(items: Sequence[FeedItem]) -> Mapping[int, tuple[FeedItem, ...]]:
    """All items by the year of their first publication, newest year first; none while no item can have been cut.

    An archive that once exists, stays, since items are never lost.
    """
    if len(items) <= AT_LEAST:
        return {}
    years = sorted({item.published.year for item in items}, reverse=True)
    return {year: tuple(item for item in items if item.published.year == year) for year in years}


def identity(feeds: FeedSettings, headline: Headline, release: int | None = None) -> str:
    """`tag:<authority>,<date>:<ID>/<language tag>`, and `/<N>` behind it for a release."""
    number = "" if release is None else f"/{release}"
    return tag_uri(feeds, f"{headline.id}/{headline.tag}{number}")


def tag_uri(feeds: FeedSettings, name: str) -> str:
    """`tag:<authority>,<date>:<name>`."""
    return f"tag:{feeds.authority},{feeds.date.written}:{name}"


def page_path(headline: Headline) -> str:
    """The path of an advisory's page below the site's root."""
    return advisory_path(headline.language, headline.id)


def advisory_path(language: str, advisory_id: str) -> str:
    """The path of an advisory's page in a language, known by its path."""
    return f"{language}/advisories/{advisory_id}/"


def page_url(site: Site, headline: Headline) -> str:
    """The absolute address of an advisory's page."""
    return site.url + page_path(headline)


def _advisory_items(headlines: Iterable[Headline], records: Records, site: Site) -> Iterator[FeedItem]:
    for headline in headlines:
        instants = _instants(records[headline.id], headline.language)
        yield FeedItem(identity(site.feeds, headline), headline, None, instants[0], instants)


def _update_items(headlines: Iterable[Headline], records: Records, site: Site) -> Iterator[FeedItem]:
    for headline in headlines:
        record = records[headline.id]
        for release in record.releases:
            if release.change != SILENT:
                known = _instants(record, headline.language, release.number)
                since = tuple(instant for instant in known if instant >= release.released_at)
                name = identity(site.feeds, headline, release.number)
                yield FeedItem(name, headline, release.number, release.released_at, since)


def _instants(record: Record, language: str, until: int | None = None) -> tuple[datetime, ...]:
    """When readers of a language saw a record change, up to a release and its translations."""
    releases = record.releases[:until]
    later = (it for release in releases for it in release.later if it.language == language)
    return *(release.released_at for release in releases), *(it.translated_at for it in later)


def _in_order(items: Iterable[FeedItem]) -> tuple[FeedItem, ...]:
    """Newest change first; of two in one second, the higher id first. Each is told its place in its second."""
    placed, before = [], Counter[datetime]()
    for item in sorted(items, key=lambda item: item.name):
        placed.append(replace(item, place=before[item.updated]))
        before.update(set(item.instants))
    return tuple(sorted(placed, key=lambda item: (item.updated, item.name), reverse=True))


def _first_release(record: Record, product: str) -> int | None:
    """The number of the first release that says that a product is affected."""
    return next((it.number for it in record.releases if product in it.advisory.affected.products), None)
