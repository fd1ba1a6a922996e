"""The documents of a feed: the current one, and an archive for each year; every format writes them.

Archives are linked as RFC 5005 says: the current document leads to the newest, and each to its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from build_tools.feed_files import Format
from build_tools.feed_items import FeedItem, tag_uri
from build_tools.language.language import Language
from build_tools.render.feed_channels import Channel
from build_tools.render.feed_entries import Entries, Entry
from build_tools.site import Site


@dataclass(frozen=True)
class Document:
    """One document of a feed; `year` is that of an archive."""

    channel: Channel
    site: Site
    entries_of: Entries
    year: int | None = None

    @property
    def language(self) -> Language:
        return self.channel.language

    @property
    def identity(self) -> str:
        """The id of the feed, which all its documents share (RFC 5005)."""
        return tag_uri(self.site.feeds, self.channel.name)

    @property
    def title(self) -> str:
        return self.channel.title if self.year is None else f"{self.channel.title} – {self.year}"

    @property
    def home(self) -> str:
        """The address of the page that the feed belongs to."""
        return self.site.url + self.channel.home

    @property
    def updated(self) -> datetime:
        """When an item of it last changed; of an empty feed, when the ids of this site began."""
        items = self._items
        return items[0].updated if items else datetime.combine(self.site.feeds.date.day, time(), UTC)

    @property
    def entries(self) -> Iterator[Entry]:
        """What is said of each item: everything in the current document, summaries in archives."""
        return (self.entries_of(item, self.year is None) for item in self._items)

    def url(self, form: Format) -> str:
        """The address of this document in a format."""
        return self._url(form, self.year)

    def history(self, form: Format) -> Mapping[str, str]:
        """The addresses of the documents that belong to it, by their relation."""
        years = list(self.channel.archives) if form.has_archives else []
        at = -1 if self.year is None else years.index(self.year)
        links = {"prev-archive": self._url(form, years[at + 1])} if at + 1 < len(years) else {}
        links |= {"next-archive": self._url(form, years[at - 1])} if at > 0 else {}
        return links if self.year is None else {**links, "current": self._url(form, None)}

    @property
    def _items(self) -> tuple[FeedItem, ...]:
        return tuple(self.channel.current) if self.year is None else self.channel.archives[self.year]

    def _url(self, form: Format, year: int | None) -> str:
        return self.site.url + self.channel.path(form, year)


def years_of(channel: Channel, form: Format) -> list[int | None]:
    """The documents of a feed in a format by year; the current one has none, and comes first."""
    return [None, *(channel.archives if form.has_archives else ())]
