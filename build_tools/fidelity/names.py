"""Names: those that stay as they are in every language stand in the translation as in the source.

A German genitive (`Mixpanels`) and compounds (`Office-365-Konten`) are allowed. A name that is also an ordinary word is
no name where the word begins a sentence and a preposition follows, or where the language writes all nouns with a
capital.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from build_tools.fidelity.masking import masked, name_forms, name_pattern
from build_tools.fidelity.pair import Pair, Tongue
from build_tools.problems import Fault, shown

_FIRST = re.compile(r"(?:^|[.!?:;\n]|\n\s*-|\d\.)[\s„“\"«»(*_\[-]*$")
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-zß-ÿ][\w-]{3,}")
_MOST_WORDS = 500
_SPACES = re.compile(r"[\s\u00a0-]+")


def names(pair: Pair) -> Iterator[Fault]:
    """Names that are lost, misspelt or translated, and names that the source does not have."""
    known = pair.surroundings.names
    if not known:
        return
    source, translation = names_in(pair.source, known), names_in(pair.translation, known)
    kept = Counter(name for name, _, _ in translation)
    asked: Counter[str] = Counter()
    for name, start, words in source:
        asked[name] += 1
        is_lost = not kept[name] and asked[name] == 1 and not _has_its_words(pair.translation, name)
        if is_lost and not _is_ordinary(pair.source, start, words, pair.spoken):
            yield _lost(name, pair)
    for name, count in asked.items():
        if 0 < kept[name] < count and (word := _misspelt(name, pair.translation, known)):
            yield _changed(name, word, pair.translation)
    yield from _added(pair, asked, translation)


def names_in(text: str, known: tuple[str, ...]) -> list[tuple[str, int, str]]:
    """The names in a text as they are listed, where they stand, and as they are written there."""
    canonical = _canonical(known)
    plain = _without_marks(text)
    return [
        (canonical[_SPACES.sub(" ", found[1])], found.start(), found[0]) for found in _pattern(known).finditer(plain)
    ]


@lru_cache(maxsize=256)
def _without_marks(text: str) -> str:
    """A text without code, addresses and placeholders; its names are still there."""
    return masked(text)


@lru_cache(maxsize=64)
def _canonical(known: tuple[str, ...]) -> dict[str, str]:
    forms = {form: name for name in known for form in name_forms(name)}
    return {_SPACES.sub(" ", form): name for form, name in forms.items()} | {
        _SPACES.sub(" ", name): name for name in known
    }


@lru_cache(maxsize=64)
def _pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    """Names, the longest first, without a genitive's `s` in the first group."""
    forms = {form for name in known if name.strip() for form in name_forms(name)}
    listed = "|".join(name_pattern(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({listed})(?:['’]s|(?<![sxzß])s)?(?!\w)" if listed else r"((?!))")


def _is_ordinary(text: str, start: int, words: str, language: Tongue) -> bool:
    """Whether a name may be an ordinary word here, as in `Teams of three people took turns`."""
    wording = language.wording
    following = re.match(r"\s+([^\W\d_]+)", text[start + len(words) : start + len(words) + 24])
    before = re.search(r"([^\W\d_]+)\s+$", text[max(0, start - 16) : start])
    if " " in words or not words[1:].islower():
        return False
    if wording.capital_nouns and before and before[1].lower() in wording.determiners:
        return True
    is_first = _FIRST.search(text, max(0, start - 12), start) is not None
    return is_first and following is not None and following[1] in wording.prepositions


def _has_its_words(text: str, name: str) -> bool:
    """Whether the words of a longer name stand in a text in another order, as in `a API da OpenAI`."""
    words = name.split()
    return len(words) > 1 and all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)


def _lost(name: str, pair: Pair) -> Fault:
    if word := _misspelt(name, pair.translation, pair.surroundings.names):
        return _changed(name, word, pair.translation)
    message = f"The name {shown(name)} of the source does not stand in the translation."
    return Fault("name-changed", message, f"Write {shown(name)}; names are neither translated nor left out.", "")


def _changed(name: str, word: str, translation: str) -> Fault:
    message = f"The source has the name {shown(name)}, and the translation has {shown(word)}."
    mend = f"Write {shown(name)}; names stay as they are."
    return Fault("name-changed", message, mend, word, max(0, translation.find(word)))


def _misspelt(name: str, text: str, known: tuple[str, ...]) -> str:
    """A word with a capital that differs from a name by a letter or two, and is no name itself."""
    if len(name) < 4:
        return ""
    words = dict.fromkeys(found[0] for found in _CAPITAL.finditer(_without_marks(text)))
    for word in islice(words, _MOST_WORDS):
        if abs(len(word) - len(name)) <= 2 and word not in known and _distance(word.lower(), name.lower()) <= 2:
            return word if word.lower()[:2] == name.lower()[:2] or len(name) > 6 else ""
    return ""


def _distance(one: str, other: str) -> int:
    """How many letters have to be put in, left out or replaced."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, against in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != against))
    return row[-1]


def _added(pair: Pair, asked: Counter[str], translation: list[tuple[str, int, str]]) -> Iterator[Fault]:
    """Names that only the translation has; a language in which all nouns have a capital may mean the noun."""
    known = {*asked, *(word for name in asked for word in name.split())}
    added = {name: (start, words) for name, start, words in reversed(translation) if name not in known}
    for name, (start, words) in added.items():
        is_word = " " not in name and name[1:].islower()
        if is_word and (
            pair.language.wording.capital_nouns or _FIRST.search(pair.translation, max(0, start - 12), start)
        ):
            continue
        message = f"The translation has the name {shown(name)}, and the source does not."
        yield Fault("name-changed", message, "Write what the source says.", words, start)
