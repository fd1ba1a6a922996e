"""The command that checks."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from build_tools.checking import Checked, check_everything, check_named
from build_tools.cli.echoing import echo
from build_tools.report import FORMATS, Report


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to tell it."
)
@click.pass_obj
def check(root: Path, files: tuple[str, ...], form: str) -> None:
    """Check every advisory and catalogue, and tell all problems at once.

    With FILES, paths or ids of advisories, check these alone, with their catalogues and releases.

    Exit codes: 0 nothing stops a build, though there may be warnings; 1 errors were found; 2 the command was called
    wrongly, so nothing was checked.
    """
    now, here = datetime.now(UTC), Path.cwd()
    checked = check_named(root, files, here, now) if files else check_everything(root, now)
    if not isinstance(checked, Checked):
        raise click.UsageError("\n".join(f"{one.name}: {one.reason}." for one in checked))
    report = Report(checked.problems, checked.advisories, checked.languages, _folder_below(here, root))
    printed = FORMATS[form](report)
    echo(printed.err, err=True)
    echo(printed.out)
    sys.exit(1 if report.count("error") else 0)


def _folder_below(here: Path, root: Path) -> str:
    """The path from one folder to another that lies below it, ending in `/`; empty for the same, or one elsewhere."""
    is_below = root != here and root.is_relative_to(here)
    return f"{root.relative_to(here).as_posix()}/" if is_below else ""
