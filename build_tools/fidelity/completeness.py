"""Completeness: a translation has all of its source, and no more: nothing is empty, cut off, left out or left to do.

In: a pair. Out: faults. How long a translation may be is told by its source: a short one may be more than twice as long
or half as long, a long one hardly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from build_tools.fidelity.pair import Pair
from build_tools.problems import Fault, counted, shown

_TO_DO = re.compile(
    r"(?<!\w)(?:TODO|FIXME|TBD|TBC|TBA|[xX]{3,}|WIP|TKTK|_{3,})(?!\w)|\((?:\?|…|\.\.\.)\)|\?{2,}|!{2,}|@@+|##+(?=\w)"
    r"|<<+|>>+|%%+|\$\$+|(?i:lorem ipsum)"
)
"""What translators write where they will write something later."""
_AFTER = r"[\"'”“’»*_`)\]\u2069]"
"""What can stand behind the mark at the end of a sentence."""
_ENDS = re.compile(rf"[.!?:;…。！？؟।]{_AFTER}*$")
_FULL_STOP = re.compile(rf"[^\W\d_]{{4}}{_AFTER}{{0,4}}[.!?]{_AFTER}{{0,4}}(?=\s+[^\W\d_a-zà-ÿ]|\s*\Z)")
"""The end of a sentence and of no abbreviation: behind a longer word, and a capital follows."""
_STOP = re.compile(rf"[.!?:;–—]{_AFTER}{{0,4}}(?=\s|\Z)")
_JOINED = 0.95
"""So long, of the source, is a translation in which sentences are joined, at least."""
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)", re.MULTILINE)
_SHORT, _LONG = 60, 200
_TRANSLATE_ALL = "Translate all of the source, and add nothing."


def completeness(pair: Pair) -> Iterator[Fault]:
    """Tell of a text that is empty, unfinished, cut off, of an unlikely length, or that lacks items of a list."""
    if not _is_visible(pair.translation):
        if _is_visible(pair.source):
            mend = "Translate the text, or remove the entry."
            yield Fault("empty-translation", "The translation is empty.", mend, "")
        return
    yield from _to_do(pair)
    yield from _cut_off(pair)
    yield from _sentences(pair)
    yield from _length(pair)
    yield from _items(pair)


def _is_visible(text: str) -> bool:
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)


def _to_do(pair: Pair) -> Iterator[Fault]:
    """Marks, and notes to oneself."""
    text = pair.translation.lower()
    marks = [(match[0], match.start()) for match in _TO_DO.finditer(pair.translation)]
    notes = [(found[0], found.start()) for found in _notes(pair.language.wording.unfinished).finditer(text)]
    for words, start in [*marks, *notes]:
        if words not in pair.source:
            message = f"{shown(words)} stands in the translation and not in the source; it looks unfinished."
            yield Fault("not-filled-in", message, "Finish the translation, and delete the mark.", words, start)
            return


@lru_cache(maxsize=32)
def _notes(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Notes behind which nothing is said, as it is in `Bitte prüfen Sie`."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\s*\w)" if listed else r"(?!)")


def _cut_off(pair: Pair) -> Iterator[Fault]:
    """The source ends as a sentence does, and the translation does not."""
    old, new = pair.source.rstrip(), pair.translation.rstrip()
    if _ENDS.search(old[-4:]) and not _ENDS.search(new[-4:]):
        last = new.split()[-1]
        message = (
            f"The translation ends with {shown(last)}, and the source as a sentence, with {shown(old.split()[-1])}."
        )
        mend = "Write the rest of the sentence, or the mark at its end."
        yield Fault("cut-off", message, mend, last, new.rfind(last))


def _sentences(pair: Pair) -> Iterator[Fault]:
    """Sentences may be joined, but a translation with fewer of them is not also shorter."""
    old, new = len(_FULL_STOP.findall(pair.source)), len(_STOP.findall(pair.translation))
    if new < old and len(pair.translation) < _JOINED * len(pair.source):
        message = f"The source has {counted(old, 'sentence')}, and the translation {new}, and it is shorter."
        yield Fault("length-unlikely", message, _TRANSLATE_ALL, "")


def _length(pair: Pair) -> Iterator[Fault]:
    """The whole text; and where it has as many lines as its source, each line."""
    old, new = _lines(pair.source), _lines(pair.translation)
    lines = zip(old, new, strict=True) if len(old) == len(new) > 1 else ()
    for source, translation in ((pair.source.strip(), pair.translation.strip()), *lines):
        low, high = _limits(len(source))
        if not low <= len(translation) <= high:
            size = f"{counted(len(translation), 'character')}, and its source {len(source):,}"
            message = f"{shown(translation)} has {size}."
            yield Fault("length-unlikely", message, _TRANSLATE_ALL, translation, pair.translation.find(translation))
            return


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _limits(length: int) -> tuple[float, float]:
    """How short and how long the translation of a text of some length is at most."""
    growth = min(max(length - _SHORT, 0) / (_LONG - _SHORT), 1)
    return (0.5 + 0.15 * growth) * length - 1, (1.5 - 0.1 * growth) * length + 50


def _items(pair: Pair) -> Iterator[Fault]:
    """Lines that begin as items of a list do."""
    old, new = len(_ITEM.findall(pair.source)), len(_ITEM.findall(pair.translation))
    if old != new:
        message = f"The list of the source has {counted(old, 'item')}, and that of the translation {new}."
        yield Fault("list-items-changed", message, "Write one line for each item of the source.", "")
