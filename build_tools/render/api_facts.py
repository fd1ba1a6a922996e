"""The facts of a release as `build_tools.api.facts` publishes them: each statement with the path that names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from build_tools.api import facts
from build_tools.api.advisory import Change
from build_tools.model.advisory import Advisory
from build_tools.model.authored import entry_names
from build_tools.model.changes import Change as Difference
from build_tools.model.counts import Count
from build_tools.model.fields import Statement
from build_tools.model.moment import Moment, rfc3339
from build_tools.model.release import Release
from build_tools.model.statements import Event

Published = TypeVar("Published", bound=facts.Statement)


def facts_of(release: Release) -> facts.Facts:
    """All that a release states."""
    advisory = release.advisory
    data = advisory.data
    return facts.Facts(
        incident=_incident(release),
        affected=_affected(advisory),
        data=facts.Data(
            stated_by=data.stated_by,
            exposed=_all(facts.DataItem, "data.exposed", data.exposed, data.stated_by),
            not_exposed=_all(facts.DataItem, "data.not_exposed", data.not_exposed, data.stated_by),
        ),
        timeline=tuple(_events(advisory.timeline)),
        aware_at=_when(advisory.aware_at) if advisory.aware_at else None,
        assessment=_all(facts.Assessment, "assessment", advisory.assessment),
        risks=tuple(_risks(advisory)),
        measures=_measures(advisory),
        actions=_all(facts.Action, "actions", advisory.actions),
        never_asked=_never_asked(advisory),
        next_update=_next_update(advisory.next_update),
        references=tuple(facts.Reference(id=it.id, url=it.url, kind=it.kind) for it in advisory.references),
    )


def change_of(difference: Difference) -> Change:
    """What differs, with single values in the form that they are written in."""
    before, after = (values_of(value) for value in (difference.before, difference.after))
    field, kind, nature, items = difference[:4]
    return Change(field=field, kind=kind, nature=nature, items=items, before=before, after=after)


def values_of(value: Any) -> tuple[str, ...]:
    """A single value of an advisory as strings: none where there is none, several for a range or a list."""
    match value:
        case tuple():
            return value
        case Count(low=int(low), high=int(high)):
            return str(low), str(high)
        case None:
            return ()
    return (_value(value),)


def _value(value: Any) -> str:
    match value:
        case datetime():
            return rfc3339(value)
        case Moment():
            return value.written
        case Count():
            return "unknown"
    return str(getattr(value, "code", None) or getattr(value, "name", None) or value)


def _incident(release: Release) -> facts.Incident:
    incident = release.advisory.incident
    vendor, systems = incident.vendor, incident.own_systems
    return facts.Incident(
        kind=_one(facts.Kind, "incident.kind", incident.kind),
        status=incident.status,
        severity=incident.severity.code,
        aspects=incident.aspects,
        organisation=incident.organisation.name if incident.organisation else release.publisher,
        vendor=facts.Vendor(name=vendor.name, service=vendor.service) if vendor else None,
        own_systems=_one(facts.OwnSystems, "incident.own_systems", systems) if systems else None,
    )


def _affected(advisory: Advisory) -> facts.Affected:
    affected = advisory.affected
    count, contact = affected.count, affected.contacted_directly
    return facts.Affected(
        products=affected.products,
        not_affected_products=affected.not_affected_products,
        people=_one(facts.People, "affected.people", affected.people),
        count=facts.Count(at_least=count.low, at_most=count.high) if count else None,
        contacted_directly=_one(facts.Contact, "affected.contacted_directly", contact) if contact else None,
    )


def _measures(advisory: Advisory) -> facts.Measures:
    phases = ("taken", "ongoing", "planned")
    return facts.Measures(
        **{it: _all(facts.Measure, f"measures.{it}", getattr(advisory.measures, it)) for it in phases}
    )


def _never_asked(advisory: Advisory) -> facts.NeverAsked | None:
    never = advisory.never_asked
    return facts.NeverAsked(items=never.items, stated_by=never.stated_by) if never else None


def _events(events: tuple[Event, ...]) -> Iterator[facts.Event]:
    for event, name in zip(events, entry_names(events), strict=True):
        when = _when(event.date, event.not_before, event.not_after)
        yield _one(facts.Event, f"timeline.{name}", event, when=when)


def _risks(advisory: Advisory) -> Iterator[facts.Risk]:
    for risk, name in zip(advisory.risks, entry_names(advisory.risks), strict=True):
        yield _one(facts.Risk, f"risks.{name}", risk, based_on=risk.based_on)


def _next_update(value: str | datetime) -> facts.NextUpdate:
    return facts.NextUpdate(code=value, at=None) if isinstance(value, str) else facts.NextUpdate(code=None, at=value)


def _when(exact: str | Moment | None, first: Moment | None = None, last: Moment | None = None) -> facts.When:
    known = exact if isinstance(exact, Moment) else None
    return facts.When(exact=_moment(known), not_before=_moment(first), not_after=_moment(last))


def _moment(moment: Moment | None) -> facts.Moment | None:
    return facts.Moment(date=moment.day, time=moment.instant) if moment else None


def _all(
    model: type[Published], path: str, statements: Sequence[Statement], sources: tuple[str, ...] = ()
) -> tuple[Published, ...]:
    """The entries of a list; those that name no source have that of the list."""
    names = entry_names(tuple(statements))
    return tuple(
        _one(model, f"{path}.{name}", it, stated_by=it.stated_by or sources)
        for name, it in zip(names, statements, strict=True)
    )


def _one(model: type[Published], path: str, statement: Statement, **more: Any) -> Published:
    said = {"code": statement.code, "certainty": statement.certainty, "stated_by": statement.stated_by}
    return model(path=path, **{**said, **more})
