"""Prose: what of a text is words of a language.

In: a text. Out: the same text with blanks in place of code, addresses, targets of links and placeholders, so that
places stay the same; and its words. Letters are compared without case, and composed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_NOT_PROSE = re.compile(
    r"`[^`\n]*`|\]\([^()\s]*\)|https?://\S+|(?<![\w.%+-])[\w.%+-]{1,64}@[\w.-]+|\{[^{}\n]*\}|<[^<>\n]*>"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)+"
)
_MAY_BE_NO_PROSE = re.compile(r"[`@{<]|\]\(|://|\w\.\w")
_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(r"(?:^|[\n.!?:;|–—]|[\n ]- |\d\. )\s*[\"*_„“”«»‚‘(\[]*\s*$")
_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?]+(?!\s|$)[^\n.!?]+)*[.!?]*")


_QUOTATION = re.compile(r"[„“”«»\"‘‚]([^„“”«»\"‘’‚\n]{1,300})[“”«»\"’‘]")


class Word(NamedTuple):
    """A word, where it begins in its text, and whether it has a capital with which a sentence, or a part, begins."""

    text: str
    start: int
    is_first: bool
    key: str
    """What words are compared by: the word in small letters."""


@lru_cache(maxsize=512)
def prose(text: str) -> str:
    """A text with blanks in place of what is no language."""
    return _NOT_PROSE.sub(lambda match: " " * len(match[0]), text) if _MAY_BE_NO_PROSE.search(text) else text


@lru_cache(maxsize=512)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text's prose, in their order."""
    plain = prose(text)
    return tuple(
        Word(word, at, word[0].isupper() and _is_first(plain, at), word.lower())
        for word, at in ((match[0], match.start()) for match in _WORD.finditer(plain))
    )


def _is_first(text: str, at: int) -> bool:
    return _BEGINS.search(text, max(0, at - 8), at) is not None


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text's prose, each line for itself."""
    return (sentence for _, sentence in placed_sentences(text))


@lru_cache(maxsize=64)
def placed_sentences(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of a text's prose, each behind the place where it begins."""
    return tuple((match.start(), match[0]) for match in _SENTENCE.finditer(prose(text)) if match[0].strip())


def quotations(text: str) -> Iterator[str]:
    """What stands between quotation marks."""
    return (match[1].strip() for match in _QUOTATION.finditer(text))


def folded(text: str) -> str:
    """A text as it is compared: composed, with single blanks, without case."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())
