"""What a YAML parser stumbles over, in plain words.

In: the text, the parser's error and the event before it. Out: one problem, placed where the mend belongs. The parser
names what it would have wanted next, seldom what the author did wrong: the event before and the line tell that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from build_tools.problems import Place, Problem
from build_tools.yaml_lines import NO_DASH, Spot, Words, indentation, line_form, other_space


@dataclass(frozen=True)
class _Stumble:
    """Where the parser stopped (`at`), where what it was reading began (`begin`), and the event before."""

    lines: list[str]
    said: str
    at: Spot
    begin: Spot
    before: Any

    @property
    def line(self) -> str:
        return self.lines[self.at.line]

    @property
    def line_start(self) -> Spot:
        """The first character of the line in which the parser stopped."""
        return Spot(self.at.line, len(self.line) - len(self.line.lstrip()))

    @property
    def is_behind_event(self) -> bool:
        """Whether the event before ends in the line in which the parser stopped."""
        return self.before is not None and bool(self.before.end_mark.line == self.at.line)


def syntax_problem(file: str, text: str, error: yaml.YAMLError, before: Any) -> Problem:
    """The one problem for a syntax error; `before` is the last event that could be read."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        return Problem(Place(file), "yaml-syntax", *_UNKNOWN)
    lines = text.split("\n")
    said = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
    spot, message, mend = _words(_Stumble(lines, said, _spot(mark, lines), _spot(context or mark, lines), before))
    return Problem(Place(file, spot.line + 1, spot.column + 1), "yaml-syntax", message, mend)


def _spot(mark: Any, lines: list[str]) -> Spot:
    """Where a mark stands; the end of the text, where the parser puts it behind that."""
    return Spot(mark.line, mark.column) if mark.line < len(lines) else Spot(len(lines) - 1, len(lines[-1]))


def _words(stumble: _Stumble) -> Words:
    first = stumble.before.start_mark.line if stumble.before else 0
    if words := other_space(stumble.lines, first, stumble.at.line) or line_form(
        stumble.lines, stumble.begin.line, stumble.at.line
    ):
        return words
    for pattern, said in _SAID:
        if re.search(pattern, stumble.said):
            return said(stumble)
    return stumble.at, *_UNKNOWN


def _always(where: str, message: str, mend: str) -> Callable[[_Stumble], Words]:
    return lambda stumble: (getattr(stumble, where), message, mend)


def _brackets(stumble: _Stumble) -> Words:
    opening, closing = "{}" if "flow mapping" in stumble.said else "[]"
    rest = [stumble.line[stumble.at.column :], *stumble.lines[stumble.at.line + 1 :]]
    if not any(line.strip() for line in rest):
        message = f"The file ends here, and the bracket `{opening}` in line {stumble.begin.line + 1} is still open."
        return (
            stumble.at,
            message,
            f"Write what is missing, and close it with `{closing}`; or a part of the file is lost.",
        )
    if stumble.at.line > stumble.begin.line:
        message = f"The bracket `{opening}` that opens here is not closed in its line."
        return stumble.begin, message, f"Close it with `{closing}`; between two entries stands a comma."
    message = f"This does not fit into the brackets `{opening}{closing}` around it."
    mend = f"Put text with punctuation in double quotes; write a comma between entries, and `{closing}` at the end."
    return stumble.at, message, mend


def _colon(stumble: _Stumble) -> Words:
    if quoted := re.search(r": *([“”„‚‘’«»‹›])", stumble.line[: stumble.at.column]):
        message = f"YAML takes `{quoted[1]}` for a letter: only straight quotes hold a text together."
        return Spot(stumble.at.line, quoted.start(1)), message, 'Type `"` at the beginning and at the end of the text.'
    if ": " in stumble.line[: stumble.at.column]:
        return stumble.at, "A colon followed by a space stands inside a text.", _QUOTE_WHOLE
    above = stumble.lines[stumble.at.line - 1] if stumble.at.line else ""
    if (
        above.strip()
        and ":" not in above
        and indentation(above) == stumble.line_start.column
        and not above.lstrip().startswith("-")
    ):
        return Spot(stumble.at.line - 1, indentation(above)), *_NO_KEY
    mend = "Align it with its neighbours; see that the key in the line above has a colon and a space behind it."
    return stumble.line_start, "This line is read as a part of the line above it.", mend


def _unexpected(stumble: _Stumble) -> Words:
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


def _behind_quote(stumble: _Stumble) -> Words:
    opened = _spot(stumble.before.start_mark, stumble.lines)
    if opened.line < stumble.at.line:
        message = f"The quote that opens here is closed only in line {stumble.at.line + 1}."
        return opened, message, "Close it at the end of the text."
    mend = 'Put a text with an apostrophe in double quotes; inside of these, write `\\"` for a quote.'
    return stumble.at, "The text in quotes ends before this place, and goes on.", mend


def _outside(stumble: _Stumble) -> Words:
    """The file seemed to be at its end: after an indented beginning, or behind `...`."""
    first = next(number for number, line in enumerate(stumble.lines) if line.strip() and line.lstrip()[0] != "#")
    if stumble.lines[first].startswith(" "):
        return Spot(first, 0), "The first line is indented, and others are not.", "Delete the spaces before it."
    mend = "Delete lines that hold `...` alone, and put a text of several lines in double quotes."
    return stumble.line_start, "This line does not belong to what stands above it.", mend


def _first_character(stumble: _Stumble) -> Words:
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
_NO_KEY = (
    "This line has no key with a colon and a space behind it.",
    "Write `key: value`. If it is a text of several lines, indent it below its key; if it is neither, delete it.",
)
_SAID: tuple[tuple[str, Callable[[_Stumble], Words]], ...] = (
    ("flow (sequence|mapping)", _brackets),
    ("mapping values are not allowed", _colon),
    ("scanning an? (alias|anchor|directive)|cannot start any token|node content|tag|mapping keys", _first_character),
    (
        "quoted scalar.*end of stream",
        _always("begin", "The quote that opens here is never closed.", "Close it at the end of the text."),
    ),
    (
        "could not find expected ':'",
        _always("begin", *_NO_KEY),
    ),
    (
        "expected '-' indicator|block collection|block sequence.*<block end>",
        _always("line_start", *NO_DASH),
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
