"""Alignment: which part of a source stands beside which part of its translation.

In: two masked texts, and the abbreviations of both languages. Out: both, cut as finely as they have equally many parts,
each with its place: into clauses, else into sentences, else not at all.
"""

from __future__ import annotations

from functools import lru_cache

from build_tools.fidelity.sentences import clauses, sentences


@lru_cache(maxsize=64)
def sentences_of(text: str, abbreviations: frozenset[str]) -> tuple[tuple[int, str], ...]:
    """The sentences of a text, which is cut once."""
    return sentences(text, abbreviations)


@lru_cache(maxsize=64)
def aligned(source: str, translation: str, abbreviations: frozenset[str]) -> tuple[tuple[int, str, int, str], ...]:
    """Parts of the source beside those of the translation, each behind the place where it begins."""
    for cut in (clauses, sentences_of):
        parts, others = cut(source, abbreviations), cut(translation, abbreviations)
        if len(parts) == len(others):
            return tuple((*part, *other) for part, other in zip(parts, others, strict=True))
    return ((0, source, 0, translation),)
