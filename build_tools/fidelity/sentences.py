"""Sentences: where a text can be cut so that each part says something by itself.

In: a masked text. Out: its sentences, and the clauses of these, with the places where they begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"\n+|(?<=[.!?])[\"'”“»’)]{0,4}[ \u00a0]{1,4}(?=[„“\"»«(]{0,3}[A-ZÀ-ÖØ-Þ\ue000\ue001])")
_ABBREVIATED = re.compile(
    r"(?:(?<![^\W_])[^\W\d_]|(?<!\d)\d{1,2}|\b(?:[Nn][or]|Mr|Mrs|Dr|Sr|Sra|ca|bzw|etc|vgl|[a-z]\.[a-z]))\.$"
)
_CLAUSE_END = re.compile(r"[;:]\s|\s[–—-]\s")


def sentences(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of a text, lines of a list among them, and where each begins."""
    return tuple(_cut(text, _END))


def clauses(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of a text, cut at semicolons, colons and dashes as well."""
    return tuple((start + at, part) for start, sentence in sentences(text) for at, part in _cut(sentence, _CLAUSE_END))


def _cut(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    start = 0
    for end in ends.finditer(text):
        before = text[start : end.start()]
        if "\n" not in end[0] and _ABBREVIATED.search(before[-8:]):
            continue
        if before.strip():
            yield start, before
        start = end.end()
    if text[start:].strip():
        yield start, text[start:]
