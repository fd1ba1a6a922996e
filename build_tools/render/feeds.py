"""All feeds: every channel and its archives, in every format. A new format is a module and a line in `WRITERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from build_tools.feed_files import ATOM, JSON_FEED, RSS, Format
from build_tools.render import atom, json_feed, rss
from build_tools.render.feed_channels import channels
from build_tools.render.feed_documents import Document, years_of
from build_tools.render.feed_entries import entries_of
from build_tools.render.publication import Publication, Rendering

Writer = Callable[[Document], bytes]
WRITERS: dict[Format, Writer] = {RSS: rss.write, ATOM: atom.write, JSON_FEED: json_feed.write}


def render(publication: Publication) -> Iterator[Rendering]:
    """Every document of every feed; what the formats of one share is made once."""
    entries = entries_of(publication)
    for channel in channels(publication):
        for form, write in WRITERS.items():
            for year in years_of(channel, form):
                yield channel.path(form, year), partial(write, Document(channel, publication.site, entries, year))
