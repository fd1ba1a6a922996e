"""Problem: what is wrong, where it is, and how to mend it. Rules yield them; nothing raises them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Place:
    """A position in a source file. Lines and columns count from 1; the file is a path relative to the project."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: a stable code, plain words, and the mend."""

    place: Place
    code: str
    message: str
    mend: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f"{self.place.file}:{self.place.line}:{self.place.column}"
        mend = f" {self.mend}" if self.mend else ""
        return f"{where}: {self.severity} {self.code}: {self.message}{mend}"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by file, line and column, and drop what was found twice."""
    return tuple(sorted(set(problems)))


def is_blocking(problems: Iterable[Problem]) -> bool:
    """Whether at least one of the problems is an error."""
    return any(problem.severity == "error" for problem in problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Name the closest known words, or list them all where there are few, or point at none."""
    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=2, cutoff=0.6)
    if close:
        return f"Did you mean {_either(close)}?"
    if not choices:
        return ""
    return f"Known are {_either(choices, 'and')}." if len(choices) <= 9 else f"{len(choices)} are known; none is close."


def _either(words: list[str], joint: str = "or") -> str:
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}"
