"""The feeds of advisories, read by independent readers and compared, whole, with the YAML files and the catalogues."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

import feedparser
import pytest
from markupsafe import escape

from tests.feeds.source import (
    ATOM,
    CONTENT,
    LANGUAGES,
    MAIL_DATES,
    PUBLISHER,
    SCHEMES,
    TAGS,
    URL,
    Case,
    Shown,
    Source,
    document_url,
    elements,
    expected_alternates,
    expected_description,
    expected_feed_title,
    expected_item,
    expected_json_feed,
    expected_terms,
    plain,
    words,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_feed_says_what_the_source_says(case: Case, language: str) -> None:
    """Every member of the JSON Feed, and no other, is there and is what the YAML files and the catalogues say."""
    feed = json.loads(case.tree[f"{language}/feed.json"])
    for item in feed["items"]:
        item["content_html"] = elements(item["content_html"])
    assert feed == expected_json_feed(case, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rss_read_by_feedparser_says_what_the_source_says(case: Case, language: str) -> None:
    """feedparser finds no fault, and everything that it shows is what the YAML files and the catalogues say."""
    parsed, source = feedparser.parse(case.tree[f"{language}/advisories.rss"]), Source(case.folder, language)
    assert not parsed.bozo
    assert parsed.version == "rss20"
    assert plain(parsed.feed) == {
        "title": expected_feed_title(source),
        "link": f"{URL}{language}/",
        "links": [
            {"rel": "alternate", "type": "text/html", "href": f"{URL}{language}/"},
            {"rel": "self", "type": "application/rss+xml", "href": f"{URL}{language}/advisories.rss"},
        ],
        "subtitle": expected_description(source),
        "language": TAGS[language],
        "updated": MAIL_DATES[case.shown[0].updated],
    }
    entries = [expected_entry(source, shown, case.tree) for shown in case.shown]
    assert [plain(entry) | {"content": words(entry.content[0].value)} for entry in parsed.entries] == entries


def expected_entry(source: Source, shown: Shown, tree: Mapping[str, bytes]) -> dict[str, Any]:
    """An item as feedparser shows it; descriptions are HTML."""
    item = expected_item(source, shown, tree)
    labels = [label for _group, _code, label in expected_terms(source, source.advisory(shown.id))]
    related = {"rel": "related", "type": "application/json", "href": document_url(shown.id)}
    return {
        "id": item["id"],
        "guidislink": False,
        "link": item["url"],
        "links": [{"rel": "alternate", "type": "text/html", "href": item["url"]}, related],
        "title": item["title"],
        "published": MAIL_DATES[shown.published],
        "updated": shown.updated,
        "author": PUBLISHER,
        "authors": [{"name": PUBLISHER}],
        "language": item["language"],
        "tags": [{"term": label, "scheme": None, "label": None} for label in labels],
        "summary": str(escape(item["summary"])),
        "content": words("".join(item["content_html"])),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_atom_read_by_feedparser_says_what_the_source_says(case: Case, language: str) -> None:
    """feedparser finds no fault, and everything that it shows is what the YAML files and the catalogues say."""
    parsed, source = feedparser.parse(case.tree[f"{language}/advisories.atom"]), Source(case.folder, language)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    home, own = f"{URL}{language}/", f"{URL}{language}/advisories.atom"
    assert plain(parsed.feed) == {
        "id": f"tag:incident-press.example,2025-11-01:advisories/{TAGS[language]}",
        "guidislink": False,
        "title": expected_feed_title(source),
        "link": home,
        "links": [
            {"rel": "alternate", "type": "text/html", "hreflang": TAGS[language], "href": home},
            {"rel": "self", "type": "application/atom+xml", "href": own},
        ],
        "subtitle": expected_description(source),
        "updated": case.shown[0].updated,
        "author": PUBLISHER,
        "authors": [{"name": PUBLISHER, "href": URL}],
        "href": URL,
        "language": TAGS[language],
    }
    entries = [expected_atom_entry(source, shown, case.tree) for shown in case.shown]
    assert [plain(entry) | {"content": words(entry.content[0].value)} for entry in parsed.entries] == entries


def expected_atom_entry(source: Source, shown: Shown, tree: Mapping[str, bytes]) -> dict[str, Any]:
    """An entry as feedparser shows it."""
    item = expected_item(source, shown, tree)
    terms = expected_terms(source, source.advisory(shown.id))
    related = {"rel": "related", "type": "application/json", "href": document_url(shown.id)}
    return {
        "id": item["id"],
        "guidislink": False,
        "link": item["url"],
        "links": [*expected_alternates(source, shown), related],
        "title": item["title"],
        "published": shown.published,
        "updated": shown.updated,
        "tags": [{"term": code, "scheme": f"{SCHEMES}/{group}", "label": label} for group, code, label in terms],
        "summary": item["summary"],
        "content": words("".join(item["content_html"])),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_atom_says_of_each_text_in_which_language_it_is(case: Case, language: str) -> None:
    """An entry has the language of its prose, and its full text, whose parts are marked, that of the feed."""
    root, source = ET.fromstring(case.tree[f"{language}/advisories.atom"]), Source(case.folder, language)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.get(lang) == TAGS[language]
    tags = [(entry.get(lang), entry.find(f"{ATOM}content").get(lang)) for entry in root.iter(f"{ATOM}entry")]  # type: ignore[union-attr]
    own = TAGS[language]
    assert tags == [("en" if source.is_partial(shown) else own, own) for shown in case.shown]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_formats_carry_the_same_text_and_identity(case: Case, language: str) -> None:
    """The full text is byte for byte the same in all, as is the identity, which is no address."""
    items = list(ET.fromstring(case.tree[f"{language}/advisories.rss"]).iter("item"))
    entries = list(ET.fromstring(case.tree[f"{language}/advisories.atom"]).iter(f"{ATOM}entry"))
    feed = json.loads(case.tree[f"{language}/feed.json"])
    told = [(entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}content")) for entry in entries]
    assert told == [(item["id"], item["content_html"]) for item in feed["items"]]
    assert [item.findtext(CONTENT) for item in items] == [item["content_html"] for item in feed["items"]]
    identities = [(guid.text, guid.get("isPermaLink")) for item in items for guid in item.iter("guid")]
    assert identities == [(item["id"], "false") for item in feed["items"]]
