"""Each broken advisory in `broken/` is told exactly what is wrong with it, by the API and by the command line.

A folder is a case: the files that an editor might save, and in `problems.txt` the messages, in their order.
`pytest --accept` writes the messages anew; read them in the diff as someone would at two in the morning.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools import cli
from build_tools.model.advisory import Advisory
from build_tools.problems import Problem, is_blocking
from build_tools.project import read_project
from build_tools.rules.release_kinds import FORBIDDEN
from tests.conftest import ROOT, SOUND, copy_project

BROKEN = Path(__file__).parent / "broken"
CASES = sorted(path for path in BROKEN.iterdir() if path.is_dir())
EXPECTED = "problems.txt"
NAME = "ADV-2025-0100.yaml"
TOO_LARGE = {
    "file-too-large": SOUND + f"internal: {'x' * 1024 * 1024}\n",
    "too-many-values": SOUND + "references:\n" + "  - x\n" * 10_001,
}
"""Files that nobody wants to have in a repository."""

SPOKEN_BY = (
    *("load", "blanks", "source_text", "pasted_text", "yaml_syntax", "yaml_source", "yaml_refusals"),
    *("cut_values", "validation", "leftovers", "authored_text"),
    *("rules/record", "rules/contradictions", "rules/names", "rules/timeline", "rules/wording", "rules/corpus"),
    *("rules/waivers", "rules/credentials", "rules/private_places", "rules/personal_data", "rules/disclosure"),
)
CODE_STANDS_AT = {"Problem": 1, "FieldError": 0, "Fault": 0, "Refusal": 0}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which only the advisories are exchanged; in English alone, because catalogues take time to read."""
    folder = copy_project(tmp_path_factory.mktemp("desk") / "project")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    english = [line for line in settings if not re.search(r"\{path: (pt|de),", line)]
    assert len(english) == len(settings) - 2
    (folder / "mkdocs.yml").write_text("".join(english), encoding="utf-8")
    return folder


def lay_out(desk: Path, case: Path) -> Path:
    """Put the files of a case, and no others, where advisories lie."""
    for folder in (desk / "advisories", *desk.glob("locales/*/advisories")):
        shutil.rmtree(folder)
    year = desk / "advisories" / "2025"
    year.mkdir(parents=True)
    for path in case.iterdir():
        if path.is_dir():
            shutil.copytree(path, desk / path.name, dirs_exist_ok=True)
        elif path.name != EXPECTED:
            shutil.copy(path, year)
    if case.name in TOO_LARGE:
        (year / NAME).write_text(TOO_LARGE[case.name], encoding="utf-8")
    return desk


def last_line(problems: tuple[Problem, ...]) -> str:
    """What the command line says at the end, when it stops."""
    errors = sum(problem.severity == "error" for problem in problems)
    count = f"{errors} {'error' if errors == 1 else 'errors'}"
    return f"{count}. Nothing was published or changed. `advisory explain CODE` tells more.\n" if errors else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_file_is_told_what_is_wrong(desk: Path, case: Path, accepted: Callable[[Path, str], str]) -> None:
    """API and command line give the same messages in the same order, and stop at errors."""
    folder = lay_out(desk, case)
    project, problems = read_project(folder)
    told = "".join(f"{problem}\n" for problem in problems)
    assert told
    assert problems == tuple(sorted(problems))
    assert (project is None) == is_blocking(problems)
    assert told == accepted(case / EXPECTED, told)
    result = CliRunner().invoke(cli.main, ["--project", str(folder), "check"])
    assert result.stderr == told + last_line(problems)
    assert result.exit_code == (1 if is_blocking(problems) else 0)


@pytest.mark.parametrize("name", ["everything-wrong-in-the-fields", "several-broken-files", "bytes-utf-16"])
def test_the_installed_command_says_the_same(desk: Path, name: str) -> None:
    """A process of its own, started as an editor starts it, prints the expected messages and fails."""
    folder = lay_out(desk, BROKEN / name)
    command = [sys.executable, "-m", "build_tools", "--project", str(folder), "check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    *messages, _count = done.stderr.splitlines(keepends=True)
    assert "".join(messages) == (BROKEN / name / EXPECTED).read_text(encoding="utf-8")
    assert (done.returncode, done.stdout) == (1, "")


def test_one_document_has_dozens_of_mistakes() -> None:
    """All mistakes of a file are told at once: in its fields, and across them."""
    for name in ("everything-wrong-in-the-fields", "everything-wrong-across-the-fields"):
        assert len((BROKEN / name / EXPECTED).read_text(encoding="utf-8").splitlines()) >= 25


def test_every_place_is_in_the_file(desk: Path) -> None:
    """Line and column of every message can be gone to."""
    for case in CASES:
        folder = lay_out(desk, case)
        for file, line, column, _ in expected(case):
            lines = (folder / file).read_bytes().decode("utf-8-sig", "replace").split("\n")
            assert 1 <= line <= len(lines), (case.name, file, line)
            assert 1 <= column <= len(lines[line - 1]) + 1, (case.name, file, line, column)


def test_messages_are_plain_sentences() -> None:
    """A message begins with a capital or a quoted word, ends as a sentence does, and has no word of a programmer."""
    form = re.compile(r"(error|warning) [a-z0-9-]+: [A-Z`].*[.?]")
    jargon = re.compile(
        r"\b(null|NoneType|str|dict|tuple|scalar|token|node|input|valid|pydantic|exception|parse\w*)\b", re.I
    )
    for case in CASES:
        for *_, message in expected(case):
            assert form.fullmatch(message), message
            assert not jargon.search(re.sub(r"`[^`]*`", "", message)), message


def expected(case: Path) -> Iterator[tuple[str, int, int, str]]:
    """File, line, column and words of the expected messages of a case."""
    for told in (case / EXPECTED).read_text(encoding="utf-8").splitlines():
        file, line, column, message = told.split(":", 3)
        yield file, int(line), int(column), message.strip()


def test_every_code_has_a_case() -> None:
    """There are at least 40 cases, and in them stand the codes that loading and checking can emit, and no other."""
    assert len(CASES) >= 40
    shown = {message.split()[1].rstrip(":") for case in CASES for *_, message in expected(case)}
    package = ROOT / "build_tools"
    modules = [package / f"{name}.py" for name in SPOKEN_BY] + sorted((package / "model").glob("*.py"))
    assert shown == {code for module in modules for code in codes_in(module)}


def test_every_code_has_a_test() -> None:
    """Each code that any module of the press writes down stands in a test."""
    tests = [path for path in (ROOT / "tests").rglob("*") if path.name == EXPECTED or path.suffix == ".py"]
    tested = "".join(path.read_text(encoding="utf-8") for path in tests)
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "build_tools").rglob("*.py"))
    codes = re.findall(r'(?:Problem|FieldError|Fault|Refusal)\([^"]*"([a-z0-9]+(?:-[a-z0-9]+)*)"', written)
    codes += re.findall(r'\.problem\("\w+", "([a-z0-9-]+)"', written)
    codes += [code for _, code, _ in FORBIDDEN.values()]
    assert len(codes) > 100
    assert not sorted(code for code in codes if not re.search(rf"\b{code}\b", tested))


def codes_in(module: Path) -> Iterator[str]:
    """The codes that a module writes down: as an argument that is text, or passed on from where it was."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CODE_STANDS_AT:
            code = node.args[CODE_STANDS_AT[node.func.id]]
            if isinstance(code, ast.Constant):
                yield str(code.value)
            else:
                assert isinstance(code, ast.Attribute), f"{module.name}:{node.lineno} hides its code"
                assert code.attr == "code", f"{module.name}:{node.lineno} hides its code"


def test_words_of_yaml_stay_text(desk: Path) -> None:
    """`no`, `yes`, `12:30`, numbers and dates are text where text belongs."""
    words = {"title": "no", "summary": "yes", "what_happened": "12:30"}
    note = "{code: full_name, note: 0x1F}"
    text = "".join(f"  {name}: {word}\n" for name, word in words.items())
    vendor = "{name: 2025-11-09, service: hosting}"
    sound = SOUND.replace("severity: high", f"severity: {{code: high, reason: 1_000.50}}, vendor: {vendor}")
    advisory = read_one(desk, f"{sound}text:\n{text}data: {{exposed: [{note}]}}\n".encode())
    assert advisory.text.model_dump(include=set(words)) == words
    assert advisory.incident.severity.reason == "1_000.50"
    assert advisory.incident.vendor
    assert advisory.incident.vendor.name == "2025-11-09"
    assert advisory.data.exposed[0].note == "0x1F"


def test_a_file_as_windows_saves_it_is_sound(desk: Path) -> None:
    """A byte order mark and line ends of two characters change nothing."""
    windows = b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()
    assert read_one(desk, windows) == read_one(desk, SOUND.encode())


def test_what_editors_hide_is_no_advisory(desk: Path) -> None:
    """Lock files, which may point to nothing, and hidden folders are not read."""
    read_one(desk, SOUND.encode())
    year = desk / "advisories" / "2025"
    (year / ".#ADV-2025-0101.yaml").symlink_to("someone@somewhere.1234")
    (year / ".trash").mkdir()
    (year / ".trash" / "ADV-2025-0099.yaml").write_text("not ready")
    project, problems = read_project(desk)
    assert problems == ()
    assert project
    assert [draft.file for draft in project.drafts] == [f"advisories/2025/{NAME}"]


def read_one(desk: Path, content: bytes) -> Advisory:
    """The advisory of a file that must be without problems."""
    shutil.rmtree(desk / "advisories")
    (desk / "advisories" / "2025").mkdir(parents=True)
    (desk / "advisories" / "2025" / NAME).write_bytes(content)
    project, problems = read_project(desk)
    assert project is not None, "\n".join(map(str, problems))
    return project.drafts[0].advisory
