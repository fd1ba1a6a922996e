"""Enumerations: what a sentence counts is as many in the translation, where this can be told with certainty.

In: a pair. Out: faults. Items are counted behind a colon, and in a row with commas and a joining word. Where the other
text has no such row, it must at least have as many places where something can be joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from build_tools.fidelity.pair import Pair
from build_tools.fidelity.prose import sentences
from build_tools.fidelity.wording import Wording
from build_tools.problems import Fault, counted

_MOST_WORDS, _MOST_WORDS_OF_TWO = 6, 3
"""So many words an item behind a colon has at most; of two items, that might as well be two halves of a sentence."""
_FEWEST_BEFORE = 5
"""So many words stand before the first comma of a row at least."""


def enumerations(pair: Pair) -> Iterator[Fault]:
    """Items that are counted in sentences, behind a colon or in a row, where both texts have as many sentences."""
    old, new = [*sentences(pair.source)], [*sentences(pair.translation)]
    parts = zip(old, new, strict=True) if len(old) == len(new) else [(" ".join(old), " ".join(new))]
    for source, translation in parts:
        items = _items_of(source, pair.spoken.wording), _items_of(translation, pair.language.wording)
        if differ := _differ(*items):
            message = f"The source counts {counted(differ[0], 'item')}, and the translation {differ[1]}."
            mend = "Name each item of the source, and no other."
            yield Fault("list-items-changed", message, mend, translation.strip())
            return


class _Counted(NamedTuple):
    """How many items a sentence counts behind its colon and in its only row, and how many it has places for at most.

    A row is certain where its commas cannot be those of a clause.
    """

    behind_colon: int
    in_row: int
    places: int
    is_row_certain: bool


def _differ(old: _Counted, new: _Counted) -> tuple[int, int] | None:
    """The numbers of items of two sentences, if it is sure that they differ."""
    if old.behind_colon and new.behind_colon:
        return None if old.behind_colon == new.behind_colon else (old.behind_colon, new.behind_colon)
    if old.in_row and new.in_row:
        return None if old.in_row == new.in_row else (old.in_row, new.in_row)
    return (old.in_row, new.places) if old.in_row > new.places and old.is_row_certain else None


def _items_of(sentence: str, wording: Wording) -> _Counted:
    if not wording.joining:
        return _Counted(0, 0, len(sentence), False)
    joint = _joints(wording.joining, wording.joining_loosely, wording.negation.clause_words)
    counted = _behind_colon(sentence, joint.between), _in_row(sentence, joint.row), _places(sentence, joint.loose)
    return _Counted(*counted, not wording.commas_at_clauses)


class _Joints(NamedTuple):
    """What stands between items, as patterns."""

    between: re.Pattern[str]
    row: re.Pattern[str]
    loose: re.Pattern[str]


@lru_cache(maxsize=64)
def _joints(joining: frozenset[str], loosely: frozenset[str], opening: frozenset[str]) -> _Joints:
    words = "|".join(map(re.escape, sorted(joining)))
    loose = "|".join(map(re.escape, sorted(joining | loosely)))
    word = r"[\w’'-]++"
    opens = "|".join(map(re.escape, sorted(joining | opening)))
    item = rf"(?!(?:{opens})\s){word}(?:\s(?!(?:{words})\s){word}){{0,3}}+"
    return _Joints(
        re.compile(rf",?\s+(?:{words})\s+|,\s+"),
        re.compile(rf"(?<![\w’'-])(?:{item},\s){{1,40}}{item},?\s(?:{words})\s\w"),
        re.compile(rf",\s|[;:/&+–—]|\b(?:{loose})\b", re.IGNORECASE),
    )


def _behind_colon(sentence: str, between: re.Pattern[str]) -> int:
    """How many short items stand between the only colon and the end of a sentence; 0 where they are no items."""
    before, _, row = sentence.rstrip(" .!?").partition(":")
    if not before or ":" in row or ";" in row:
        return 0
    items = between.split(row.strip())
    most = _MOST_WORDS if len(items) > 2 else _MOST_WORDS_OF_TWO
    return len(items) if len(items) > 1 and all(len(item.split()) <= most for item in items) else 0


def _in_row(sentence: str, pattern: re.Pattern[str]) -> int:
    """How many items the only row with a comma and a joining word has; 0 where there is none, or more than one.

    A comma near the beginning may belong to a word or phrase that opens the sentence, such as a date.
    """
    if len(sentence.partition(",")[0].split()) < _FEWEST_BEFORE:
        return 0
    rows = [match[0] for match in pattern.finditer(sentence)] if "," in sentence else []
    return len(re.findall(r",\s(?!\S+\s\w$)", rows[0])) + 2 if len(rows) == 1 else 0


def _places(sentence: str, loose: re.Pattern[str]) -> int:
    return len(loose.findall(sentence)) + 1
