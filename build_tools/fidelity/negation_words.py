"""Negation words: how often a part of a text says no, by the words of its language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from build_tools.fidelity.phrases import Found, Phrases, between
from build_tools.fidelity.wording import NegationWords

_MOST = 40
_KINDS = (
    "negative",
    "once_or_twice",
    "or_not",
    "perhaps",
    "perhaps_repeated",
    "twice_or_not",
    "not_negative",
    "repeated",
    "apart",
)


@dataclass(frozen=True)
class Negations:
    """How often a text says no: surely, perhaps, twice or not at all; by which words, and where the first stands."""

    surely: int
    perhaps: int
    perhaps_more: int
    twice_or_not: int
    words: tuple[str, ...]
    start: int

    def counts(self, *, without: int) -> frozenset[int]:
        """All numbers that are possible, without some of those words that perhaps deny."""
        spread = min(self.perhaps - without + self.perhaps_more, _MOST) + 1
        twice = range(0, 2 * min(self.twice_or_not, _MOST) + 1, 2)
        return frozenset(self.surely + more + pairs for more in range(spread) for pairs in twice)


class NegationLexicon:
    """The words by which a language says no, made once."""

    def __init__(self, words: NegationWords) -> None:
        self.knows_words = bool(words.negative)
        parts = (*(f"{begin}*" for begin in words.prefixes), *(f"*{end}" for end in words.suffixes))
        groups = {
            "not_negative": words.not_negative,
            "twice_or_not": words.twice_or_not,
            "or_not": words.or_not,
            "perhaps": words.perhaps,
            "once_or_twice": words.once_or_twice,
            "perhaps_repeated": words.perhaps_repeated,
            "apart": words.apart,
            "repeated": words.repeated,
            "negative": (*words.negative, *parts),
        }
        self.phrases = Phrases(phrase for group in groups.values() for phrase in group)
        self._listed = {kind: [phrase.lower().removesuffix("*") for phrase in group] for kind, group in groups.items()}
        self._groups = [(kind, Phrases(group)) for kind, group in groups.items()]
        self._kinds: dict[str, str] = {}

    @lru_cache(maxsize=64)  # noqa: B019 - there is one lexicon for each language
    def _found(self, text: str) -> tuple[Found, ...]:
        return tuple(self.phrases.find(text))

    def negations(self, text: str, start: int = 0, end: int | None = None) -> Negations:
        """How often a text, or what is between two places of it, says no; the text is read once."""
        count = dict.fromkeys(_KINDS, 0)
        words: list[str] = []
        at = start
        for found in between(self._found(text), start, len(text) if end is None else end):
            kind = self._kind(found.words.lower(), is_first=not count["negative"] + count["once_or_twice"])
            count[kind] += 1
            if kind not in {"not_negative", "repeated"}:
                at = at if words else found.start
                words.append(found.words)
        return Negations(
            count["negative"] + count["once_or_twice"] + count["apart"],
            count["perhaps"],
            count["perhaps_repeated"] + count["once_or_twice"] + count["or_not"],
            count["twice_or_not"],
            tuple(words),
            at,
        )

    def _kind(self, words: str, *, is_first: bool) -> str:
        """What some words that were found do; some deny only where nothing before them did."""
        if words not in self._kinds:
            kinds = sorted(
                (kind for kind, phrases in self._groups if phrases.are(words)),
                key=lambda kind: -_specific(self._listed[kind], words),
            )
            if len(self._kinds) > 10_000:
                self._kinds.clear()
            self._kinds[words] = next(iter(kinds), "negative")
        kind = self._kinds[words]
        return "negative" if is_first and kind in {"repeated", "perhaps_repeated"} else kind


def _specific(listed: Iterable[str], words: str) -> int:
    """How many letters of some words the longest phrase has that begins them: `untersag*` says more than `unter*`."""
    return max((len(phrase) for phrase in listed if words.startswith(phrase)), default=0)


@lru_cache(maxsize=32)
def lexicon_of(words: NegationWords) -> NegationLexicon:
    """The lexicon of a language."""
    return NegationLexicon(words)
