"""`advisory check FILE`: the named advisories are checked as in a whole check, and nothing else is read or loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from build_tools.checking import Checked, check_everything, check_named
from build_tools.cli import main
from build_tools.problems import Problem
from build_tools.project import read_project
from tests.conftest import ROOT, copy_project
from tests.test_broken_files import BROKEN, CASES, SOUND, lay_out

ID = "ADV-2025-0001"
FILE = f"advisories/2025/{ID}.yaml"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which only the advisories are exchanged."""
    return copy_project(tmp_path_factory.mktemp("named") / "project")


def check(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "check", *arguments])


def named(folder: Path, *names: str) -> tuple[Problem, ...]:
    """What is told of named advisories."""
    checked = check_named(folder, names, folder, NOW)
    assert isinstance(checked, Checked), checked
    return checked.problems


def commit_all(folder: Path) -> None:
    """Make a repository of a project, with its advisories and their history."""
    for command in (["init", "--quiet"], ["add", "advisories"], ["commit", "--quiet", "--message", "all"]):
        person = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
        subprocess.run(["git", *person, *command], cwd=folder, check=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_named_file_is_told_what_a_whole_check_tells(desk: Path, case: Path) -> None:
    """Of each file of each broken case, its catalogues and its releases the same is told, alone as among others."""
    folder = lay_out(desk, case)
    whole = check_everything(folder, NOW).problems
    for path in sorted((folder / "advisories").rglob("*.y*ml")):
        file = path.relative_to(folder).as_posix()
        own = {file, *(it.place.file for it in whole if path.stem in it.place.file and it.place.file[-4:] != "yaml")}
        assert [it for it in named(folder, file) if it.place.file in own] == [
            it for it in whole if it.place.file in own
        ]


@pytest.mark.parametrize("way", ["id", "path from here", "whole path"])
def test_an_advisory_is_named_in_three_ways(project_folder: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """An id, a path from the folder where the command is called, and a whole path name the same advisory."""
    path = project_folder / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("status: ", "status: un"), encoding="utf-8")
    monkeypatch.chdir(path.parent)
    done = check(project_folder, {"id": ID, "path from here": path.name, "whole path": str(path)}[way])
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{FILE}:")
    assert "unknown-code" in done.stderr


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ADV-2025-0999", "there is no file of that id"),
        ("missing.yaml", "there is no such file"),
        ("../elsewhere.yaml", "it lies outside of the project"),
        ("mkdocs.yml", "it is no advisory"),
        ("advisories", "it is no advisory"),
        (f"advisories/history/{ID}/0001.json", "it is no advisory"),
    ],
)
def test_what_is_no_advisory_is_a_wrong_call(
    project_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    """A name that is no advisory of the project ends the call with a sentence and the exit code 2."""
    (project_folder.parent / "elsewhere.yaml").write_text(SOUND, encoding="utf-8")
    monkeypatch.chdir(project_folder)
    done = check(project_folder, ID, name)
    assert done.exit_code == 2
    assert f"{name}: {reason}" in done.stderr
    assert done.stdout == ""


def test_others_are_not_read(project_folder: Path) -> None:
    """What is wrong with another advisory, its catalogue or its history is not told, since nobody looked at it."""
    others = {
        "advisories/2025/ADV-2025-0777.yaml": "not ready",
        "locales/de/advisories/ADV-2025-0777.po": "not ready",
        "advisories/history/ADV-2025-0777/0001.json": "not ready",
    }
    for name, content in others.items():
        (project_folder / name).parent.mkdir(parents=True, exist_ok=True)
        (project_folder / name).write_text(content, encoding="utf-8")
    done = check(project_folder, ID)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("1 advisory checked in English")
    assert check(project_folder).exit_code == 1


@pytest.mark.parametrize(
    ("file", "before", "after", "code"),
    [
        (f"locales/de/advisories/{ID}.po", 'msgstr "', 'msgstr "<b>', "raw-html"),
        (f"locales/de/advisories/{ID}.po", 'msgstr "', "msgstr ", "po-syntax"),
        (f"advisories/history/{ID}/0001.json", "API", "APl", "history-altered"),
        ("locales/vocabulary.yaml", "kinds:", "sorts:", "vocabulary"),
        ("mkdocs.yml", "demonstration: true", "demonstration: perhaps", "wrong-form"),
        ("mkdocs.yml", "id: api", "id: apis", "product-gone"),
    ],
)
def test_what_concerns_an_advisory_is_checked_with_it(
    project_folder: Path, file: str, before: str, after: str, code: str
) -> None:
    """Its catalogues, its releases, the settings and the vocabulary stop it as they stop a whole check."""
    path = project_folder / file
    content = path.read_text(encoding="utf-8")
    assert before in content
    head, _, tail = content.rpartition(before) if file.endswith(".po") else content.partition(before)
    path.write_text(head + after + tail, encoding="utf-8")
    assert code in {problem.code for problem in named(project_folder, ID)}
    assert code in {problem.code for problem in read_project(project_folder)[1]}


def test_a_release_that_git_has_is_missed(project_folder: Path) -> None:
    """A release that was committed and is gone is told of the advisory it belongs to, and of no other."""
    sound = project_folder / "advisories/2025/ADV-2025-0100.yaml"
    sound.write_text(SOUND, encoding="utf-8")
    commit_all(project_folder)
    newest = max((project_folder / "advisories/history" / ID).glob("*.json"))
    newest.unlink()
    assert {problem.code for problem in named(project_folder, ID)} >= {"history-lost"}
    assert named(project_folder, "ADV-2025-0100") == ()


def test_a_file_without_a_name_of_its_own_is_told_of_no_other(project_folder: Path) -> None:
    """Nothing is said of the history of others, also where the named file belongs to no advisory at all."""
    commit_all(project_folder)
    max((project_folder / "advisories/history" / ID).glob("*.json")).unlink()
    notes = "advisories/2025/notes.yaml"
    (project_folder / notes).write_text("not ready", encoding="utf-8")
    assert {problem.place.file for problem in named(project_folder, notes)} == {notes}


def test_a_whole_check_tells_of_history_and_schema_beside_errors(project_folder: Path) -> None:
    """What is wrong with a draft hides neither a release that is gone nor an old schema, and all files are counted."""
    commit_all(project_folder)
    max((project_folder / "advisories/history" / ID).glob("*.json")).unlink()
    (project_folder / "advisories/2025/notes.yaml").write_text("not ready", encoding="utf-8")
    (project_folder / "schema").mkdir()
    (project_folder / "schema/advisory.schema.json").write_text("{}", encoding="utf-8")
    report = json.loads(check(project_folder, "--format", "json").stdout)
    assert {"history-lost", "schema-outdated", "not-a-mapping"} <= {it["code"] for it in report["problems"]}
    assert report["advisories"] == 2


@pytest.mark.parametrize("name", ["bar.yaml", "foo.yaml"])
def test_an_id_that_two_files_claim_is_found_from_either(desk: Path, name: str) -> None:
    """Whatever two files with one id are called, each is told alone what a whole check tells of it."""
    folder = lay_out(desk, BROKEN / "file-name-is-not-id")
    year = folder / "advisories/2025"
    for path in year.iterdir():
        path.unlink()
    for file in ("bar.yaml", "foo.yaml"):
        (year / file).write_text(SOUND, encoding="utf-8")
    told = named(folder, f"advisories/2025/{name}")
    assert [problem.code for problem in told] == [{"bar.yaml": "file-name", "foo.yaml": "id-taken"}[name]]
    assert set(told) < set(read_project(folder)[1])


def test_a_successor_in_a_file_of_another_name_is_found(desk: Path) -> None:
    """An advisory may be superseded by one whose file is not called after it yet: that is told of that file alone."""
    folder = lay_out(desk, BROKEN / "superseded-by-unknown")
    file = next((folder / "advisories/2025").iterdir())
    assert [problem.code for problem in named(folder, str(file))] == ["unknown-advisory"]
    successor = yaml.safe_load(file.read_bytes())["superseded_by"]
    (file.parent / "new.yaml").write_text(SOUND.replace("ADV-2025-0100", successor), encoding="utf-8")
    assert [problem.code for problem in named(folder, str(file))] == ["successor-not-public"]


def test_a_successor_is_looked_up_by_its_name(desk: Path) -> None:
    """An advisory may be superseded by one that nobody named, and a circle through others is found."""
    folder = lay_out(desk, BROKEN / "superseded-in-circles")
    assert {problem.code for problem in named(folder, "ADV-2025-0100")} == {"superseded-in-circles"}


LOADED = """
import json, sys
from build_tools.cli import main
try:
    main(sys.argv[1:])
finally:
    print(json.dumps(sorted(sys.modules)))
"""


def loaded(*arguments: str) -> set[str]:
    """The modules that are loaded after a command, in a process of its own."""
    command = [sys.executable, "-c", LOADED, "--project", str(ROOT), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_a_check_loads_no_theme(tmp_path: Path) -> None:
    """Neither a whole check nor one of a file imports MkDocs or Material; a build does, and is seen to do it."""
    assert loaded("check") & {"mkdocs", "material"} == set()
    assert loaded("check", ID) & {"mkdocs", "material"} == set()
    assert "mkdocs" in loaded("build", "--output", str(tmp_path / "site"))


def test_a_check_of_one_file_loads_little() -> None:
    """What renders, localises or colours is not loaded for the check of a file: it would take longer than the check."""
    needless = {"rich", "jinja2", "build_tools.render", "build_tools.localise", "build_tools.pipeline"}
    assert loaded("check", ID) & needless == set()
    assert loaded("next") & needless


@pytest.mark.parametrize("names", [(), (ID,)])
def test_what_a_release_would_be_refused_for_is_told_before(project_folder: Path, names: tuple[str, ...]) -> None:
    """A check warns of times that are over by now, and of a second first release; what was released is left alone."""
    assert not check(project_folder, *names).stderr
    file = project_folder / FILE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("next_update: when_known", "next_update: 2025-12-01T10:00Z"), encoding="utf-8")
    done = check(project_folder, *names)
    assert done.exit_code == 0
    assert [line.split()[2] for line in done.output.splitlines() if " warning " in line] == [
        "update-overdue:",
        "not-initial:",
    ]
    assert "Otherwise `advisory release` refuses it." in done.output
