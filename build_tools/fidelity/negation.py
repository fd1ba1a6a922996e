"""Negation: a sentence that denies something is not translated by one that affirms it, and the other way round.

Each sentence says no a number of times; words that other languages may say with or without a negation leave several
numbers open. A fault is told where source and translation have none in common, sentence by sentence where these match,
else in the text as a whole; where what is denied stands beside other names, numbers or placeholders; and where of a
thing, such as passwords, one text denies what the other says.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.fidelity.alignment import aligned
from build_tools.fidelity.anchors import denied_anchors
from build_tools.fidelity.denied import Stance, stance
from build_tools.fidelity.masking import masked
from build_tools.fidelity.negation_words import Negations, lexicon_of
from build_tools.fidelity.pair import Pair
from build_tools.fidelity.things import things_in
from build_tools.problems import Fault, shown

_MOST = 6
"""So many words are told."""
_MOVE = "Move the negation to where the source has it."


def negation(pair: Pair) -> Iterator[Fault]:
    """Negations that are lost, added or moved."""
    said, told = lexicon_of(pair.spoken.wording.negation), lexicon_of(pair.language.wording.negation)
    if not (said.knows_words and told.knows_words) or pair.number == 0:  # a form for none says so by a negation
        return
    names = pair.surroundings.names
    source, translation = masked(pair.source, names), masked(pair.translation, names)
    is_faulty = False
    for at, part, start, other in aligned(source, translation, pair.abbreviations):
        denied = said.negations(source, at, at + len(part))
        for fault in _compared(denied, told.negations(translation, start, start + len(other))):
            is_faulty = True
            yield fault
    if is_faulty:
        return
    if here := denied_anchors(pair.source, source, said):
        yield from _moved(here, denied_anchors(pair.translation, translation, told))
    if (said.negations(source).words or told.negations(translation).words) and _share_things(pair):
        yield from _turned(stance(pair.source, names, pair.spoken), stance(pair.translation, names, pair.language))


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
        yield Fault("negation-changed", message, _MOVE, "")


def _share_things(pair: Pair) -> bool:
    """Whether both texts surely speak of one thing."""
    names = pair.surroundings.names
    here, there = things_in(pair.source, names, pair.spoken), things_in(pair.translation, names, pair.language)
    return not {thing for one in here for thing in one.surely}.isdisjoint(
        thing for one in there for thing in one.surely
    )


def _turned(source: Stance, translation: Stance) -> Iterator[Fault]:
    """Things of which one text surely denies what the other surely says."""
    for said, told, does, instead in (
        (source.denied, translation.affirmed, "denies", "affirms"),
        (source.affirmed, translation.denied, "affirms", "denies"),
    ):
        for thing in said.keys() & told.keys():
            words, start, _ = told[thing]
            has = f"The source {does} something of {shown(said[thing].words)}"
            message = f"{has}, and the translation {instead} it of {shown(words)}."
            yield Fault("negation-changed", message, _MOVE, words, start)
