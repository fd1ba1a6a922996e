"""Denied: what a text surely denies of a thing, and of what it surely says it without denying anything.

In: a text, its language and the things in it. Out: the things that are denied, and those that are affirmed. Denied is
judged in a small part, by a plain word such as *not* beside the thing; affirmed in a large one, which has nothing that
denies or restricts. Between the two nothing is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from build_tools.fidelity.alignment import sentences_of
from build_tools.fidelity.concepts import Meant, meant_between
from build_tools.fidelity.masking import masked
from build_tools.fidelity.negation_words import NegationLexicon, lexicon_of
from build_tools.fidelity.pair import Tongue
from build_tools.fidelity.phrases import Found, Phrases, between
from build_tools.fidelity.things import things_in
from build_tools.fidelity.wording import Wording

_COMMA = re.compile(r"[,;:()–—\n](?=\s|$)|\s-\s")
_STRONG = re.compile(r"[;:–—\n]|\s-\s")
_WORD = re.compile(r"\w+")
_FEW = 45
"""So far behind its comma a word such as *however* stands at most: `passwords, however, were not`."""
_FEW_WORDS = 4
_CLAIMS = frozenset({"evidence"})
"""Things about which something is said that may be denied for itself, as in `evidence that nothing was read`."""


class Stance(NamedTuple):
    """Things that a text denies, and things of which it says something without denying it, with their words."""

    denied: dict[str, Found]
    affirmed: dict[str, Found]


def stance(text: str, names: tuple[str, ...], language: Tongue) -> Stance:
    """What a text surely denies and affirms; what it says both of, it says surely neither."""
    found = [one for one in things_in(text, names, language) if one.surely]
    plain, lexicon = masked(text, names), _lexicon(language.wording)
    said = _Said()
    for start, end in lexicon.large_parts(plain):
        inside = meant_between(found, start, end)
        if inside and lexicon.affirms(plain, start, end):
            said.affirmed.update(_words(inside))
        elif inside:
            for at, to in lexicon.small_parts(plain, start, end):
                said.add(meant_between(inside, at, to), lexicon, (plain, at, to))
    return said.surely()


class _Said:
    """What has been read of a text so far: words by thing."""

    def __init__(self) -> None:
        self.denied: dict[str, Found] = {}
        self.affirmed: dict[str, Found] = {}
        self.unsure: dict[str, Found] = {}

    def add(self, found: Sequence[Meant], lexicon: _Lexicon, part: tuple[str, int, int]) -> None:
        """Read a small part of a sentence that somewhere denies or restricts something."""
        if not found:
            return
        claims = {thing: words for thing, words in _words(found).items() if thing in _CLAIMS}
        if lexicon.denies(*part):
            self.denied.update(_words(found))
        elif claims and lexicon.affirms(*part):
            self.affirmed.update(claims)
        else:
            self.unsure.update(_words(found))

    def surely(self) -> Stance:
        """What is said in one way only."""
        denied, affirmed = self.denied.items(), self.affirmed.items()
        return Stance(
            {thing: words for thing, words in denied if thing not in self.affirmed},
            {thing: words for thing, words in affirmed if thing not in self.denied | self.unsure},
        )


def _words(found: Iterable[Meant]) -> dict[str, Found]:
    return {thing: one.found for one in found for thing in one.surely}


class _Lexicon:
    """The words that cut a text, and those that deny, made once."""

    def __init__(self, wording: Wording) -> None:
        words = wording.negation
        self._negations: NegationLexicon = lexicon_of(words)
        self._negators = words.negators
        self._contrasts = Phrases(words.contrasts)
        self._restricts = Phrases(words.restricts)
        self._abbreviations = wording.abbreviations
        self._breaks = words.clause_words | wording.joining

    def large_parts(self, text: str) -> Iterator[tuple[int, int]]:
        """Sentences, cut where something is set against what is before it."""
        contrasts = tuple(self._contrasts.find(text))
        for start, sentence in sentences_of(text, self._abbreviations):
            cuts = {cut.end() for cut in _STRONG.finditer(sentence)} | self._appended(sentence)
            for found in between(contrasts, start, start + len(sentence)):
                at = found.start - start
                comma = sentence.rfind(",", max(0, at - _FEW), at)
                cuts.add(comma + 1 if comma >= 0 else at)
            yield from _spans(start, start + len(sentence), sorted(start + cut for cut in cuts))

    @lru_cache(maxsize=16)  # noqa: B019 - there is one lexicon for each language
    def _restricting(self, text: str) -> tuple[Found, ...]:
        return tuple(self._restricts.find(text))

    def _appended(self, sentence: str) -> set[int]:
        """Where a few words that begin with one that denies follow the only comma: `names, not passwords`."""
        before, _, behind = sentence.partition(",")
        words = _WORD.findall(behind.lower())
        is_short = 1 < len(words) <= _FEW_WORDS and "," not in behind
        return {len(before) + 1} if is_short and words[0] in self._negators else set()

    def small_parts(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What stands between commas and words that begin or join something."""
        commas = [cut.end() for cut in _COMMA.finditer(text, start, end)]
        words = [word.start() for word in _WORD.finditer(text, start, end) if word[0].lower() in self._breaks]
        yield from _spans(start, end, sorted({*commas, *words}))

    def denies(self, text: str, start: int, end: int) -> bool:
        """Whether a part of a text has a plain word that denies, and no idiom."""
        words = self._negations.negations(text, start, end).words
        return any(self._negators.issuperset(word.lower().split()) for word in words)

    def affirms(self, text: str, start: int, end: int) -> bool:
        """Whether nothing in a part of a text denies or restricts what it says."""
        denied = self._negations.negations(text, start, end).words
        return not denied and not between(self._restricting(text), start, end)


def _spans(start: int, end: int, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    for cut in (*cuts, end):
        if cut > start:
            yield start, cut
            start = cut


@lru_cache(maxsize=32)
def _lexicon(wording: Wording) -> _Lexicon:
    return _Lexicon(wording)
