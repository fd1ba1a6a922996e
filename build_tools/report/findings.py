"""What a check has found, for every format to write in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from build_tools.problems import Problem


@dataclass(frozen=True)
class Report:
    """The problems in their order, how many advisories were checked, and the names of the site's languages.

    `folder` is where the project lies below the folder in which the command was called: empty, or ending in `/`.
    """

    problems: tuple[Problem, ...]
    advisories: int
    languages: tuple[str, ...] = ()
    folder: str = ""

    def count(self, severity: str) -> int:
        """How many of the problems are of a severity."""
        return sum(problem.severity == severity for problem in self.problems)


class Printed(NamedTuple):
    """What goes to standard output, and what to standard error."""

    out: str = ""
    err: str = ""


def sentence(problem: Problem) -> str:
    """What is wrong, and how to mend it."""
    return f"{problem.message} {problem.mend}".rstrip()
