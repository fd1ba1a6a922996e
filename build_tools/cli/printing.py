"""What the commands print: problems, where they stop, and words for numbers and paths."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn, TypeVar

import click
from rich.console import Console
from rich.text import Text

from build_tools.advisories import Wanted
from build_tools.cli.echoing import echo
from build_tools.language.languages import read_site_and_vocabulary
from build_tools.language.vocabulary import Vocabulary
from build_tools.problems import Problem, counted
from build_tools.project import Project, read_project
from build_tools.report.text import coloured
from build_tools.site import Site

Read = TypeVar("Read")

PROBLEMS, NO_ANSWER = 1, 2
"""The exit codes where something is wrong: as a rule, and of a command of which 1 is an answer."""
NO_READER = 141
"""The exit code of a program whose reader, such as `head`, has read enough: what a shell tells of such programs."""

_EXIT_CODE = f"{__name__}.exit_code"


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


def read(root: Path, wanted: Wanted) -> tuple[Project, tuple[Problem, ...]]:
    """Load and check; print the problems, and stop at those that block. The others are warnings."""
    project, problems = read_project(root, wanted=wanted)
    return or_stop(project, problems), problems


def site_and_vocabulary(root: Path) -> tuple[Site, Vocabulary]:
    """The settings and the vocabulary; print what is wrong with them, and stop."""
    return or_stop(*read_site_and_vocabulary(root))


def or_stop(read: Read | None, problems: Iterable[Problem]) -> Read:
    """What was read; print the problems, and stop where one blocks."""
    stop_at(problems)
    assert read is not None  # noqa: S101 - nothing stopped us, so it is there
    return read


def stop_at(problems: Iterable[Problem]) -> None:
    """Print the problems, and stop if one blocks."""
    problems = list(problems)
    print_problems(problems)
    if errors := sum(problem.severity == "error" for problem in problems):
        fail(f"{counted(errors, 'error')}. Nothing was published or changed.")


def print_problems(problems: Iterable[Problem]) -> None:
    """Print a line for each problem, on standard error."""
    echo("".join(f"{coloured(problem)}\n" for problem in problems), err=True)


def fail(message: str) -> NoReturn:
    """Say why nothing comes of it, and end the program."""
    err.print(Text(message, style="bold"))
    context = click.get_current_context(silent=True)
    sys.exit(context.meta.get(_EXIT_CODE, PROBLEMS) if context else PROBLEMS)


def keep_exit_codes_for_answers() -> None:
    """Let this command answer by 0 and 1: where it has no answer it ends with 2, as `diff` and `git diff` do."""
    click.get_current_context().meta[_EXIT_CODE] = NO_ANSWER


def shown(path: Path, root: Path) -> str:
    return str(path.relative_to(root) if path.is_relative_to(root) else path)
