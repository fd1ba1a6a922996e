"""Register: how a language speaks to its readers, and in which variety.

Words that are too familiar, polite words in small letters, and words of another variety. What stands in the source as
well is a quotation or a name and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.authored_text import Fault
from build_tools.fidelity.capitals import capitals
from build_tools.fidelity.masking import masked
from build_tools.fidelity.pair import Pair, Tongue
from build_tools.fidelity.phrases import phrases_pattern
from build_tools.problems import shown

_BEGINNING = re.compile(r"(?:^|[\n.!?:;]|\n-|\d\.)[\s„“\"«»-]*$")
_NEXT = re.compile(r"\W*(\w*)")


def register(pair: Pair) -> Iterator[Fault]:
    """What is too familiar, of another variety, or written with the wrong capitals."""
    names = pair.surroundings.names
    source, text = masked(pair.source, names), masked(pair.translation, names)
    quoted = frozenset(re.findall(r"\w+", source.lower()))
    words = _lexicon(pair.language)
    yield from _informal(text, quoted, words)
    yield from _small_polite(text, source, words, _lexicon(pair.spoken))
    yield from _other_variety(text, quoted, words)
    yield from capitals(pair.language, source, text, quoted)


def _informal(text: str, quoted: frozenset[str], words: _Lexicon) -> Iterator[Fault]:
    """The first word that is too familiar; imperatives are told by their place."""
    found = [match for match in words.informal.finditer(text) if match[0].lower() not in quoted]
    found += [match for match in words.informal_first.finditer(text) if _is_first(match)]
    found += [match for match in words.informal_first_or_not.finditer(text) if words.is_imperative(match)]
    for match in sorted(found, key=lambda match: match.start())[:1]:
        message = f"{shown(match[0])} is too familiar; this site speaks to its readers politely."
        yield Fault("informal-address", message, "Write the polite form.", match[0], match.start())


def _small_polite(text: str, source: str, words: _Lexicon, spoken: _Lexicon) -> Iterator[Fault]:
    """Polite words in small letters, where the source speaks to its reader and of nobody else."""
    if not words.polite or spoken.others.search(source):
        return
    to_reader = spoken.you.search(source) is not None
    for polite, small, is_first in words.polite:
        found = next((match for match in small.finditer(text) if match[0].split()[-1].islower()), None)
        if not (_is_first(found) if found and is_first else to_reader):
            continue
        if found:
            message = f"{shown(found[0])} speaks of other people, and the source speaks to the reader."
            yield Fault("wrong-capitals", message, f"Write {shown(polite)} with a capital.", found[0], found.start())


def _other_variety(text: str, quoted: frozenset[str], words: _Lexicon) -> Iterator[Fault]:
    for found in words.variety.finditer(text):
        if found[0].lower() not in quoted:
            write = next((write for write, forms in words.instead if forms.fullmatch(found[0])), "")
            message = f"{shown(found[0])} belongs to another variety of the language."
            yield Fault("wrong-variety", message, f"Write {shown(write)}.", found[0], found.start())


def _is_first(found: re.Match[str]) -> bool:
    return _BEGINNING.search(found.string, max(0, found.start() - 8), found.start()) is not None


class _Lexicon:
    """The words of a language that show how it speaks, made once."""

    def __init__(self, language: Tongue) -> None:
        address = language.wording.address
        self.informal = phrases_pattern(address.informal)
        self.informal_first = phrases_pattern(address.informal_first)
        self.informal_first_or_not = phrases_pattern(address.informal_first_or_not)
        self.not_after = frozenset(address.not_after_imperative)
        self.you, self.others = phrases_pattern(address.you), phrases_pattern(address.others)
        polite = [(address.polite_first, True), (address.polite, False)]
        self.polite = [
            (word, phrases_pattern(small), first) for words, first in polite for word, small in words.items()
        ]
        self.instead = [(write, phrases_pattern(forms)) for write, forms in language.wording.other_variety.items()]
        self.variety = phrases_pattern(form for forms in language.wording.other_variety.values() for form in forms)

    def is_imperative(self, found: re.Match[str]) -> bool:
        """Whether a word stands where an imperative does: first in a sentence, and before no subject."""
        following = _NEXT.match(found.string, found.end())
        said = following[1].lower() if following else ""
        return bool(said) and said not in self.not_after and _is_first(found)


@lru_cache(maxsize=16)
def _lexicon(language: Tongue) -> _Lexicon:
    return _Lexicon(language)
