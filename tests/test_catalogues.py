"""The catalogues: current, complete, whole, and readable by other tools."""

from __future__ import annotations

import subprocess
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner

from build_tools.cli import main
from build_tools.language.catalogue_update import extract_interface
from build_tools.language.messages import read_template
from build_tools.project import read_project
from tests.conftest import ROOT, codes

CATALOGUES = sorted((ROOT / "locales").rglob("*.po"))
GERMAN = "locales/de/LC_MESSAGES/interface.po"


def test_the_list_of_interface_texts_is_current() -> None:
    """`interface.pot` holds what templates and code say now, no more and no less."""
    keys = [(m.context, m.text, m.plural) for m in extract_interface()]
    assert keys == [(m.context, m.text, m.plural) for m in read_template(ROOT / "locales" / "interface.pot")]
    assert len(keys) > 60


def test_catalogues_are_up_to_date(project_folder: Path) -> None:
    """`advisory translations update` finds nothing to write in the shipped catalogues."""
    done = CliRunner().invoke(main, ["--project", str(project_folder), "translations", "update"])
    assert done.exit_code == 0
    assert done.output == ""


@pytest.mark.msgfmt
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.relative_to(ROOT / "locales").as_posix())
def test_gettext_accepts_every_catalogue(path: Path, tmp_path: Path) -> None:
    """GNU gettext's own check passes."""
    command = ["/usr/bin/env", "msgfmt", "-c", "-o", str(tmp_path / "out.mo"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr


def change(folder: Path, message: str, **values: object) -> None:
    po = polib.pofile(str(folder / GERMAN))
    entry = next(entry for entry in po if entry.msgid == message)
    for name, value in values.items():
        setattr(entry, name, value)
    po.save()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"msgstr": ""}, "not-translated"),
        ({"flags": ["fuzzy"]}, "not-translated"),
        ({"msgstr": "Quelle: {quelle}"}, "placeholders"),
        ({"msgstr": "Quelle"}, "placeholders"),
        ({"msgstr": "Quelle: {sources} {sources}"}, "placeholders"),
    ],
)
def test_a_gap_or_a_wrong_placeholder_stops_the_build(
    project_folder: Path, values: dict[str, object], code: str
) -> None:
    """A generated text that is missing, fuzzy or has other placeholders is a problem in its catalogue."""
    change(project_folder, "Source: {sources}", **values)
    project, problems = read_project(project_folder)
    assert project is None
    assert codes(problems) == [code]
    assert problems[0].place.file == GERMAN


def test_update_keeps_what_is_translated_and_never_guesses(project_folder: Path) -> None:
    """A changed source gets an empty translation with the old one as a comment; what is gone becomes obsolete."""
    source = project_folder / "advisories/2025/ADV-2025-0001.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("The names are linked", "Some names are linked"), encoding="utf-8")
    done = CliRunner().invoke(main, ["--project", str(project_folder), "translations", "update"])
    assert done.exit_code == 0
    po = polib.pofile(str(project_folder / "locales/de/advisories/ADV-2025-0001.po"))
    entry = next(entry for entry in po if entry.msgctxt == "ADV-2025-0001/data.exposed.account_name.note")
    assert entry.msgstr == ""
    assert not entry.fuzzy
    assert "Die Namen sind mit API-Konten verknüpft." in entry.comment
    assert [old.msgid for old in po.obsolete_entries()] == ["The names are linked to API accounts."]
    assert sum(bool(entry.msgstr) for entry in po if not entry.obsolete) == 6


def test_a_broken_catalogue_is_a_problem(project_folder: Path) -> None:
    """A catalogue that cannot be read is named, and nothing is raised."""
    (project_folder / GERMAN).write_text('msgid "a"\nno catalogue\n', encoding="utf-8")
    project, problems = read_project(project_folder)
    assert project is None
    assert codes(problems) == ["po-syntax"]
