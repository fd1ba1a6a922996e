"""Writing directions: what is named inside of a sentence keeps its own order where the sentence runs the other way.

In: a value and the message that it is put into. Out: the value, between isolates where it has letters of the other
direction: without them `Example Inc.` in Arabic loses its full stop to the wrong side, and a list of names turns round.
Source: Unicode Standard Annex 9, explicit directional isolates.
"""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_OF_RIGHT_TO_LEFT = re.compile(f"[{_RIGHT_TO_LEFT}]")
_OF_LEFT_TO_RIGHT = re.compile(rf"[^\W\d_{_RIGHT_TO_LEFT}]")
_ISOLATED = re.compile(f"{FIRST_STRONG_ISOLATE}[^{FIRST_STRONG_ISOLATE}{POP_ISOLATE}]*{POP_ISOLATE}")


@lru_cache(maxsize=1024)
def direction_of(tag: str) -> str:
    """`ltr` or `rtl`: how the language of a tag is written; left to right where nobody knows."""
    try:
        return Locale.parse(tag, sep="-").text_direction
    except (ValueError, UnknownLocaleError):
        return "ltr"


def runs_right_to_left(message: str) -> bool:
    """Whether a message has letters of a script that is written from right to left."""
    return not message.isascii() and _OF_RIGHT_TO_LEFT.search(message) is not None


def isolated(value: str, *, right_to_left: bool) -> str:
    """A value as it stands in a sentence of that direction."""
    if not right_to_left and value.isascii():
        return value
    against = _OF_LEFT_TO_RIGHT if right_to_left else _OF_RIGHT_TO_LEFT
    turns = against.search(_ISOLATED.sub("", value))
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}" if turns else value
