"""Sentences: where a text can be cut so that each part says something by itself.

In: a masked text, and the abbreviations of its language. Out: its sentences, and the clauses of these, with the places
where they begin. A full stop behind a single letter, an ordinal or an abbreviation ends no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

_END = re.compile(r"\n+|(?<=[.!?])[\"'”“»’)]{0,4}[ \u00a0]{1,4}(?=[„“\"»«(]{0,3}[A-ZÀ-ÖØ-Þ\ue000\ue001])")
_SHORT = re.compile(r"(?:(?<![^\W_])[^\W\d_]|(?<!\d)\d{1,2}|\b[a-z]\.[a-z])\.$")
_LAST_WORD = re.compile(r"\b([^\W\d_]{2,12})\.$")
_CLAUSE_END = re.compile(r"[;:]\s|\s[–—-]\s")


def sentences(text: str, abbreviations: Set[str] = frozenset()) -> tuple[tuple[int, str], ...]:
    """The sentences of a text, lines of a list among them, and where each begins."""
    return tuple(_cut(text, _END, abbreviations))


def clauses(text: str, abbreviations: Set[str] = frozenset()) -> tuple[tuple[int, str], ...]:
    """The sentences of a text, cut at semicolons, colons and dashes as well."""
    cut = sentences(text, abbreviations)
    return tuple((start + at, part) for start, one in cut for at, part in _cut(one, _CLAUSE_END, abbreviations))


def _cut(text: str, ends: re.Pattern[str], abbreviations: Set[str]) -> Iterator[tuple[int, str]]:
    start = 0
    for end in ends.finditer(text):
        before = text[start : end.start()]
        if "\n" not in end[0] and _goes_on(before[-16:], abbreviations):
            continue
        if before.strip():
            yield start, before
        start = end.end()
    if text[start:].strip():
        yield start, text[start:]


def _goes_on(before: str, abbreviations: Set[str]) -> bool:
    """Whether a sentence goes on behind words that end with a full stop."""
    last = _LAST_WORD.search(before)
    return _SHORT.search(before) is not None or (last is not None and last[1].lower() in abbreviations)
