"""Blanks: the places of a new advisory that are still to be filled in.

In: the tree of a file. Out: a problem for each blank, which says what belongs there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.model.described import description_at
from build_tools.problems import Problem
from build_tools.yaml_source import FieldPath, SourceTree

BLANK = "___"
_OFFERS = " Take the `#` away from the lines below that hold, and delete this one."


def blanks(tree: SourceTree) -> Iterator[Problem]:
    """One problem for each blank of the file."""
    for path in tree.values:
        if _at(tree.content, path) == BLANK:
            place = tree.place(path)
            is_line = tree.lines[place.line - 1][: place.column - 1].strip() == "-"
            yield Problem(place, "blank", "This is still to be filled in.", _mend(path) + (_OFFERS if is_line else ""))


def told_first(tree: SourceTree, problems: Iterable[Problem]) -> list[Problem]:
    """The blanks, and the other problems but those that only say of a blank that it is no proper value."""
    found = list(blanks(tree))
    places = {problem.place for problem in found}
    return [*found, *(problem for problem in problems if problem.place not in places)]


def _mend(path: FieldPath) -> str:
    """What belongs at a place, in the words of its field."""
    field = description_at(path)
    return f"{field.text} For example: `{field.example}`." if field else "Write what belongs here."


def _at(content: object, path: FieldPath) -> object:
    for step in path:
        content = content[step]  # type: ignore[index]
    return content
