"""Dates: the names of months and days of a language, and the times of day.

In: Babel's locale data, and what the wording of a language adds to it. Out: what each name means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from fractions import Fraction
from functools import lru_cache

from babel import Locale

from build_tools.fidelity.wording import TimeWords

Reading = tuple[str, object]
_MINUTES = 60
_CLOCK = re.compile(r"(\d{1,2})\.([0-5]\d)")
_WORD = re.compile(r"\s+([^\W\d_]+)")
_LONGEST_WORD = 24


@lru_cache(maxsize=16)
def calendar(locale: Locale) -> Mapping[str, Reading]:
    """The whole names of months and days, as the language writes them, and what they mean."""
    months = {name: ("month", number) for number, name in locale.months["format"]["wide"].items()}
    return months | {name: ("weekday", number) for number, name in locale.days["format"]["wide"].items()}


@lru_cache(maxsize=16)
def short_months(locale: Locale) -> Mapping[str, Reading]:
    """The short names of months, without a dot and in small letters."""
    short = locale.months["format"]["abbreviated"].items()
    return {name.rstrip(".").lower(): ("month", number) for number, name in short}


def time_readings(hour: int, minute: int, behind: str, words: TimeWords) -> Iterator[object]:
    """What a time may mean, by what stands behind it: `2:30` with `p.m.` is `14:30`."""
    said = behind.lower()
    if said in words.afternoon:
        hour = hour % 12 + 12
    elif said in words.morning:
        hour %= 12
    if hour <= 24 and minute < _MINUTES:
        yield "time", hour % 24 * _MINUTES + minute
        if not minute:
            yield Fraction(hour % 24)


def behind_times(words: TimeWords) -> str:
    """A pattern for what may stand behind a time, in a group of its own."""
    listed = sorted((*words.morning, *words.afternoon, *words.clock), key=len, reverse=True)
    return f"({'|'.join(map(re.escape, listed))})" if listed else "((?!))"


def clock_readings(digits: str, times: TimeWords) -> Iterator[object]:
    """The time that `6.20` may be."""
    if found := _CLOCK.fullmatch(digits):
        yield from time_readings(int(found[1]), int(found[2]), "", times)


def next_day(reading: tuple[str, object], behind: str, nights: Set[str]) -> Iterator[object]:
    """The day into which a night leads: `Wednesday night` is *die Nacht auf Donnerstag*."""
    kind, day = reading
    word = _WORD.match(behind[:_LONGEST_WORD])
    if kind == "weekday" and isinstance(day, int) and word and word[1].lower() in nights:
        yield "weekday", (day + 1) % 7
