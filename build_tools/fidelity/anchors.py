"""Anchors: what stays the same in a translation and shows which part of the source a part of it renders.

In: a text. Out: the names, numbers, placeholders and pieces of code beside which it denies something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.fidelity.masking import FILLER, PLACEHOLDER
from build_tools.fidelity.negation_words import NegationLexicon

_CUT = re.compile(r"[.,;!?](?=\s|$)|\n|\s[–—-]\s")
_ANCHOR = re.compile(rf"{FILLER}+|{PLACEHOLDER}+|(?<!\w)\d[\d.,]*\d|(?<!\w)\d|(?<!\w)[A-Za-z]{{1,5}}-?\d[\w.-]*\w")
_FEW_WORDS = 3


def denied_anchors(text: str, plain: str, lexicon: NegationLexicon) -> frozenset[str]:
    """The anchors of those clauses of a text that surely deny something, and of no other clauses."""
    if len(_ANCHOR.findall(plain)) < 2:
        return frozenset()
    denied: set[str] = set()
    affirmed: set[str] = set()
    for start, end in _clauses(plain):
        found = {_key(text[start:end][anchor.start() : anchor.end()]) for anchor in _ANCHOR.finditer(plain[start:end])}
        (denied if lexicon.negations(plain, start, end).surely else affirmed).update(found)
    return frozenset(denied - affirmed) if affirmed else frozenset()


def _clauses(plain: str) -> Iterator[tuple[int, int]]:
    """Where clauses begin and end; a few words without an anchor, as in `Citrix, no`, belong to what is before them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in (*[found.end() for found in _CUT.finditer(plain)], len(plain)):
        part = plain[start:cut]
        if spans and not _ANCHOR.search(part) and len(part.split()) <= _FEW_WORDS:
            spans[-1] = (spans[-1][0], cut)
        elif part.strip():
            spans.append((start, cut))
        start = cut
    return iter(spans)


def _key(anchor: str) -> str:
    """An anchor as it is compared: numbers without their separators, names without a genitive."""
    return re.sub(r"[\s.,-]|(?<=\w)['’]?s$", "", anchor) if not anchor.startswith(("{", "`")) else anchor
