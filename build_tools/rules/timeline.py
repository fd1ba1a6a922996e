"""Rules on when things happened."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.draft import Draft
from build_tools.model.moment import Moment
from build_tools.problems import Problem
from build_tools.rules.known import Known


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
