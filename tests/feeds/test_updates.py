"""The feeds of updates: one item for each release that readers must see, and what each says of it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from datetime import datetime
from html import unescape
from typing import Any

import feedparser
import pytest

from tests.conftest import ROOT
from tests.feeds.source import (
    ATOM,
    CHANGES,
    CONTENT,
    LANGUAGES,
    MAIL_DATES,
    PRODUCTS,
    PUBLISHER,
    SCHEMES,
    TAGS,
    URL,
    Case,
    Shown,
    Source,
    document_url,
    expected_feed_title,
    expected_release,
    expected_summary,
    expected_terms,
    expected_title,
    plain,
    words,
)

Trees = Callable[[str], Mapping[str, bytes]]
TAG = "tag:incident-press.example,2025-11-01"
SENTENCE = "One entry for each publication, update, correction and withdrawal."


def told(case: Case) -> list[tuple[Shown, int]]:
    """The updates of the site with two advisories, newest first."""
    first, second = case.shown
    return [(first, 2), (second, 1), (first, 1)]


def expected_update(source: Source, shown: Shown, number: int) -> dict[str, Any]:
    """An item of the JSON Feed but for its full text. The first release is as the shipped files say."""
    then = Source(ROOT, source.language) if (shown.id, number) == ("ADV-2025-0001", 1) else source
    terms = expected_terms(then, then.advisory(shown.id))
    at = shown.published if number == 1 else shown.updated
    note = expected_release(source, shown, number)
    kind = note["change"]["label"]
    changes = " ".join(CHANGES[source.language].split("|"))
    by_group = {group: {"code": code, "label": label} for group, code, label in terms if group != "products"}
    return {
        "id": f"{TAG}:{shown.id}/{TAGS[source.language]}/{number}",
        "url": f"{URL}{source.language}/advisories/{shown.id}/#release-{number}",
        "title": f"{kind[0].upper()}{kind[1:]} – {expected_title(source, shown)}",
        "summary": expected_summary(source, shown) if number == 1 else changes,
        "date_published": at,
        "date_modified": at,
        "language": "en" if source.is_partial(shown) else TAGS[source.language],
        "tags": [code for _group, code, _label in terms],
        "_advisory": {
            "about": "Facts as codes that are the same in every language, each with its label. "
            "Unknown codes: show the label.",
            "id": shown.id,
            "release": number,
            "document": document_url(shown.id),
            "demonstration": True,
            "withdrawn": False,
            "superseded_by": None,
            "supersedes": [],
            "partial": source.is_partial(shown),
            "status": by_group["statuses"],
            "severity": by_group["severities"],
            "products": [{"code": code, "label": label} for group, code, label in terms if group == "products"],
            **note,
        },
    }


def title_of_feed(source: Source, *about: str) -> str:
    """The feed's title, with what it is about before the word for a demonstration."""
    start, _, demonstration = expected_feed_title(source).rpartition(" – ")
    return " – ".join([start, *about, source.interface("Updates"), demonstration])


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_feed_says_what_the_source_says(changed: Case, language: str) -> None:
    """Every member of the feed and of each item is what the YAML files and the catalogues say."""
    feed, source = json.loads(changed.tree[f"{language}/updates.json"]), Source(changed.folder, language)
    for item in feed["items"]:
        del item["content_html"]
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title_of_feed(source),
        "home_page_url": f"{URL}{language}/",
        "feed_url": f"{URL}{language}/updates.json",
        "description": source.interface(SENTENCE),
        "language": TAGS[language],
        "authors": [{"name": PUBLISHER}],
        "items": [expected_update(source, *update) for update in told(changed)],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_full_text_says_what_changed(changed: Case, language: str) -> None:
    """After the label: when, what kind of change, what it changed, the summary of that time, and where to read on."""
    source = Source(changed.folder, language)
    items = json.loads(changed.tree[f"{language}/updates.json"])["items"]
    demonstration = f"{source.interface('Demonstration.')} {source.interface(DEMONSTRATION)}"
    for item, (shown, number) in zip(items, told(changed), strict=True):
        note, text = expected_release(source, shown, number), words(item["content_html"])
        notice = source.interface("Not yet fully translated.").split() if source.is_partial(shown) else []
        summary = " ".join(source.text(shown, "summary").split())
        end = [*note["changes"], summary, source.interface("Read the whole advisory")]
        assert text[: len(demonstration.split())] == demonstration.split()
        assert text[len(demonstration.split()) :][: len(notice)] == notice
        assert " ".join(text).endswith(f"– {note['change']['label']} {' '.join(end)}")
        assert f'href="{item["url"]}"' in item["content_html"]


DEMONSTRATION = "Built from public reporting. It is not a publication of the organisations named in it."


@pytest.mark.parametrize("form", ["rss", "atom"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_feedparser_reads_the_same_from_rss_and_atom(changed: Case, language: str, form: str) -> None:
    """feedparser finds no fault, and shows what the JSON Feed says."""
    parsed, source = feedparser.parse(changed.tree[f"{language}/updates.{form}"]), Source(changed.folder, language)
    assert not parsed.bozo
    assert (parsed.feed.title, parsed.feed.subtitle) == (title_of_feed(source), source.interface(SENTENCE))
    assert parsed.feed.get("id", f"{TAG}:updates/{TAGS[language]}") == f"{TAG}:updates/{TAGS[language]}"
    items = json.loads(changed.tree[f"{language}/updates.json"])["items"]
    for entry, item in zip(parsed.entries, items, strict=True):
        shown = plain(entry)
        dates = (item["date_published"], item["date_modified"])
        assert (shown["id"], shown["title"], shown["link"]) == (item["id"], item["title"], item["url"])
        assert (shown["published"], shown["updated"]) == (dates if form == "atom" else (MAIL_DATES[dates[0]], dates[1]))
        assert unescape(shown["summary"]) == item["summary"]
        assert words(entry.content[0].value) == words(item["content_html"])
        assert [tag["term"] for tag in shown["tags"]] == (item["tags"] if form == "atom" else labels(item))
        assert [link["href"] for link in shown["links"] if link["rel"] == "related"] == [item["_advisory"]["document"]]


def labels(item: Mapping[str, Any]) -> list[str]:
    """Status, severity and products in words."""
    facts = item["_advisory"]
    return [term["label"] for term in (facts["status"], facts["severity"], *facts["products"])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_formats_carry_the_same(changed: Case, language: str) -> None:
    """Ids and full texts are byte for byte the same."""
    rss, atom = (ET.fromstring(changed.tree[f"{language}/updates.{form}"]) for form in ("rss", "atom"))
    items = json.loads(changed.tree[f"{language}/updates.json"])["items"]
    told = [(item["id"], item["content_html"]) for item in items]
    assert [(item.findtext("guid"), item.findtext(CONTENT)) for item in rss.iter("item")] == told
    entries = atom.iter(f"{ATOM}entry")
    assert [(entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}content")) for entry in entries] == told
    assert {category.get("scheme", "").rpartition("/")[0] for category in atom.iter(f"{ATOM}category")} == {SCHEMES}


@pytest.mark.parametrize(
    ("product", "advisories", "updates"),
    [
        ("api", ["ADV-2025-0001", "ADV-2025-0002"], ["ADV-2025-0001/2", "ADV-2025-0002/1", "ADV-2025-0001/1"]),
        ("chatgpt", ["ADV-2025-0001"], ["ADV-2025-0001/2"]),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_product_has_what_concerns_it(
    changed: Case, language: str, product: str, advisories: list[str], updates: list[str]
) -> None:
    """Advisories of a product, with the same ids and texts; of its updates, those since it is affected."""
    folder, whole, source = f"{language}/products/{product}", changed.tree, Source(changed.folder, language)
    for name, expected in (("feed.json", advisories), ("updates.json", updates)):
        feed, all_items = json.loads(whole[f"{folder}/{name}"]), json.loads(whole[f"{language}/{name}"])["items"]
        tag = TAGS[language]
        ids = [f"{TAG}:{'/'.join([one.split('/')[0], tag, *one.split('/')[1:]])}" for one in expected]
        assert [item["id"] for item in feed["items"]] == ids
        assert all(item in all_items for item in feed["items"])
        assert feed["feed_url"] == f"{URL}{folder}/{name}"
    assert feed["title"] == title_of_feed(source, PRODUCTS[product])


# What happens in the story, and which updates German readers have of it: newest change first, with both instants.
STORY = [
    ("ADV-2026-0004/de/1", "Erstveröffentlichung", "2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z"),
    ("ADV-2026-0003/de/1", "Erstveröffentlichung", "2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z"),
    ("ADV-2025-0002/de/4", "Zurückziehung", "2026-03-01T08:00:00Z", "2026-03-01T08:00:00Z"),
    ("ADV-2025-0002/de/3", "Aufhebung der Zurückziehung", "2026-01-07T09:00:00Z", "2026-01-07T09:00:00Z"),
    ("ADV-2025-0002/de/2", "Zurückziehung", "2026-01-06T09:00:00Z", "2026-01-06T11:00:00Z"),
    ("ADV-2025-0002/de/1", "Erstveröffentlichung", "2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z"),
    ("ADV-2025-0001/de/3", "Berichtigung", "2025-12-19T10:00:00Z", "2025-12-20T08:30:00Z"),
    ("ADV-2025-0001/de/1", "Erstveröffentlichung", "2025-11-27T18:00:00Z", "2025-11-27T18:00:00Z"),
]
INSTANTS = [
    "2025-11-27T18:00:00Z",
    "2025-11-28T09:00:00Z",  # an editorial change
    "2025-12-19T10:00:00Z",
    "2025-12-20T08:30:00Z",  # a late translation
    "2026-01-05T10:00:00Z",
    "2026-01-06T09:00:00Z",
    "2026-01-06T11:00:00Z",  # late translations
    "2026-01-07T09:00:00Z",
    "2026-03-01T08:00:00Z",
    "2026-03-02T12:00:00Z",
]


def test_the_story_has_an_update_for_each_release_that_readers_must_see(as_of: Trees) -> None:
    """Neither the editorial change nor a late translation has an item; the latter moves the one that it belongs to."""
    items = json.loads(as_of(INSTANTS[-1])["de/updates.json"])["items"]
    found = [(it["id"], it["title"], it["date_published"], it["date_modified"]) for it in items]
    assert [(one.partition(":ADV")[2], *dates) for one, _title, *dates in found] == [
        (one.removeprefix("ADV"), *dates) for one, _kind, *dates in STORY
    ]
    for (_id, title, *_dates), (_one, kind, *_) in zip(found, STORY, strict=True):
        assert title.startswith(f"{kind} – ")


@pytest.mark.parametrize(("step", "advisory"), [(1, "2025-11-28T09:00:00Z"), (3, "2025-12-20T08:30:00Z")])
def test_what_needs_no_update_moves_the_item_of_the_advisory(as_of: Trees, step: int, advisory: str) -> None:
    """After an editorial change and a late translation, the advisory has a new date, and there is no new item."""
    before, after = (as_of(instant) for instant in INSTANTS[step - 1 : step + 1])
    ids = [[it["id"] for it in json.loads(tree["de/updates.json"])["items"]] for tree in (before, after)]
    assert ids[0] == ids[1]
    old, new = (json.loads(tree["de/feed.json"])["items"][0] for tree in (before, after))
    assert (new["id"], new["date_published"], new["date_modified"]) == (old["id"], old["date_published"], advisory)
    assert old["date_modified"] < advisory


@pytest.mark.parametrize(
    "name", ["feed.json", "updates.json", "products/api/feed.json", "products/chatgpt/updates.json"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_through_the_story_published_stays_and_updated_never_goes_back(as_of: Trees, language: str, name: str) -> None:
    """From state to state, no item is lost, none has another date of publication, and none is older than it was."""
    known: dict[str, tuple[str, datetime]] = {}
    for instant in INSTANTS:
        items = json.loads(as_of(instant)[f"{language}/{name}"])["items"]
        now = {it["id"]: (it["date_published"], datetime.fromisoformat(it["date_modified"])) for it in items}
        assert known.keys() <= now.keys()
        for one, (published, updated) in known.items():
            assert now[one][0] == published
            assert now[one][1] >= updated
        known = now
    assert known or name.startswith("products")


def test_text_in_another_language_says_so(as_of: Trees) -> None:
    """Between correction and translation, the German update says in title and summary that its prose is English."""
    correction, first = json.loads(as_of("2025-12-19T10:00:00Z")["de/updates.json"])["items"]
    assert correction["title"].startswith("Berichtigung – [noch nicht vollständig übersetzt] Security incident")
    assert correction["summary"].startswith("Noch nicht vollständig übersetzt. Neu unter den betroffenen Produkten:")
    assert (correction["language"], first["language"]) == ("en", "de")
    (translated, _first) = json.loads(as_of("2025-12-20T08:30:00Z")["de/updates.json"])["items"]
    assert translated["language"] == "de"
    assert "[" not in translated["title"]
    assert "Auch eine begrenzte Zahl" in translated["content_html"]


def test_two_of_one_second_are_told_apart_in_atom(as_of: Trees) -> None:
    """The one with the higher id comes first, and a millionth of a second later; other formats give the instant."""
    tree = as_of("2026-03-02T12:00:00Z")
    atom = ET.fromstring(tree["en/advisories.atom"])
    instants = [entry.findtext(f"{ATOM}updated") for entry in atom.iter(f"{ATOM}entry")]
    assert instants[:2] == ["2026-03-02T12:00:00.000001Z", "2026-03-02T12:00:00Z"]
    items = json.loads(tree["en/feed.json"])["items"]
    assert [item["date_modified"] for item in items[:2]] == ["2026-03-02T12:00:00Z"] * 2
    facts = [item["_advisory"] for item in items[:2]]
    assert [it["id"] for it in facts] == ["ADV-2026-0004", "ADV-2026-0003"]
    assert (facts[0]["supersedes"], facts[1]["superseded_by"]) == (["ADV-2026-0003"], "ADV-2026-0004")
