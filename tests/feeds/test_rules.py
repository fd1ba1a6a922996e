"""RSS and Atom give the feed validator of the W3C nothing to object to, in every state of a site."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from build_tools.feed_files import format_of
from tests.feeds.rules import faults
from tests.feeds.source import URL

STATES = {
    "nothing yet": "2025-11-01T00:00:00Z",
    "first notice": "2025-11-27T18:00:00Z",
    "correction, partly translated": "2025-12-19T10:00:00Z",
    "translated later": "2025-12-20T08:30:00Z",
    "withdrawn": "2026-01-06T09:00:00Z",
    "reinstated": "2026-01-07T09:00:00Z",
    "two in one second": "2026-03-02T12:00:00Z",
}
Trees = Callable[[str], Mapping[str, bytes]]


@pytest.mark.parametrize("instant", STATES.values(), ids=STATES)
def test_the_validator_would_find_nothing(as_of: Trees, instant: str) -> None:
    """No document of any feed has a fault."""
    feeds = {path: content for path, content in as_of(instant).items() if path.endswith((".rss", ".atom"))}
    assert len(feeds) == 3 * 2 * (1 + 2) * 2  # languages, kinds, all and each product, formats
    assert {path: found for path, content in feeds.items() if (found := faults(path, content, URL))} == {}


def test_the_validator_would_find_nothing_in_archives(archived: Mapping[str, bytes]) -> None:
    """Archives, and what leads to them, have no fault either."""
    feeds = {path: content for path, content in archived.items() if path.endswith(".atom")}
    assert len(feeds) > 3 * 2 * (1 + 2)
    assert {path: found for path, content in feeds.items() if (found := faults(path, content, URL))} == {}


@pytest.mark.parametrize(
    ("path", "old", "new", "fault"),
    [
        ("rss", "+0000</pubDate>", "CEST</pubDate>", "InvalidRFC2822Date"),
        ("rss", "Mon, 02 Mar", "Tue, 02 Mar", "IncorrectDOW"),
        ("rss", 'isPermaLink="false"', 'isPermaLink="true"', "InvalidPermalink"),
        ("rss", "<pubDate>Mon, 02 Mar 2026 12:00:00 +0000</pubDate>", "", "MissingElement pubDate"),
        ("rss", "tag:incident-press.example,2025-11-01:ADV", "ADV", "InvalidTAG"),
        ("rss", "0003/de</guid>", "0004/de</guid>", "DuplicateEntries"),
        ("rss", "<language>de<", "<language>deutsch<", "InvalidLanguage"),
        ("rss", "<dc:creator>", "<author>x</author><dc:creator>", "UndefinedElement author"),
        ("rss", "</guid>", "</guid><pubDate>Mon, 02 Mar 2026 12:00:00 +0000</pubDate>", "DuplicateElement pubDate"),
        ("rss", "<item>", "<item><atom:link rel='current' href='https://a.example/'/>", "FeedHistoryRelInEntry"),
        ("rss", "</item>", "</item><ttl>60</ttl>", "MisplacedItem"),
        ("rss", 'xmlns:dc="', 'xmlns:own="https://own.example/" xmlns:dc="', "UnknownNamespace"),
        ("rss", ' href="https://incident-press.example/de/advisories/', ' href="/de/advisories/', "ContainsRelRef"),
        ("rss", "&lt;/section&gt;", "", "NotHtml"),
        ("rss", "&lt;/section&gt;", "&lt;script&gt;&lt;/script&gt;&lt;/section&gt;", "SecurityRisk script"),
        ("rss", "&lt;/section&gt;", "&lt;iframe&gt;&lt;/iframe&gt;&lt;/section&gt;", "SecurityRisk iframe"),
        ("rss", "&lt;p&gt;", '&lt;p onclick="x"&gt;', "SecurityRiskAttr onclick"),
        ("rss", "<title>", "<title>&lt;b&gt;x&lt;/b&gt;", "ContainsHTML"),
        ("rss", "de/advisories.rss", "en/advisories.rss", "SelfDoesntMatchLocation"),
        ("rss", 'rel="related"', 'rel="facts"', "UnregisteredAtomLinkRel"),
        ("atom", "<updated>", "<updated>x", "InvalidRFC3339Date"),
        ("atom", ".000001Z", "Z", "DuplicateUpdated"),
        ("atom", 'rel="self"', 'rel="related"', "MissingSelf"),
        ("atom", ' hreflang="en"', ' hreflang="de"', "DuplicateAtomLink"),
        ("atom", "<id>tag:incident-press.example,2025-11-01:advisories/de</id>", "", "MissingElement"),
        ("atom", 'type="html"', 'type="xhtml"', "InvalidTextType"),
        ("atom", 'xmlns="http://www.w3.org/2005/Atom" xml:lang="de"', 'xmlns="http://www.w3.org/2005/Atom"', "Missing"),
        ("atom", "<summary>", "<summary>&lt;p&gt;", "ContainsHTML"),
    ],
)
def test_a_fault_would_be_found(as_of: Trees, path: str, old: str, new: str, fault: str) -> None:
    """Each rule finds what it is about, put into a feed."""
    name = f"de/advisories.{path}"
    text = as_of(STATES["two in one second"])[name].decode()
    assert old in text
    found = faults(name, text.replace(old, new).encode(), URL)
    assert any(one.startswith(fault) or fault in one for one in found), found


def test_every_feed_is_known_by_its_path(as_of: Trees) -> None:
    """What looks like a feed is one of ours, and no other file is taken for one."""
    tree = as_of(STATES["two in one second"])
    expected = {
        path for path, content in tree.items() if path.endswith((".rss", ".atom")) or b"jsonfeed.org" in content
    }
    assert {path for path in tree if format_of(path)} == expected
