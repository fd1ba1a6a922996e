"""Register: how a language speaks to its readers, and in which variety.

Words that are too familiar, polite words in small letters, and words of another variety. What stands in the source as
well is a quotation or a name and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.fidelity.capitals import capitals
from build_tools.fidelity.masking import masked
from build_tools.fidelity.pair import Pair, Tongue
from build_tools.fidelity.phrases import Found, Phrases
from build_tools.problems import Fault, shown

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
    yield from capitals(pair, source, text, quoted)


def _informal(text: str, quoted: frozenset[str], words: _Lexicon) -> Iterator[Fault]:
    """The first word that is too familiar; imperatives are told by their place."""
    found = [one for one in words.informal.find(text) if one.words.lower() not in quoted]
    found = [one for one in found if len(one.words) == 1 or not one.words.isupper()]  # `TI` is no `ti`
    found += [one for one in words.informal_first.find(text) if _is_first(one, text)]
    found += [one for one in words.informal_first_or_not.find(text) if words.is_imperative(one, text)]
    for one in sorted(found, key=lambda one: one.start)[:1]:
        message = f"{shown(one.words)} is too familiar; this site speaks to its readers politely."
        yield Fault("informal-address", message, "Write the polite form.", one.words, one.start)


def _small_polite(text: str, source: str, words: _Lexicon, spoken: _Lexicon) -> Iterator[Fault]:
    """Polite words in small letters, where the source speaks to its reader and of nobody else."""
    if not words.polite or spoken.others.first(source):
        return
    to_reader = spoken.you.first(source) is not None
    for polite, small, is_first in words.polite:
        found = next((one for one in small.find(text) if one.words.split()[-1].islower()), None)
        if found and (_is_first(found, text) if is_first else to_reader):
            message = f"{shown(found.words)} speaks of other people, and the source speaks to the reader."
            yield Fault("wrong-capitals", message, f"Write {shown(polite)} with a capital.", found.words, found.start)


def _other_variety(text: str, quoted: frozenset[str], words: _Lexicon) -> Iterator[Fault]:
    for found in words.variety.find(text):
        if found.words.lower() not in quoted:
            write = next((write for write, forms in words.instead if forms.are(found.words)), "")
            message = f"{shown(found.words)} belongs to another variety of the language."
            yield Fault("wrong-variety", message, f"Write {shown(write)}.", found.words, found.start)


def _is_first(found: Found, text: str) -> bool:
    return _BEGINNING.search(text, max(0, found.start - 8), found.start) is not None


class _Lexicon:
    """The words of a language that show how it speaks, made once."""

    def __init__(self, language: Tongue) -> None:
        address = language.wording.address
        self.informal = Phrases(address.informal)
        self.informal_first = Phrases(address.informal_first)
        self.informal_first_or_not = Phrases(address.informal_first_or_not)
        self.not_after = frozenset(address.not_after_imperative)
        self.you, self.others = Phrases(address.you), Phrases(address.others)
        polite = [(address.polite_first, True), (address.polite, False)]
        self.polite = [(word, Phrases(small), first) for words, first in polite for word, small in words.items()]
        self.instead = [(write, Phrases(forms)) for write, forms in language.wording.other_variety.items()]
        self.variety = Phrases(form for forms in language.wording.other_variety.values() for form in forms)

    def is_imperative(self, found: Found, text: str) -> bool:
        """Whether a word stands where an imperative does: first in a sentence, and before no subject."""
        following = _NEXT.match(text, found.end)
        said = following[1].lower() if following else ""
        return bool(said) and said not in self.not_after and _is_first(found, text)


@lru_cache(maxsize=16)
def _lexicon(language: Tongue) -> _Lexicon:
    return _Lexicon(language)
