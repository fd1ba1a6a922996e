"""Points in time as an advisory states them: a day, or a minute with its zone, and no more precise than that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer

from build_tools.model.dates_as_said import Readings, in_words, lacks_year, month_bounds, read_date
from build_tools.problems import FieldError, shown

_WRITTEN = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?) ?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_YEARS = range(1970, 2100)
_FORM = "Write year-month-day, such as `2025-11-30`, or with a time and its zone `2025-11-30T14:30Z` (UTC)."
_INSTANT_FORM = "Write the day with a time and its zone, such as `2025-11-30T14:30Z` (UTC)."
_NOT_KNOWN = " If it is not known, write `unknown`."
_SAYS_NOTHING = {"?", "-", "n/a", "tbd", "tbc", "unbekannt", "unklar", "desconhecido", "desconhecida", "k.a.", "none"}


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


def parse_moment(value: Any, form: str = _FORM) -> Moment:
    """Read `2025-11-09` or an RFC 3339 instant (seconds optional). Raises FieldError; `form` is the mend."""
    if isinstance(value, Moment):
        return value
    if not isinstance(value, str):
        raise FieldError("wrong-type", f"A date belongs here, and this is {shown(value)}.", form)
    match = _WRITTEN.fullmatch(value.strip())
    if match is None:
        raise _no_date(value, form)
    day, time, zone = match.groups()
    if time and not zone:
        raise FieldError("no-zone", f"{shown(value)} does not say in which time zone.", _with_zone(f"{day}T{time}"))
    return _moment(value, day, time, zone)


def _no_date(words: str, form: str) -> FieldError:
    """What is said of a text that is no date of the right form: how to write what it may mean."""
    readings, message = read_date(words), f"{shown(words)} is no date."
    if readings.found:
        return FieldError("not-a-date", message, _proposed(readings, wants_time=form == _INSTANT_FORM))
    if readings.is_date:
        return FieldError("impossible-date", f"The calendar has no {shown(words)}.", "Check the month and the day.")
    if bounds := month_bounds(words):
        mend = f"An event takes `not_before: {bounds[0]}` and `not_after: {bounds[1]}` in place of `date:`."
        return FieldError("not-a-date", f"{shown(words)} does not say which day.", mend)
    if lacks_year(words):
        return FieldError("not-a-date", f"{shown(words)} does not say which year.", form)
    if words.strip().lower() in _SAYS_NOTHING:
        return FieldError("not-a-date", message, "Write `unknown`." if _NOT_KNOWN in form else "Delete the line.")
    return FieldError("not-a-date", message, form)


def _proposed(readings: Readings, *, wants_time: bool) -> str:
    """The mend that writes a date as it was meant, or in both ways in which it can be read."""
    first = readings.found[0]
    if len(readings.found) > 1:
        ways = " or ".join(f"`{reading}` for {in_words(reading)}" for reading in readings.found)
        return (
            f"It can be read in two ways: write {ways}{'' if readings.has_zone else ', and add the zone, such as `Z`'}."
        )
    if readings.has_time and not readings.has_zone:
        return _with_zone(first)
    if wants_time and not readings.has_time:
        return f"Write `{first}T14:30Z` for a time in UTC."
    roughly = " If it is known only roughly, an event takes `not_before:` and `not_after:` instead."
    return f"Write `{first}`.{roughly if readings.roughly else ''}"


def _with_zone(local: str) -> str:
    return f"Write `{local}Z` for UTC, or the distance from UTC in place of `Z`, such as `+01:00`."


def parse_moment_or_unknown(value: Any) -> Any:
    """Read `unknown`, or what `parse_moment` reads; nothing stays nothing. Raises FieldError."""
    if value in (None, "unknown"):
        return value
    return parse_moment(value, _FORM + _NOT_KNOWN)


def parse_instant(value: Any) -> datetime:
    """Read an RFC 3339 instant, as UTC. Raises FieldError."""
    moment = parse_moment(value, _INSTANT_FORM)
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


MomentField = Annotated[Moment, BeforeValidator(parse_moment), PlainSerializer(lambda m: m.written, return_type=str)]
MomentOrUnknown = Annotated[MomentField | Literal["unknown"] | None, BeforeValidator(parse_moment_or_unknown)]
Instant = Annotated[
    datetime,
    BeforeValidator(lambda v: v if isinstance(v, datetime) else parse_instant(v)),
    PlainSerializer(rfc3339, return_type=str),
]
