"""Points in time as an advisory states them: a day, or a minute with its zone, and no more precise than that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer

from build_tools.model.fields import Written
from build_tools.problems import FieldError, shown

_WRITTEN = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?) ?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_DAY = "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = "[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])? ?(Z|[+-][0-9]{2}:[0-9]{2})"
DATE = f"{_DAY}({_TIME})?"
INSTANT = f"{_DAY}{_TIME}"
"""Patterns of what is written, for those who cannot run `parse_moment`; a day that no calendar has may pass them."""
_YEARS = range(1970, 2100)
FORM = "Write year-month-day, such as `2025-11-30`, or with a time and its zone `2025-11-30T14:30Z` (UTC)."
INSTANT_FORM = "Write the day with a time and its zone, such as `2025-11-30T14:30Z` (UTC)."
_NOT_KNOWN = " If it is not known, write `unknown`."


@dataclass(frozen=True)
class Moment:
    """A calendar day without a zone, or an instant with its day in UTC. `written` is the source form, normalised."""

    day: date
    instant: datetime | None = None

    @property
    def written(self) -> str:
        """The source form: `2025-11-09` or `2025-11-09T14:30:00Z`."""
        return rfc3339(self.instant) if self.instant else self.day.isoformat()

    def surely_after(self, other: Moment) -> bool:
        """Whether no reading of the two lets this one be earlier or equal; zones make a day up to 14 hours wider."""
        if self.instant and other.instant:
            return self.instant > other.instant
        return (self.day - other.day).days > (1 if self.instant or other.instant else 0)


def parse_moment(value: Any, form: str = FORM) -> Moment:
    """Read `2025-11-09` or an RFC 3339 instant (seconds optional). Raises FieldError; `form` is the mend."""
    if isinstance(value, Moment):
        return value
    if not isinstance(value, str):
        raise FieldError("wrong-type", f"A date belongs here, and this is {shown(value)}.", form)
    match = _WRITTEN.fullmatch(value.strip())
    if match is None:
        from build_tools.model.undated import no_date  # takes a while, and is needed where a date is wrong

        raise no_date(value, form, instead=_NOT_KNOWN in form, wants_time=form == INSTANT_FORM)
    day, time, zone = match.groups()
    if time and not zone:
        raise FieldError("no-zone", f"{shown(value)} does not say in which time zone.", with_zone(f"{day}T{time}"))
    return _moment(value, day, time, zone)


def with_zone(local: str) -> str:
    """How a day and a time without a zone are written with one."""
    return f"Write `{local}Z` for UTC, or the distance from UTC in place of `Z`, such as `+01:00`."


def parse_moment_or_unknown(value: Any) -> Any:
    """Read `unknown`, or what `parse_moment` reads; nothing stays nothing. Raises FieldError."""
    if value in (None, "unknown"):
        return value
    return parse_moment(value, FORM + _NOT_KNOWN)


def parse_instant(value: Any) -> datetime:
    """Read an RFC 3339 instant, as UTC. Raises FieldError."""
    moment = parse_moment(value, INSTANT_FORM)
    if moment.instant is None:
        mend = f"Write `{moment.day.isoformat()}T14:30Z` for a time in UTC."
        raise FieldError("not-an-instant", f"{shown(value)} has no time.", mend)
    return moment.instant


@lru_cache(maxsize=4096)
def rfc3339(instant: datetime) -> str:
    """The form of every published timestamp: UTC, whole seconds, `Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(written: str, day: str, time: str | None, zone: str | None) -> Moment:
    try:
        moment = _on_the_calendar(day, time, zone)
    except (ValueError, OverflowError):
        mend = "Check the day, the time (00:00 to 23:59) and the zone." if time else "Check the month and the day."
        raise FieldError("impossible-date", f"The calendar has no {shown(written)}.", mend) from None
    if moment.day.year not in _YEARS:
        mend = f"Write a year from {_YEARS[0]} to {_YEARS[-1]}."
        raise FieldError("impossible-date", f"The year of {shown(written)} cannot be right.", mend)
    return moment


def _on_the_calendar(day: str, time: str | None, zone: str | None) -> Moment:
    if time is None or zone is None:
        return Moment(date.fromisoformat(day))
    instant = datetime.fromisoformat(f"{day}T{time}{'+00:00' if zone == 'Z' else zone}").astimezone(UTC)
    return Moment(instant.date(), instant)


MomentField = Annotated[
    Moment,
    BeforeValidator(parse_moment),
    PlainSerializer(lambda m: m.written, return_type=str),
    Written(Annotated[str, Field(pattern=f"^{DATE}$")]),
]
MomentOrUnknown = Annotated[
    Literal["unknown"] | MomentField | None,
    Field(union_mode="left_to_right"),
    BeforeValidator(parse_moment_or_unknown),
    Written(Annotated[str, Field(pattern=f"^(unknown|{DATE})$")] | None),
]
Instant = Annotated[
    datetime,
    BeforeValidator(lambda v: v if isinstance(v, datetime) else parse_instant(v)),
    PlainSerializer(rfc3339, return_type=str),
]
