"""Concepts: what the words of a language mean, where the wording lists these words for each meaning.

In: for each meaning its words, as `Phrases` have them; `~` stands before a word that may mean it, or something else.
Out: the meanings in a text, in one pass. What is listed under `none` are idioms in which the words mean nothing of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from build_tools.fidelity.phrases import Found, Phrases

_MOST_REMEMBERED = 10_000
_NOTHING = "none"


class Meant(NamedTuple):
    """Words of a text; what they surely mean, and what they may mean."""

    found: Found
    surely: frozenset[str]
    perhaps: frozenset[str]


class Concepts:
    """Some meanings of a language, made once."""

    def __init__(self, listed: Mapping[str, Iterable[str]]) -> None:
        self._sure, self._perhaps = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for name, words in listed.items():
            for word in words:
                (self._perhaps if word[0] == "~" else self._sure)[word.removeprefix("~").lower()].add(name)
        self._all = Phrases([*self._sure, *self._perhaps])
        self._known: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def find(self, text: str) -> Iterator[Meant]:
        """What the words of a text mean, in their order."""
        for found in self._all.find(text):
            surely, perhaps = self._meanings(found.words.lower())
            if surely or perhaps:
                yield Meant(found, surely, perhaps)

    def within(self, text: str, start: int, end: int) -> Sequence[Meant]:
        """What the words between two places of a text mean; the text is read once."""
        return meant_between(self._whole(text), start, end)

    @lru_cache(maxsize=16)  # noqa: B019 - there is one for each language
    def _whole(self, text: str) -> tuple[Meant, ...]:
        return tuple(self.find(text))

    def _meanings(self, words: str) -> tuple[frozenset[str], frozenset[str]]:
        if words not in self._known:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            self._known[words] = self._read(words)
        return self._known[words]

    def _read(self, words: str) -> tuple[frozenset[str], frozenset[str]]:
        """What words mean; an idiom of several words perhaps also what each of them does."""
        phrases = list(self._all.which_are(words))
        surely = _named(self._sure, phrases)
        if _NOTHING in surely:
            return frozenset(), frozenset()
        each = words.split()
        parts = (frozenset().union(*self._meanings(word)) for word in each if len(each) > 1)
        return surely, _named(self._perhaps, phrases).union(*parts)


def meant_between(meant: Sequence[Meant], start: int, end: int) -> Sequence[Meant]:
    """Those of some words in their order that begin between two places."""
    return meant[bisect_left(meant, start, key=_start) : bisect_left(meant, end, key=_start)]


def _start(meant: Meant) -> int:
    return meant.found.start


def _named(listed: Mapping[str, Set[str]], phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(name for phrase in phrases for name in listed.get(phrase, ()))
