"""Tells a WebSub hub which feeds have changed since it was last told.

In: the folder of the site as it was published, and the file that remembers what was announced. Out: the addresses that
the hub has taken, and why it has not taken others. Nothing of this happens in a build.

Source: WebSub (W3C) leaves to hubs how they are told. They take the form of PubSubHubbub 0.4: `hub.mode` is `publish`,
and `hub.url` the address of a feed. Some that came later call it `hub.topic`, so both are sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit, urlunsplit

from build_tools.atomic_files import write_atomically
from build_tools.feed_files import format_of, is_archive

SECONDS = 20
Feeds = Mapping[str, str]
"""The SHA-256 of feeds by address."""


class Told(NamedTuple):
    """A feed of which the hub was told, and what went wrong, if something did."""

    address: str
    error: Exception | None


def feeds_of(site: Path, url: str) -> dict[str, str]:
    """The feeds of a published site, without archives, which nobody subscribes to. Raises OSError."""
    paths = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.*")))
    current = (path for path in paths if format_of(path) and not is_archive(path))
    return {url + path: hashlib.sha256((site / path).read_bytes()).hexdigest() for path in current}


def read_announced(file: Path, hub: str) -> Feeds:
    """What this hub was last told of; nothing where that is not known. Raises OSError."""
    try:
        known = json.loads(file.read_bytes())
        return dict(known["feeds"]) if known["hub"] == hub else {}
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return {}


def write_announced(file: Path, hub: str, feeds: Feeds) -> None:
    """Remember what this hub was told of. Raises OSError."""
    content = {"hub": hub, "feeds": dict(sorted(feeds.items()))}
    write_atomically(file, (json.dumps(content, indent=1) + "\n").encode())


def announce(hub: str, feeds: Feeds, announced: Feeds) -> Iterator[Told]:
    """Tell the hub of each feed that is not as it was announced, one by one."""
    for address, digest in feeds.items():
        if announced.get(address) != digest:
            try:
                _ping(hub, address)
                yield Told(address, None)
            except (OSError, HTTPException) as error:
                yield Told(address, error)


def _ping(hub: str, address: str) -> None:
    """Tell the hub of one feed. Raises OSError or HTTPException where it does not say that it has taken it.

    Nobody is followed elsewhere: a hub that has moved must be named anew.
    """
    parts = urlsplit(hub)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    form = urlencode({"hub.mode": "publish", "hub.url": address, "hub.topic": address})
    connection = HTTPSConnection(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        connection.request("POST", target, form, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        if answer.status // 100 != 2:
            raise HTTPError(hub, answer.status, answer.reason, answer.headers, None)
    finally:
        connection.close()
