"""What a feed no longer carries is in its archives, which readers find by the links of RFC 5005 and JSON Feed."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping

import feedparser
import pytest

from build_tools.feed_files import format_of, is_archive
from tests.feeds.source import ATOM, LANGUAGES, TAGS, URL

Tree = Mapping[str, bytes]
FH = "{http://purl.org/syndication/history/1.0}archive"
LAST = "2025-11-27T18:00:00Z"
NAMES = ["advisories", "updates", "products/api/advisories", "products/api/updates"]


def document(tree: Tree, address: str) -> tuple[list[str], str | None]:
    """The ids of a document of a feed, and the address of the one before it."""
    content = tree[address.removeprefix(URL)]
    if address.endswith(".json"):
        feed = json.loads(content)
        return [item["id"] for item in feed["items"]], feed.get("next_url")
    parsed = feedparser.parse(content)
    assert not parsed.bozo
    before = [link.href for link in parsed.feed.links if link.rel == "prev-archive"]
    assert len(before) <= 1
    return [entry.id for entry in parsed.entries], next(iter(before), None)


def chain(tree: Tree, address: str | None) -> Iterator[tuple[str, list[str]]]:
    """A feed and its archives, as a reader finds them: the address and the ids of each."""
    while address:
        ids, before = document(tree, address)
        yield address, ids
        address = before


def file(name: str, form: str, year: str = "") -> str:
    """The path of a feed or of its archive below a language."""
    stem = name.replace("advisories", "feed") if form == "json" else name
    return f"{stem}{year and f'-{year}'}.{form}"


@pytest.mark.parametrize("form", ["atom", "json"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_following_the_links_finds_every_item(archived: Tree, language: str, name: str, form: str) -> None:
    """The feed has the newest 20 of 25; then come the archives of the years, newest first, which together have all."""
    documents = dict(chain(archived, f"{URL}{language}/{file(name, form)}"))
    years = ["", "2025", "2024", "2023"]
    assert list(documents) == [f"{URL}{language}/{file(name, form, year)}" for year in years]
    current, *archives = documents.values()
    assert len(current) == 20
    together = [one for ids in archives for one in ids]
    assert len(together) == len(set(together)) == 25
    assert set(current) < set(together)
    for year, ids in zip(years[1:], archives, strict=True):
        assert {one.partition(":ADV-")[2][:4] for one in ids} == {year}
        assert {one.rsplit("/", 2 if "updates" in name else 1)[1] for one in ids} == {TAGS[language]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_archive_says_that_it_is_one_and_leads_on(archived: Tree, language: str) -> None:
    """It is marked, leads to its neighbours and to the feed, and has the feed's id; the feed itself is not marked."""
    feed = f"{URL}{language}/advisories.atom"
    root = ET.fromstring(archived[f"{language}/advisories-2024.atom"])
    links = {link.get("rel"): link.get("href") for link in root.iter(f"{ATOM}link") if link.get("rel") in RELATIONS}
    assert links == {
        "self": f"{URL}{language}/advisories-2024.atom",
        "current": feed,
        "prev-archive": f"{URL}{language}/advisories-2023.atom",
        "next-archive": f"{URL}{language}/advisories-2025.atom",
    }
    current = ET.fromstring(archived[feed.removeprefix(URL)])
    assert (len(list(root.iter(FH))), len(list(current.iter(FH)))) == (1, 0)
    assert root.findtext(f"{ATOM}id") == current.findtext(f"{ATOM}id")


RELATIONS = ("self", "current", "prev-archive", "next-archive")


def test_an_archive_has_the_summary_of_what_the_feed_has_whole(archived: Tree) -> None:
    """Titles, dates, addresses and facts of an item are the same in both; the full text is in the feed alone."""
    feed = {item["id"]: item for item in json.loads(archived["de/feed.json"])["items"]}
    archive = {item["id"]: item for item in json.loads(archived["de/feed-2025.json"])["items"]}
    for one in feed.keys() & archive.keys():
        whole, brief = feed[one], archive[one]
        assert "content_html" not in brief
        assert brief.pop("content_text") == whole["summary"]
        assert brief.pop("_advisory").items() <= whole["_advisory"].items()
        assert brief.items() <= whole.items()
    assert not list(ET.fromstring(archived["de/advisories-2025.atom"]).iter(f"{ATOM}content"))


def test_rss_leaves_archives_to_the_others(archived: Tree) -> None:
    """An RSS feed has the newest items, names no archive, and has none."""
    assert not [path for path in archived if path.endswith(".rss") and is_archive(path)]
    assert b"archive" not in archived["de/advisories.rss"]
    assert len(list(ET.fromstring(archived["de/advisories.rss"]).iter("item"))) == 20


def test_a_feed_that_has_everything_has_no_archives(as_of: Callable[[str], Tree]) -> None:
    """With up to twenty items nothing is cut."""
    assert not [path for path in as_of("2026-03-02T12:00:00Z") if format_of(path) and is_archive(path)]
