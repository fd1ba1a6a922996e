"""The documentation covers what there is: every field, group, setting and command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from build_tools.authored_text import faults
from build_tools.cli import main
from build_tools.explanations import read_explanations
from build_tools.load import load_advisory
from build_tools.model.described import described_fields
from build_tools.model.fields import Statement
from build_tools.project import Project
from build_tools.reference import with_tables
from build_tools.site import Site
from tests.conftest import ROOT
from tests.test_broken_files import SOUND

FORMAT = ROOT / "docs" / "format.md"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tables_of_the_format_are_current(project: Project) -> None:
    """Fields, codes and problems stand in docs/format.md as models, vocabulary and explanations have them."""
    document = FORMAT.read_text(encoding="utf-8")
    assert document == with_tables(document, project.vocabulary), "`make generated` writes the tables anew"


def test_the_examples_of_the_format_are_accepted(project: Project) -> None:
    """Each excerpt of YAML makes a sound advisory, together with the least that one needs."""
    excerpts = re.findall(r"^```yaml\n(.*?)^```$", FORMAT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(excerpts) >= 2
    for excerpt in excerpts:
        needed = [line for line in SOUND.splitlines(keepends=True) if line.split(":")[0] + ":" not in excerpt]
        draft, problems = load_advisory("new.yaml", "".join([*needed, excerpt]).encode(), project.vocabulary.groups)
        assert draft, problems
        assert not [
            fault for text in draft.authored for fault in faults(text.text, links={}, is_markdown=text.markdown)
        ]


def write_reference(folder: Path, document: str) -> subprocess.CompletedProcess[str]:
    """The program that writes the tables, called as `make generated` calls it, in a folder with another document."""
    (folder / "docs").mkdir()
    (folder / "docs/format.md").write_text(document, encoding="utf-8")
    shutil.copytree(ROOT / "locales", folder / "locales")
    command = [sys.executable, "-m", "build_tools.reference"]
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=path, capture_output=True, text=True, check=False)


def test_make_generated_writes_the_tables(tmp_path: Path) -> None:
    """A field, a code and a problem that are missing in the document are in it again, each in its place."""
    current = FORMAT.read_text(encoding="utf-8")
    lacking = re.sub(r"^\| \**`(aware_at|certainty|password|no-date)`.*\n", "", current, flags=re.MULTILINE)
    assert len(current.splitlines()) - len(lacking.splitlines()) == 4
    done = write_reference(tmp_path, lacking)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "docs/format.md").read_text(encoding="utf-8") == current
    assert "-m build_tools.reference\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_tables_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    """In one sentence, and the document stays as it was."""
    done = write_reference(tmp_path, "No marks.\n")
    assert done.returncode == 1
    assert (
        done.stderr == "docs/format.md was not written. The marks <!-- fields --> and <!-- /fields --> are missing.\n"
    )
    assert (tmp_path / "docs/format.md").read_text(encoding="utf-8") == "No marks.\n"


def test_the_format_covers_every_field() -> None:
    """Each field of an advisory has its row, by its path or among those of every coded entry."""
    rows = set(re.findall(r"^\| \**`([\w.]+)`\** \|", FORMAT.read_text(encoding="utf-8"), re.MULTILINE))
    shared = {"certainty", "stated_by", "note", "text"}
    for path, field in described_fields().items():
        parent, _, name = path.rpartition(".")
        is_shared = name in shared and issubclass(field.model, Statement)
        is_bare_code = name == "code" and parent in rows
        assert path in rows or is_bare_code or (is_shared and name in rows), path


def test_the_format_covers_every_code(project: Project) -> None:
    """Each group has its table, and each code its row with its words."""
    tables = FORMAT.read_text(encoding="utf-8").partition("<!-- codes -->")[2].split("\n### ")
    by_group = {table.partition("`\n")[0].strip("`"): table for table in tables[1:]}
    assert by_group.keys() == project.vocabulary.groups.keys()
    for group, codes in project.vocabulary.groups.items():
        for code, entry in codes.items():
            assert f"| `{code}` | {entry.words} |" in by_group[group]


def test_the_format_covers_every_problem() -> None:
    """Each problem that has an explanation, which is each that there is, has its row."""
    problems = FORMAT.read_text(encoding="utf-8").partition("<!-- problems -->")[2]
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", problems, re.MULTILINE)) == set(read_explanations())


@pytest.mark.parametrize("name", sorted(set(Site.model_fields) - {"name", "description", "url"}))
def test_the_format_covers_every_setting(name: str) -> None:
    """Each setting of the press has its words."""
    assert f"`{name}`" in FORMAT.read_text(encoding="utf-8").partition("## Settings")[2].partition("## Codes")[0]


@pytest.mark.parametrize("name", ["fields", "entry", "codes", "problems"])
def test_a_table_without_its_marks_is_told(name: str, project: Project) -> None:
    """Where the marks were deleted, nothing is written to some other place."""
    document = FORMAT.read_text(encoding="utf-8").replace(f"<!-- {name} -->", "")
    with pytest.raises(ValueError, match=f"<!-- {name} -->"):
        with_tables(document, project.vocabulary)


def test_readme_names_every_command() -> None:
    """Each command of the command line, and each target of the Makefile, stands in the README."""
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        names = [f"{name} {sub}" for sub in command.commands] if isinstance(command, click.Group) else [name]
        for full in names:
            assert re.search(rf"advisory {full}\b|make {full}\b", README), full
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {target for target in targets if f"make {target}" not in README} <= {"help", "lock"}


def test_every_decision_is_listed() -> None:
    """The index of decisions has each file, and each direct dependency has its reason."""
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for path in folder.glob("0*.md"):
        assert f"({path.name})" in index
    reasons = (folder / "0005-dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    for requirement in [*project["dependencies"], *extras]:
        name = re.split(r"[<>=]", requirement)[0]
        assert re.search(rf"\b{name}\b", reasons) or name.startswith("types-"), name
