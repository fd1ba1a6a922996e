"""Cut values: what a comma has cut off in curly brackets, where it ends every value without quotes.

In: the tree of a file, and the paths of the keys in it that are no fields. Out: a `CutValue` for each value of which
some of these are the rest, such as `and it holds` in `{code: high, reason: We checked, and it holds}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.model.lists_as_said import as_list
from build_tools.problems import LONGEST_QUOTE, Problem
from build_tools.yaml_source import FieldPath, SourceTree


class CutValue(NamedTuple):
    """The path of a value that was cut, the paths of its other parts, and the whole as it was meant."""

    path: FieldPath
    rest: tuple[FieldPath, ...]
    whole: str

    @property
    def has_round_brackets(self) -> bool:
        """Whether it was meant as a list."""
        return self.whole.startswith("(") and self.whole.endswith(")")


def cut_values(tree: SourceTree, unknown: Iterable[FieldPath]) -> Iterator[CutValue]:
    """Every value of which at least one unknown key is a part."""
    unknown = set(unknown)
    for parent in dict.fromkeys(path[:-1] for path in tree.keys if path in unknown):
        owner: FieldPath = ()
        rest: list[FieldPath] = []
        for key in (*tree.value(parent), None):
            path = (*parent, key) if key is not None else ()
            if path in unknown and owner and _is_part(tree, path, owner):
                rest.append(path)
                continue
            if rest:
                yield CutValue(owner, tuple(rest), _whole(tree, owner, rest))
            owner, rest = path, []


def _is_part(tree: SourceTree, path: FieldPath, owner: FieldPath) -> bool:
    """Whether a key stands behind a comma and looks like words, and the value before it has no quotes."""
    value, owned, place = tree.value(path), tree.value(owner), tree.place(owner)
    is_quoted = tree.lines[place.line - 1][place.column - 1] in "\"'"
    if is_quoted or not isinstance(value, str) or not isinstance(owned, str):
        return False
    is_word = not value and (" " in owned or owned.startswith("("))
    return (is_word or " " in str(path[-1])) and _is_behind_comma(tree, path)


def _is_behind_comma(tree: SourceTree, path: FieldPath) -> bool:
    place = tree.place(path, key=True)
    before = tree.lines[place.line - 1][: place.column - 1].rstrip() or tree.lines[place.line - 2].rstrip()
    return before.endswith(",")


def _whole(tree: SourceTree, owner: FieldPath, rest: Iterable[FieldPath]) -> str:
    parts = [tree.value(owner)]
    for path in rest:
        value = tree.value(path)
        parts.append(f"{path[-1]}: {value}" if value else str(path[-1]))
    return ", ".join(parts)


def problem_of(cut: CutValue, tree: SourceTree, *, wants_list: bool) -> Problem:
    """What is said of a value that was cut."""
    place = tree.place(cut.path)
    if wants_list and cut.has_round_brackets:
        return Problem(place, "wrong-type", "A list has square brackets, and this has round ones.", as_list(cut.whole))
    quotes = "single" if '"' in cut.whole else "double"
    mend = f"Put the whole text in {quotes} quotes."
    if len(cut.whole) <= LONGEST_QUOTE and not set(cut.whole) & set('"\\`'):
        mend = f'Write `{cut.path[-1]}: "{cut.whole}"`.'
    return Problem(place, "comma-in-text", "In curly brackets, a text with a comma needs quotes.", mend)
