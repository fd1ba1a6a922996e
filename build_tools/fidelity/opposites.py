"""Opposites: where a source says *more*, *before* or *all*, its translation does not say *less*, *after* or *some*.

Told is a part of a text that has words of exactly one side of a pair, beside a part with words of exactly the other.
Where only one of both denies something, nothing is told, as *not before* may be *only after*; nor where any does, of
pairs that turn with a negation: *not all* is *some not*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from build_tools.fidelity.alignment import aligned
from build_tools.fidelity.concepts import Concepts, Meant
from build_tools.fidelity.masking import FILLER, masked
from build_tools.fidelity.negation_words import lexicon_of
from build_tools.fidelity.pair import Pair, Tongue
from build_tools.fidelity.phrases import Found
from build_tools.fidelity.wording import Wording
from build_tools.problems import Fault, shown

_TURNING = frozenset({"all/some", "must/may", "allow/block", "more/fewer"})


def opposites(pair: Pair) -> Iterator[Fault]:
    """Words of the opposite meaning."""
    spoken, language = pair.spoken.wording, pair.language.wording
    if not (spoken.opposites and language.opposites):
        return
    names = pair.surroundings.names
    source, translation = masked(pair.source, names), masked(pair.translation, names)
    said, told = _concepts(spoken), _concepts(language)
    for at, part, start, other in aligned(source, translation, pair.abbreviations):
        here = said.within(source, at, at + len(part))
        there = told.within(translation, start, start + len(other))
        for mine, theirs, turns in _turned(here, there):
            denied = _denies(part, at, here, pair.spoken), _denies(other, start, there, pair.language)
            if denied[0] == denied[1] and not (turns and denied[0]):
                message = f"The source has {shown(mine.words)}, and the translation {shown(theirs.words)}."
                mend = "Write what the source says, and not its opposite."
                yield Fault("opposite-said", message, mend, theirs.words, theirs.start)
                return


def _turned(source: Sequence[Meant], translation: Sequence[Meant]) -> Iterator[tuple[Found, Found, bool]]:
    """Words of one side of a pair and those of the other, where each text has one side; and whether the pair turns."""
    here, there = _sides(source), _sides(translation)
    for side in here:
        other = _other(side)
        if other in there and not _may_say(source, other) and not _may_say(translation, side):
            yield here[side].found, there[other].found, side.partition(":")[0] in _TURNING


def _sides(meant: Sequence[Meant]) -> dict[str, Meant]:
    return {side: one for one in reversed(meant) for side in one.surely}


def _may_say(meant: Sequence[Meant], side: str) -> bool:
    return any(side in one.surely or side in one.perhaps for one in meant)


def _other(side: str) -> str:
    """The other side of a pair: `after` of `before/after:before`."""
    pair, _, name = side.partition(":")
    one, _, other = pair.partition("/")
    return f"{pair}:{other if name == one else one}"


def _denies(part: str, at: int, meant: Sequence[Meant], language: Tongue) -> bool:
    """Whether a part says no, surely or perhaps, in other words than those of a pair, such as `disabled`."""
    letters = [*part]
    for _, start, end in (one.found for one in meant if one.surely):
        letters[start - at : end - at] = FILLER * (end - start)
    text = "".join(letters)
    return bool(lexicon_of(language.wording.negation).negations(text).words)


@lru_cache(maxsize=32)
def _concepts(wording: Wording) -> Concepts:
    sides = {
        f"{pair}:{name}" if pair != "none" else pair: words
        for pair, both in wording.opposites.items()
        for name, words in both.items()
    }
    return Concepts(sides)
