"""Rules on when things happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from build_tools.model.draft import Draft
from build_tools.model.moment import Moment
from build_tools.problems import Problem
from build_tools.rules.known import Known
from build_tools.yaml_source import FieldPath

YEARS_BEFORE = 10
"""Wrong settings have stood, and attackers have stayed, for as long as ten years before anybody noticed."""

YEARS_AFTER = 5
"""Updates come years later; what lies after the release that tells it is refused by that."""


def events_are_in_order(draft: Draft, known: Known) -> Iterator[Problem]:
    """Events stand in an order in which they can have happened."""
    latest: Moment | None = None
    for index, event in enumerate(draft.advisory.timeline):
        first, last = event.span
        if last and latest and latest.surely_after(last):
            message = f"This event of {last.written} stands below one of {latest.written}."
            mend = "Put the earlier event first, or mend the date."
            yield Problem(draft.place("timeline", index), "timeline-order", message, mend)
        if first and (latest is None or first.surely_after(latest)):
            latest = first


def bounds_run_forward(draft: Draft, known: Known) -> Iterator[Problem]:
    """An event's `not_after` does not lie before its `not_before`."""
    for index, event in enumerate(draft.advisory.timeline):
        if event.not_before and event.not_after and event.not_before.surely_after(event.not_after):
            place = draft.place("timeline", index, "not_after")
            yield Problem(place, "dates-backwards", "`not_after` lies before `not_before`.", "Exchange the two dates.")


def years_are_likely(draft: Draft, known: Known) -> Iterator[Problem]:
    """A date does not lie so far from the year in the id that its own year is probably mistyped."""
    filed = int(draft.advisory.id.split("-")[1])
    for path, year in _years(draft):
        if not filed - YEARS_BEFORE <= year <= filed + YEARS_AFTER:
            distance = f"{abs(filed - year)} years {'before' if year < filed else 'after'}"
            message = f"The year {year} lies {distance} the one in the id."
            mend = "Is it mistyped? If it is right, leave it."
            yield Problem(draft.place(*path), "unlikely-date", message, mend, severity="warning")


def _years(draft: Draft) -> Iterator[tuple[FieldPath, int]]:
    """The year of each date in an advisory, with its path."""
    advisory = draft.advisory
    for index, event in enumerate(advisory.timeline):
        for name in ("date", "not_before", "not_after"):
            if isinstance(moment := getattr(event, name), Moment):
                yield ("timeline", index, name), moment.day.year
    if isinstance(advisory.aware_at, Moment):
        yield ("aware_at",), advisory.aware_at.day.year
    if isinstance(advisory.next_update, datetime):
        yield ("next_update",), advisory.next_update.year
