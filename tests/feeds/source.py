"""What feeds must say, from the YAML files and the catalogues alone: read by PyYAML and polib, and not by the press."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

import polib
import yaml
from bs4 import BeautifulSoup, Tag

LANGUAGES = ("en", "pt", "de")
TAGS = {"en": "en", "pt": "pt-BR", "de": "de"}
LOCALES = {"pt": "pt_BR", "de": "de"}
AND = {"en": " and ", "pt": " e ", "de": " und "}
URL = "https://incident-press.example/"
PUBLISHER = "Incident Press Demonstration Desk"
PRODUCTS = {"api": "OpenAI API", "chatgpt": "ChatGPT"}
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMES = "tag:incident-press.example,2025-11-01:vocabulary"
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
    return source.site("Security incidents in plain words: what happened, whether you are affected, and what to do.")


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


def document_url(advisory_id: str) -> str:
    """Where all facts of an advisory are."""
    return f"{URL}api/v1/advisories/{advisory_id}.json"


def expected_terms(source: Source, facts: Facts) -> list[tuple[str, str, str]]:
    """Status, severity and products: the group, the code and the label of each."""
    codes = (("statuses", facts["incident"]["status"]), ("severities", severity(facts)))
    words = [(group, code, source.word(facts, group, code)) for group, code in codes]
    return [*words, *(("products", product, PRODUCTS[product]) for product in facts["affected"]["products"])]


def expected_alternates(source: Source, shown: Shown) -> list[dict[str, str]]:
    """The pages of an advisory: the one of this feed, the others that are complete, and again that of this feed."""
    own = "en" if source.is_partial(shown) else TAGS[source.language]
    pages = {own: f"{URL}{source.language}/advisories/{shown.id}/"}
    for language in LANGUAGES:
        if shown.translated or language == "en":
            pages.setdefault(TAGS[language], f"{URL}{language}/advisories/{shown.id}/")
    links = [{"hreflang": tag, "href": href} for tag, href in pages.items()]
    return [{"rel": "alternate", "type": "text/html", **link} for link in [*links, {"href": pages[own]}]]


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """What feedparser read, without what it says of it."""
    return {key: value for key, value in values.items() if not key.endswith(("_detail", "_parsed"))}


def words(html: str) -> list[str]:
    return BeautifulSoup(html, "html.parser").get_text(" ").split()


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
        "document": document_url(shown.id),
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
