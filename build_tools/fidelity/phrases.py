"""Phrases: words and idioms of a language as data, looked for in a text in one pass.

`word*` stands for the word with any ending, `*word` for compounds, `…` for up to five other words of the sentence, and
`#` for a number. Capitals make no difference.

Most words of a text begin no phrase, and most phrases begin with no word of a text: only the others become patterns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

_BETWEEN = r"[^\w.!?;:\n'’\ue000\ue001-]{1,4}"
_GAP = rf"{_BETWEEN}(?:[\w'’\ue000\ue001-]{{1,60}}{_BETWEEN}){{0,5}}?"
"""Up to five words, or names and placeholders that are masked."""
_JOINT = r"[^\w.!?;:\n]{1,4}"
_WORD = re.compile(r"\w+")
_BEGINNING = re.compile(r"[*#]?\w*\*?")
_ANY_BEFORE = r"(?<!\w)"
_MOST_REMEMBERED = 1 << 15
_START = attrgetter("start")


class Found(NamedTuple):
    """Words that were found, as they stand in the text, and their place."""

    words: str
    start: int
    end: int


class _Beginnings:
    """Phrases by the word with which they begin, up to the first sign that belongs to no word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._whole, self._first, self._last, self._inner = (defaultdict[str, list[str]](list) for _ in range(4))
        self._numbers: list[str] = []
        for phrase in phrases:
            word = _BEGINNING.match(phrase)
            self._listed(word[0] if word else "").append(phrase)
        self._most = max(map(len, [*self._first, *self._last]), default=0)

    def _listed(self, word: str) -> list[str]:
        if "#" in word:
            return self._numbers
        kind = {(0, 0): self._whole, (0, 1): self._first, (1, 0): self._last, (1, 1): self._inner}
        return kind[word[:1] == "*", len(word) > 1 and word[-1] == "*"][word.strip("*")]

    def of(self, word: str) -> tuple[str, ...]:
        """The phrases that may begin with a word."""
        cuts = range(min(len(word), self._most) + 1)
        found = [*self._whole.get(word, ()), *(self._numbers if word[0].isdecimal() else ())]
        found += (phrase for at in cuts for phrase in self._first.get(word[:at], ()))
        found += (phrase for at in cuts for phrase in self._last.get(word[len(word) - at :], ()))
        found += (phrase for part, phrases in self._inner.items() if part in word for phrase in phrases)
        return tuple(found)


class Phrases:
    """Some phrases. Those that may begin with a word of a text become a pattern when that word is first met.

    Texts are read in small letters, which is several times quicker than to pass over capitals.
    """

    def __init__(self, phrases: Iterable[str], *, before: str = _ANY_BEFORE) -> None:
        self._listed = tuple({phrase.lower(): None for phrase in phrases})
        self._beginnings = _Beginnings(self._listed)
        self._within_words = _pattern_of(self._listed, before) if before != _ANY_BEFORE else None
        self._known: dict[str, re.Pattern[str] | None] = {}

    def find(self, text: str) -> Iterator[Found]:
        """Where the phrases stand in a text; of several in one place, the longest."""
        if not self._listed:
            return
        small = lowered(text)
        if self._within_words is not None:
            for match in self._within_words.finditer(small):
                yield Found(text[match.start() : match.end()], *match.span())
            return
        begins, end = self._begun_by, 0
        for at, word in words_of(small):
            if at >= end and (pattern := begins(word)) and (found := pattern.match(small, at)):
                end = found.end()
                yield Found(text[at:end], at, end)

    def _begun_by(self, word: str) -> re.Pattern[str] | None:
        """The pattern of the phrases that may begin with a word, remembered by word."""
        if word not in self._known:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            phrases = self._beginnings.of(word)
            pattern = _WORD if phrases == (word,) else _pattern_of(phrases, _ANY_BEFORE)
            self._known[word] = pattern if phrases else None
        return self._known[word]

    def first(self, text: str) -> Found | None:
        """The first of the phrases that stands in a text."""
        return next(self.find(text), None)

    def are(self, words: str) -> bool:
        """Whether words are one of the phrases."""
        return any(self.which_are(words))

    def which_are(self, words: str) -> Iterator[str]:
        """The phrases, in small letters, of which each stands for exactly these words."""
        small = words.lower()
        first = _WORD.match(small)
        for phrase in self._beginnings.of(first[0]) if first else ():
            if _BEGINNING.fullmatch(phrase) if first and first[0] == small else _stands_for(phrase, small):
                yield phrase

    def without(self, text: str, filler: str) -> str:
        """A text in which the phrases are filled with a character."""
        parts, end = [], 0
        for found in self.find(text):
            parts += [text[end : found.start], filler * len(found.words)]
            end = found.end
        return "".join([*parts, text[end:]])


def between(found: Sequence[Found], start: int, end: int) -> Sequence[Found]:
    """Those of some words in their order that begin between two places."""
    return found[bisect_left(found, start, key=_START) : bisect_left(found, end, key=_START)]


@lru_cache(maxsize=64)
def lowered(text: str) -> str:
    """A text in small letters, as long as it was; the few letters of which the small one is longer stay."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[tuple[int, str], ...]:
    """The words of a text, each behind the place where it begins."""
    return tuple((word.start(), word[0]) for word in _WORD.finditer(text))


@lru_cache(maxsize=1 << 14)
def _pattern_of(phrases: tuple[str, ...], before: str) -> re.Pattern[str]:
    """All phrases as one pattern, the longest first, by their first letters."""
    branches: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        first, rest = ("", phrase) if phrase[0] in "*#" else (phrase[0], phrase[1:])
        branches[first].append(_pattern(rest))
    compounds = branches.pop("", [])
    listed = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in branches.items()] + compounds
    return re.compile(rf"{before}(?:{'|'.join(listed)})(?!\w)" if listed else r"(?!)")


def _stands_for(phrase: str, words: str) -> bool:
    return phrase == words or _pattern_of((phrase,), _ANY_BEFORE).fullmatch(words) is not None


def _pattern(phrase: str) -> str:
    """The pattern of a phrase, or of one without its first letter."""
    if not phrase:
        return ""
    starts = phrase[0] == " "
    parts = [re.escape(part).replace(r"\*", r"[\w-]*").replace(r"\#", r"\d+") for part in phrase.split()]
    if phrase.startswith("*") and len(phrase) > 1 and phrase[1].isalpha():
        parts[0] = r"\w*" + parts[0].removeprefix(r"[\w-]*")  # a compound begins with a letter
    return (_JOINT if starts else "") + _JOINT.join(parts).replace(f"{_JOINT}…{_JOINT}", _GAP)
