"""What `advisory check --format` writes is read by those it is written for, and says the same in every format."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from build_tools.problems import Place, Problem
from build_tools.project import read_project
from build_tools.report import FORMATS, Report
from tests.conftest import MULTITOOL, copy_project
from tests.test_broken_files import BROKEN, lay_out

ID = "ADV-2025-0001"
NASTY = Problem(Place("a, b:c/50% ü.yaml", 3, 7), "raw-html", "100 %: `<b>`,\r\nsecond line.", "Delete it.", "warning")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which much is wrong."""
    folder = copy_project(tmp_path_factory.mktemp("reports") / "project")
    return lay_out(folder, BROKEN / "everything-wrong-across-the-fields")


@pytest.fixture
def multitool() -> Path:
    """The program that reads SARIF; npm unpacks it without the right to be started."""
    program = MULTITOOL / "Sarif.Multitool"
    program.chmod(0o755)
    return program


@pytest.fixture
def schema(multitool: Path) -> dict[str, Any]:
    """The schema of SARIF 2.1.0."""
    content: dict[str, Any] = json.loads((MULTITOOL / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    return content


def check(folder: Path, form: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "check", "--format", form])


def written(report: Report, form: str) -> str:
    """What goes to standard output."""
    printed = FORMATS[form](report)
    assert printed.err == ""
    return printed.out


def test_json_has_every_problem(desk: Path) -> None:
    """The object has the problems of the press, each with place, severity, code and words, and counts them."""
    problems = read_project(desk)[1]
    done = check(desk, "json")
    content = json.loads(done.stdout)
    read = [
        Problem(Place(it["file"], it["line"], it["column"]), it["code"], it["message"], it["mend"], it["severity"])
        for it in content.pop("problems")
    ]
    errors = sum(problem.severity == "error" for problem in problems)
    assert (tuple(read), done.exit_code, done.stderr) == (problems, 1, "")
    assert content == {"version": 1, "advisories": 1, "counts": {"errors": errors, "warnings": len(problems) - errors}}


@pytest.mark.parametrize("form", FORMATS)
def test_all_is_well_in_every_format(project_folder: Path, form: str, multitool: Path) -> None:
    """Without problems the exit code is 0, and programs get a whole report with nothing in it."""
    done = check(project_folder, form)
    assert (done.exit_code, done.stderr) == (0, "")
    if form == "json":
        assert json.loads(done.stdout) == {
            "version": 1, "advisories": 1, "counts": {"errors": 0, "warnings": 0}, "problems": []
        }  # fmt: skip
    if form == "github":
        assert done.stdout == ""
    if form == "sarif":
        assert json.loads(done.stdout)["runs"][0]["results"] == []


def test_a_warning_stops_nothing(project_folder: Path) -> None:
    """Warnings are told, and the exit code is 0."""
    path = project_folder / f"advisories/2025/{ID}.yaml"
    content = path.read_text(encoding="utf-8")
    content = content.replace("change: initial", "change: update")
    path.write_text(re.sub(r"^actions:\n(?: .*\n)+", "", content, flags=re.MULTILINE), encoding="utf-8")
    done = check(project_folder, "json")
    assert done.exit_code == 0
    assert [it["code"] for it in json.loads(done.stdout)["problems"]] == ["no-actions"]
    done = check(project_folder, "text")
    assert done.stdout.endswith("nothing that stops a build, 1 warning. `advisory explain CODE` tells more.\n")


def commands(output: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them: the name, the properties, the message."""
    for line in output.splitlines():
        found = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert found, line
        properties = dict(part.split("=", 1) for part in found[2].split(","))
        yield found[1], {name: unescaped(value) for name, value in properties.items()}, unescaped(found[3])


def unescaped(text: str) -> str:
    for escape, character in {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}.items():
        text = text.replace(escape, character)
    return text


def test_github_reads_what_was_written() -> None:
    """Characters that separate the parts of a command come through in a file name and in a message."""
    output = written(Report((NASTY,), 1, folder="status/"), "github")
    assert output.count("\n") == 1
    assert list(commands(output)) == [
        (
            "warning",
            {"file": f"status/{NASTY.place.file}", "line": "3", "col": "7", "title": "raw-html"},
            f"{NASTY.message} {NASTY.mend}",
        )
    ]


def test_github_gets_every_problem(desk: Path) -> None:
    """There is one command for each problem, of its severity and in its place."""
    told = [(it[0], it[1]["file"], it[1]["line"], it[1]["title"]) for it in commands(check(desk, "github").stdout)]
    problems = read_project(desk)[1]
    assert told == [(it.severity, it.place.file, str(it.place.line), it.code) for it in problems]


def test_paths_are_seen_from_where_the_command_is_called(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A code host looks for files from the root of the repository, in which the project may be a folder."""
    monkeypatch.chdir(desk.parent)
    files = {properties["file"] for _, properties, _ in commands(check(desk, "github").stdout)}
    assert files == {f"{desk.name}/{problem.place.file}" for problem in read_project(desk)[1]}


def test_sarif_fits_the_schema(desk: Path, schema: dict[str, Any]) -> None:
    """The official schema accepts a report with many problems, one with a nasty path, and an empty one."""
    validator = jsonschema.Draft202012Validator(schema)
    for report in (check(desk, "sarif").stdout, written(Report((NASTY,), 1), "sarif"), written(Report((), 1), "sarif")):
        validator.validate(json.loads(report))
    broken = json.loads(written(Report((NASTY,), 1), "sarif"))
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert [error.validator for error in validator.iter_errors(broken)] == ["minimum"]


def test_sarif_is_read_back(desk: Path, multitool: Path, tmp_path: Path) -> None:
    """Another reader finds each problem in its file, line and column, with its severity, code and words."""
    (tmp_path / "report.sarif").write_text(check(desk, "sarif").stdout, encoding="utf-8")
    command = [str(multitool), "query", "report.sarif", "--expression", "Level != 'Note'", "--write-to-console"]
    environment = {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "DOTNET_BUNDLE_EXTRACT_BASE_DIR": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    lines = [line.rstrip() for line in done.stdout.splitlines() if line.startswith("advisories/")]
    assert sorted(lines) == sorted(map(as_the_reader_prints_it, read_project(desk)[1]))


def as_the_reader_prints_it(problem: Problem) -> str:
    file, line, column = problem.place
    where = f"{line},{column}" if column > 1 else line
    return f"{file}({where}): {problem.severity} {problem.code}: {problem.message} {problem.mend}".rstrip()


def test_sarif_explains_each_rule(desk: Path) -> None:
    """Each code that was found is a rule with its explanation, and each result points to its own."""
    run = json.loads(check(desk, "sarif").stdout)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {problem.code for problem in read_project(desk)[1]}
    assert all("What to do:" in rule["help"]["text"] for rule in rules)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_missing_settings_are_told_in_every_format(tmp_path: Path) -> None:
    """Also where nothing can be read, a program gets a report that it can read."""
    done = check(tmp_path, "json")
    assert done.exit_code == 1
    assert [it["code"] for it in json.loads(done.stdout)["problems"]] == ["no-settings"]
    assert json.loads(check(tmp_path, "sarif").stdout)["runs"][0]["results"][0]["ruleId"] == "no-settings"
