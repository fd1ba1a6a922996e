"""Negation: a sentence that denies something is not translated by one that affirms it, and the other way round.

Each sentence says no a number of times; words that other languages may say with or without a negation leave several
numbers open. A fault is told where source and translation have none in common, sentence by sentence where these match,
else in the text as a whole; and where what is denied stands beside other names, numbers or placeholders.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from build_tools.fidelity.anchors import denied_anchors
from build_tools.fidelity.masking import masked
from build_tools.fidelity.negation_words import Negations, lexicon_of
from build_tools.fidelity.pair import Pair
from build_tools.fidelity.sentences import clauses, sentences
from build_tools.problems import Fault, shown

_MOST = 6
"""So many words are told."""
Parts = tuple[tuple[int, str], ...]


def negation(pair: Pair) -> Iterator[Fault]:
    """Negations that are lost, added or moved."""
    said, told = lexicon_of(pair.spoken.wording.negation), lexicon_of(pair.language.wording.negation)
    if not (said.knows_words and told.knows_words) or pair.number == 0:  # a form for none says so by a negation
        return
    names = pair.surroundings.names
    source, translation = masked(pair.source, names), masked(pair.translation, names)
    known = pair.spoken.wording.abbreviations | pair.language.wording.abbreviations  # names take `Mr.` along
    is_faulty = False
    for (_, part), (start, other) in zip(*_parts(source, translation, known), strict=True):
        for fault in _compared(said.negations(part), told.negations(other, start)):
            is_faulty = True
            yield fault
    if not is_faulty and (here := denied_anchors(pair.source, source, said)):
        yield from _moved(here, denied_anchors(pair.translation, translation, told))


def _parts(source: str, translation: str, abbreviations: Set[str]) -> tuple[Parts, Parts]:
    """Both texts, cut as finely as they have equally many parts."""
    for cut in (clauses, sentences):
        parts, others = cut(source, abbreviations), cut(translation, abbreviations)
        if len(parts) == len(others):
            return parts, others
    return ((0, source),), ((0, translation),)


def _compared(source: Negations, translation: Negations) -> Iterator[Fault]:
    """Two sentences; where both have words that perhaps deny, these are taken for each other's translation."""
    alike = min(source.perhaps, translation.perhaps)
    counts, others = source.counts(without=alike), translation.counts(without=alike)
    if counts & others:
        return
    if max(counts) > max(others):
        mend = "Say no where the source says no."
    else:
        mend = "Delete what denies, as the source denies nothing more."
    message = f"The source denies {_told(source.words)}, and the translation {_told(translation.words)}."
    yield Fault("negation-changed", message, mend, next(iter(translation.words), ""), translation.start)


def _told(words: tuple[str, ...]) -> str:
    return f"with {', '.join(shown(word) for word in words[:_MOST])}" if words else "nothing"


def _moved(source: frozenset[str], translation: frozenset[str]) -> Iterator[Fault]:
    if source and translation and not source & translation:
        said, told = (", ".join(shown(anchor) for anchor in sorted(anchors)) for anchors in (source, translation))
        message = f"The source denies something of {said}, and the translation of {told}."
        yield Fault("negation-changed", message, "Move the negation to where the source has it.", "")
