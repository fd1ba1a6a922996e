"""Characters: nothing that cannot be seen, that turns the direction of a text, or that looks like another letter.

In: a pair. Out: faults. Isolates and joiners may stand where a script needs them: isolates, in pairs, in a language
that is written from right to left; joiners beside a letter of a script that has them (see `source_text`). A letter of
another alphabet inside a word is wrong; a whole word of another is right where the source has it too.

Source: Unicode Standard Annex 9, by which an isolate ends with its paragraph at the latest.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale

from build_tools.fidelity.pair import Pair
from build_tools.problems import Fault, shown
from build_tools.source_text import ISOLATES, named, suspect_characters

_BEYOND_LATIN = re.compile("[^\x00-\u024f\u2000-\u206f]")
_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU", "DESERET", "OSAGE"})
"""Alphabets with letters that look like those of another."""
_ODD = re.compile(
    "[\u0250-\u02af\u1d00-\u1dbf\u2100-\u214f\u2160-\u217f\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06\uff21-\uff5a"
    "\U0001d400-\U0001d7ff\U0001f130-\U0001f189]"
)
"""Letters made for phonetics and mathematics, small capitals, and letters of full width."""
_CLOSES = ISOLATES[-1]
_BLOCK = re.compile(r"(?:(?!\n\s*\n|\n\s*- ).)+", re.DOTALL)
"""A paragraph, or an item of a list."""
_MEND = "Type the word again by hand."


def characters(pair: Pair) -> Iterator[Fault]:
    """Tell of each character that hides, and of each word with letters of another alphabet."""
    text = pair.translation
    if text.isascii() and text.isprintable():
        return
    yield from hidden(text, pair.language.locale)
    if _BEYOND_LATIN.search(text):
        yield from _other_alphabets(pair)


def hidden(text: str, locale: Locale) -> Iterator[Fault]:
    """Tell of each character in a text of a language that hides, or that turns the text around it."""
    runs_right_to_left = locale.text_direction == "rtl"
    for start, message, mend in suspect_characters(text, but=ISOLATES if runs_right_to_left else ""):
        yield Fault("forbidden-character", message, mend, text[start], start)
    if runs_right_to_left:
        for start in _unpaired(text):
            what = "ends what nothing began" if text[start] == _CLOSES else f"stands here without {named(_CLOSES)}"
            message = f"The character {named(text[start])} {what}; it would turn the text around it."
            yield Fault("forbidden-character", message, "Write both in one paragraph, or none.", text[start], start)


def _unpaired(text: str) -> Iterator[int]:
    """Where an isolate begins that does not end in the same paragraph, or the other way round."""
    for block in _BLOCK.finditer(text):
        begun: list[int] = []
        for start, character in enumerate(block[0], block.start()):
            if character == _CLOSES and not begun:
                yield start
            elif character == _CLOSES:
                begun.pop()
            elif character in ISOLATES:
                begun.append(start)
        yield from begun


def _other_alphabets(pair: Pair) -> Iterator[Fault]:
    main, there = _main_alphabet(pair.translation), {*_WORD.findall(pair.source)}
    for match in _WORD.finditer(pair.translation):
        word = match[0]
        if word.isascii() or not _BEYOND_LATIN.search(word) or word in there:
            continue
        alphabets = {_alphabet(letter) for letter in word} & _ALIKE
        if len(alphabets) > 1:
            message = f"The word {shown(word)} mixes letters of alphabets: {_letters(word)}."
            yield Fault("mixed-script", message, _MEND, word, match.start())
        elif odd := _ODD.search(word):
            message = f"The word {shown(word)} has the letter {named(odd[0])}, which looks like another."
            yield Fault("look-alike", message, _MEND, word, match.start())
        elif alphabets and main in _ALIKE and main not in alphabets:
            message = f"The word {shown(word)} is written in another alphabet: {_letters(word)}."
            yield Fault("look-alike", message, _MEND, word, match.start())


_PLACEHOLDER = re.compile(r"\{\w*\}")


def _main_alphabet(text: str) -> str:
    """The alphabet of most letters; of the language, where two have as many, since others come in as single words."""
    counts = Counter(_alphabet(letter) for letter in _PLACEHOLDER.sub("", text) if letter.isalpha())
    return "LATIN" if counts["LATIN"] * 2 >= max(counts.values(), default=0) else counts.most_common(1)[0][0]


@lru_cache(maxsize=4096)
def _alphabet(letter: str) -> str:
    """The first word of a letter's name, which is its alphabet."""
    name = unicodedata.name(letter, "")
    return "LATIN" if name.startswith(("FEMININE", "MASCULINE", "MICRO", "FULLWIDTH")) else name.partition(" ")[0]


def _letters(word: str) -> str:
    """The letters that are not Latin, by their names."""
    odd = dict.fromkeys(letter for letter in word if _BEYOND_LATIN.match(letter))
    return ", ".join(named(letter) for letter in list(odd)[:3])
