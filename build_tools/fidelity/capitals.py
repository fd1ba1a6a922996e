"""Capitals: a text begins as its source does, and words have the capitals that their language gives them.

Names of days and months come from Babel's locale data; nouns (in German) and words such as *brasileiro* come from the
wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.fidelity.dates import calendar
from build_tools.fidelity.pair import Pair, Tongue
from build_tools.fidelity.phrases import Phrases
from build_tools.problems import Fault, shown

_FIRST_LETTER = re.compile(r"(?:-\s|\d+\.\s)?[\s„“”\"«»'(\[]*([^\W\d_])(\w*)")
_BEGINNING = re.compile(r"(?:^|[\n.!?:;–—„“\"«(]|\d\.)[\s„“”\"«»(-]*$")
_SMALL_WORD = re.compile(r"(?<![\w@/.-])[^\W\d_A-ZÄÖÜ][^\W\d_A-ZÄÖÜ]{2,}(?![\w@/-])")
_WORD_BEFORE = re.compile(r"([^\W\d_]{3,})(?: [a-zß-ÿ]{1,3})?[\s-]$")
_ITEM = re.compile(r"\s*(?:-|\d+\.)\s")
_ENDINGS = "(?:e|en|er|ern|es|s|n|in|innen)?"


def capitals(pair: Pair, source: str, text: str, quoted: frozenset[str]) -> Iterator[Fault]:
    """Capitals that are missing or too many in the masked texts of a pair."""
    words = _lexicon(pair.language)
    yield from _beginnings(source, text, with_items=not pair.spoken.wording.capital_nouns)
    yield from _calendar(words, text)
    yield from _too_many(words, text, quoted)
    yield from _nouns(words, text, quoted)


def _beginnings(source: str, text: str, *, with_items: bool) -> Iterator[Fault]:
    """Lines that begin with a small letter, where those of the source do not; items of a list may begin with a noun."""
    lines, others = source.split("\n"), text.split("\n")
    start = 0
    for line, other in zip(lines if len(lines) == len(others) else lines[:1], others, strict=False):
        first, letter = _FIRST_LETTER.match(line), _FIRST_LETTER.match(other)
        is_item = _ITEM.match(other) is not None
        if (
            first
            and letter
            and (with_items or not is_item)
            and _is_capital(first)
            and (letter[1] + letter[2]).islower()
        ):
            word = letter[1] + letter[2]
            message = f"The source begins with a capital, and {shown(word)} does not."
            yield _fault(message, f"Write {shown(word.capitalize())}.", word, start + letter.start(1))
        start += len(other) + 1


def _is_capital(first: re.Match[str]) -> bool:
    """Whether a word begins with a capital and goes on with small letters, as `API` does not."""
    return first[1].isupper() and not first[2].isupper()


def _calendar(words: _Lexicon, text: str) -> Iterator[Fault]:
    for found in words.calendar.find(text):
        right = words.days_and_months[found.words.lower()]
        if right[0].isupper() and not found.words[0].isupper():
            is_wrong = found.words.lower() not in words.ambiguous
        else:
            is_wrong = right.islower() and not found.words.islower() and not _is_first(text, found.start)
        if is_wrong:
            yield _fault(
                f"{shown(found.words)} is written {shown(right)} here.",
                f"Write {shown(right)}.",
                found.words,
                found.start,
            )


def _too_many(words: _Lexicon, text: str, quoted: frozenset[str]) -> Iterator[Fault]:
    """Words with a capital that are none; beside another word with a capital they may be part of a name."""
    for found in words.small.find(text):
        before = _WORD_BEFORE.search(text, max(0, found.start - 24), found.start)
        in_name = bool(before and before[1][0].isupper()) or text[found.end + 1 : found.end + 2].isupper()
        if (
            found.words[0].isupper()
            and not in_name
            and not _is_first(text, found.start)
            and found.words.lower() not in quoted
        ):
            mend = f"Write {shown(found.words.lower())}."
            yield _fault(
                f"{shown(found.words)} begins with a small letter in this language.", mend, found.words, found.start
            )


def _nouns(words: _Lexicon, text: str, quoted: frozenset[str]) -> Iterator[Fault]:
    for found in _SMALL_WORD.finditer(text) if words.nouns else ():
        if words.nouns and words.nouns.fullmatch(found[0]) and found[0] not in quoted:
            mend = f"Write {shown(found[0].capitalize())}."
            yield _fault(f"The noun {shown(found[0])} is written with a capital.", mend, found[0], found.start())


def _fault(message: str, mend: str, words: str, start: int) -> Fault:
    return Fault("wrong-capitals", message, mend, words, start)


def _is_first(text: str, start: int) -> bool:
    return _BEGINNING.search(text, max(0, start - 8), start) is not None


class _Lexicon:
    """The words of a language whose capitals are known, made once."""

    def __init__(self, language: Tongue) -> None:
        wording = language.wording
        self.days_and_months = {name.lower(): name for name in calendar(language.locale)}
        self.calendar = Phrases(self.days_and_months)
        self.ambiguous = frozenset(wording.times.ambiguous)
        self.small = Phrases(wording.small_letters)
        compounds = "|".join(re.escape(noun[1:]) for noun in wording.nouns if noun.startswith("*"))
        whole = "|".join(re.escape(noun) for noun in wording.nouns if not noun.startswith("*"))
        self.nouns = re.compile(rf"(?:{whole})|\w*(?:{compounds}){_ENDINGS}") if whole and compounds else None


@lru_cache(maxsize=16)
def _lexicon(language: Tongue) -> _Lexicon:
    return _Lexicon(language)
