"""Dates as people write them: what they may mean, in the form that an advisory wants.

In: a text that is no date of that form. Out: its readings, such as `2025-11-09` or `2025-11-09T14:30Z`; several where
the day, the month and a year of two digits can be taken for each other. Nothing is guessed: what is found is proposed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from babel.dates import format_date, get_day_names, get_month_names

_LANGUAGES = ("en", "de", "de_AT", "pt", "pt_PT")
_CENTURY = 2000
_FIRST_YEARS = range(15, 100)
"""Numbers that an incident of this time can have as its year where it stands first; others are taken for a day."""

_ZONES = {"z": "Z", "utc": "Z", "gmt": "Z", "cet": "+01:00", "mez": "+01:00", "cest": "+02:00", "mesz": "+02:00"} | {
    "brt": "-03:00",
    "est": "-05:00",
    "edt": "-04:00",
    "pst": "-08:00",
    "pdt": "-07:00",
}
"""Zones by abbreviation; one that is used in two places is none of them."""

_TIME = re.compile(
    r"(?:,|t|um|at|às|as)?\s*(?<![0-9])(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2})(?::[0-9]{2})?)?\s*"
    r"(?P<half>[ap]\.?m\.?)?\s*(?P<clock>uhr|h|hrs?|hours)?\s*"
    r"(?P<zone>[+-][0-9]{1,2}(?::?[0-9]{2})?|[a-z]{1,4})?\s*$"
)
_ABOUT = re.compile(r"^(?:~|≈|ca\.?|circa|about|around|approx\.?|approximately|etwa|ungefähr|cerca de|por volta de)\s*")
_DATE = re.compile(
    r"(?P<y>[0-9]{4})(?P<mark>[-/. ]?)(?P<m>[0-9]{1,2})(?P=mark)(?P<d>[0-9]{1,2})"
    r"|(?P<first>[0-9]{1,2})\s*(?P<between>[-/.])\s*(?P<second>[0-9]{1,2})\s*(?P=between)\s*(?P<year>[0-9]{4}|[0-9]{2})"
)
_DAY = r"(?P<d>[0-9]{1,2})(?:\.|st|nd|rd|th|º)?"
_YEAR = r"(?P<y>[0-9]{4}|'?[0-9]{2})"


class DateReadings(NamedTuple):
    """What a text may mean: days, or instants where a time was written; `roughly` where it says so."""

    found: tuple[str, ...] = ()
    has_time: bool = False
    has_zone: bool = True
    roughly: bool = False
    is_date: bool = False
    """Whether it has the form of a date, be there such a day or not."""


def read_date(words: str) -> DateReadings:
    """All that a text may mean as a date."""
    plain = _plain(words)
    roughly = bool(_ABOUT.match(plain))
    plain = _ABOUT.sub("", plain)
    if days := _days(plain):
        return DateReadings(days.found, roughly=roughly, is_date=True)
    time = _TIME.search(plain)
    if time is None or not (time["minute"] or time["half"] or time["clock"]):
        return DateReadings()
    zone, days = _zone(time["zone"]), _days(plain[: time.start()].strip(" ,"))
    clock = _clock(time)
    if days is None or clock is None:
        return DateReadings(is_date=days is not None)
    return DateReadings(tuple(f"{day}T{clock}{zone}" for day in days.found), True, bool(zone), roughly, True)


def month_bounds(words: str) -> tuple[str, str] | None:
    """The first and the last day of what names a month or a year and no day, such as `2025-11` or `November 2025`."""
    plain = _plain(words)
    named = re.fullmatch(rf"(?P<month>{_month_names()})\.?,?\s+(?:de\s+)?(?P<year>[0-9]{{4}})", plain)
    numbers = re.fullmatch(r"(?P<year>[0-9]{4})(?:[-/.](?P<month>[0-9]{1,2}))?", plain)
    numbers = numbers or re.fullmatch(r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})", plain)
    if not (found := named or numbers) or not 1970 <= int(found["year"]) < 2100:
        return None
    year, month = int(found["year"]), found["month"]
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    number = int(month) if month.isdigit() else _months()[month]
    if not 1 <= number <= 12:
        return None
    return f"{year}-{number:02}-01", f"{year}-{number:02}-{monthrange(year, number)[1]}"


def lacks_year(words: str) -> bool:
    """Whether a text names a day and a month, and no year."""
    plain = _plain(words)
    return any(_days(f"{plain}{year}") for year in (" 2000", "2000", ".2000", "/2000"))


def in_words(day: str, *, with_year: bool) -> str:
    """A day of ISO 8601 in English words."""
    return format_date(date.fromisoformat(day[:10]), "d MMMM y" if with_year else "d MMMM", locale="en_GB")


class _Days(NamedTuple):
    found: tuple[str, ...]


def _days(plain: str) -> _Days | None:
    """The days that a text may mean; None where it has no form of a date."""
    if found := _DATE.fullmatch(plain):
        if found["y"]:
            return _on_calendar((found["y"], found["m"], found["d"]))
        first, second, year = found["first"], found["second"], found["year"]
        orders = [(year, second, first), (year, first, second)]
        if found["between"] == "-" and len(first) == len(year) == 2 and int(first) in _FIRST_YEARS:
            orders.insert(0, (first, second, year))  # hyphens are written where the year comes first
        if found["between"] == "." and _on_calendar(orders[0]).found:
            return _on_calendar(orders[0])  # points are written where the day comes first
        return _on_calendar(*orders)
    month = rf"(?P<m>{_month_names()})\.?"
    for form in (rf"{_DAY}\s*(?:de|of)?\s*{month},?\s*(?:de|of)?\s*{_YEAR}", rf"{month}\s*(?:the )?{_DAY},?\s+{_YEAR}"):
        if found := re.fullmatch(form, plain):
            return _on_calendar((found["y"].lstrip("'"), str(_months()[found["m"]]), found["d"]))
    return None


def _on_calendar(*candidates: tuple[str, str, str]) -> _Days:
    return _Days(tuple(dict.fromkeys(day for candidate in candidates for day in _day(*candidate))))


def _day(year: str, month: str, day: str) -> Iterator[str]:
    full = int(year) + (_CENTURY if len(year) == 2 else 0)
    try:
        yield date(full, int(month), int(day)).isoformat()
    except ValueError:
        return


def _clock(time: re.Match[str]) -> str | None:
    hour, minute = int(time["hour"]), int(time["minute"] or 0)
    if time["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if time["half"].startswith("p") else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _zone(words: str | None) -> str:
    """The zone as RFC 3339 writes it; nothing where there is none, or none that is known."""
    if not words:
        return ""
    if found := re.fullmatch(r"([+-])([0-9]{1,2}):?([0-9]{2})?", words):
        return f"{found[1]}{int(found[2]):02}:{found[3] or '00'}"
    return _ZONES.get(words, "")


def _plain(words: str) -> str:
    """In small letters, with plain hyphens and spaces, without quotes and the day of the week."""
    plain = re.sub(r"[‐‑‒–—−]", "-", " ".join(words.split())).strip("\"'“”„‚‘’«»").lower()
    return re.sub(rf"^(?:{'|'.join(_day_names())})\.?,?\s+(?:(?:den|dem|the)\s+)?", "", plain)


@cache
def _months() -> dict[str, int]:
    """The numbers of the months by their names, long and short, in the languages of the desk."""
    return {
        str(name).lower().rstrip("."): number
        for language in _LANGUAGES
        for names in (get_month_names("wide", locale=language), get_month_names("abbreviated", locale=language))
        for number, name in names.items()
    } | {"sept": 9, "maerz": 3}


@cache
def _month_names() -> str:
    return "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))


@cache
def _day_names() -> tuple[str, ...]:
    names = {
        str(name).lower().rstrip(".")
        for language in _LANGUAGES
        for by_number in (get_day_names("wide", locale=language), get_day_names("abbreviated", locale=language))
        for name in by_number.values()
    }
    return tuple(sorted(map(re.escape, names), key=len, reverse=True))
