"""The commands that tell what an advisory says: show, diff. They change nothing."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click
from rich.text import Text

from build_tools import pipeline
from build_tools.advisories import Wanted
from build_tools.cli.comparison_text import comparison_lines
from build_tools.cli.naming import draft_of, language_of, require_known
from build_tools.cli.parameters import AdvisoryIdType, InstantType
from build_tools.cli.printing import fail, keep_exit_codes_for_answers, or_stop, out
from build_tools.cli.terminal_page import Form, page_lines, wrapped
from build_tools.comparing import compare
from build_tools.feed_items import advisory_path
from build_tools.history.read import released
from build_tools.language.language import Language
from build_tools.model.frame import Frames
from build_tools.model.moment import rfc3339
from build_tools.model.release import Record, Release
from build_tools.project import Project, read_project
from build_tools.render.listings import chips_of
from build_tools.render.markup import render_template

WIDEST = 88
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
Command = Callable[..., None]


class View(NamedTuple):
    """In which language an advisory is read, at which instant, and how many columns wide."""

    language: str | None
    now: datetime
    width: int


def _with_view(command: Command) -> Command:
    """Add the options of a view to a command, which gets them as one argument."""

    @click.option("--language", help="Path, tag or locale of a language, such as `de` (default: the first).")
    @click.option("--now", type=InstantType(), help="As of this instant instead of the clock's.")
    @click.option("--width", type=click.IntRange(20), help=f"Columns (default: the terminal's, {WIDEST} at most).")
    @functools.wraps(command)
    def with_view(
        *arguments: Any, language: str | None, now: datetime | None, width: int | None, **options: Any
    ) -> None:
        view = View(language, now or datetime.now(UTC), width or min(out.width, WIDEST))
        command(*arguments, view=view, **options)

    return with_view


@click.command()
@click.argument("advisory_id", type=AdvisoryIdType(), metavar="ID")
@click.option("--released", "is_released", is_flag=True, help="What readers see, instead of the draft.")
@click.option("--release", "number", type=click.IntRange(1), help="The release of this number, instead of the draft.")
@_with_view
@click.pass_obj
def show(root: Path, advisory_id: str, is_released: bool, number: int | None, view: View) -> None:
    """Print advisory ID as readers will see it, in one language: the draft, or what was released."""
    if is_released and number:
        raise click.UsageError("Choose one of --released and --release.")
    project = _read(root, Wanted(only_released=is_released or number is not None, only_id=advisory_id))
    language = _spoken(project, view.language)
    record = _record(project, advisory_id, view.now, is_released=is_released, number=number)
    for state in _states(project, record, view.now):
        _print(wrapped(Text(state, "bold"), view.width))
    if record.current.number > len(project.histories.get(advisory_id, ())) > 0:  # a draft, after a release
        _print([Text(f"  advisory diff {advisory_id}")])
    html, form = _page(project, record, language, view.now), _form(project, language, advisory_id, view)
    _print([Text(), *page_lines(html, form)])


@click.command()
@click.argument("advisory_id", type=AdvisoryIdType(), metavar="ID")
@click.option("--release", "number", type=click.IntRange(1), help="Compare with this release (default: the newest).")
@click.option(
    "--exit-code", is_flag=True, help="Exit with 1 if there is anything to release, and with 2 if that cannot be told."
)
@_with_view
@click.pass_obj
def diff(root: Path, advisory_id: str, number: int | None, exit_code: bool, view: View) -> None:
    """Tell in words what the draft of advisory ID changes, beside its newest release."""
    if exit_code:
        keep_exit_codes_for_answers()
    project = _read(root, Wanted(only_id=advisory_id))
    language = _spoken(project, view.language)
    draft = draft_of(project, advisory_id)
    before = _until(project.histories.get(advisory_id, ()), number, advisory_id)
    comparison = compare(project, draft, before, language.path, view.now)
    _print(comparison_lines(comparison, project, _form(project, language, advisory_id, view)))
    if exit_code and (comparison.is_different or comparison.pending):
        sys.exit(1)


def _read(root: Path, wanted: Wanted) -> Project:
    """The project with this advisory alone; what is wrong with others is left to them, and warnings to `check`."""
    project, problems = read_project(root, wanted=wanted)
    project = or_stop(project, [problem for problem in problems if problem.severity == "error"])
    require_known(project, wanted.only_id)
    return project


def _spoken(project: Project, wanted: str | None) -> Language:
    """The language that is wanted, or the first."""
    return next(iter(project.languages.values())) if wanted is None else language_of(project, wanted)


def _form(project: Project, language: Language, advisory_id: str, view: View) -> Form:
    names = {setting.tag: setting.name for setting in project.site.languages}
    address = f"{project.site.url}{advisory_path(language.path, advisory_id)}"
    return Form(view.width, language.tag, names, address)


def _until(releases: tuple[Release, ...], number: int | None, advisory_id: str) -> tuple[Release, ...]:
    """The releases up to one of them, or all."""
    if number and number > len(releases):
        last = f"The newest is release {len(releases)}." if releases else "It was never released."
        raise click.BadParameter(f"{advisory_id} has no release {number}. {last}", param_hint="--release")
    return releases[:number]


def _record(project: Project, advisory_id: str, now: datetime, *, is_released: bool, number: int | None) -> Record:
    """What is shown: the draft as it would be published, a release, or what readers see now."""
    releases = project.histories.get(advisory_id, ())
    if number:
        shown = _until(releases, number, advisory_id)
        return Record(releases=shown, draft=shown[-1].released_at > now)
    if is_released:
        if not (shown := released(releases, now)):
            fail(f"Nothing of {advisory_id} is public. To read its draft: advisory show {advisory_id}")
        return Record(releases=shown)
    records = pipeline.preview_records(project, now)
    return next(record for record in records if record.current.advisory.id == advisory_id)


def _states(project: Project, record: Record, now: datetime) -> Iterator[str]:
    """What an editor must know before reading: which state this is, and what readers see meanwhile."""
    releases, shown = project.histories.get(record.current.advisory.id, ()), record.current
    is_release = shown.number <= len(releases)
    for release in record.releases[: len(releases)]:
        if release.released_at > now:
            seen = released(releases, now)
            meanwhile = f"release {seen[-1].number}" if seen else "nothing of it"
            moment = rfc3339(release.released_at)
            yield f"Embargoed: release {release.number} becomes public at {moment}. Until then readers see {meanwhile}."
    if record.is_withdrawn:
        yield "Withdrawn: readers are told so before all else."
    if not releases:
        yield "Draft: this advisory was never released."
    elif not is_release:
        yield f"Draft: it differs from release {len(releases)}. To see what is different:"
    elif record.draft and shown.released_at <= now:
        yield f"Draft: release {shown.number} with translations that are not released yet."
    else:
        newest = "" if shown.number == len(releases) else f" The newest is release {len(releases)}."
        yield f"Release {shown.number} of {rfc3339(shown.released_at)}.{newest}"


def _page(project: Project, record: Record, language: Language, now: datetime) -> str:
    """The page of a record, as a browser shows it: the label of a demonstration, and the notice."""
    advisory = record.current.advisory
    others = [
        other
        for other in pipeline.public_records(project, now)
        if other.current.advisory.id == advisory.superseded_by or other.current.advisory.superseded_by == advisory.id
    ]
    publication = pipeline.publication(project, [record, *others], Frames({}, {}))
    edition = publication.edition(publication.by_id[advisory.id][language.path])
    values = {**publication.values_of(edition), "chips": chips_of(edition, language, publication)}

    def absolute(path: str) -> str:
        return project.site.url + path

    label = render_template("demonstration.html", language, absolute, site=project.site)
    return label + render_template("advisory.html", language, absolute, **values)


def _print(lines: Iterable[Text]) -> None:
    """Print lines. Control characters are refused where texts are read; should one come through, it is no command."""
    for line in lines:
        line.plain = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", line.plain)
        line.rstrip()
        out.print(line)
