"""What single lines of YAML lack: an ordinary space, a colon, a hyphen, a value.

In: lines, and the numbers of those that a parser stumbled over. Out: the spot, the message and the mend, or nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Spot(NamedTuple):
    """A line and a column, counted from 0."""

    line: int
    column: int


Words = tuple[Spot, str, str]
"""The spot to point at, the message, the mend."""

NO_DASH = (
    "This line stands among the entries of a list, and does not begin with `- `.",
    "Begin it with `- `, or align it with the key of the list.",
)
_OTHER_SPACE = r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_NO_BREAK_SPACE = re.compile(rf"^(?: |{_OTHER_SPACE})*(?:- )*(?:[\w.-]+:)?-?(?={_OTHER_SPACE})")
"""An indentation, a key or a dash, with a space behind it that is not the ordinary one."""

_DELETE_SPACE = "Delete it and type a space; texts copied from a web page or a word processor often hold such ones."


def other_space(lines: list[str], first: int, last: int) -> Words | None:
    """The first space of another kind, in some lines, where the form of the file needs an ordinary one."""
    for number in range(first, last + 1):
        space = re.search(_OTHER_SPACE, lines[number])
        if space and (found := _NO_BREAK_SPACE.match(lines[number])):
            column = space.start() if found.end() else 0
            name = unicodedata.name(lines[number][column], "another space").lower()
            message = f"{'An' if name[0] in 'aeiou' else 'A'} {name} stands here, and YAML wants an ordinary one."
            return Spot(number, column), message, _DELETE_SPACE
    return None


_LIST_MARK = re.compile(r"\s*(?P<mark>[•‣·▪●◦∙*–—]|[0-9]{1,2}[.)])\s+\S|\s*-\w[\w ]*$")
_KEY_MARK = re.compile(
    r"\s*(?:- )?(?P<key>[a-z][a-z_]+)(?:(?P<mark>：|;|\s*=|﹕|∶) *|:)(?P<value>[^\s/].*)?$", re.IGNORECASE
)
_NO_VALUE = re.compile(r"[{,]\s*(?P<key>[\w-]+):(?=[}\],])")
_NAMES = {"：": "a wide colon, as Chinese and Japanese have it", "﹕": "a small colon", "∶": "the sign of a ratio"}


def line_form(lines: list[str], begin: int, at: int) -> Words | None:
    """What is wrong with the line where a parser began or stopped, by itself or beside the one above it."""
    above = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), at)
    for number in dict.fromkeys((begin, at, above)):
        if found := _LIST_MARK.match(lines[number]):
            return Spot(number, indentation(lines[number])), *_list_mark(found["mark"] or "-")
        if (found := _KEY_MARK.match(lines[number])) and (words := _key_mark(found)):
            return Spot(number, found.end("key")), *words
    if found := _NO_VALUE.search(lines[at]):
        message = f"Behind `{found['key']}:` stands no value."
        return Spot(at, found.start("key")), message, "Write what belongs there, or delete it."
    return _dash(lines, begin) or _dash(lines, at)


def _dash(lines: list[str], number: int) -> Words | None:
    """An entry beside others of a list that lacks the hyphen: this line, or the one above it."""
    above, below = lines[number - 1] if number else "", lines[number]
    lacking = [not line.lstrip().startswith("- ") for line in (above, below)]
    line = above if lacking[0] else below
    is_entry = re.match(r"\s*(?:\{|\w+$)", line)
    if indentation(above) != indentation(below) or lacking[0] == lacking[1] or not is_entry:
        return None
    return Spot(number - lacking[0], indentation(line)), *NO_DASH


def indentation(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip())


def _key_mark(found: re.Match[str]) -> tuple[str, str] | None:
    key, mark, value = found["key"], (found["mark"] or "").strip(), found["value"] or ""
    if mark:
        said = _NAMES.get(mark, f"`{mark}`")
        return f"Behind `{key}` stands {said}, and no colon.", f"Write `{f'{key}: {_short(value)}'.strip()}`."
    if value and not value.startswith("//"):
        return f"Behind the colon of `{key}:`, a space is missing.", f"Write `{key}: {_short(value)}`."
    return None


def _short(value: str) -> str:
    return value if len(value) <= 40 and "`" not in value else "…"


def _list_mark(mark: str) -> tuple[str, str]:
    """The message and the mend for an entry of a list that begins with something else than a hyphen and a space."""
    if mark == "-":
        return "A space is missing behind the `-` of this entry.", "Begin each entry with `- `: a hyphen and a space."
    return f"`{mark}` begins no entry of a list.", "Begin each entry with `- `: a hyphen and a space."
