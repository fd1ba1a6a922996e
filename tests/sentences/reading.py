"""The text of a golden file: every code of the vocabulary, and every case of `cases.yaml`, in one language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag

from build_tools.model.edition import Edition
from build_tools.model.release import Record
from build_tools.model.said import Said
from tests.sentences.press import TABLE, Facts, Press

Lines = tuple[str, ...]
CODED: Mapping[str, tuple[str, Callable[[str], Facts], Callable[[Edition], Lines]]] = {
    "kinds": (
        "Kinds of incident: in a list, as a headline, and in a summary",
        lambda code: {"incident": {"kind": code}},
        lambda it: (f"### {it.kind.label}", it.title.value, it.summary.value),
    ),
    "services": (
        "Services of a vendor",
        lambda code: {"incident": {"kind": "third_party_breach", "vendor": {"service": code}}},
        lambda it: (it.kind.text.value,),
    ),
    "statuses": (
        "Status",
        lambda code: {"incident": {"status": code}},
        lambda it: (f"{it.status.label}: {it.status.text}",),
    ),
    "severities": (
        "Severity",
        lambda code: {"incident": {"severity": code}},
        lambda it: (f"{it.severity.label}: {it.severity.text}",),
    ),
    "aspects": (
        "Aspects of security",
        lambda code: {"incident": {"aspects": [code]}},
        lambda it: (f"{it.aspects[0].label}: {it.aspects[0].text}",),
    ),
    "own_systems": (
        "The organisation’s own systems",
        lambda code: {"incident": {"own_systems": code}},
        lambda it: _text(it.affected.own_systems),
    ),
    "people": (
        "Who is affected",
        lambda code: {"affected": {"people": code, "products": ["api", "maps"]}},
        lambda it: _text(it.affected.people),
    ),
    "contacts_with_people": (
        "Contact with the people affected",
        lambda code: {"affected": {"contacted_directly": code}},
        lambda it: _text(it.affected.contact),
    ),
    "sources": (
        "Who says so",
        lambda code: {"data": {"stated_by": code}},
        lambda it: (it.exposed.sources[0].label,),
    ),
    "certainties": (
        "How certain it is",
        lambda code: {"data": {"exposed": [{"code": "password", "certainty": code}]}},
        lambda it: it.exposed.items[0].certainty[1:],
    ),
    "data": (
        "Data, each with its explanation",
        lambda code: {"data": {"exposed": [code]}},
        lambda it: tuple(f"{said.label} – {said.text}" for said in it.exposed.items),
    ),
    "events": (
        "Events",
        lambda code: {"affected": {"products": ["q", "hilfe"]}, "timeline": [{"code": code, "date": "unknown"}]},
        lambda it: _text(it.timeline.events[0].said),
    ),
    "assessments": (
        "Assessments",
        lambda code: {"affected": {"products": ["notes", "inc"]}, "assessment": [code]},
        lambda it: _text(*it.meaning.assessment),
    ),
    "risks": (
        "Possible consequences",
        lambda code: {"risks": [code]},
        lambda it: tuple(f"{said.label} – {said.text}" for said in it.meaning.risks),
    ),
    "measures": (
        "Measures",
        lambda code: {"measures": {"taken": [code]}},
        lambda it: _text(*it.measures.taken),
    ),
    "actions": (
        "Recommendations",
        lambda code: {"actions": [code]},
        lambda it: (
            f"### {it.actions[0].said.label}",
            it.actions[0].said.text.value,
            it.actions[0].how,
            it.actions[0].why,
        ),
    ),
    "next_updates": ("News", lambda code: {"next_update": code}, lambda it: (it.next_update,)),
    "changes": (
        "Kinds of release",
        lambda code: {"release": {"change": code}},
        lambda it: (it.releases[0].change.label,),
    ),
}
"""For each group of the vocabulary the heading, the facts that have a code, and what the edition says of it."""


def _text(*said: Said | None) -> Lines:
    return tuple(it.text.value for it in said if it)


def golden(press: Press, language: str) -> str:
    """Everything, from top to bottom."""
    blocks = [*_cases(press, language), *_vocabulary(press, language)]
    return "\n\n".join(f"## {heading}\n" + "\n".join(lines) for heading, lines in blocks) + "\n"


def _vocabulary(press: Press, language: str) -> Iterator[tuple[str, list[str]]]:
    for group, (heading, facts, say) in CODED.items():
        records = (press.record(facts(code), order) for order, code in enumerate(press.codes[group]))
        yield heading, [_marked(line) for record in records for line in say(press.edition(record, language))]
    yield "Data in the middle of a sentence", list(_data_in_sentences(press, language))


def _data_in_sentences(press: Press, language: str) -> Iterator[str]:
    """All labels of data as they are listed in a summary, five at a time."""
    codes = list(press.codes["data"])
    for start in range(0, len(codes), 5):
        facts = {"data": {"not_exposed": codes[start : start + 5]}}
        summary = press.edition(press.record(facts), language).summary.value
        yield _marked(summary[len(press.edition(press.record({}), language).summary.value) + 1 :])


def _cases(press: Press, language: str) -> Iterator[tuple[str, list[str]]]:
    for section in TABLE["sections"]:
        notices = section["notices"] * (len(TABLE["names"]) if "each_name" in section else 1)
        lines = (
            line for order, notice in enumerate(notices) for line in _shown(press, section, notice, order, language)
        )
        yield section["heading"], list(dict.fromkeys(lines))


def _shown(press: Press, section: Mapping[str, Any], notice: Facts, order: int, language: str) -> Iterator[str]:
    """The lines of one notice: those of its page, or of the page that the section names."""
    records = _records(press, notice, order)
    path = section.get("page", f"advisories/{records[0].current.advisory.id}/index.html")
    content = press.pages(records)[f"{language}/{path}"]()
    if path == "feed.json":
        return iter(_of_feed(json.loads(content)))
    page = BeautifulSoup(content, "html.parser")
    elements = (element for selector in section["show"] for element in page.select(selector))
    return (line for element in elements for line in _of_element(element))


def _records(press: Press, notice: Facts, order: int) -> list[Record]:
    """The notice, those beside it, and as many copies as it asks for."""
    facts = {key: value for key, value in notice.items() if key != "copies"}
    first = press.record(facts, order)
    beside = [press.record(other, order + 1) for other in notice.get("beside", ())]
    return [first, *beside, *(_copy(first, number) for number in range(1, int(notice.get("copies", 1))))]


def _copy(record: Record, number: int) -> Record:
    release = record.current
    advisory = release.advisory.with_fields(id=f"ADV-2025-{1000 + number}")
    return Record(releases=(release.with_fields(advisory=advisory),))


def _of_feed(feed: Mapping[str, Any]) -> Iterator[str]:
    yield _marked(feed["title"])
    for item in feed["items"]:
        yield _marked(item["title"])
        yield _marked(item["summary"])


def _of_element(element: Tag) -> Iterator[str]:
    """The words of an element, in a line of its own for each entry of a list and each paragraph in it."""
    inner = element.select("p, li, h2")
    for part in inner or [element]:
        columns = part.select(".timeline__when, .timeline__what") or [part]
        yield _marked(" | ".join(" ".join(column.get_text(" ").split()) for column in columns))


def _marked(line: str) -> str:
    return line if line.startswith("#") else f"- {line}"
