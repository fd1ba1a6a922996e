"""Own language: a translation is in its language, all of it, and not in that of its source or in a near one.

In: a pair. Out: faults. A word that stands on both sides is left over, if it is no name, no code, and no word that the
language is known to write like others. Another language shows itself by its words and spellings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from babel import Locale

from build_tools.fidelity.pair import Pair
from build_tools.fidelity.prose import Word, folded, placed_sentences, quotations, words
from build_tools.fidelity.wording import Spellings, Wording
from build_tools.problems import Fault, either, shown

_MOST = 6
"""So many words are told."""
_FEWEST = 6
"""So many words of a text are enough to wonder that none is an ordinary one of its language."""
_SHORTEST = 3
"""So many letters has a word that is taken for left over; shorter ones are often alike by chance."""
_WRITE = "Write it in the language of this translation."


def own_language(pair: Pair) -> Iterator[Fault]:
    """Tell of a text that is its source, of words that are left from it, and of another language."""
    left = _left_over(pair)
    if folded(pair.translation) == folded(pair.source):
        if left:
            message = f"The translation is the same as the source: {shown(pair.source)}."
            yield Fault("untranslated", message, _translate(pair), pair.translation)
        return
    if left:
        message = f"Words of the source are left in the translation: {_named([word.text for word in left])}."
        yield Fault("partly-untranslated", message, _translate(pair), left[0].text, left[0].start)
    yield from _other_language(pair)


def _translate(pair: Pair) -> str:
    """The mend, with the list that names of products and people are to stand in, if they stay as they are."""
    list_of_names = f"`written_alike` in `locales/{pair.language.locale}/wording.yaml`"
    return f"Translate it. If it is a name, add each of its words to {list_of_names}."


def _left_over(pair: Pair) -> list[Word]:
    """Words of the source that stand in the translation and mean nothing there."""
    there = {word.key: word for word in words(pair.source)}
    common = [word for word in words(pair.translation) if word.key in there and _is_ordinary(word, pair)]
    if not common:
        return []
    kept = _proper_names(pair.source, pair.spoken.wording) | _quoted(pair)
    named = _proper_names(pair.translation, pair.language.wording)
    if pair.spoken.wording.capital_nouns:
        named -= pair.spoken.wording.common_words
    return [word for word in common if word.key not in kept | named and not _is_taken_in(word, there[word.key], pair)]


def _quoted(pair: Pair) -> frozenset[str]:
    """The words of quotations that both texts have and that are in neither language, such as a title."""
    both = {*quotations(pair.source)} & {*quotations(pair.translation)}
    said = [{word.key for word in words(quotation)} for quotation in both]
    return frozenset().union(*(keys for keys in said if 3 * len(keys & pair.spoken.wording.common_words) < len(keys)))


def _is_ordinary(word: Word, pair: Pair) -> bool:
    """Whether a word is no code and no name, and none that is known to be the same in both languages."""
    return not (
        len(word.text) < _SHORTEST
        or _is_code(word)
        or word.key in pair.language.wording.written_alike
        or word.key in pair.spoken.wording.written_alike
        or word.key in _names(pair.surroundings.names)
        or word.key in _calendar(pair.language.locale)
    )


def _is_code(word: Word) -> bool:
    """Whether a word is an abbreviation, or written as only names of products are."""
    return not word.text[1:].islower()


def _is_taken_in(word: Word, there: Word, pair: Pair) -> bool:
    """Whether a word was given the capital of a noun, as a language does with words that it has made its own."""
    is_small = there.text[0].islower() or there.is_first
    is_noun = pair.language.wording.capital_nouns and word.text[0].isupper() and is_small
    return is_noun and word.key not in pair.spoken.wording.common_words


def _proper_names(text: str, wording: Wording) -> frozenset[str]:
    """Words with a capital that no sentence begins with, in a language that writes only names so."""
    if wording.capital_nouns:
        return frozenset()
    return frozenset(word.key for word in words(text) if word.text[0].isupper() and not word.is_first)


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> frozenset[str]:
    """The words of all names, also with the -s of a genitive."""
    found = {word.key for name in names for word in words(name)}
    return frozenset(found | {f"{word}s" for word in found})


@lru_cache(maxsize=64)
def _calendar(locale: Locale) -> frozenset[str]:
    """The names of months and days."""
    named = (*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values())
    return frozenset(name.lower() for name in named)


def _other_language(pair: Pair) -> Iterator[Fault]:
    """Tell of the first sentence with more words of another language than of its own, or of a text with none."""
    wording, text = pair.language.wording, pair.translation
    heard = _heard(pair)
    own_in_all = any(word in wording.common_words for _, word in heard)
    for start, end in ((0, len(text)), *((at, at + len(part)) for at, part in placed_sentences(text))):
        said = [word for _, word in heard[bisect_left(heard, (start, "")) : bisect_left(heard, (end, ""))]]
        own = [word for word in said if word in wording.common_words]
        others = [word for word in said if word not in wording.common_words and len(word) > 1]
        for name, spellings in wording.mistaken_for.items() if others else ():
            if foreign := _foreign(others, own, spellings):
                yield Fault("wrong-language", f"This looks like {name}: {_named(foreign)}.", _WRITE, foreign[0], start)
                return
    if not own_in_all and _should_be_heard(heard, pair):
        message = f"No ordinary word of its language stands in {shown(text)}."
        yield Fault("wrong-language", message, _WRITE, text)


def _should_be_heard(heard: Sequence[object], pair: Pair) -> bool:
    """Whether a text of these words should have an ordinary one: it is long enough, and its source has one."""
    spoken = pair.spoken.wording.common_words
    source_has = not spoken or any(word.key in spoken for word in words(pair.source))
    return bool(pair.language.wording.common_words) and len(heard) >= _FEWEST and source_has


def _foreign(others: list[str], own: list[str], spellings: Spellings) -> list[str]:
    """The words of another language, if they are more than those of the own language that the other has not, too."""
    foreign = [word for word in others if _has(spellings, word)]
    return foreign if foreign and len(foreign) > sum(not _has(spellings, word) for word in own) else []


@lru_cache(maxsize=1 << 14)
def _has(spellings: Spellings, word: str) -> bool:
    return spellings.has(word)


def _heard(pair: Pair) -> list[tuple[int, str]]:
    """The words by which a language is told, and their places: no names, and none that many languages have."""
    wording, names, text = pair.language.wording, _names(pair.surroundings.names), pair.translation
    proper = _proper_names(text, wording)
    return [
        (word.start, word.key)
        for word in words(text)
        if (word.key not in names or word.key in wording.common_words)
        and word.key not in proper
        and text[max(word.start - 1, 0)] != "-"
        if word.key not in wording.abbreviations
        if word.key in wording.common_words or not (word.key in wording.written_alike or _is_code(word))
    ]


def _named(found: list[str]) -> str:
    return either(list(dict.fromkeys(found))[:_MOST], "and")
