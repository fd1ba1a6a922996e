"""Number words: what numbers in words are worth, in any language whose wording lists the words.

In: the wording of a language. Out: the values of a word, and of words in a row. `two hundred and five`,
`zweihundertfünf` and `duzentos e cinco` follow one rule: what is larger multiplies, what is smaller is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

from build_tools.fidelity.wording import NumberWords

Values = frozenset[Fraction]
_HUNDRED = 100
_ROUND = 20


class NumberLexicon:
    """The number words of a language."""

    def __init__(self, words: NumberWords) -> None:
        self.values: Mapping[str, Values] = {
            word: frozenset(map(Fraction, values.split())) for word, values in words.words.items()
        }
        self.scales = {word.lower(): Fraction(value) for word, value in words.scales.items()}
        self.joint = frozenset(words.joint)
        self.loose = frozenset(words.loose)
        parts = "|".join(sorted((re.escape(word) for word in self.values if len(word) > 1), key=len, reverse=True))
        joint = "|".join(map(re.escape, words.joint)) or "(?!)"
        endings = "|".join(map(re.escape, sorted(words.endings, key=len, reverse=True))) or "(?!)"
        has_compounds = parts and words.endings
        self._compound = re.compile(
            rf"((?:{parts})(?:(?:{joint})?(?:{parts}))*)(?:{endings})?" if has_compounds else r"(?!)"
        )
        self._part = re.compile(parts or r"(?!)")

    def values_of(self, word: str) -> Values:
        """What one word is worth; nothing, where it is no number."""
        said = word.lower()
        return self.values.get(said) or self._value_of_compound(said)

    @lru_cache(maxsize=4096)  # noqa: B019 - there is one lexicon for each language
    def _value_of_compound(self, word: str) -> Values:
        if len(word) > 40 or not (found := self._compound.fullmatch(word)):
            return frozenset()
        parts = [self.values[part] for part in self._part.findall(found[1])]
        if any(len(values) != 1 for values in parts):
            return parts[0] if len(parts) == 1 else frozenset()
        return frozenset({self.worth(next(iter(values)) for values in parts)})

    def scale_of(self, word: str) -> Fraction:
        """What a word behind a number multiplies it by; 0, where it does not."""
        return self.scales.get(word.lower().rstrip("."), Fraction(0))

    def is_loose(self, word: str) -> bool:
        """Whether a number word may be none; an entry with a capital counts for words with a capital."""
        return word.lower() in self.loose or word in self.loose

    @staticmethod
    def worth(values: Iterable[Fraction]) -> Fraction:
        """The number that some values in a row make."""
        total = current = Fraction(0)
        for value in values:
            if value >= _HUNDRED:
                current = (current or 1) * value
                if value > _HUNDRED:
                    total, current = total + current, Fraction(0)
            else:
                current += value
        return total + current

    @staticmethod
    def fraction_of(so_far: list[Fraction], values: Values) -> Fraction | None:
        """What `two` before `thirds` makes; nothing, where no part of a whole follows."""
        part = min(values, default=Fraction(1))
        is_part = part < 1 and len(so_far) == 1 and 0 < so_far[0] * part < 1 and (so_far[0] > 1 or len(values) == 1)
        return so_far[0] * part if is_part else None

    @staticmethod
    def goes_on(so_far: list[Fraction], value: Fraction) -> bool:
        """Whether a value belongs to the number that began before it: `vinte e quatro`, and not `dois e três`."""
        last = so_far[-1]
        if value >= _HUNDRED:
            return last < value
        return last >= _ROUND and 0 < value < _magnitude(last)


def _magnitude(value: Fraction) -> int:
    size = 1
    while value % (size * 10) == 0:
        size *= 10
    return size


@lru_cache(maxsize=32)
def lexicon_of(words: NumberWords) -> NumberLexicon:
    """The lexicon of a wording, made once."""
    return NumberLexicon(words)
