"""Blanks: the places of a new advisory that are still to be filled in.

In: the tree of a file. Out: a problem for each blank, which says what belongs there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.model.described import description_at
from build_tools.problems import Place, Problem
from build_tools.yaml_source import FieldPath, SourceTree

BLANK = "___"
MOST = 20
"""So many blanks of one text are told."""

_BLANK = re.compile(r"(?<!\w)_{3,}(?!\w)")
_OFFERS = " Take the `#` away from the lines below that hold, and delete this one."


def blanks(tree: SourceTree) -> Iterator[Problem]:
    """One problem for each blank of the file, whether it is a whole value or stands among words."""
    for path, value in _with_blanks(tree):
        if _BLANK.fullmatch(value):
            place = tree.place(path)
            is_line = tree.lines[place.line - 1][: place.column - 1].strip() == "-"
            yield Problem(place, "blank", "This is still to be filled in.", _mend(path) + (_OFFERS if is_line else ""))
        else:
            mend = "Write what belongs here, or say it without."
            for place in _places(tree, path, min(MOST, len(_BLANK.findall(value)))):
                yield Problem(place, "blank", "A word of this text is still to be filled in.", mend)


def told_first(tree: SourceTree, problems: Iterable[Problem]) -> list[Problem]:
    """The blanks, and the other problems but those that only say of a value with a blank that it is no proper one."""
    places = {tree.place(path) for path, _ in _with_blanks(tree)}
    return [*blanks(tree), *(problem for problem in problems if problem.place not in places)]


def _with_blanks(tree: SourceTree) -> Iterator[tuple[FieldPath, str]]:
    """The values that hold a blank."""
    for path in tree.values:
        value = _at(tree.content, path)
        if isinstance(value, str) and BLANK in value and _BLANK.search(value):
            yield path, value


def _places(tree: SourceTree, path: FieldPath, number: int) -> list[Place]:
    """Where the first blanks behind the beginning of a text stand; where they are not found, the beginning."""
    start, found = tree.place(path), []
    for line in range(start.line, len(tree.lines) + 1):
        begin = start.column - 1 if line == start.line else 0
        found += [Place(tree.file, line, it.start() + 1) for it in _BLANK.finditer(tree.lines[line - 1], begin)]
        if len(found) >= number:
            break
    return found[:number] or [start]


def _mend(path: FieldPath) -> str:
    """What belongs at a place, in the words of its field."""
    field = description_at(path)
    return f"{field.text} For example: `{field.example}`." if field else "Write what belongs here."


def _at(content: object, path: FieldPath) -> object:
    for step in path:
        content = content[step]  # type: ignore[index]
    return content
