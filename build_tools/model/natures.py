"""Natures: what a difference between two states of an advisory amounts to.

`news` adds to what was said or follows the course of events; a `correction` takes back or replaces what was said as a
fact; `wording` touches no fact at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from build_tools.model.counts import Count
from build_tools.model.fields import Statement
from build_tools.model.moment import Moment
from build_tools.model.statements import Event

Nature = Literal["wording", "news", "correction"]


def nature_of(old: Any, new: Any) -> Nature | None:
    """What a difference between two entries of one name amounts to; None where only their texts differ, or nothing."""
    if old == new or not isinstance(old, Statement) or facts_of(old) == facts_of(new):
        return None
    is_confirmed = (old.certainty, new.certainty) == ("possible", "confirmed") or old.certainty == new.certainty
    is_dated = not isinstance(old, Event) or not isinstance(new, Event) or _when_fits(old, new)
    is_kept = set(old.stated_by) <= set(new.stated_by)
    return "news" if is_confirmed and is_dated and is_kept else "correction"


def facts_of(statement: Statement) -> Statement:
    return statement.with_fields(note=None, text=None)


def _when_fits(old: Event, new: Event) -> bool:
    """Whether a date says no more than was known before: nothing, bounds around it, or the day of that time."""
    if _when(old) == _when(new) or old.date == "unknown":
        return True
    (first, last), (earliest, latest) = old.span, new.span
    if first == last and first and earliest == latest and earliest:
        return first.instant is None and first.day == earliest.day
    is_after = first is None or (earliest is not None and not first.surely_after(earliest))
    return is_after and (last is None or (latest is not None and not latest.surely_after(last)))


def _when(event: Event) -> tuple[Any, Any, Any]:
    return event.date, event.not_before, event.not_after


def _always(nature: Nature) -> Callable[[Any, Any], Nature]:
    return lambda _old, _new: nature


def _from_unknown(*unknown: Any) -> Callable[[Any, Any], Nature]:
    """News where nothing was known before; what was said as known is corrected."""

    def nature(old: Any, new: Any) -> Nature:
        known = getattr(old, "code", old)
        return "news" if known in unknown and new is not None else "correction"

    return nature


def _moment(old: Any, new: Any) -> Nature:
    """A time is news where none was known, or where the day was and the minute is now."""
    if isinstance(old, Moment) and isinstance(new, Moment):
        return "news" if old.instant is None and old.day == new.day else "correction"
    return "news" if old in (None, "unknown") and new is not None else "correction"


def _sources(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> Nature:
    """Another source for the same is news; one that is gone was wrong."""
    return "news" if set(old or ()) <= set(new or ()) else "correction"


def _contact(old: Any, new: Any) -> Nature:
    """Contact with the people affected goes on in one direction."""
    steps = ["not_planned", "planned", "started", "done"]
    at = [steps.index(value.code) if value and value.code in steps else -1 for value in (old, new)]
    return "news" if at[0] < at[1] else "correction"


def _count(old: Count | None, new: Count | None) -> Nature:
    """A number is news where there was none, or where it lies within the range that was known."""
    if old is None or old.low is None or old.high is None:
        return "news" if new is not None else "correction"
    fits = (
        new is not None and new.low is not None and new.high is not None and old.low <= new.low <= new.high <= old.high
    )
    return "news" if fits else "correction"


PHASES = ("planned", "ongoing", "taken")
LISTS: Mapping[str, tuple[Nature, Nature]] = {
    "affected.products": ("news", "correction"),
    "affected.not_affected_products": ("news", "correction"),
    "incident.aspects": ("news", "correction"),
    "data.exposed": ("news", "correction"),
    "data.not_exposed": ("news", "correction"),
    "timeline": ("news", "correction"),
    "assessment": ("news", "correction"),
    "risks": ("news", "correction"),
    "actions": ("news", "news"),
    "never_asked.items": ("news", "news"),
}
"""The lists, and what an entry that is added or removed amounts to."""

VALUES: Mapping[str, Callable[[Any, Any], Nature]] = {
    "incident.kind": _always("correction"),
    "incident.status": _always("news"),
    "incident.severity.code": _always("news"),
    "incident.organisation": _always("correction"),
    "incident.vendor.name": _from_unknown(None),
    "incident.vendor.service": _from_unknown(None),
    "incident.own_systems": _from_unknown(None, "under_investigation"),
    "affected.people": _from_unknown("unknown"),
    "affected.count": _count,
    "affected.contacted_directly": _contact,
    "data.stated_by": _sources,
    "never_asked.stated_by": _sources,
    "aware_at": _moment,
    "next_update": _always("news"),
    "superseded_by": _always("news"),
}
"""The single values, and what a difference amounts to."""
