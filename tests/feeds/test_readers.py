"""What a subscriber sees: the feed reader `reader` is subscribed to the built feeds over HTTP, while they change."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from reader import Entry, Feed, Reader, make_reader

from build_tools.feed_files import FORMATS, format_of
from tests.feeds.source import (
    CHANGED,
    LANGUAGES,
    PUBLISHER,
    Case,
    Source,
    expected_description,
    expected_feed_title,
    expected_item,
    words,
)

Trees = Callable[[str], Mapping[str, bytes]]
ADVISORIES = ("feed.json", "advisories.rss", "advisories.atom")
UPDATES = ("updates.json", "updates.rss", "updates.atom")
FIRST_NOTICE, EDITORIAL, CORRECTION = "2025-11-27T18:00:00Z", "2025-11-28T09:00:00Z", "2025-12-19T10:00:00Z"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files with the media types of feeds, and prints nothing."""

    extensions_map = {f".{form.suffix}": form.media_type for form in FORMATS}  # noqa: RUF012

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Served(NamedTuple):
    """A folder, and the address at which it is served."""

    folder: Path
    address: str

    def put(self, tree: Mapping[str, bytes], hour: int = 0) -> None:
        """Publish the feeds of a tree; HTTP tells by the second whether a file is another than before."""
        for path, content in tree.items():
            if format_of(path):
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_bytes(content)
                os.utime(self.folder / path, (1_700_000_000 + 3600 * hour,) * 2)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """An empty folder on a loopback port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield Served(tmp_path, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


@pytest.fixture
def subscriber() -> Iterator[Reader]:
    """A feed reader without subscriptions."""
    with make_reader(":memory:") as reader:
        yield reader


@pytest.mark.parametrize("name", ADVISORIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_reader_subscribes(changed: Case, served: Served, subscriber: Reader, language: str, name: str) -> None:
    """It subscribes to every kind of feed, and shows what the source says."""
    served.put(changed.tree)
    address, source = f"{served.address}/{language}/{name}", Source(changed.folder, language)
    subscriber.add_feed(address)
    subscriber.update_feeds(scheduled=False)
    feed = subscriber.get_feed(address)
    entries = {entry.id: entry for entry in subscriber.get_entries()}
    assert feed.last_exception is None
    assert (feed.title, feed.subtitle) == (expected_feed_title(source), expected_description(source))
    items = [expected_item(source, shown, changed.tree) for shown in CHANGED]
    assert entries.keys() == {item["id"] for item in items}
    for item in items:
        assert_reader_shows(entries[item["id"]], feed, item)


def assert_reader_shows(entry: Entry, feed: Feed, item: Mapping[str, Any]) -> None:
    """An entry has the title, the address, the author, both instants, the summary and the words of an item."""
    content = entry.get_content()
    assert (entry.title, entry.link) == (item["title"], item["url"])
    assert (entry.authors_str or feed.authors_str) == PUBLISHER
    assert entry.published == datetime.fromisoformat(item["date_published"])
    assert entry.updated == datetime.fromisoformat(item["date_modified"])
    assert words(entry.summary or "") == item["summary"].split()
    assert content is not None
    assert words(content.value) == words("".join(item["content_html"]))


def read_all(subscriber: Reader) -> None:
    """The subscriber reads what there is."""
    subscriber.update_feeds(scheduled=False)
    for entry in list(subscriber.get_entries()):
        subscriber.mark_entry_as_read(entry)


@pytest.mark.parametrize("name", ADVISORIES)
def test_a_correction_changes_the_one_entry_of_its_advisory(
    as_of: Trees, served: Served, subscriber: Reader, name: str
) -> None:
    """Who follows advisories has one entry, which was read and stays so; it says the new words, and is newer."""
    served.put(as_of(FIRST_NOTICE))
    subscriber.add_feed(f"{served.address}/en/{name}")
    read_all(subscriber)
    served.put(as_of(CORRECTION), 2)
    subscriber.update_feeds(scheduled=False)
    (entry,) = subscriber.get_entries()
    content = entry.get_content()
    assert entry.read
    assert content is not None
    assert "Added to the affected products: ChatGPT." in content.value
    assert entry.published == datetime.fromisoformat(FIRST_NOTICE)
    assert entry.updated == datetime.fromisoformat(CORRECTION)


@pytest.mark.parametrize("name", UPDATES)
def test_a_correction_is_an_unread_entry_of_its_own(
    as_of: Trees, served: Served, subscriber: Reader, name: str
) -> None:
    """Who follows updates is told of the correction anew, and not of the editorial change before it."""
    served.put(as_of(FIRST_NOTICE))
    subscriber.add_feed(f"{served.address}/en/{name}")
    read_all(subscriber)
    served.put(as_of(EDITORIAL), 1)
    subscriber.update_feeds(scheduled=False)
    assert [entry.read for entry in subscriber.get_entries()] == [True]
    served.put(as_of(CORRECTION), 2)
    subscriber.update_feeds(scheduled=False)
    unread = list(subscriber.get_entries(read=False))
    assert [(entry.title or "").partition(" – ")[0] for entry in unread] == ["Correction"]
    assert (unread[0].link or "").endswith("/en/advisories/ADV-2025-0001/#release-3")
    assert unread[0].published == datetime.fromisoformat(CORRECTION)
    assert [entry.id.rpartition("/")[2] for entry in subscriber.get_entries(read=True)] == ["1"]


def test_a_late_translation_is_no_new_entry(as_of: Trees, served: Served, subscriber: Reader) -> None:
    """A German who follows updates has read the correction; its translation changes that entry and adds none."""
    served.put(as_of(CORRECTION))
    subscriber.add_feed(f"{served.address}/de/updates.atom")
    read_all(subscriber)
    served.put(as_of("2025-12-20T08:30:00Z"), 3)
    subscriber.update_feeds(scheduled=False)
    assert list(subscriber.get_entries(read=False)) == []
    newest, first = sorted(subscriber.get_entries(), key=lambda entry: entry.id, reverse=True)
    assert (newest.title or "").startswith("Berichtigung – Sicherheitsvorfall bei Mixpanel")
    assert (newest.updated, first.updated) == (datetime.fromisoformat("2025-12-20T08:30:00Z"), first.published)
