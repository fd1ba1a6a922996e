"""Phrases: words and idioms of a language as data, looked for in a text in one pass.

`word*` stands for the word with any ending, `*word` for compounds, `…` for up to five other words of the sentence, and
`#` for a number. Capitals make no difference.

Most words of a text begin no phrase. Which do is remembered by word, so that the pattern is tried at few places.
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
_ANY_BEFORE = r"(?<!\w)"
_MOST_REMEMBERED = 1 << 15
_START = attrgetter("start")


class Found(NamedTuple):
    """Words that were found, as they stand in the text, and their place."""

    words: str
    start: int
    end: int


class _Begins(dict[str, bool]):
    """Whether a phrase may begin with a word, remembered by word."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)

    def __missing__(self, word: str) -> bool:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        self[word] = begins = self._pattern.fullmatch(word) is not None
        return begins


class Phrases:
    """Some phrases, as one pattern. It is tried on small letters, which is several times quicker."""

    def __init__(self, phrases: Iterable[str], *, before: str = _ANY_BEFORE) -> None:
        listed = {phrase.lower() for phrase in phrases}
        self._pattern = _pattern_of(listed, before)
        self._begins = _Begins("|".join({_beginning(phrase) for phrase in listed}) or r"(?!)")
        self._is_empty = not listed
        self._is_within_words = before != _ANY_BEFORE

    def find(self, text: str) -> Iterator[Found]:
        """Where the phrases stand in a text; of several in one place, the longest."""
        if self._is_empty:
            return
        small = lowered(text)
        if self._is_within_words:
            for match in self._pattern.finditer(small):
                yield Found(text[match.start() : match.end()], *match.span())
            return
        begins, end = self._begins, 0
        for at in [start for start, word in words_of(small) if begins[word]]:
            if at >= end and (found := self._pattern.match(small, at)):
                end = found.end()
                yield Found(text[at:end], at, end)

    def first(self, text: str) -> Found | None:
        """The first of the phrases that stands in a text."""
        return next(self.find(text), None)

    def are(self, words: str) -> bool:
        """Whether words are one of the phrases."""
        return self._pattern.fullmatch(words.lower()) is not None

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


def _pattern_of(phrases: Iterable[str], before: str) -> re.Pattern[str]:
    """All phrases as one pattern, the longest first, by their first letters."""
    branches: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        first, rest = ("", phrase) if phrase[0] in "*#" else (phrase[0], phrase[1:])
        branches[first].append(_pattern(rest))
    compounds = branches.pop("", [])
    listed = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in branches.items()] + compounds
    return re.compile(rf"{before}(?:{'|'.join(listed)})(?!\w)" if listed else r"(?!)")


def _beginning(phrase: str) -> str:
    """The pattern of the word with which a phrase begins, up to the first sign that belongs to no word."""
    begins = re.match(r"[*#]?\w*\*?", phrase)
    word = begins[0] if begins else ""
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\#", r"\d+")


def _pattern(phrase: str) -> str:
    """The pattern of a phrase, or of one without its first letter."""
    if not phrase:
        return ""
    starts = phrase[0] == " "
    parts = [re.escape(part).replace(r"\*", r"[\w-]*").replace(r"\#", r"\d+") for part in phrase.split()]
    if phrase.startswith("*") and len(phrase) > 1 and phrase[1].isalpha():
        parts[0] = r"\w*" + parts[0].removeprefix(r"[\w-]*")  # a compound begins with a letter
    return (_JOINT if starts else "") + _JOINT.join(parts).replace(f"{_JOINT}…{_JOINT}", _GAP)
