"""What a release changed, in sentences that are made from the facts of the two states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from build_tools.language.language import gettext_noop
from build_tools.localise.affected_part import count_sentence
from build_tools.localise.speaker import Speaker, entry_paths
from build_tools.localise.timeline_part import aware_at, next_update, when
from build_tools.model.advisory import Event
from build_tools.model.changes import Change
from build_tools.model.fields import Count, Statement

LISTED: Mapping[tuple[str, str], str] = {
    ("affected.products", "added"): gettext_noop("Added to the affected products: {items}."),
    ("affected.products", "removed"): gettext_noop("No longer listed as affected: {items}."),
    ("affected.not_affected_products", "added"): gettext_noop("Added to the products that are not affected: {items}."),
    ("affected.not_affected_products", "removed"): gettext_noop("No longer listed as not affected: {items}."),
    ("incident.aspects", "added"): gettext_noop("Added to the aspects of security that are affected: {items}."),
    ("incident.aspects", "removed"): gettext_noop("No longer listed as an affected aspect of security: {items}."),
    ("data.exposed", "added"): gettext_noop("Added to the data exposed: {items}."),
    ("data.exposed", "removed"): gettext_noop("No longer listed as exposed: {items}."),
    ("data.exposed", "revised"): gettext_noop("New information on the data exposed: {items}."),
    ("data.not_exposed", "added"): gettext_noop("Added to the data that is not exposed: {items}."),
    ("data.not_exposed", "removed"): gettext_noop("No longer listed as not exposed: {items}."),
    ("data.not_exposed", "revised"): gettext_noop("New information on the data that is not exposed: {items}."),
    ("risks", "added"): gettext_noop("Added to the possible consequences: {items}."),
    ("risks", "removed"): gettext_noop("No longer among the possible consequences: {items}."),
    ("risks", "revised"): gettext_noop("New information on the possible consequences: {items}."),
    ("never_asked.items", "added"): gettext_noop("Added to what is never asked for: {items}."),
    ("never_asked.items", "removed"): gettext_noop("No longer listed as never asked for: {items}."),
}
"""Changes that are one sentence for all entries, by their labels."""

SINGLE: Mapping[tuple[str, str], str] = {
    ("actions", "added"): gettext_noop("New recommendation: {entry}."),
    ("actions", "removed"): gettext_noop("No longer among the recommendations: {entry}."),
    ("actions", "revised"): gettext_noop("New information on a recommendation: {entry}."),
    ("timeline", "added"): gettext_noop("Added to the timeline: {entry}"),
    ("timeline", "removed"): gettext_noop("Removed from the timeline: {entry}"),
    ("timeline", "revised"): gettext_noop("Changed in the timeline: {entry}"),
    ("assessment", "added"): gettext_noop("New assessment: {entry}"),
    ("assessment", "removed"): gettext_noop("No longer stated: {entry}"),
    ("assessment", "revised"): gettext_noop("New information on an assessment: {entry}"),
    ("measures.taken", "added"): gettext_noop("Measure taken: {entry}"),
    ("measures.ongoing", "added"): gettext_noop("Measure under way: {entry}"),
    ("measures.planned", "added"): gettext_noop("Measure planned: {entry}"),
    **{
        (f"measures.{phase}", kind): message
        for phase in ("taken", "ongoing", "planned")
        for kind, message in (
            ("removed", gettext_noop("No longer among the measures: {entry}")),
            ("revised", gettext_noop("New information on a measure: {entry}")),
        )
    },
}
"""Changes that are a sentence for each entry."""

REPLACED: Mapping[str, str] = {
    "incident.kind": gettext_noop("Kind of incident: {after} (before: {before})."),
    "incident.status": gettext_noop("Status: {after} (before: {before})."),
    "incident.severity.code": gettext_noop("Severity: {after} (before: {before})."),
    "incident.organisation": gettext_noop("Organisation concerned: {after} (before: {before})."),
    "incident.vendor": gettext_noop("Vendor concerned: {after} (before: {before})."),
    "data.stated_by": gettext_noop("Source of the statements on data: {after} (before: {before})."),
    "never_asked.stated_by": gettext_noop(
        "Source of the statement on what is never asked for: {after} (before: {before})."
    ),
}
"""Values that are named, before and after."""

GROUPS = {
    "incident.kind": "kinds",
    "incident.status": "statuses",
    "incident.severity.code": "severities",
    "incident.aspects": "aspects",
    "incident.own_systems": "own_systems",
    "affected.people": "people",
    "affected.contacted_directly": "contacts_with_people",
    "data.exposed": "data",
    "data.not_exposed": "data",
    "never_asked.items": "data",
    "timeline": "events",
    "assessment": "assessments",
    **{f"measures.{phase}": "measures" for phase in ("taken", "ongoing", "planned")},
}
"""The group of the vocabulary for the codes of a field; `risks` and `actions` are named like theirs."""

TEXTS = {
    "text.title": gettext_noop("title"),
    "text.summary": gettext_noop("summary"),
    "text.what_happened": gettext_noop("account of what happened"),
    "text.lessons": gettext_noop("what can be learnt"),
    "genuine_messages": gettext_noop("how to recognise a genuine message"),
    "contact": gettext_noop("contact"),
    "references": gettext_noop("further information"),
    "": gettext_noop("explanations"),
}
"""What readers call a text, by the beginning of its field path."""


def change_sentences(changes: Iterable[Change], before: Speaker, after: Speaker) -> Iterator[str]:
    """The changes that a release made, each as one sentence or more; `before` speaks for the release before it."""
    for change in changes:
        yield from _sentences(change, before, after)


def _sentences(change: Change, before: Speaker, after: Speaker) -> Iterator[str]:
    say, key, gettext = (
        (before if change.kind == "removed" else after),
        (change.field, change.kind),
        after.language.gettext,
    )
    if key in LISTED:
        labels = say.language.listed(_label(change.field, item, say) for item in change.items)
        yield gettext(LISTED[key], items=labels)
    elif key in SINGLE:
        yield from (gettext(SINGLE[key], entry=_entry(change.field, item, say)) for item in change.items)
    elif change.field in REPLACED:
        unknown = gettext("not stated")
        names = [
            _name(change.field, value, who) or unknown
            for value, who in ((change.before, before), (change.after, after))
        ]
        yield gettext(REPLACED[change.field], before=names[0], after=names[1])
    elif change.field == "text":
        yield gettext("Texts revised: {items}.", items=say.language.listed(_texts(change.items, gettext)))
    elif change.field in STATED:
        yield from _stated(change, before, after)


def _label(field: str, item: str, say: Speaker) -> str:
    return (
        say.product_name(item) if field.startswith("affected.") else say.phrase(GROUPS.get(field, field), item, "label")
    )


def _entry(field: str, name: str, say: Speaker) -> str:
    """One entry of a list as a sentence; an event with its date."""
    entries: Any = say.release.advisory
    for part in field.split("."):
        entries = getattr(entries, part)
    path, entry = next(
        pair for pair in zip(entry_paths(field, entries), entries, strict=True) if pair[0] == f"{field}.{name}"
    )
    if field == "actions":
        return say.phrase("actions", entry.code, "label")
    words = _words(GROUPS[field], entry, path, say)
    return f"{when(entry, say)} – {words}" if isinstance(entry, Event) else words


def _words(group: str, statement: Statement, path: str, say: Speaker) -> str:
    """A statement in the reader's language: in the advisory's own words where they exist in that language."""
    text = say.said(group, statement, path).text
    return text.value if text.lang == say.language.tag else say.phrase(group, statement.code, "text")


def _name(field: str, value: Any, say: Speaker) -> str:
    """A value by its name; nothing where there is none."""
    if value is None or isinstance(value, tuple):
        return say.language.listed(term.label for term in say.sources(value or ()))
    if field in ("incident.organisation", "incident.vendor"):
        return str(value.name)
    return say.phrase(GROUPS[field], getattr(value, "code", value), "label")


def _texts(paths: Iterable[str], gettext: Callable[[str], str]) -> Iterator[str]:
    names = (next(name for start, name in TEXTS.items() if path.startswith(start)) for path in paths)
    return (gettext(name) for name in dict.fromkeys(names))


def _stated(change: Change, before: Speaker, after: Speaker) -> Iterator[str]:
    """A value that is said by a sentence of its own."""
    gettext, say = after.language.gettext, STATED[change.field]
    if change.kind == "removed":
        yield gettext("No longer stated: {entry}", entry=say(change.before, before))
    else:
        yield gettext("Now stated: {entry}", entry=say(change.after, after))


def _statement(field: str) -> Callable[[Any, Speaker], str]:
    return lambda statement, say: _words(GROUPS[field], statement, field, say)


def _count(count: Count, say: Speaker) -> str:
    return count_sentence(count, say.language)


def _aware(_value: Any, say: Speaker) -> str:
    return aware_at(say.release.advisory, say) or ""


STATED: Mapping[str, Callable[[Any, Speaker], str]] = {
    "affected.people": _statement("affected.people"),
    "affected.contacted_directly": _statement("affected.contacted_directly"),
    "incident.own_systems": _statement("incident.own_systems"),
    "affected.count": _count,
    "aware_at": _aware,
    "next_update": next_update,
}
"""Values that are whole sentences, and who says them."""
