"""What the commands print: problems, where they stop, and words for numbers and paths."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from rich.console import Console
from rich.text import Text

from build_tools.problems import Problem, counted
from build_tools.project import Project, read_project

NO_READER = 141
"""The exit code of a program whose reader, such as `head`, has read enough: what a shell tells of such programs."""


class Terminal(Console):
    """A terminal, or what stands in its place; when a pipe's reader goes away, the program ends quietly."""

    def on_broken_pipe(self) -> NoReturn:
        no_reader()


def no_reader() -> NoReturn:
    """End quietly: what is still to be printed, interests nobody."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    sys.exit(NO_READER)


out = Terminal(highlight=False, soft_wrap=True)
err = Terminal(stderr=True, highlight=False, soft_wrap=True)


def read(root: Path, *, only_changed: bool = False, only_released: bool = False) -> tuple[Project, tuple[Problem, ...]]:
    """Load and check; print the problems, and stop at those that block. The others are warnings."""
    project, problems = read_project(root, only_changed=only_changed, only_released=only_released)
    stop_at(problems)
    assert project is not None  # noqa: S101 - nothing stopped us, so there is one
    return project, problems


def stop_at(problems: Iterable[Problem]) -> None:
    """Print the problems, and stop if one blocks."""
    problems = list(problems)
    for problem in problems:
        err.print(Text(str(problem), style="red" if problem.severity == "error" else "yellow"))
    if errors := sum(problem.severity == "error" for problem in problems):
        fail(f"{counted(errors, 'error')}. Nothing was published or changed.")


def fail(message: str) -> NoReturn:
    err.print(Text(message, style="bold"))
    sys.exit(1)


def shown(path: Path, root: Path) -> str:
    return str(path.relative_to(root) if path.is_relative_to(root) else path)
