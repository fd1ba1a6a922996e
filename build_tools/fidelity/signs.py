"""Signs: all by which a language is known to write numbers, dates and times.

In: a language. Out: its separators and number words, the names of its days and months, and its idioms for numbers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from babel.numbers import get_decimal_symbol

from build_tools.fidelity.dates import Reading, behind_times, calendar, short_months
from build_tools.fidelity.number_words import lexicon_of
from build_tools.fidelity.pair import Tongue
from build_tools.fidelity.phrases import Phrases

SPACES = "\u00a0\u202f\u2009 "
"""Spaces that may stand between the groups of a number, and between a number and its unit."""


class Signs:
    """All by which a language is known to tell a number, made once."""

    def __init__(self, language: Tongue) -> None:
        numbers, times = language.wording.numbers, language.wording.times
        self.lexicon = lexicon_of(numbers)
        self.times = times
        self.decimal = get_decimal_symbol(language.locale)
        group = re.escape("." if self.decimal == "," else ",")
        self.grouped = re.compile(rf"\d{{1,3}}(?:(?:{group}|[{SPACES}'’])\d{{3}})+(?:{re.escape(self.decimal)}\d+)?")
        self.fraction = re.compile(rf"\d+{re.escape(self.decimal)}\d+")
        self.labels = frozenset(word.lower() for word in numbers.labels)
        self.versions = Phrases(numbers.versions)
        self.knows_versions = bool(numbers.versions)
        halves = "|".join(re.escape(words).replace(r"\ ", r"[\s-]+") for words in numbers.and_half) or "(?!)"
        self.and_half = re.compile(rf"(?:[\s-]+[^\W\d_]{{1,12}})?[\s-]+(?:{halves})(?!\w)", re.IGNORECASE)
        self.behind = re.compile(rf"[{SPACES}]?{behind_times(times)}(?!\w)", re.IGNORECASE)
        self.idioms = {idiom.lower(): written for idiom, written in numbers.written.items()}
        self.calendar = {name.lower(): (name, reading) for name, reading in calendar(language.locale).items()}
        self.weekdays: dict[str, Reading] = {
            name.lower(): ("weekday", int(number)) for name, number in times.weekdays.items()
        }
        self.weekdays |= {
            f"{name}{part}": reading
            for name, (_, reading) in self.calendar.items()
            for part in times.day_parts
            if reading[0] == "weekday"
        }
        self.nights = frozenset(times.nights)
        self.money_scales = {letter: int(value) for letter, value in numbers.money_scales.items()}
        self.said_times = {word.lower(): value for word, value in times.words.items()}
        self.short_months = short_months(language.locale)
        self.ambiguous = frozenset(times.ambiguous)
        long_times = [word for word in self.said_times if not word.isalpha()]
        self.phrases = Phrases([*self.idioms, *self.calendar, *long_times])

    @lru_cache(maxsize=8192)  # noqa: B019 - there is one for each language
    def knows(self, word: str) -> bool:
        """Whether a word may say something of numbers or times; most do not."""
        said = word.rstrip(".").lower()
        others = (self.weekdays, self.said_times, self.short_months, self.lexicon.scales)
        return bool(self.lexicon.values_of(said)) or any(said in known for known in others)


@lru_cache(maxsize=16)
def signs_of(language: Tongue) -> Signs:
    """The signs of a language."""
    return Signs(language)
