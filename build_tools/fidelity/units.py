"""Units: what is counted or measured stays what it is: GB, euros, per cent, hours, a time zone.

A unit that is never written without a number stands on both sides or on none. Lengths of time have many other words in
each language ("daily", "a fortnight"); they are at fault where one stands instead of another, or behind a number where
the source has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from build_tools.fidelity.masking import PLACEHOLDER, masked
from build_tools.fidelity.number_words import lexicon_of
from build_tools.fidelity.pair import Pair, Tongue
from build_tools.fidelity.phrases import Found, Phrases
from build_tools.problems import Fault, shown

TIMES = frozenset({"second", "minute", "hour", "day", "workday", "week", "month", "year"})
_NO_UNIT = re.compile(r"(?<!\d)(?:\d{1,2}h|(?:19|20)\d0s)$")
"""A time of day, or a decade such as `2010s`."""


@dataclass(frozen=True)
class Unit:
    """A unit as it stands in a text, and whether a number stands before it."""

    name: str
    words: str
    start: int
    is_counted: bool


def units(pair: Pair) -> Iterator[Fault]:
    """Units, currencies and time zones that differ, where both languages are known."""
    if not pair.spoken.wording.units or not pair.language.wording.units:
        return
    source = _units(pair.source, pair.surroundings.names, pair.spoken)
    translation = _units(pair.translation, pair.surroundings.names, pair.language)
    lost = [unit for unit in _apart(source, translation) if unit.is_counted or unit.name in TIMES]
    added = [unit for unit in _apart(translation, source) if unit.is_counted or unit.name in TIMES]
    yield from _replaced(
        [unit for unit in lost if unit.name not in TIMES], [unit for unit in added if unit.name not in TIMES]
    )
    lost, added = ([unit for unit in some if unit.name in TIMES] for some in (lost, added))
    if lost and added:
        yield from _replaced(lost[:1], added[:1])
    elif not any(unit.name in TIMES for unit in source):
        yield from _replaced([], [unit for unit in added if unit.is_counted][:1])


def _apart(these: tuple[Unit, ...], others: tuple[Unit, ...]) -> list[Unit]:
    known = {unit.name for unit in others}
    return list({unit.name: unit for unit in these if unit.name not in known}.values())


def _replaced(lost: list[Unit], added: list[Unit]) -> Iterator[Fault]:
    for number in range(max(len(lost), len(added))):
        before = lost[number] if number < len(lost) else None
        behind = added[number] if number < len(added) else None
        has = f"The source has {shown(before.words)}" if before else "The source has no such unit"
        instead = f"the translation has {shown(behind.words)}" if behind else "the translation does not"
        mend = (
            f"Write the same unit as {shown(before.words)}." if before else "Delete it, or write what the source says."
        )
        words, start = (behind.words, behind.start) if behind else ("", 0)
        yield Fault("unit-changed", f"{has}, and {instead}.", mend, words, start)


@lru_cache(maxsize=64)
def _units(text: str, names: tuple[str, ...], language: Tongue) -> tuple[Unit, ...]:
    """The units of a text; a sign such as `GB` or a word such as `euros` counts only beside a number."""
    lexicon = _lexicon(language)
    plain = masked(text, names)
    return tuple(unit for found in lexicon.found(plain) for unit in lexicon.read(plain, found))


class _Lexicon:
    """The units of a language, made once."""

    def __init__(self, language: Tongue) -> None:
        wording = language.wording
        self.numbers = lexicon_of(wording.numbers)
        entries = [(word, unit) for unit, words in wording.units.items() for word in words]
        self.names = {word.removeprefix("1 ").lower().rstrip("."): unit for word, unit in entries}
        self.only_counted = frozenset(word[2:].lower().rstrip(".") for word, _ in entries if word.startswith("1 "))
        self.zones = {zone.lower(): f"zone:{hours}" for zone, hours in wording.times.zones.items()}
        self.names |= self.zones
        idioms = {idiom.lower(): written for idiom, written in wording.numbers.written.items()}
        self.names |= {
            idiom: " ".join(unit for unit in wording.units if re.search(rf"\b{unit}\b", written))
            for idiom, written in idioms.items()
        }
        self.words = Phrases((word for word in self.names if _is_word(word)), before=r"(?<![^\W\d_])")
        signs = sorted((sign for sign in self.names if not _is_word(sign)), key=len, reverse=True)
        between = "|".join(re.escape(word) for word in wording.numbers.before_units) or "(?!)"
        number = rf"\d[\d.,]*|{PLACEHOLDER}|([^\W\d_]+)\.?"
        self.before = re.compile(rf"(?:{number})[\s\u00a0-]*(?:(?:{between})\s)?$")
        self.signs = re.compile("|".join(map(re.escape, signs)) or r"(?!)", re.IGNORECASE)

    def found(self, text: str) -> Iterator[Found]:
        """Words and signs that may be units, in their order."""
        signs = (Found(sign[0], *sign.span()) for sign in self.signs.finditer(text) if not _has_letter_before(sign))
        yield from sorted((*self.words.find(text), *signs), key=lambda found: found.start)

    def read(self, text: str, found: Found) -> Iterator[Unit]:
        """The units that a word or sign says."""
        said = found.words.lower().rstrip(".")
        is_zone = said in self.zones and found.words.isupper()
        is_counted = is_zone or self.is_counted(text, found)
        if (is_counted or said not in self.only_counted) and (is_zone or said not in self.zones):
            for name in self.names.get(said, "").replace("none", "").split():
                yield Unit(name, found.words, found.start, is_counted)

    def is_counted(self, text: str, found: Found) -> bool:
        """Whether a unit belongs to a number: one stands before it, or, with a sign or `EUR`, behind it."""
        is_put_before = found.words.isupper() or not found.words[-1].isalnum()
        if is_put_before and re.match(r"[\s\u00a0]?[\d\ue001]", text[found.end : found.end + 2]):
            return True
        if _NO_UNIT.search(text, max(0, found.start - 5), found.end):
            return False
        before = self.before.search(text, max(0, found.start - 24), found.start)
        if not before or not before[1]:
            return before is not None
        is_number = bool(self.numbers.values_of(before[1])) or before[1].lower() in self.numbers.scales
        return is_number and not self.numbers.values_of(found.words)  # `um segundo fator`


def _is_word(words: str) -> bool:
    """Whether words begin and end with a letter or digit, as a sign such as `US$` does not."""
    return words[0].isalpha() and words[-1].isalnum()


def _has_letter_before(sign: re.Match[str]) -> bool:
    """Whether a sign is the end of another, as in `R$`."""
    return sign.string[sign.start() - 1 : sign.start()].isalpha()


@lru_cache(maxsize=16)
def _lexicon(language: Tongue) -> _Lexicon:
    return _Lexicon(language)
