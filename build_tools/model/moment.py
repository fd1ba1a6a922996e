"""Points in time as an advisory states them: a day, or a minute with its zone, and no more precise than that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))? ?(Z|[+-]\d{2}:\d{2})")


@dataclass(frozen=True)
class Moment:
    """A calendar day without a zone, or an instant. `written` is how the source has it, normalised."""

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


def parse_moment(value: Any) -> Moment:
    """Read `2025-11-09` or an RFC 3339 instant (seconds optional). Raises ValueError with plain words."""
    if isinstance(value, Moment):
        return value
    text = str(value).strip() if isinstance(value, str) else ""
    try:
        if _DAY.fullmatch(text):
            return Moment(date.fromisoformat(text))
        if match := _MINUTE.fullmatch(text):
            return _instant_moment(match)
    except ValueError:
        raise ValueError(
            f"`{text}` is no day or time of the calendar. Check year, month, day, hour and minute."
        ) from None
    raise ValueError(f"`{_shown(value)}` is no date. Write `2025-11-09`, or `2025-11-09T14:30Z` for a time in UTC.")


def parse_instant(value: Any) -> datetime:
    """Read an RFC 3339 instant, as UTC. Raises ValueError with plain words."""
    moment = parse_moment(value)
    if moment.instant is None:
        raise ValueError(f"`{value}` has no time. Write `{moment.day.isoformat()}T14:30Z` for a time in UTC.")
    return moment.instant


def rfc3339(instant: datetime) -> str:
    """The form of every published timestamp: UTC, whole seconds, `Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _instant_moment(match: re.Match[str]) -> Moment:
    day, hour, minute, second, zone = match.groups()
    text = f"{day}T{hour}:{minute}:{second or '00'}{'+00:00' if zone == 'Z' else zone}"
    instant = datetime.fromisoformat(text)
    return Moment(instant.date(), instant.astimezone(UTC))


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else type(value).__name__


MomentField = Annotated[Moment, BeforeValidator(parse_moment), PlainSerializer(lambda m: m.written, return_type=str)]
Instant = Annotated[
    datetime,
    BeforeValidator(lambda v: v if isinstance(v, datetime) else parse_instant(v)),
    PlainSerializer(rfc3339, return_type=str),
]
