"""The commands that build the site: build, next."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from build_tools import pipeline
from build_tools.advisories import PUBLIC, Wanted
from build_tools.cli.parameters import InstantType
from build_tools.cli.printing import fail, out, read, shown, stop_at
from build_tools.model.moment import rfc3339
from build_tools.project import Project


@click.command()
@click.option("--now", type=InstantType(), help="Build as of this instant instead of the clock's.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Folder to publish into (default: `site_dir` of mkdocs.yml, or site).",
)
@click.option("--against", help="Folder or address of the site that is live: nothing that it shows may be lost.")
@click.pass_obj
def build(root: Path, now: datetime | None, output: Path | None, against: str | None) -> None:
    """Build the public site from the releases, and exchange it for the old one."""
    if against is not None and not against.strip():
        raise click.BadParameter("names no folder and no address", param_hint="--against")
    with _without_garbage_collection():
        project, _ = read(root, PUBLIC)
        folder = output or root / project.site.site_dir
        try:
            built = pipeline.build(project, now or datetime.now(UTC), folder, against)
        except OSError as error:
            fail(f"The site could not be written: {error}. The old site is untouched.")
    stop_at(built.problems)
    state = "published in" if built.changed else "up to date in"
    out.print(f"{built.files} files {state} {shown(folder, root)}/.")
    _tell_unreleased(project)


@click.command(name="next")
@click.option("--now", type=InstantType(), help="After this instant instead of the clock's.")
@click.pass_obj
def next_change(root: Path, now: datetime | None) -> None:
    """Print the next instant at which a build would publish something else, for a scheduler, if there is one."""
    project, _ = read(root, Wanted(only_released=True))
    instant = pipeline.next_change(project, now or datetime.now(UTC))
    if instant:
        out.print(rfc3339(instant))


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A build lives for seconds and leaves no garbage worth the search for it, then or in what it made."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _tell_unreleased(project: Project) -> None:
    unreleased = {draft.advisory.id for draft in project.unreleased}
    for advisory_id in sorted(unreleased):
        out.print(f"{advisory_id} has unreleased changes. Release them with: advisory release {advisory_id}")
    for draft in project.drafts:
        advisory_id = draft.advisory.id
        if advisory_id not in unreleased and (pending := project.pending_translations(advisory_id)):
            languages = ", ".join(dict.fromkeys(one.language for one in pending))
            command = f"advisory translations release {advisory_id}"
            out.print(f"{advisory_id} has unreleased translations ({languages}). Release them with: {command}")
