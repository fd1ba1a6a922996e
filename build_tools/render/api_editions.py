"""An edition as `build_tools.api.editions` publishes it: the words for the facts, by their paths and codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from pydantic import BaseModel

from build_tools import authored_text
from build_tools.api import editions as api
from build_tools.api.facts import Facts
from build_tools.api.published import CodeOf
from build_tools.feed_items import page_url
from build_tools.language.language import Language, substitute
from build_tools.model.edition import Edition, ReleaseNote
from build_tools.model.marks import marked_fields
from build_tools.model.release import Release
from build_tools.model.said import Said, Text
from build_tools.site import Site

Codes = Mapping[str, Iterable[str]]
"""The codes that a document names, by group."""


def codes_of(*models: BaseModel) -> dict[str, list[str]]:
    """The codes that published values name, by group, each once, in their order."""
    found: dict[str, dict[str, None]] = {}
    for model in models:
        for group, code in _codes(model):
            found.setdefault(group, {})[code] = None
    return {group: list(codes) for group, codes in found.items()}


def _codes(value: BaseModel) -> Iterator[tuple[str, str]]:
    for name, mark in marked_fields(type(value), CodeOf).items():
        held = getattr(value, name)
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, BaseModel):
                yield from _codes(one)
            elif mark and one is not None:
                yield mark.group, one


class Spoken(NamedTuple):
    """What all editions of a document have words for: its release, its facts, and the codes that it names."""

    release: Release
    facts: Facts
    codes: Codes


def published_edition(edition: Edition, spoken: Spoken, language: Language, site: Site) -> api.Edition:
    """One edition of what is spoken of."""
    facts, said = spoken.facts, list(_said(edition, spoken.facts))
    withdrawal = edition.withdrawal
    return api.Edition(
        url=page_url(site, edition),
        direction=language.setting.direction,
        partial=edition.partial,
        missing=edition.missing,
        published=edition.published,
        modified=edition.updated,
        title=words(edition.title),
        summary=words(edition.summary),
        what_happened=passage(edition.what_happened),
        severity_reason=words(edition.severity_reason) if edition.severity_reason else None,
        lessons=tuple(api.LessonWords(id=it.id, text=_passage(it.text)) for it in edition.lessons),
        genuine_messages=_passage(edition.genuine_messages),
        contact=passage(edition.contact),
        references=tuple(api.ReferenceTitle(id=it.id, title=words(it.title)) for it in edition.references),
        withdrawal_reason=passage(withdrawal.text) if withdrawal else None,
        releases=tuple(map(_release, edition.releases)),
        labels=_labels(spoken, edition, language),
        sentences={path: it.text.value for path, it in said} | dict(_other_sentences(edition)),
        written={path: origin(it.text) for path, it in said if it.text.provenance != "generated"},
        notes={path: words(it.note) for path, it in said if it.note},
        dates={it.path: dated.when for it, dated in zip(facts.timeline, edition.timeline.events, strict=True)},
        advice={
            it.path: api.Advice(how=advice.how, why=advice.why)
            for it, advice in zip(facts.actions, edition.actions, strict=True)
        },
    )


def words(text: Text) -> api.Words:
    """Plain text."""
    return api.Words(text=text.value, lang=text.lang, provenance=text.provenance)


def origin(text: Text) -> api.Origin:
    """The language of a text, and where it comes from."""
    return api.Origin(lang=text.lang, provenance=text.provenance)


def passage(text: Text | None) -> api.Passage | None:
    """Markdown, where there is any."""
    return _passage(text) if text else None


@lru_cache(maxsize=1024)
def _passage(text: Text) -> api.Passage:
    html = str(authored_text.to_html(text.value, dict(text.links)))
    return api.Passage(text=text.value, lang=text.lang, provenance=text.provenance, html=html)


def _release(note: ReleaseNote) -> api.ReleaseWords:
    return api.ReleaseWords(number=note.number, changes=note.changes, text=passage(note.text))


def _said(edition: Edition, facts: Facts) -> Iterator[tuple[str, Said]]:
    """Every statement with its path, in the order of the facts."""
    affected, measures = facts.affected, facts.measures
    singles = (
        (facts.incident.kind, edition.kind),
        (facts.incident.own_systems, edition.affected.own_systems),
        (affected.people, edition.affected.people),
        (affected.contacted_directly, edition.affected.contact),
    )
    yield from ((fact.path, said) for fact, said in singles if fact and said)
    lists = (
        (facts.data.exposed, edition.exposed.items),
        (facts.data.not_exposed, edition.not_exposed.items),
        (facts.timeline, tuple(dated.said for dated in edition.timeline.events)),
        (facts.assessment, edition.meaning.assessment),
        (facts.risks, edition.meaning.risks),
        (measures.taken, edition.measures.taken),
        (measures.ongoing, edition.measures.ongoing),
        (measures.planned, edition.measures.planned),
        (facts.actions, tuple(advice.said for advice in edition.actions)),
    )
    for entries, spoken in lists:
        yield from ((fact.path, said) for fact, said in zip(entries, spoken, strict=True))


def _other_sentences(edition: Edition) -> Iterator[tuple[str, str]]:
    """The sentences of facts that are no statements, by their place."""
    yield "incident.status", edition.status.text
    yield "incident.severity", edition.severity.text
    yield from ((f"incident.aspects.{term.code}", term.text) for term in edition.aspects)
    values = {
        "affected.count": edition.affected.count,
        "aware_at": edition.timeline.aware_at,
        "never_asked": edition.never_asked.text.value if edition.never_asked else None,
        "next_update": edition.next_update,
    }
    yield from ((path, sentence) for path, sentence in values.items() if sentence)


def _labels(spoken: Spoken, edition: Edition, language: Language) -> dict[str, dict[str, str]]:
    """The labels of all codes that have one, with the names of the advisory put in."""
    found = {"products": {code: spoken.release.product_names[code] for code in spoken.codes["products"]}}
    for group, codes in spoken.codes.items():
        if group != "products":
            known = {code: language.phrase(group, code, "label") for code in codes}
            found[group] = {code: substitute(label, edition.names) for code, label in known.items() if label}
    return {group: labels for group, labels in found.items() if labels}
