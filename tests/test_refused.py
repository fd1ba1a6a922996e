"""Each command that would break the history is refused, with everything that is wrong with it, and writes nothing.

A folder in `refused/` is a case: the draft as an editor left it after the release of `before.yaml`, perhaps a German
catalogue or another history, the command, and in `problems.txt` what it prints. `pytest --accept` writes that anew.
"""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools import releasing
from build_tools.cli import main
from tests.conftest import copy_project, read

REFUSED = Path(__file__).parent / "refused"
CASES = sorted(path for path in REFUSED.iterdir() if path.is_dir())
WARNED = ("release-text-without-translation",)
CALLED_WRONGLY = (
    "released-what-nobody-knows",
    "translation-into-a-language-nobody-knows",
    "withdrawn-what-nobody-knows",
)
FILE = "advisories/2025/ADV-2025-0100.yaml"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project without advisories."""
    folder = copy_project(tmp_path_factory.mktemp("refused") / "project")
    for path in (folder / "advisories", *folder.glob("locales/*/advisories")):
        shutil.rmtree(path)
    (folder / FILE).parent.mkdir(parents=True)
    return folder


def lay_out(desk: Path, case: Path) -> dict[Path, bytes]:
    """Release what was before, put the files of the case there, and return the history."""
    shutil.rmtree(desk / "advisories/history", ignore_errors=True)
    for path in (desk / FILE).parent.iterdir():
        path.unlink()
    own = case / "before.yaml"
    shutil.copy(own if own.exists() else REFUSED / "before.yaml", desk / FILE)
    catalogue = desk / "locales/de/advisories/ADV-2025-0100.po"
    catalogue.parent.mkdir(exist_ok=True)
    catalogue.unlink(missing_ok=True)
    project = read(desk)
    _, problems = releasing.release(project, project.drafts[0], datetime(2025, 11, 27, 18, tzinfo=UTC))
    assert not problems
    for path in (desk / FILE).parent.iterdir():
        path.unlink()
    for path in case.glob("ADV-*.yaml"):
        shutil.copy(path, desk / FILE.rpartition("/")[0])
    if (case / catalogue.name).exists():
        shutil.copy(case / catalogue.name, catalogue)
    if (case / "history").exists():
        shutil.rmtree(desk / "advisories/history")
        shutil.copytree(case / "history", desk / "advisories/history")
    return files_of_history(desk)


def files_of_history(desk: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (desk / "advisories/history").rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_command_is_refused(desk: Path, case: Path, accepted: Callable[[Path, str], str]) -> None:
    """The problems are the accepted ones, the command fails, unless they only warn, and the history is as it was."""
    history = lay_out(desk, case)
    arguments = shlex.split((case / "command.txt").read_text(encoding="utf-8"))
    done = CliRunner().invoke(main, ["--project", str(desk), *arguments])
    told = done.stderr
    assert told
    assert told == accepted(case / "problems.txt", told)
    assert done.exit_code == (0 if case.name in WARNED else 2 if case.name in CALLED_WRONGLY else 1)
    assert history == files_of_history(desk)
