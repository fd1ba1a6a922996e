"""The command line `advisory`: arguments, printing, exit codes. The only module that prints.

Exit codes: 0 all is well; 1 problems were found and printed; 2 the command was called wrongly.
"""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.text import Text

from build_tools import pipeline
from build_tools.model.moment import parse_instant, rfc3339
from build_tools.parallel import LostProcessError
from build_tools.problems import Problem
from build_tools.project import CONFIG, Project, read_project
from build_tools.site import read_site

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


class InstantType(click.ParamType[datetime]):
    """An RFC 3339 instant on the command line."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return parse_instant(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class LoopbackType(click.ParamType[str]):
    """Host and port of this machine alone: drafts are nobody else's business."""

    name = "host:port"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        host, _, port = str(value).rpartition(":")
        if host not in ("127.0.0.1", "localhost") or not port.isdigit() or not 0 < int(port) < 2**16:
            self.fail("Drafts are served to this machine alone; write `127.0.0.1:` and a port.", param, ctx)
        return str(value)


class PlainWords(click.Group):
    """Tells a reader of the terminal, not of a traceback, what the machine refused."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
            _fail(f"{what}. Nothing was published.")
        except LostProcessError as error:
            _fail(f"{error}. The old site is untouched.")
        except KeyboardInterrupt:
            _fail("Stopped. The old site is untouched.")


@click.group(cls=PlainWords)
@click.option(
    "--project", type=click.Path(path_type=Path, file_okay=False), default=".", help="Folder with mkdocs.yml."
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Check, release and publish security incident advisories in every language."""
    context.obj = project.resolve()


@main.command()
@click.option("--now", type=InstantType(), help="Build as of this instant instead of the clock's.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Folder to publish into (default: `site_dir` of mkdocs.yml, or site).",
)
@click.pass_obj
def build(root: Path, now: datetime | None, output: Path | None) -> None:
    """Build the public site from the releases, and exchange it for the old one."""
    with _without_garbage_collection():
        project, _ = _read(root, only_changed=True)
        folder = output or root / project.site.site_dir
        try:
            built = pipeline.build(project, now or datetime.now(UTC), folder)
        except OSError as error:
            _fail(f"The site could not be written: {error}. The old site is untouched.")
    _stop_at(built.problems)
    state = "published in" if built.changed else "up to date in"
    out.print(f"{built.files} files {state} {_shown(folder, root)}/.")
    _tell_unreleased(project)


@main.command()
@click.pass_obj
def check(root: Path) -> None:
    """Check every advisory and catalogue, and print all problems at once."""
    project, warnings = _read(root)
    languages = ", ".join(language.setting.name for language in project.languages.values())
    found = f"nothing that stops a build, {_counted(len(warnings), 'warning')}" if warnings else "no problem"
    out.print(f"{_counted(len(project.drafts), 'advisory', 'advisories')} checked in {languages}: {found}.")


@main.command()
@click.option(
    "--address", type=LoopbackType(), default="127.0.0.1:8000", show_default=True, help="Loopback address to serve on."
)
@click.pass_obj
def serve(root: Path, address: str) -> None:
    """Preview drafts and releases in a browser, with live reload."""
    config = str(root / CONFIG)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address, "--config-file", config]
    _stop_at(read_site(root / CONFIG)[1])
    host, _, port = address.rpartition(":")
    with contextlib.closing(socket.socket()) as probe:
        if probe.connect_ex((host, int(port))) == 0:
            _fail(f"Port {port} is in use, perhaps by a preview in another window. Another one: --address {host}:8001")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's notice of its own future is nothing an editor can act on
    os.chdir(root)
    os.execv(sys.executable, command)  # noqa: S606 - in this process, so that ending it ends the server


@main.command()
@click.argument("advisory_id", metavar="ID")
@click.option("--at", type=InstantType(), help="Instant from which the release is public (default: now).")
@click.pass_obj
def release(root: Path, advisory_id: str, at: datetime | None) -> None:
    """Freeze the draft of advisory ID as its next release."""
    project, _ = _read(root)
    draft = next((draft for draft in project.drafts if draft.advisory.id == advisory_id), None)
    if draft is None:
        _fail(f"There is no advisory {advisory_id}. Known are: {', '.join(d.advisory.id for d in project.drafts)}.")
    now = datetime.now(UTC)
    instant = at or now
    try:
        path, problems = pipeline.release(project, draft, instant)
    except OSError as error:
        _fail(f"The release could not be written: {error}. Nothing has changed.")
    _stop_at(problems)
    if path:
        when = f"From {rfc3339(instant)} on, builds publish it: commit it, and build then." if instant > now else ""
        out.print(f"Released: {_shown(path, root)}. {when or 'Commit it, then build the site.'}")


@main.group()
def translations() -> None:
    """Work with the catalogues of translations."""


@translations.command()
@click.pass_obj
def update(root: Path) -> None:
    """Write new and changed texts into the catalogues, for translation."""
    written, problems = pipeline.update_translations(root)
    _stop_at(problems)
    for path in written:
        out.print(f"Updated: {_shown(path, root)}")
    if not written:
        out.print("Every catalogue is up to date.")


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A build lives for seconds and leaves no garbage worth the search for it, then or in what it made."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _read(root: Path, *, only_changed: bool = False) -> tuple[Project, tuple[Problem, ...]]:
    """Load and check; print the problems, and stop at those that block. The others are warnings."""
    project, problems = read_project(root, only_changed=only_changed)
    _stop_at(problems)
    assert project is not None  # noqa: S101 - nothing stopped us, so there is one
    return project, problems


def _stop_at(problems: Iterable[Problem]) -> None:
    """Print the problems, and stop if one blocks."""
    problems = list(problems)
    for problem in problems:
        err.print(Text(str(problem), style="red" if problem.severity == "error" else "yellow"))
    if errors := sum(problem.severity == "error" for problem in problems):
        _fail(f"{_counted(errors, 'error')}. Nothing was published or changed.")


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _fail(message: str) -> NoReturn:
    err.print(Text(message, style="bold"))
    sys.exit(1)


def _tell_unreleased(project: Project) -> None:
    for draft in project.unreleased:
        advisory_id = draft.advisory.id
        out.print(f"{advisory_id} has unreleased changes. Release them with: advisory release {advisory_id}")


def _shown(path: Path, root: Path) -> str:
    return str(path.relative_to(root) if path.is_relative_to(root) else path)
