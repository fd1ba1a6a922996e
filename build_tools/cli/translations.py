"""The commands for translators and those who work with them: translations update, status, import, export, release."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from build_tools import pipeline
from build_tools.atomic_files import write_atomically
from build_tools.cli.echoing import echo
from build_tools.cli.naming import require_among, setting_of
from build_tools.cli.parameters import AdvisoryIdType
from build_tools.cli.printing import fail, or_stop, out, print_problems, shown, site_and_vocabulary, stop_at
from build_tools.cli.releases import release_translations
from build_tools.history.read import released_ids
from build_tools.importing import Import
from build_tools.interchange.destination import Meant, destination
from build_tools.interchange.reading import read_incoming
from build_tools.load import yaml_files
from build_tools.problems import Problem, counted
from build_tools.report.translation_status import Entry, Status, status_json
from build_tools.report.translation_table import status_text
from build_tools.site import LanguageSetting, Site
from build_tools.source_text import MAX_BYTES
from build_tools.translating import Translating, exported, read_translating

ids_argument = click.argument("ids", nargs=-1, metavar="[ID]...")
language_option = click.option("--language", help="Path, tag or locale of a language, such as `de`.")


@click.group()
def translations() -> None:
    """Work with the catalogues of translations."""


translations.add_command(release_translations)


@translations.command()
@ids_argument
@click.pass_obj
def update(root: Path, ids: tuple[str, ...]) -> None:
    """Write new and changed texts into the catalogues, for translation.

    With IDs, those of these advisories alone, whatever is wrong with others. What was translated stays, also of texts
    that are gone. A catalogue in which nothing but line numbers would change is left as it is.
    """
    if ids:
        site, _ = site_and_vocabulary(root)
        require_among(_known(root, site), ids)
    written, problems = pipeline.update_translations(root, frozenset(ids))
    stop_at(problems)
    for path in written:
        out.print(f"Updated: {shown(path, root)}")
    if not written:
        out.print("Every catalogue is up to date.")


@translations.command()
@ids_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def status(root: Path, ids: tuple[str, ...], form: str) -> None:
    """Tell for every text and language whether its translation is current, and what readers would get.

    Without IDs, of all advisories. What was said of a release is listed as `releases.N.text`.

    Exit codes: 0 all is current; 1 it can be published, but in some language readers would get less; 2 errors in a
    catalogue or an advisory come first, or the command was called wrongly.
    """
    translating, problems = read_translating(root, frozenset(ids))
    if translating:
        require_among(translating.known, ids)
    told = _status(translating, problems)
    if form == "json":
        echo(status_json(told))
    else:
        print_problems(told.errors)
        echo(status_text(told))
    sys.exit(told.exit_code)


@translations.command(name="import")
@click.argument(
    "file", nargs=-1, required=True, metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@language_option
@click.option(
    "--advisory",
    "advisory_id",
    type=AdvisoryIdType(),
    metavar="ID",
    help="The advisory, where the file does not say it.",
)
@click.option("--replace", is_flag=True, help="Replace translations that are there already.")
@click.pass_obj
def import_(root: Path, file: tuple[Path, ...], language: str | None, advisory_id: str | None, replace: bool) -> None:
    """Take the finished translation in FILE into a catalogue: PO, XLIFF 2 or YAML.

    All of it or nothing: a translation of other words than those that stand in the advisory now, or one that fails a
    check, is refused, and every problem is told at once. Warnings are told, and stop nothing. A waiver counts where it
    stands above its entry in a PO file.
    """
    site, _ = site_and_vocabulary(root)
    meant = Meant(advisory_id, setting_of(site, language) if language else None)
    known = _known(root, site)
    require_among(known, [advisory_id] if advisory_id else [])
    path = _only_file(file)
    name = shown(path.resolve(), root)
    with path.open("rb") as stream:
        incoming = or_stop(*read_incoming(name, stream.read(MAX_BYTES + 1)))
    target = or_stop(*destination(name, incoming, meant, site, known))
    translating = _read_one(root, target.advisory)
    imported = or_stop(*Import(translating, target, incoming, replace).run(root))
    write_atomically(root / imported.file, imported.content)
    untranslated = f"; {imported.untranslated} of the file not translated" if imported.untranslated else ""
    there = f"; {imported.known} were there already" if imported.known else ""
    out.print(f"Imported {counted(imported.new, 'text')} into {imported.file}{there}{untranslated}.")
    for key, reasons in imported.waived.items():
        for code, reason in reasons.items():
            echo(f"The translator waives {code} of {key}: {reason}\n")


def _only_file(files: tuple[Path, ...]) -> Path:
    """The file to import, which must be one, and no pipe that waits for ever."""
    if len(files) > 1:
        raise click.UsageError("Import one file at a time: call the command once for each.")
    if not files[0].is_file():
        raise click.UsageError(f"{files[0]} is no file. Save what is to be imported as one.")
    return files[0]


@translations.command()
@ids_argument
@click.option("--xliff", is_flag=True, required=True, help="As XLIFF 2.0, which translators' tools read.")
@language_option
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=".", help="Folder (default: this one)."
)
@click.pass_obj
def export(root: Path, ids: tuple[str, ...], xliff: bool, language: str | None, output: Path) -> None:  # noqa: ARG001
    """Write the texts to be translated as XLIFF: a file for each advisory and language.

    What is current is in it, and of what has changed the translation before, as a note. `advisory translations import`
    takes the file back.
    """
    site, _ = site_and_vocabulary(root)
    settings = [setting_of(site, language)] if language else list(site.languages)
    translating, problems = read_translating(root, frozenset(ids))
    translating = or_stop(translating, problems if translating is None else ())
    require_among(translating.known, ids)
    stop_at([problem for problem in problems if problem.severity == "error"])
    files = _exported(translating, settings)
    for name, content in files.items():
        write_atomically(output / name, content)
        out.print(f"Written: {output / name}")
    if not files:
        out.print("There is nothing to translate.")


def _status(translating: Translating | None, problems: tuple[Problem, ...]) -> Status:
    if translating is None:
        return Status((), (), problems)
    entries = (
        Entry(states, len(translating.releases(states.advisory)), translating.written[states.advisory].waiting)
        for states in translating.states
    )
    return Status(translating.site.languages, tuple(entries), problems)


def _exported(translating: Translating, settings: list[LanguageSetting]) -> dict[str, bytes]:
    found = (exported(translating, one, setting) for one in translating.written for setting in settings)
    return dict(file for file in found if file)


def _known(root: Path, site: Site) -> frozenset[str]:
    """The ids of all advisories."""
    ids, _ = released_ids(root, site.advisories_dir)
    return frozenset([*ids, *(path.stem for path in yaml_files(root / site.advisories_dir))])


def _read_one(root: Path, advisory_id: str) -> Translating:
    """An advisory as far as it can be read; what else is wrong with it, is no matter of its translation."""
    translating, problems = read_translating(root, frozenset([advisory_id]))
    if translating is None or advisory_id not in translating.written:
        stop_at(problems)
        fail(f"The file of {advisory_id} is gone. Bring it back from git.")
    return translating
