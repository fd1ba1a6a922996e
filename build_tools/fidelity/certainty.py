"""Certainty: what a source says may be so is not said to be so by its translation, nor the other way round.

Told is a sentence with a word such as *might*, *perhaps* or *allegedly* beside one without any word that leaves
something open, be it only *can*, *if* or *risk*.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from build_tools.fidelity.alignment import aligned
from build_tools.fidelity.concepts import Concepts
from build_tools.fidelity.masking import masked
from build_tools.fidelity.pair import Pair
from build_tools.fidelity.phrases import Found
from build_tools.fidelity.wording import Listed
from build_tools.problems import Fault, shown


def certainty(pair: Pair) -> Iterator[Fault]:
    """What is more certain, or less, than in the source."""
    spoken, language = pair.spoken.wording.uncertain, pair.language.wording.uncertain
    if not (spoken and language):
        return
    names = pair.surroundings.names
    said, told = _concepts(spoken), _concepts(language)
    source, translation = masked(pair.source, names), masked(pair.translation, names)
    for at, part, start, other in aligned(source, translation, pair.abbreviations):
        here, there = _open(said, source, at, len(part)), _open(told, translation, start, len(other))
        if here and here.words and not there:
            message = f"The source leaves something open with {shown(here.words)}, and the translation does not."
            yield Fault("certainty-changed", message, "Say that it is not certain.", "", start)
            return
        if there and there.words and not here:
            message = f"The translation leaves something open with {shown(there.words)}, and the source does not."
            mend = "Say it as surely as the source."
            yield Fault("certainty-changed", message, mend, there.words, there.start)
            return


def _open(words: Concepts, text: str, start: int, length: int) -> Found | None:
    """What leaves something open in a part; without words, where it is only perhaps one that does."""
    first = None
    for one in words.within(text, start, start + length):
        if one.surely and not _is_name(one.found, text):
            return one.found
        first = first or Found("", one.found.start, one.found.end)
    return first


def _is_name(found: Found, text: str) -> bool:
    """Whether a word has a capital inside a sentence, as the month of May."""
    before = text[max(0, found.start - 4) : found.start].rstrip(" \u00a0")
    return found.words[0].isupper() and before[-1:] not in {"", ".", "\n", ":", "-"}


@lru_cache(maxsize=32)
def _concepts(words: Listed) -> Concepts:
    return Concepts({"open": words})
