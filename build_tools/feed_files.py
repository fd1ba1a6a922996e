"""What feeds there are, and where they lie: kinds, formats, and the names of their files.

de/advisories.rss    de/advisories.atom    de/feed.json       one item for each advisory
de/updates.rss       de/updates.atom       de/updates.json    one item for each release that readers must see
de/products/api/…                                             the same six for one product
…/advisories-2024.atom   …/feed-2024.json                     the archive of what was first published in 2024
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Format(NamedTuple):
    """A format of feeds: what it is called, how its files end, its media type, and whether it has archives."""

    name: str
    suffix: str
    media_type: str
    has_archives: bool = True


RSS = Format("RSS", "rss", "application/rss+xml", has_archives=False)
ATOM = Format("Atom", "atom", "application/atom+xml")
JSON_FEED = Format("JSON Feed", "json", "application/feed+json")
FORMATS = (RSS, ATOM, JSON_FEED)


class Kind(NamedTuple):
    """A kind of feed: what it is called in ids, and what its files are called in JSON, and in all other formats."""

    name: str
    json_stem: str

    def file(self, form: Format, year: int | None = None) -> str:
        """The name of the file in a format; of the archive of a year, where one is given."""
        stem = self.json_stem if form is JSON_FEED else self.name
        return f"{stem}{'' if year is None else f'-{year}'}.{form.suffix}"


ADVISORIES = Kind("advisories", "feed")
UPDATES = Kind("updates", "updates")
KINDS = (ADVISORIES, UPDATES)

_FILES = {kind.file(form): form for kind in KINDS for form in FORMATS}
_YEAR = re.compile(r"-\d{4}(?=\.[a-z]+$)")


def format_of(path: str) -> Format | None:
    """The format of the feed at a path below the site's root; None for what is no feed."""
    folder, _, name = path.rpartition("/")
    return _FILES.get(_YEAR.sub("", name)) if _FOLDER.fullmatch(folder) else None


def is_archive(path: str) -> bool:
    """Whether the feed at a path is an archive."""
    return _YEAR.search(path) is not None


_FOLDER = re.compile(r"[^/]+(?:/products/[^/]+)?")
