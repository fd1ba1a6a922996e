"""What all feeds share: the identity of an item, the order, and the cut.

An item's id is a tag URI (RFC 4151) made from the feed identity of the settings, the advisory's id and the
language. It does not follow the site's address and never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from build_tools.model.edition import Edition
from build_tools.site import FeedIdentity, Site

AT_LEAST = 20
WINDOW = timedelta(days=30)


@dataclass(frozen=True)
class FeedItem:
    """One advisory as a feed carries it."""

    identity: str
    url: str
    edition: Edition


def feed_items(editions: Iterable[Edition], site: Site) -> tuple[FeedItem, ...]:
    """The items of one language's feed, newest change first: 20 at least, and all of the newest 30 days."""
    return tuple(
        FeedItem(identity(site.feeds, edition), page_url(site, edition), edition)
        for edition in cut(newest_first(editions))
    )


def newest_first(editions: Iterable[Edition]) -> list[Edition]:
    """By the instant of the last change; of two in one second, the higher id first."""
    return sorted(editions, key=lambda edition: (edition.updated, edition.id), reverse=True)


def cut(editions: Sequence[Edition]) -> Sequence[Edition]:
    """The first items of an ordered list: at least 20, and everything within 30 days of the newest change."""
    if not editions:
        return editions
    horizon = editions[0].updated - WINDOW
    recent = sum(edition.updated >= horizon for edition in editions)
    return editions[: max(AT_LEAST, recent)]


def identity(feeds: FeedIdentity, edition: Edition) -> str:
    """`tag:<authority>,<date>:<ID>/<language tag>`."""
    return f"tag:{feeds.authority},{feeds.date.written}:{edition.id}/{edition.tag}"


def page_path(edition: Edition) -> str:
    """The path of an advisory's page below the site's root."""
    return f"{edition.language}/advisories/{edition.id}/"


def page_url(site: Site, edition: Edition) -> str:
    """The absolute address of an advisory's page."""
    return site.url + page_path(edition)
