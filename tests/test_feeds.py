"""The feeds, read by independent readers and compared with the editions, field by field."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from reader import make_reader

from build_tools import feed_items, pipeline
from build_tools.model.edition import Edition
from build_tools.project import Project
from tests.conftest import NOW

LANGUAGES = ("en", "pt", "de")
TAGS = {"en": "en", "pt": "pt-BR", "de": "de"}
LABEL = {"en": "Demonstration", "pt": "Demonstração", "de": "Demonstration"}


@pytest.fixture(scope="module")
def editions(project: Project) -> Mapping[str, tuple[Edition, ...]]:
    """The editions that the shipped site is made from."""
    return pipeline.localise_all(pipeline.public_records(project, NOW), project)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rss_read_by_feedparser_is_the_source(
    project: Project, tree: Mapping[str, bytes], editions: Mapping[str, tuple[Edition, ...]], language: str
) -> None:
    """feedparser finds no fault and reads every field as the edition has it."""
    feed = feedparser.parse(tree[f"{language}/advisories.rss"])
    site, edition = project.site, editions[language][0]
    assert not feed.bozo
    assert feed.version == "rss20"
    assert feed.feed.language == TAGS[language]
    assert LABEL[language] in feed.feed.title
    assert feed.feed.link == f"{site.url}{language}/"
    assert feed.feed.subtitle == project.languages[language].site_text(site.description)
    assert {"rel": "self", "href": f"{site.url}{language}/advisories.rss"}.items() <= feed.feed.links[1].items()
    assert len(feed.entries) == len(editions[language])
    entry = feed.entries[0]
    assert entry.id == f"tag:incident-press.example,2025-11-01:ADV-2025-0001/{TAGS[language]}"
    assert not entry.guidislink
    assert entry.link == f"{site.url}{language}/advisories/ADV-2025-0001/"
    assert entry.title == edition.title.value
    assert entry.summary == edition.summary.value
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == edition.published
    assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == edition.updated
    assert entry.author == site.publisher.name
    assert [tag.term for tag in entry.tags] == [edition.status.label, edition.severity.label]
    assert_full_text(entry.content[0].value, edition, site.url)


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_feed_is_the_source(
    project: Project, tree: Mapping[str, bytes], editions: Mapping[str, tuple[Edition, ...]], language: str
) -> None:
    """The JSON Feed has every field of version 1.1 as the edition has it, and the facts as codes."""
    feed: dict[str, Any] = json.loads(tree[f"{language}/feed.json"])
    site, edition = project.site, editions[language][0]
    item = feed["items"][0]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["language"] == item["language"] == TAGS[language]
    assert LABEL[language] in feed["title"]
    assert feed["feed_url"] == f"{site.url}{language}/feed.json"
    assert item["id"] == f"tag:incident-press.example,2025-11-01:ADV-2025-0001/{TAGS[language]}"
    assert item["title"] == edition.title.value
    assert item["summary"] == edition.summary.value
    assert item["date_published"] == "2025-11-27T18:00:00Z"
    assert item["date_modified"] == "2025-11-27T18:00:00Z"
    assert item["tags"] == ["investigating", "low", "api"]
    facts = item["_advisory"]
    assert [entry["code"] for entry in facts["exposed"]] == [said.code for said in edition.exposed.items]
    assert [entry["label"] for entry in facts["not_exposed"]] == [said.label for said in edition.not_exposed.items]
    assert facts["timeline"][0]["date"] == "2025-11-09"
    assert facts["timeline"][1]["date"] is None
    assert facts["demonstration"] is True
    assert_full_text(item["content_html"], edition, site.url)


def assert_full_text(html: str, edition: Edition, url: str) -> None:
    """The text is whole, labelled as a demonstration, and has no relative address."""
    page = BeautifulSoup(html, "html.parser")
    text = " ".join(page.get_text(" ").split())
    for said in (*edition.exposed.items, *edition.not_exposed.items):
        assert said.label in text
    for advice in edition.actions:
        assert advice.how in text
    assert page.get_text().strip().startswith("Demonstra")
    assert all(link["href"].startswith((url, "mailto:", "https://")) for link in page.select("a[href]"))


@pytest.fixture
def served(tree: Mapping[str, bytes], tmp_path: Path) -> Iterator[str]:
    """The site's feeds on a loopback port."""
    for path, content in tree.items():
        if path.endswith(("feed.json", ".rss")):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files with the media types of feeds, and prints nothing."""

    extensions_map = {".json": "application/feed+json", ".rss": "application/rss+xml"}  # noqa: RUF012

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.mark.parametrize("name", ["feed.json", "advisories.rss"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_reader_subscribes(
    served: str, editions: Mapping[str, tuple[Edition, ...]], language: str, name: str
) -> None:
    """The feed reader `reader` subscribes to both kinds of feed and shows what the edition says."""
    address = f"{served}/{language}/{name}"
    with make_reader(":memory:") as subscriber:
        subscriber.add_feed(address)
        subscriber.update_feeds()
        feed = subscriber.get_feed(address)
        entries = list(subscriber.get_entries())
    edition = editions[language][0]
    assert feed.last_exception is None
    assert LABEL[language] in (feed.title or "")
    assert [entry.title for entry in entries] == [edition.title.value]
    assert entries[0].id.endswith(f"ADV-2025-0001/{TAGS[language]}")
    assert entries[0].published == edition.published
    assert entries[0].get_content() is not None


def edition_of(edition: Edition, number: int, days: int) -> Edition:
    """The same edition as another advisory, changed so many days after the first."""
    moment = edition.published + timedelta(days=days)
    values = {**vars(edition), "id": f"ADV-2025-{number:04d}", "published": moment, "updated": moment}
    return Edition(**values)


@given(days=st.lists(st.integers(0, 400), max_size=60))
def test_cut_keeps_twenty_and_all_of_the_newest_month(project: Project, days: list[int]) -> None:
    """However many there are, the feed has the newest 20 at least, all of 30 days, and nothing out of order."""
    record = pipeline.public_records(project, NOW)[0]
    first = pipeline.localise_all([record], project)["en"][0]
    items = feed_items.feed_items([edition_of(first, n, day) for n, day in enumerate(days, 1)], project.site)
    moments = [item.headline.updated for item in items]
    assert moments == sorted(moments, reverse=True)
    recent = sum(day >= max(days) - 30 for day in days)
    assert len(items) == min(len(days), max(20, recent))
    assert len({item.identity for item in items}) == len(items)


def test_identity_does_not_follow_the_site(project: Project, editions: Mapping[str, tuple[Edition, ...]]) -> None:
    """The id of an item stays when the site moves to another address."""
    moved = project.site.model_copy(update={"url": "https://elsewhere.example/status/"})
    before, after = (feed_items.feed_items(editions["en"], site) for site in (project.site, moved))
    assert before[0].identity == after[0].identity
    assert before[0].url != after[0].url
