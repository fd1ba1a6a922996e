"""Phrases: words and idioms of a language as data, looked for in a text in one pass.

`word*` stands for the word with any ending, `*word` for compounds, `…` for up to five other words of the sentence, and
`#` for a number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_BETWEEN = r"[^\w.!?;:\n'’-]{1,4}"
_GAP = rf"{_BETWEEN}(?:[\w'’-]{{1,60}}{_BETWEEN}){{0,5}}?"
_JOINT = r"[^\w.!?;:\n]{1,4}"


def phrases_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Where one of the phrases stands, of several the longest; nowhere, if there are none."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in sorted(set(phrases), key=len, reverse=True):
        by_letter[phrase[0].lower()].append(_pattern(phrase))
    compounds = by_letter.pop("*", [])
    listed = [f"(?={re.escape(letter)})(?:{'|'.join(alike)})" for letter, alike in by_letter.items()] + compounds
    return re.compile(rf"(?<![\w])(?:{'|'.join(listed)})(?!\w)" if listed else r"(?!)", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    parts = [re.escape(part).replace(r"\*", r"[\w-]*").replace(r"\#", r"\d+") for part in phrase.split()]
    parts[0] = re.sub(r"^\[\\w-\]", r"\\w", parts[0])  # a compound begins with a letter
    return _JOINT.join(parts).replace(f"{_JOINT}…{_JOINT}", _GAP)
