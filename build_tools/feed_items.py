"""What all feeds share: which there are, the identity of an item, the order, and the cut.

An item's id is a tag URI (RFC 4151) made from the feed identity of the settings, the advisory's id and the
language. It does not follow the site's address and never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from build_tools.model.edition import Headline
from build_tools.site import FeedIdentity, Site


class Feed(NamedTuple):
    """A feed of each language: what it is called, its file below the language's folder, and its media type."""

    name: str
    file: str
    media_type: str


RSS = Feed("RSS", "advisories.rss", "application/rss+xml")
JSON_FEED = Feed("JSON Feed", "feed.json", "application/feed+json")
FEEDS = (RSS, JSON_FEED)
AT_LEAST = 20
WINDOW = timedelta(days=30)


@dataclass(frozen=True)
class FeedItem:
    """One advisory as a feed carries it."""

    identity: str
    url: str
    headline: Headline


def feed_items(headlines: Iterable[Headline], site: Site) -> tuple[FeedItem, ...]:
    """The items of one language's feed, newest change first: 20 at least, and all of the newest 30 days."""
    return tuple(
        FeedItem(identity(site.feeds, headline), page_url(site, headline), headline)
        for headline in cut(newest_first(headlines))
    )


def newest_first(headlines: Iterable[Headline]) -> list[Headline]:
    """By the instant of the last change; of two in one second, the higher id first."""
    return sorted(headlines, key=lambda headline: (headline.updated, headline.id), reverse=True)


def cut(headlines: Sequence[Headline]) -> Sequence[Headline]:
    """The first items of an ordered list: at least 20, and everything within 30 days of the newest change."""
    if not headlines:
        return headlines
    horizon = headlines[0].updated - WINDOW
    recent = sum(headline.updated >= horizon for headline in headlines)
    return headlines[: max(AT_LEAST, recent)]


def identity(feeds: FeedIdentity, headline: Headline) -> str:
    """`tag:<authority>,<date>:<ID>/<language tag>`."""
    return f"tag:{feeds.authority},{feeds.date.written}:{headline.id}/{headline.tag}"


def page_path(headline: Headline) -> str:
    """The path of an advisory's page below the site's root."""
    return advisory_path(headline.language, headline.id)


def advisory_path(language: str, advisory_id: str) -> str:
    """The path of an advisory's page in a language, known by its path."""
    return f"{language}/advisories/{advisory_id}/"


def page_url(site: Site, headline: Headline) -> str:
    """The absolute address of an advisory's page."""
    return site.url + page_path(headline)
