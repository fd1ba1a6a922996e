"""Quantities: the numbers, dates and times of a text, each with all that it may mean.

In: a text and its language. Out: its quantities. `12.500` means 12500 in German and 12.5 in English; `2:30 p.m.` is
`14:30`; `09/11/2025` may be in September or in November; ids and versions mean only themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from build_tools.fidelity.dates import clock_readings, next_day, time_readings
from build_tools.fidelity.masking import FILLER, masked
from build_tools.fidelity.numerals import LONGEST, NUMERALS, SCAN, values_of
from build_tools.fidelity.pair import Tongue
from build_tools.fidelity.phrases import Found
from build_tools.fidelity.signs import SPACES, Signs, signs_of
from build_tools.fidelity.versions import Versions

_GAP = re.compile(rf"[{SPACES}-]")
_MONTHS = 12
_CURRENCIES = frozenset("€$£")
_NUMBER = re.compile(r"\d+(?:/\d+)?")
_OF_A_YEAR = re.compile(r"(\d{1,5})/((?:19|20)\d\d)")
_BEGINNING = re.compile(r"(?:^|[.!?:;•\n]|\n\s*-)[\s„“\"»«(]*$")


@dataclass(frozen=True)
class Quantity:
    """A number, date or time, and where it stands. Loose is one that may be none: `one`, `second`."""

    readings: frozenset[object]
    words: str
    start: int
    is_loose: bool = field(default=False, compare=False)
    is_date: bool = field(default=False, compare=False)


@lru_cache(maxsize=64)
def quantities(text: str, names: tuple[str, ...], language: Tongue) -> tuple[Quantity, ...]:
    """The numbers, dates and times of a text."""
    return tuple(_Reader(masked(text, names), signs_of(language)).read())


class _Reader:
    """Reads a masked text from left to right."""

    def __init__(self, text: str, signs: Signs) -> None:
        self.signs = signs
        self.found: list[Quantity] = []
        for found in signs.phrases.find(text):
            if self._phrase(found, text):
                text = text[: found.start] + FILLER * len(found.words) + text[found.end :]
        self.text = text
        self.tokens = list(SCAN.finditer(self.text))
        self.versions = Versions(self.text, signs)

    def read(self) -> Iterator[Quantity]:
        position = 0
        while position < len(self.tokens):
            token = self.tokens[position]
            is_other_word = token.lastgroup == "word" and not self.signs.knows(token[0])
            position = position + 1 if is_other_word else self._next(position)
        return iter(sorted(self.found, key=lambda quantity: quantity.start))

    def _add(
        self, readings: Iterable[object], words: str, start: int, *, loose: bool = False, date: bool = False
    ) -> None:
        if known := frozenset(readings):
            self.found.append(Quantity(known, words, start, loose, date))

    def _phrase(self, found: Found, text: str) -> bool:
        """Read an idiom, or the name of a month or day, if it is one."""
        said = found.words.lower()
        if written := self.signs.idioms.get(said):
            for number in _NUMBER.findall(written):
                self._add([Fraction(number)], found.words, found.start, loose=self.signs.lexicon.is_loose(said))
        elif said in self.signs.calendar:
            name, reading = self.signs.calendar[said]
            if name[0].isupper() and not found.words[0].isupper():
                return False
            loose = said in self.signs.ambiguous and _BEGINNING.search(text, max(0, found.start - 8), found.start)
            self._add(
                [reading, *next_day(reading, text[found.end :], self.signs.nights)],
                found.words,
                found.start,
                loose=bool(loose),
                date=True,
            )
        else:
            self._said_time(found.words, found.start)
        return True

    def _said_time(self, words: str, start: int) -> None:
        hour, _, minute = self.signs.said_times[words.lower()].partition(":")
        self._add(time_readings(int(hour), int(minute or 0), "", self.signs.times), words, start, date=True)

    def _next(self, position: int) -> int:
        """Read what begins at a token, and say where to go on."""
        token = self.tokens[position]
        kind = token.lastgroup or ""
        if kind in {"iso", "date", "short_date"}:
            self._date(token, kind)
        elif kind == "id":
            pieces = NUMERALS.findall(token[0])
            values = [Fraction(piece) for piece in pieces if len(pieces) == 1 and len(piece) <= LONGEST]
            self._add([token[0].lower(), *values], token[0], token.start())
        elif kind == "word":
            return self._word(position)
        elif kind == "time" or (self.signs.behind.match(self.text, token.end()) and len(token[0]) <= 5):
            self._time(token)
        else:
            return self._number(position)
        return position + 1

    def _date(self, token: re.Match[str], kind: str) -> None:
        parts = [int(number) for number in NUMERALS.findall(token[0])]
        if kind == "iso":
            parts.reverse()
        day, month, *year = parts
        if kind == "short_date" and (self.signs.decimal == "." or self.versions.are(token)):
            self._add([token[0].rstrip("."), *values_of(token[0].rstrip("."), self.signs)], token[0], token.start())
            return
        behind, letter = (*self.text[token.end() : token.end() + 2], "", "")[:2]
        goes_on = behind == "," or (behind.isspace() and letter.isalpha() and not letter.isupper())
        loose = kind == "short_date" and not goes_on
        readings: list[list[object]] = [[Fraction(day)], [("month", month)]]
        if "/" in token[0]:
            readings = [[Fraction(day), ("month", day)], [("month", month), Fraction(month)]]
        readings += ([Fraction(number if number > 99 else 2000 + number)] for number in year)
        for each in readings:
            self._add(each, token[0], token.start(), loose=loose, date=True)

    def _time(self, token: re.Match[str]) -> None:
        parts = [int(number) for number in NUMERALS.findall(token[0])]
        behind = self.signs.behind.match(self.text, token.end())
        hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
        readings = time_readings(hour, minute, behind[1] if behind else "", self.signs.times)
        self._add(readings, token[0] + (behind[0] if behind else ""), token.start(), date=True)

    def _number(self, position: int) -> int:
        token = self.tokens[position]
        if of_a_year := _OF_A_YEAR.fullmatch(token[0]):
            self._of_a_year(of_a_year, token)
            return position + 1
        values = values_of(token[0], self.signs)
        following = self._following(position)
        scale = self.signs.lexicon.scale_of(following) or self._money_scale(token, following)
        words = self.text[token.start() : self.tokens[position + 1].end()] if scale else token[0]
        near = self.found and self.found[-1].is_date and token.start() - self.found[-1].start < 20
        half = self._half_behind(self.tokens[position + 1 if scale else position].end())
        if scale:
            self._add(((value + half) * scale for value in values), words, token.start())
            return position + 2
        is_verbatim = not values or token[0].count(".") > 1 or self.versions.may_be(token) or self.versions.are(token)
        self._add(
            [
                *((value + half for value in values) if half else values),
                *([token[0]] if is_verbatim else []),
                *clock_readings(token[0], self.signs.times),
            ],
            words,
            token.start(),
            loose=values == [0],
            date=bool(near) and len(words) == 4,
        )
        return position + 1

    def _of_a_year(self, found: re.Match[str], token: re.Match[str]) -> None:
        """Read `4/2025`, which may be the fourth of something in that year, or the month of April."""
        number, year = int(found[1]), int(found[2])
        self._add(
            [token[0], Fraction(number), *([("month", number)] if number <= _MONTHS else [])], token[0], token.start()
        )
        self._add([token[0], Fraction(year)], token[0], token.start())

    def _money_scale(self, token: re.Match[str], following: str) -> int:
        """What the letter in `€3m` multiplies an amount by."""
        before = self.text[max(0, token.start() - 2) : token.start()].rstrip(SPACES)
        is_money = before[-1:] in _CURRENCIES
        return self.signs.money_scales.get(following.rstrip("."), 0) if is_money else 0

    def _half_behind(self, end: int) -> Fraction:
        """A half, where words such as `e meia` follow a number."""
        return Fraction(1, 2) if self.signs.and_half.match(self.text, end) else Fraction(0)

    def _following(self, position: int) -> str:
        """The word right behind a token, or nothing."""
        if position + 1 >= len(self.tokens) or self.tokens[position + 1].lastgroup != "word":
            return ""
        token, following = self.tokens[position], self.tokens[position + 1]
        gap = self.text[token.end() : following.start()]
        return following[0] if not gap or _GAP.fullmatch(gap) else ""

    def _word(self, position: int) -> int:
        token = self.tokens[position]
        word = token[0].rstrip(".")
        values, lexicon = self.signs.lexicon.values_of(word), self.signs.lexicon
        weekday = self.signs.weekdays.get(word.lower())
        if len(values) == 1 and not weekday:
            return self._spoken(position, next(iter(values)))
        if values or weekday:
            readings = [*values, *([weekday] if weekday else [])]
            self._add(readings, word, token.start(), loose=lexicon.is_loose(word), date=not values)
        elif word.lower() in self.signs.said_times:
            self._said_time(word, token.start())
        elif word.lower() in self.signs.short_months and word.lower() not in self.signs.ambiguous:
            self._short_month(position, word)
        elif word.lower() in lexicon.scales:
            self._add([lexicon.scales[word.lower()]], word, token.start(), loose=lexicon.is_loose(word))
        return position + 1

    def _spoken(self, position: int, first: Fraction) -> int:
        """Read the words of one number."""
        lexicon, values, end = self.signs.lexicon, [first], position
        is_loose = lexicon.is_loose(self.tokens[position][0].rstrip("."))
        while (following := self._following(end)) and len(values) < 12:
            step = 1
            if following.lower() in lexicon.joint and (behind := self._following(end + 1)):
                following, step = behind, 2
            more = lexicon.values_of(following)
            if not is_loose and (fraction := lexicon.fraction_of(values, more)):
                values, end = [fraction], end + step
                break
            value = next(iter(more)) if len(more) == 1 else lexicon.scale_of(following)
            if not value or not lexicon.goes_on(values, value) or (step == 2 and value >= values[-1]):
                break
            values, end = [*values, value], end + step
        start, stop = self.tokens[position].start(), self.tokens[end].end()
        half = self._half_behind(self.tokens[end].end())
        worth = lexicon.worth([*values, half] if values[-1] < 100 else values) + (
            half * values[-1] if values[-1] >= 100 else 0
        )
        loose = not half and end == position and (worth in (0, 1) or is_loose)
        self._add([worth], self.text[start:stop], start, loose=loose)
        return end + 1

    def _short_month(self, position: int, word: str) -> None:
        """Read `3 Dec` and `3 de dez.`; without a day beside it, `mar` is no month."""
        token = self.tokens[position]
        before, behind = self.text[max(0, token.start() - 7) : token.start()], self.text[token.end() : token.end() + 3]
        if re.search(r"\d[.ºª]?\W+(?:\w{2}\W+)?$", before) or re.match(r"\W+\d", behind):
            self._add([self.signs.short_months[word.lower()]], word, token.start(), date=True)
