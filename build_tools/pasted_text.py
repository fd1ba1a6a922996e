"""Pasted text: what a chat, an e-mail, a web page or a merge left in the lines of a file.

In: the text. Out: problems for lines that can belong to no advisory. Only what begins at the left margin, or is a mark
of git, is looked at: what is indented may be somebody's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.problems import FEW, Place, Problem

_FENCE = re.compile(r"(?:```|~~~)[\w-]*\s*$")
_QUOTED = re.compile(r"(?!>{7})(?:>\s?)+")
_CHAT = re.compile(
    r"\[(?:[^\]]*[ ,])?[0-9]{1,2}[:.][0-9]{2}[^\]]*\] ?[^:]{0,40}:?"  # [14:32] Anna: · [09.11.25, 14:32:10] Anna:
    r"|[^\W\d][\w .-]{0,30},? ?[\[(]?[0-9]{1,2}:[0-9]{2}(?: ?[AP]M)?[\])]?\s*$"  # Anna 2:32 PM
    r"|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4},? [0-9]{1,2}:[0-9]{2}(?: ?[AP]M)? - [^:]{1,40}:"  # 9/11/25, 14:32 - Anna:
)
_MERGE = re.compile(r"\s*(?:<{7} |>{7} |\|{7} )|<{7}$|={7}$|>{7}$")
_DELETE = "Delete this line."


def pasted(file: str, text: str) -> list[Problem]:
    """Everything that was pasted along, each kind in its first lines; the parser need not stumble over it as well."""
    lines = text.split("\n")
    return [*_merge_marks(file, lines), *_quote_marks(file, lines), *_of_the_web(file, lines)]


def _merge_marks(file: str, lines: list[str]) -> Iterator[Problem]:
    marks = [(number, line) for number, line in enumerate(lines, 1) if _MERGE.match(line)]
    if any("<" in line or ">" in line for _, line in marks):
        number, line = marks[0]
        message = "Two versions of this file were merged, and the choice is still open."
        mend = "Keep one of the two versions, and delete the lines that begin with `<<<<<<<`, `=======` or `>>>>>>>`."
        place = Place(file, number, len(line) - len(line.lstrip()) + 1)
        yield Problem(place, "merge-conflict", message, mend)


def _quote_marks(file: str, lines: list[str]) -> Iterator[Problem]:
    quoted = [number for number, line in enumerate(lines, 1) if _QUOTED.match(line)]
    if quoted:
        more = f", and {len(quoted) - 1} more" if len(quoted) > 1 else ""
        begins = "begin" if more else "begins"
        message = f"This line{more} {begins} with `>`, as a quotation in an e-mail or a chat does."
        yield Problem(Place(file, quoted[0]), "pasted-mark", message, "Delete the `>` and one space behind it.")


def _of_the_web(file: str, lines: list[str]) -> Iterator[Problem]:
    found = 0
    for number, line in enumerate(lines, 1):
        if _FENCE.match(line):
            message = "These marks stand around code in a chat or on a web page, and belong to no advisory."
        elif _CHAT.match(line):
            message = "This looks like the name and the time above a message in a chat."
        else:
            continue
        found += 1
        mend = "Delete it, and keep what belongs to the advisory." if line.count(": ") > 1 else _DELETE
        if found <= FEW:
            yield Problem(Place(file, number), "pasted-mark", message, mend)
