"""Blanks: the places of a new advisory that are still to be filled in.

In: the tree of a file. Out: a problem for each blank, which says what belongs there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_tools.model.described import description_at
from build_tools.problems import FEW, Place, Problem, either
from build_tools.yaml_source import FieldPath, SourceTree

Codes = Mapping[str, Any]
BLANK = "___"
MOST = 20
"""So many blanks of one text are told."""

_BLANK = re.compile(r"(?<!\w)_{3,}(?!\w)")
_OFFERS = " Take the `#` away from the lines below that hold, and delete this one."


def blanks(tree: SourceTree, codes: Codes) -> Iterator[Problem]:
    """One problem for each blank of the file, whether it is a whole value or stands among words."""
    for path, value in _with_blanks(tree):
        if _BLANK.fullmatch(value):
            place = tree.place(path)
            is_line = tree.lines[place.line - 1][: place.column - 1].strip() == "-"
            mend = _mend(path, codes) + (_OFFERS if is_line else "")
            yield Problem(place, "blank", "This is still to be filled in.", mend)
        else:
            mend = "Write what belongs here, or say it without."
            for place in _places(tree, path, min(MOST, len(_BLANK.findall(value)))):
                yield Problem(place, "blank", "A word of this text is still to be filled in.", mend)


def told_first(tree: SourceTree, problems: Iterable[Problem], codes: Codes) -> list[Problem]:
    """The blanks, and the other problems but those that only say of a value with a blank that it is no proper one."""
    places = {tree.place(path) for path, _ in _with_blanks(tree)}
    return [*blanks(tree, codes), *(problem for problem in problems if problem.place not in places)]


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


def _mend(path: FieldPath, codes: Codes) -> str:
    """What belongs at a place, in the first words of its field; of few codes all, so that none looks recommended."""
    field = description_at(path)
    if field is None:
        return "Write what belongs here."
    words, choices = field.text.partition(". ")[0].rstrip(".") + ".", list(codes.get(field.group, ()))
    if 0 < len(choices) <= FEW:
        return f"{words} Write {either(choices)}."
    return words if choices else f"{words} For example: `{field.example}`."


def _at(content: object, path: FieldPath) -> object:
    for step in path:
        content = content[step]  # type: ignore[index]
    return content
