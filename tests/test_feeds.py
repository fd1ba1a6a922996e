"""The feeds, read by independent readers and compared, whole, with what the YAML files and the catalogues say."""

from __future__ import annotations

import json
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

import feedparser
import polib
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import escape
from reader import Entry, Feed, make_reader

from build_tools import feed_items, pipeline, releasing
from build_tools.localise import headline, speaker_of
from build_tools.model.edition import Headline
from build_tools.model.frame import Frames
from build_tools.project import Project
from tests.conftest import NOW, ROOT, copy_project, read

LANGUAGES = ("en", "pt", "de")
TAGS = {"en": "en", "pt": "pt-BR", "de": "de"}
LOCALES = {"pt": "pt_BR", "de": "de"}
AND = {"en": " and ", "pt": " e ", "de": " und "}
URL = "https://incident-press.example/"
PUBLISHER = "Incident Press Demonstration Desk"
PRODUCTS = {"api": "OpenAI API", "chatgpt": "ChatGPT"}
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
Facts = Mapping[str, Any]

# The second release of the first advisory, and another advisory whose text nobody has translated.
EDITS = {
    "status: investigating": "status: monitoring",
    "    code: low": "    code: medium",
    "  products: [api]": "  products: [chatgpt, api]",
    "release: {change: initial}": "release: {change: update}\n"
    'references: [{id: notice, title: Notice of the vendor, url: "https://vendor.example/?a=1&b=2"}]',
}
SECOND = """
id: ADV-2025-0002
language: en
incident:
  kind: {code: credential_stuffing, certainty: possible, stated_by: [report, experts]}
  status: resolved
  severity: high
  organisation: {name: Axios & Co.}
affected:
  products: [api]
  people: unknown
data:
  exposed: [full_name, {code: phone_number, certainty: possible, stated_by: [organisation, report]}]
  not_exposed: [{code: password, stated_by: organisation}]
timeline:
  - {code: attack_started, not_before: 2025-08-31, not_after: 2025-09-01, certainty: possible}
  - {code: attack_blocked, date: 2025-08-31T22:30-03:00, stated_by: organisation}
actions:
  - {code: enable_mfa, certainty: possible, stated_by: [researchers, experts]}
text:
  title: Log-ins with stolen passwords at Axios & Co.
  summary: Few accounts (< 1 %) of Axios & Co. are affected. Passwords were not exposed.
"""

# What the second release changed, in words.
CHANGES = {
    "en": "Status: monitoring. Before: investigating.|Severity: medium. Before: low."
    "|Added to the affected products: ChatGPT.|Changes to texts: further information.",
    "pt": "Status: em monitoramento. Antes: em investigação.|Gravidade: média. Antes: baixa."
    "|A lista de produtos afetados agora inclui: ChatGPT.|Alterações nos textos: informações adicionais.",
    "de": "Status: wird beobachtet. Zuvor: wird untersucht.|Schweregrad: mittel. Zuvor: niedrig."
    "|Neu unter den betroffenen Produkten: ChatGPT.|Änderungen an den Texten: weitere Informationen.",
}

# The dates of the timelines in words, in the order of the events.
WHEN = {
    "ADV-2025-0001": {
        "en": "9 November 2025|Date not known|25 November 2025|25 November 2025 or later (exact date not known)",
        "pt": "9 de novembro de 2025|Data desconhecida|25 de novembro de 2025"
        "|25 de novembro de 2025 ou depois (data exata desconhecida)",
        "de": "9. November 2025|Datum nicht bekannt|25. November 2025"
        "|25. November 2025 oder später (genaues Datum nicht bekannt)",
    },
    "ADV-2025-0002": {
        "en": "Between 31 August 2025 and 1 September 2025|1 September 2025, 01:30 UTC",
        "pt": "Entre 31 de agosto de 2025 e 1º de setembro de 2025|1º de setembro de 2025 às 01:30 UTC",
        "de": "Zwischen dem 31. August 2025 und dem 1. September 2025|1. September 2025 um 01:30 Uhr UTC",
    },
}


class Shown(NamedTuple):
    """An advisory as a feed must show it: its id, its newest release, its two instants, whether it is translated."""

    id: str
    release: int
    published: str
    updated: str
    translated: bool = True


@dataclass(frozen=True)
class Case:
    """A project, the site built from it, and the advisories that its feeds must show, in their order."""

    folder: Path
    tree: Mapping[str, bytes]
    shown: tuple[Shown, ...]


FIRST_RELEASE = "2025-11-27T18:00:00Z"
SECOND_ADVISORY = "2025-12-05T09:30:00Z"
SECOND_RELEASE = "2025-12-19T10:00:00Z"
MAIL_DATES = {
    FIRST_RELEASE: "Thu, 27 Nov 2025 18:00:00 +0000",
    SECOND_ADVISORY: "Fri, 05 Dec 2025 09:30:00 +0000",
    SECOND_RELEASE: "Fri, 19 Dec 2025 10:00:00 +0000",
}
SHIPPED = (Shown("ADV-2025-0001", 1, FIRST_RELEASE, FIRST_RELEASE),)
CHANGED = (
    Shown("ADV-2025-0001", 2, FIRST_RELEASE, SECOND_RELEASE),
    Shown("ADV-2025-0002", 1, SECOND_ADVISORY, SECOND_ADVISORY, translated=False),
)


def release(folder: Path, advisory_id: str, instant: str) -> None:
    """Release a draft, as the command does."""
    project = read(folder)
    (draft,) = (draft for draft in project.drafts if draft.advisory.id == advisory_id)
    path, problems = releasing.release(project, draft, datetime.fromisoformat(instant))
    assert path, problems


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, theme: Frames) -> Case:
    """A site with two advisories, the older of which was changed last."""
    folder = copy_project(tmp_path_factory.mktemp("feeds") / "project")
    (folder / "advisories/2025/ADV-2025-0002.yaml").write_text(SECOND, encoding="utf-8")
    release(folder, "ADV-2025-0002", SECOND_ADVISORY)
    source = folder / "advisories/2025/ADV-2025-0001.yaml"
    text = source.read_text(encoding="utf-8")
    for old, new in EDITS.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    source.write_text(text, encoding="utf-8")
    release(folder, "ADV-2025-0001", SECOND_RELEASE)
    project = read(folder)
    records = pipeline.public_records(project, datetime(2026, 1, 1, tzinfo=UTC))
    tree, problems = pipeline.build_tree(project, records, theme)
    assert not problems, "\n".join(map(str, problems))
    return Case(folder, tree, CHANGED)


@pytest.fixture(scope="module", params=["shipped", "changed"])
def case(request: pytest.FixtureRequest, tree: Mapping[str, bytes], changed: Case) -> Case:
    """The shipped site, and the one with two advisories."""
    return Case(ROOT, tree, SHIPPED) if request.param == "shipped" else changed


@cache
def read_yaml(path: Path) -> Facts:
    """A YAML file with every scalar as it is written."""
    facts: Facts = yaml.load(path.read_bytes(), yaml.BaseLoader)
    return facts


@cache
def read_catalogue(path: Path) -> Mapping[str, str]:
    """A catalogue by context, or by source text where there is none; a missing one is empty."""
    entries = polib.pofile(str(path)) if path.exists() else []
    return {entry.msgctxt or entry.msgid: entry.msgstr for entry in entries}


class Source:
    """What the files of a project say in one language, read by PyYAML and polib alone."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.language = folder, language
        self.english = read_yaml(folder / "locales/vocabulary.yaml")
        self.catalogues = {name: self.catalogue(f"LC_MESSAGES/{name}") for name in ("interface", "site", "vocabulary")}

    def catalogue(self, name: str) -> Mapping[str, str]:
        return read_catalogue(self.folder / "locales" / LOCALES.get(self.language, "none") / f"{name}.po")

    def interface(self, message: str) -> str:
        return self.catalogues["interface"].get(message, message)

    def site(self, message: str) -> str:
        return self.catalogues["site"].get(message, message)

    def advisory(self, advisory_id: str) -> Facts:
        return read_yaml(self.folder / "advisories" / advisory_id[4:8] / f"{advisory_id}.yaml")

    def text(self, shown: Shown, name: str) -> str:
        """An authored text in the language, or as it was written where it is not translated."""
        written = self.advisory(shown.id)["text"][name]
        return self.catalogue(f"advisories/{shown.id}").get(f"{shown.id}/text.{name}", written) or written

    def word(self, facts: Facts, group: str, code: str, part: str = "label") -> str:
        """A code in words, with the names of the advisory put in."""
        entry = self.english[group][code]
        incident, products = facts["incident"], [PRODUCTS[product] for product in facts["affected"]["products"]]
        part = "text_of_one" if len(products) == 1 and "text_of_one" in entry else part
        translated = self.catalogues["vocabulary"].get(f"{group}.{code}.{part}")
        vendor = incident.get("vendor", {}).get("name")
        names = {"organisation": incident["organisation"]["name"], "vendor": vendor, "publisher": PUBLISHER}
        return str(translated or entry[part]).format(**names, products=AND[self.language].join(products), service="")

    def is_partial(self, shown: Shown) -> bool:
        return self.language != "en" and not shown.translated


def expected_json_feed(case: Case, language: str) -> dict[str, Any]:
    """The JSON Feed of a language, whole."""
    source = Source(case.folder, language)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": expected_feed_title(source),
        "home_page_url": f"{URL}{language}/",
        "feed_url": f"{URL}{language}/feed.json",
        "description": expected_description(source),
        "language": TAGS[language],
        "authors": [{"name": PUBLISHER}],
        "items": [expected_item(source, shown, case.tree) for shown in case.shown],
    }


def expected_feed_title(source: Source) -> str:
    return f"{source.site('Incident Advisories')} – {source.interface('Demonstration.').rstrip('.')}"


def expected_description(source: Source) -> str:
    return source.site("Security incidents in plain words - what happened, whether you are affected, and what to do.")


def expected_item(source: Source, shown: Shown, tree: Mapping[str, bytes]) -> dict[str, Any]:
    facts = source.advisory(shown.id)
    return {
        "id": f"tag:incident-press.example,2025-11-01:{shown.id}/{TAGS[source.language]}",
        "url": f"{URL}{source.language}/advisories/{shown.id}/",
        "title": expected_title(source, shown),
        "summary": expected_summary(source, shown),
        "content_html": expected_html(source, shown, tree),
        "date_published": shown.published,
        "date_modified": shown.updated,
        "language": "en" if source.is_partial(shown) else TAGS[source.language],
        "tags": [facts["incident"]["status"], severity(facts), *facts["affected"]["products"]],
        "_advisory": expected_facts(source, shown, facts),
    }


def severity(facts: Facts) -> str:
    """The code, which stands alone or beside a reason."""
    value = facts["incident"]["severity"]
    return str(value if isinstance(value, str) else value["code"])


def expected_title(source: Source, shown: Shown) -> str:
    mark = f"[{source.interface('not yet fully translated')}] " if source.is_partial(shown) else ""
    return mark + source.text(shown, "title")


def expected_summary(source: Source, shown: Shown) -> str:
    mark = source.interface("Not yet fully translated.") + " " if source.is_partial(shown) else ""
    return mark + " ".join(source.text(shown, "summary").split())


def expected_html(source: Source, shown: Shown, tree: Mapping[str, bytes]) -> list[str]:
    """A label, and all that stands below the head of the advisory's page, with absolute addresses."""
    path = f"{source.language}/advisories/{shown.id}/"
    page = BeautifulSoup(tree[f"{path}index.html"], "html.parser").select_one(".advisory")
    assert page is not None
    for link in page.select("a[href]"):
        link["href"] = urljoin(URL + path, str(link["href"]))
    word, words = (
        "Demonstration.",
        "Built from public reporting. It is not a publication of the organisations named in it.",
    )
    label = f"<p><strong>{source.interface(word)}</strong> {source.interface(words)}</p>"
    return [label, *elements(page)[1:]]


def elements(html: Tag | str) -> list[str]:
    """The elements of HTML, one by one, as one parser reads them."""
    parsed = BeautifulSoup(html, "html.parser") if isinstance(html, str) else html
    return [str(element) for element in parsed.find_all(recursive=False)]


def expected_facts(source: Source, shown: Shown, facts: Facts) -> dict[str, Any]:
    """The extension: codes, each with its label."""
    incident, products = facts["incident"], facts["affected"]["products"]
    return {
        "about": "Facts as codes that are the same in every language, each with its label. "
        "Unknown codes: show the label.",
        "id": shown.id,
        "release": shown.release,
        "demonstration": True,
        "partial": source.is_partial(shown),
        "kind": said(source, facts, "kinds", incident["kind"]),
        "status": {"code": incident["status"], "label": source.word(facts, "statuses", incident["status"])},
        "severity": {"code": severity(facts), "label": source.word(facts, "severities", severity(facts))},
        "products": [{"code": product, "label": PRODUCTS[product]} for product in products],
        "exposed": [said(source, facts, "data", by_list(facts, item)) for item in facts["data"]["exposed"]],
        "not_exposed": [said(source, facts, "data", by_list(facts, item)) for item in facts["data"]["not_exposed"]],
        "timeline": expected_timeline(source, shown, facts),
        "actions": [said(source, facts, "actions", item) for item in facts["actions"]],
        "withdrawn": False,
        "superseded_by": None,
        "supersedes": [],
        "releases": [expected_release(source, shown, number) for number in range(shown.release, 0, -1)],
    }


def expected_release(source: Source, shown: Shown, number: int) -> dict[str, Any]:
    """A release, newest first: what it is called, and what it changed, in sentences."""
    change = "initial" if number == 1 else "update"
    return {
        "number": number,
        "released_at": shown.published if number == 1 else shown.updated,
        "change": {"code": change, "label": source.word(source.advisory(shown.id), "changes", change)},
        "changes": [] if number == 1 else CHANGES[source.language].split("|"),
        "text": None,
    }


def by_list(facts: Facts, item: Any) -> dict[str, Any]:
    """Data of which the list says who states it, unless the item does."""
    full: dict[str, Any] = {"code": item} if isinstance(item, str) else item
    return {"stated_by": facts["data"].get("stated_by", []), **full}


def said(source: Source, facts: Facts, group: str, statement: Any) -> dict[str, Any]:
    """A statement with its label, which begins with a capital letter; an event's is a whole sentence."""
    full: dict[str, Any] = {"code": statement} if isinstance(statement, str) else statement
    label = source.word(facts, group, full["code"], "text" if group == "events" else "label")
    sources = full.get("stated_by", [])
    return {
        "code": full["code"],
        "label": label[0].upper() + label[1:],
        "certainty": full.get("certainty", "confirmed"),
        "stated_by": [sources] if isinstance(sources, str) else sources,
    }


def expected_timeline(source: Source, shown: Shown, facts: Facts) -> list[dict[str, Any]]:
    pairs = zip(facts["timeline"], WHEN[shown.id][source.language].split("|"), strict=True)
    return [
        {**said(source, facts, "events", event), "date": machine_readable(event.get("date")), "when": when}
        for event, when in pairs
    ]


def machine_readable(date: str | None) -> str | None:
    """A date as it is written, an instant in UTC, and nothing for what is not known exactly."""
    if date is None or date == "unknown" or "T" not in date:
        return None if date == "unknown" else date
    return datetime.fromisoformat(date).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
    item, facts = expected_item(source, shown, tree), source.advisory(shown.id)
    status, level = facts["incident"]["status"], severity(facts)
    labels = (source.word(facts, "statuses", status), source.word(facts, "severities", level))
    return {
        "id": item["id"],
        "guidislink": False,
        "link": item["url"],
        "links": [{"rel": "alternate", "type": "text/html", "href": item["url"]}],
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


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """What feedparser read, without what it says of it."""
    return {key: value for key, value in values.items() if not key.endswith(("_detail", "_parsed"))}


def words(html: str) -> list[str]:
    return BeautifulSoup(html, "html.parser").get_text(" ").split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_feeds_carry_the_same_text_and_identity(case: Case, language: str) -> None:
    """The full text is byte for byte the same in both, as is the identity, which is no address."""
    items = list(ET.fromstring(case.tree[f"{language}/advisories.rss"]).iter("item"))
    feed = json.loads(case.tree[f"{language}/feed.json"])
    assert [item.findtext(CONTENT) for item in items] == [item["content_html"] for item in feed["items"]]
    identities = [(guid.text, guid.get("isPermaLink")) for item in items for guid in item.iter("guid")]
    assert identities == [(item["id"], "false") for item in feed["items"]]


def rows(tree: Mapping[str, bytes], path: str) -> list[tuple[str, str]]:
    """The advisories of a list in their order, each with the instant shown for it."""
    page = BeautifulSoup(tree[path], "html.parser")
    shown = [(row.select_one("a"), row.select_one("time")) for row in page.select(".row, .card")]
    return [(str(link["href"]).split("/")[-2], str(time["datetime"])) for link, time in shown if link and time]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_ordered_by_change_and_years_by_publication(changed: Case, language: str) -> None:
    """Home and the list show what changed last first, as the feeds do; a year shows what was published last first."""
    newest = [(shown.id, shown.updated) for shown in CHANGED]
    assert rows(changed.tree, f"{language}/advisories/index.html") == newest
    assert rows(changed.tree, f"{language}/index.html") == newest
    assert rows(changed.tree, f"{language}/advisories/2025/index.html") == newest[::-1]


@pytest.mark.parametrize("shown", CHANGED, ids=lambda shown: shown.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_both_instants_and_every_release(changed: Case, language: str, shown: Shown) -> None:
    """The head of a page says when it was published and when it was changed; below are the releases, newest first."""
    page = BeautifulSoup(changed.tree[f"{language}/advisories/{shown.id}/index.html"], "html.parser")
    dates = [time["datetime"] for time in page.select(".advisory__dates time")]
    releases = [(entry["id"], time["datetime"]) for entry in page.select(".releases li") for time in entry("time")]
    assert dates == [shown.published, shown.updated]
    numbered = [("release-1", shown.published), ("release-2", shown.updated)]
    assert releases == numbered[: shown.release][::-1]


@pytest.fixture
def served(changed: Case, tmp_path: Path) -> Iterator[str]:
    """The site's feeds on a loopback port."""
    for path, content in changed.tree.items():
        if path.endswith(("feed.json", ".rss")):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files with the media types of feeds, and prints nothing."""

    extensions_map = {".json": "application/feed+json", ".rss": "application/rss+xml"}  # noqa: RUF012

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.mark.parametrize("name", ["feed.json", "advisories.rss"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_reader_subscribes(changed: Case, served: str, language: str, name: str) -> None:
    """The feed reader `reader` subscribes to both kinds of feed and shows what the source says."""
    address, source = f"{served}/{language}/{name}", Source(changed.folder, language)
    with make_reader(":memory:") as subscriber:
        subscriber.add_feed(address)
        subscriber.update_feeds()
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


def headline_of(first: Headline, number: int, day: int, later: int) -> Headline:
    """The same headline as another advisory: published on a day, and changed some days later."""
    published = first.published + timedelta(days=day)
    updated = published + timedelta(days=later)
    return replace(first, id=f"ADV-2025-{number:04d}", published=published, updated=updated)


@given(days=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=40))
@example(days=[(0, day) for day in range(40)])  # published on one day, and changed on another each
@example(days=[(day * 31, 0) for day in range(25)])  # never two in a month
def test_cut_keeps_twenty_and_all_of_the_newest_month(project: Project, days: list[tuple[int, int]]) -> None:
    """However many there are: newest change first, the newest 20 at least, and all of the newest 30 days."""
    record = pipeline.public_records(project, NOW)[0]
    first = headline(speaker_of(record, project.languages["en"], project.site))
    headlines = [headline_of(first, number, *day) for number, day in enumerate(days, 1)]
    ordered = sorted(headlines, key=lambda one: (one.updated, one.id))[::-1]
    recent = [one for one in ordered if one.updated >= ordered[0].updated - timedelta(days=30)]
    items = feed_items.feed_items(headlines, project.site)
    assert [item.headline for item in items] == ordered[: max(20, len(recent))]
    assert len({item.identity for item in items}) == len(items)


def test_identity_does_not_follow_the_site(project: Project) -> None:
    """The id of an item stays when the site moves to another address."""
    record = pipeline.public_records(project, NOW)[0]
    first = headline(speaker_of(record, project.languages["en"], project.site))
    moved = project.site.model_copy(update={"url": "https://elsewhere.example/status/"})
    before, after = (feed_items.feed_items([first], site) for site in (project.site, moved))
    assert before[0].identity == after[0].identity
    assert before[0].url != after[0].url
