"""The commands that add to the history: release, withdraw, reinstate, translations release."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import click

from build_tools import pipeline, releasing
from build_tools.advisories import Wanted
from build_tools.cli.naming import draft_of, language_of, require_known
from build_tools.cli.parameters import AdvisoryIdType, at_option
from build_tools.cli.printing import fail, out, read, shown, stop_at
from build_tools.model.moment import rfc3339
from build_tools.project import Project


@click.command()
@click.argument("advisory_id", type=AdvisoryIdType(), metavar="ID")
@at_option
@click.pass_obj
def release(root: Path, advisory_id: str, at: datetime | None) -> None:
    """Freeze the draft of advisory ID as its next release."""
    project, now = _read_whole(root, Wanted(only_id=advisory_id)), datetime.now(UTC)
    draft = draft_of(project, advisory_id)
    with _nothing_changes_on_error():
        added = releasing.release(project, draft, at or now)
    _tell_added(added, root, at or now, now)


@click.command()
@click.argument("advisory_id", type=AdvisoryIdType(), metavar="ID")
@click.option("--reason", prompt="Why is it withdrawn? Readers will see this", help="Shown to readers.")
@at_option
@click.pass_obj
def withdraw(root: Path, advisory_id: str, reason: str, at: datetime | None) -> None:
    """Withdraw advisory ID, as it was last released. Its page stays and says so first."""
    _declare(root, advisory_id, "withdrawal", reason, at)


@click.command()
@click.argument("advisory_id", type=AdvisoryIdType(), metavar="ID")
@click.option("--text", prompt="Why does it hold again? Readers will see this", help="Shown to readers.")
@at_option
@click.pass_obj
def reinstate(root: Path, advisory_id: str, text: str, at: datetime | None) -> None:
    """Reinstate advisory ID after a withdrawal, as it was last released."""
    _declare(root, advisory_id, "reinstatement", text, at)


@click.command(name="release")
@click.argument("advisory_id", type=AdvisoryIdType(), metavar="ID")
@click.option("--language", "languages", multiple=True, help="Path, tag or locale of one (default: all).")
@at_option
@click.pass_obj
def release_translations(root: Path, advisory_id: str, languages: tuple[str, ...], at: datetime | None) -> None:
    """Publish what was translated since advisory ID was released, as a dated addition to the release."""
    project, now = _read_whole(root, Wanted(only_id=advisory_id)), datetime.now(UTC)
    draft_of(project, advisory_id)
    paths = [language_of(project, name).path for name in languages] or list(project.languages)
    with _nothing_changes_on_error():
        added = releasing.release_translations(project, advisory_id, paths, at or now)
    _tell_added(added, root, at or now, now)


def _declare(
    root: Path, advisory_id: str, change: Literal["withdrawal", "reinstatement"], words: str, at: datetime | None
) -> None:
    project, now = _read_whole(root, Wanted(only_released=True, only_id=advisory_id)), datetime.now(UTC)
    require_known(project, advisory_id)
    if not words.strip():
        fail("Readers must be told why. Nothing has changed.")
    with _nothing_changes_on_error():
        added = releasing.declare(project, advisory_id, change, words, at or now)
    _tell_added(added, root, at or now, now)


def _read_whole(root: Path, wanted: Wanted) -> Project:
    """The project, if its history is whole: on a history with a hole nothing is built."""
    project, _ = read(root, wanted)
    stop_at(pipeline.losses(project, datetime.now(UTC)))
    return project


@contextlib.contextmanager
def _nothing_changes_on_error() -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        fail(f"Somebody else has released {error.filename2 or error.filename} just now. Nothing has changed.")
    except OSError as error:
        fail(f"The release could not be written: {error}. Nothing has changed.")


def _tell_added(added: releasing.Added, root: Path, instant: datetime, now: datetime) -> None:
    paths, problems = added
    stop_at(problems)
    for path in paths:
        out.print(f"Released: {shown(path, root)}")
    if instant > now:
        out.print(f"From {rfc3339(instant)} on, builds publish it: commit it, and build then.")
    else:
        out.print("Commit it, then build the site.")
