"""What a YAML parser stumbles over, in plain words.

In: the text, the parser's error and the event before it. Out: one problem, placed where the mend belongs. The parser
names what it would have wanted next, seldom what the author did wrong: the event before and the line tell that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from build_tools.problems import Place, Problem


class _Spot(NamedTuple):
    """A line and a column, counted from 0."""

    line: int
    column: int


@dataclass(frozen=True)
class _Stumble:
    """Where the parser stopped (`at`), where what it was reading began (`begin`), and the event before."""

    lines: list[str]
    said: str
    at: _Spot
    begin: _Spot
    before: Any

    @property
    def line(self) -> str:
        return self.lines[self.at.line]

    @property
    def line_start(self) -> _Spot:
        """The first character of the line in which the parser stopped."""
        return _Spot(self.at.line, len(self.line) - len(self.line.lstrip()))

    @property
    def is_behind_event(self) -> bool:
        """Whether the event before ends in the line in which the parser stopped."""
        return self.before is not None and bool(self.before.end_mark.line == self.at.line)


_Words = tuple[_Spot, str, str]
"""The spot to point at, the message, the mend."""


def syntax_problem(file: str, text: str, error: yaml.YAMLError, before: Any) -> Problem:
    """The one problem for a syntax error; `before` is the last event that could be read."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        return Problem(Place(file), "yaml-syntax", *_UNKNOWN)
    lines = text.split("\n")
    said = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
    spot, message, mend = _words(_Stumble(lines, said, _spot(mark, lines), _spot(context or mark, lines), before))
    return Problem(Place(file, spot.line + 1, spot.column + 1), "yaml-syntax", message, mend)


def _spot(mark: Any, lines: list[str]) -> _Spot:
    """Where a mark stands; the end of the text, where the parser puts it behind that."""
    return _Spot(mark.line, mark.column) if mark.line < len(lines) else _Spot(len(lines) - 1, len(lines[-1]))


def _words(stumble: _Stumble) -> _Words:
    if re.match(r"<{7}|={7}|>{7}", stumble.lines[stumble.begin.line]):
        mend = "Keep one of the two versions, and delete the lines that begin with `<<<<<<<`, `=======` or `>>>>>>>`."
        return stumble.begin, "Two versions of this file were merged, and the choice is still open.", mend
    if no_break_space := _no_break_space(stumble):
        mend = "Delete it and type a space; texts copied from a web page or a word processor often hold such ones."
        return no_break_space, "A no-break space stands here, and YAML wants an ordinary one.", mend
    for pattern, words in _SAID:
        if re.search(pattern, stumble.said):
            return words(stumble)
    return stumble.at, *_UNKNOWN


_NO_BREAK_SPACE = re.compile(r"^[ \u00a0]*(?:- )*(?:[\w.-]+:)?-?(?=\u00a0)")
"""An indentation, a key or a dash, with a no-break space behind it."""


def _no_break_space(stumble: _Stumble) -> _Spot | None:
    """The first no-break space, behind what could be read, where the form of the file needs an ordinary one."""
    begin = stumble.before.start_mark.line if stumble.before else 0
    for number in range(begin, stumble.at.line + 1):
        if found := _NO_BREAK_SPACE.match(stumble.lines[number]):
            return _Spot(number, stumble.lines[number].index("\u00a0") if found.end() else 0)
    return None


def _always(where: str, message: str, mend: str) -> Callable[[_Stumble], _Words]:
    return lambda stumble: (getattr(stumble, where), message, mend)


def _brackets(stumble: _Stumble) -> _Words:
    opening, closing = "{}" if "flow mapping" in stumble.said else "[]"
    if stumble.at.line > stumble.begin.line:
        message = f"The bracket `{opening}` that opens here is not closed in its line."
        return stumble.begin, message, f"Close it with `{closing}`; between two entries stands a comma."
    message = f"This does not fit into the brackets `{opening}{closing}` around it."
    mend = f"Put text with punctuation in double quotes; write a comma between entries, and `{closing}` at the end."
    return stumble.at, message, mend


def _colon(stumble: _Stumble) -> _Words:
    if quoted := re.search(r": *([“”„‚‘’«»‹›])", stumble.line[: stumble.at.column]):
        message = f"YAML takes `{quoted[1]}` for a letter: only straight quotes hold a text together."
        return _Spot(stumble.at.line, quoted.start(1)), message, 'Type `"` at the beginning and at the end of the text.'
    if ": " in stumble.line[: stumble.at.column]:
        return stumble.at, "A colon followed by a space stands inside a text.", _QUOTE_WHOLE
    mend = "Align it with its neighbours; see that the key in the line above has a colon and a space behind it."
    return stumble.line_start, "This line is read as a part of the line above it.", mend


def _unexpected(stumble: _Stumble) -> _Words:
    """Something stands where only a new key may: behind a quote or bracket, or under a wrong indentation."""
    if isinstance(stumble.before, yaml.AliasEvent) and stumble.is_behind_event:
        spot = _spot(stumble.before.start_mark, stumble.lines)
        return spot, "A text without quotes cannot begin with `*`.", _QUOTE_WHOLE
    if getattr(stumble.before, "style", None) in ("'", '"') and stumble.is_behind_event:
        return _behind_quote(stumble)
    if (bracket := stumble.line[stumble.at.column :][:1]) in ("]", "}"):
        return stumble.at, f"The bracket `{bracket}` closes nothing.", "Delete it, or open it before."
    if stumble.line[: stumble.at.column].rstrip().endswith(("]", "}")):
        mend = "Put a text that begins with a bracket in double quotes."
        return stumble.at, "Text goes on behind a closing bracket.", mend
    return stumble.line_start, *_INDENTED


def _behind_quote(stumble: _Stumble) -> _Words:
    opened = _spot(stumble.before.start_mark, stumble.lines)
    if opened.line < stumble.at.line:
        message = f"The quote that opens here is closed only in line {stumble.at.line + 1}."
        return opened, message, "Close it at the end of the text."
    mend = 'Put a text with an apostrophe in double quotes; inside of these, write `\\"` for a quote.'
    return stumble.at, "The text in quotes ends before this place, and goes on.", mend


def _outside(stumble: _Stumble) -> _Words:
    """The file seemed to be at its end: after an indented beginning, or behind `...`."""
    first = next(number for number, line in enumerate(stumble.lines) if line.strip() and line.lstrip()[0] != "#")
    if stumble.lines[first].startswith(" "):
        return _Spot(first, 0), "The first line is indented, and others are not.", "Delete the spaces before it."
    mend = "Delete lines that hold `...` alone, and put a text of several lines in double quotes."
    return stumble.line_start, "This line does not belong to what stands above it.", mend


def _first_character(stumble: _Stumble) -> _Words:
    spot = stumble.begin if re.search("alias|anchor|directive|scanning a tag", stumble.said) else stumble.at
    character = stumble.lines[spot.line][spot.column :][:1]
    if not character:
        return spot, "The file ends here, and a bracket is still open.", "Close it with `]` or `}`."
    return spot, f"A text without quotes cannot begin with `{character}`.", _QUOTE_WHOLE


_QUOTE_WHOLE = "Put the whole text in double quotes."
_UNKNOWN = ("This line, or one above it, is not written as YAML wants it.", _QUOTE_WHOLE)
_INDENTED = (
    "This line is indented by more or fewer spaces than its neighbours.",
    "Align it with the line that it belongs beside; each level is indented by two spaces more.",
)
_SAID: tuple[tuple[str, Callable[[_Stumble], _Words]], ...] = (
    ("flow (sequence|mapping)", _brackets),
    ("mapping values are not allowed", _colon),
    ("scanning an? (alias|anchor|directive)|cannot start any token|node content|tag|mapping keys", _first_character),
    (
        "quoted scalar.*end of stream",
        _always("begin", "The quote that opens here is never closed.", "Close it at the end of the text."),
    ),
    (
        "could not find expected ':'",
        _always(
            "begin",
            "This line has no key with a colon and a space behind it.",
            "Write `key: value`. If it is a text of several lines, indent it below its key.",
        ),
    ),
    (
        "expected '-' indicator|block collection|block sequence.*<block end>",
        _always(
            "line_start",
            "This line stands among the entries of a list, and does not begin with `- `.",
            "Begin it with `- `, or align it with the key of the list.",
        ),
    ),
    ("expected key|<block end>", _unexpected),
    (
        "block scalar",
        _always(
            "at",
            "Behind `|` or `>`, nothing may stand in the same line.",
            "Begin the text on the next line, indented by two spaces more than its key.",
        ),
    ),
    (
        "quoted scalar",
        _always(
            "at",
            "Inside of double quotes, a backslash begins a special character.",
            "Write two of them, or put the text in single quotes.",
        ),
    ),
    (
        "sequence entries are not allowed",
        _always(
            "at",
            "A list cannot begin in the line of its key.",
            "Begin the list on the next line. If it is a text, put it in double quotes.",
        ),
    ),
    ("<document start>", _outside),
    (
        "incompatible",
        _always("at", "No version of YAML is wanted here.", "Delete the line that begins with `%YAML`."),
    ),
)
