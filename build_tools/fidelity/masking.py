"""Masking: what in a text is neither a number nor a word of its language.

In: a text and the names that stay as they are. Out: a text of the same length, in which links, addresses, telephone
numbers, code and names are filled with a character that is no letter, placeholders with another, and marks with blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

FILLER = "\ue000"
PLACEHOLDER = "\ue001"
_LEFT_OUT = re.compile(
    r"(?P<placeholder>\{[^{}\n]{0,80}\})"
    r"|`[^`\n]*`|\]\([^()\s]*\)|https?://[^\s)\]]+|(?<![^\s@<>()\[\]`])[^\s@<>()\[\]`]+@[\w.-]+\w|<[^<>\n]*>"
    r"|(?<![\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\w.])(?:/[^\s)\]]*)?"
    r"|\+\d[\d\u00a0 ()./-]{5,}\d"
)
_MAY_LEAVE_OUT = re.compile(r"[{`<@]|\]\(|://|\+\d|[a-z0-9-]\.[a-z]{2}")
"""What all have that is left out; most texts have none of it."""
_SHORTEST_INFLECTED = 3
_MARKS = str.maketrans("*_[]|#", "      ")


@lru_cache(maxsize=512)
def masked(text: str, names: tuple[str, ...] = ()) -> str:
    """A text with the words of a language alone, each where it was."""
    plain = text
    if _MAY_LEAVE_OUT.search(text):
        plain = _LEFT_OUT.sub(lambda found: (PLACEHOLDER if found["placeholder"] else FILLER) * len(found[0]), text)
    if names:
        plain = names_pattern(names).sub(lambda found: FILLER * len(found[0]), plain)
    return plain.translate(_MARKS)


@lru_cache(maxsize=64)
def names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Where names stand as they are; between the words of a name may be hyphens, and a genitive behind it."""
    forms = {form for name in names if name.strip() for form in name_forms(name)}
    listed = "|".join(name_pattern(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?:['’]s|(?<![sxzß])s)?(?!\w)" if listed else r"(?!)")


def name_forms(name: str) -> Iterator[str]:
    """A name as it stands, and with the endings that its first word may have: *des Klinikums Auental*."""
    yield name
    first, _, rest = name.partition(" ")
    if rest and len(first) > _SHORTEST_INFLECTED and first[1:].islower():
        endings = ("n", "r") if first.endswith("e") else ("s", "es")
        yield from (f"{first}{ending} {rest}" for ending in endings)


def name_pattern(name: str) -> str:
    """A name, with hyphens or no-break spaces instead of its blanks."""
    return r"[\s\u00a0-]".join(re.escape(part) for part in name.split())
