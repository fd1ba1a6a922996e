"""Two people at once, with real git branches: what belongs together conflicts, and what does not merges."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from build_tools.problems import Place
from build_tools.project import read_project
from tests.conftest import ROOT, read
from tests.test_losses import SOURCE, build, edit, git, run

ID = "ADV-2025-0001"
SAMPLE = (ROOT / "tests/samples/ADV-2025-0002.yaml").read_text(encoding="utf-8")
SAMPLE = SAMPLE.replace("products: [shop]", "products: [api]").replace("  not_affected_products: [app]\n", "")


@pytest.fixture
def repository(project_folder: Path) -> Path:
    """The shipped project and a second advisory, both released and committed on `main`."""
    (project_folder / "advisories/2025/ADV-2025-0002.yaml").write_text(SAMPLE, encoding="utf-8")
    assert run(project_folder, "release", "ADV-2025-0002", "--at", "2025-11-28T10:00Z").exit_code == 0
    (project_folder / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    git(project_folder, "init", "--quiet", "--initial-branch=main")
    git(project_folder, "add", ".")
    git(project_folder, "commit", "--quiet", "--message=What was published")
    return project_folder


def update(number: str, count: str, at: str, change: str = "update") -> Callable[[Path], None]:
    """Release an update of an advisory."""

    def work(folder: Path) -> None:
        file = folder / f"advisories/2025/ADV-2025-{number}.yaml"
        text = file.read_text(encoding="utf-8").replace("release: {change: initial}\n", "")
        old = next(line for line in text.splitlines() if line.startswith("  count:"))
        file.write_text(text.replace(old, f"  count: {count}") + f"release: {{change: {change}}}\n", encoding="utf-8")
        done = run(folder, "release", f"ADV-2025-{number}", "--at", at)
        assert done.exit_code == 0, done.output

    return work


def new_advisory(title: str) -> Callable[[Path], None]:
    """Write and release an advisory with the next free id."""

    def work(folder: Path) -> None:
        text = SAMPLE.replace("ADV-2025-0002", "ADV-2025-0003") + f"text: {{title: {title}}}\n"
        (folder / "advisories/2025/ADV-2025-0003.yaml").write_text(text, encoding="utf-8")
        assert run(folder, "release", "ADV-2025-0003", "--at", "2025-12-02T10:00Z").exit_code == 0

    return work


ENDING = {"2025-12-02T10:00Z": ".", "2025-12-02T10:05Z": "!"}
"""What is added to the title, by the time of its publication: a translation may be worded anew."""


def translation(language: str, locale: str, at: str) -> Callable[[Path], None]:
    """Publish another translation of the title."""

    def work(folder: Path) -> None:
        po = polib.pofile(str(folder / f"locales/{locale}/advisories/{ID}.po"))
        next(entry for entry in po if entry.msgctxt == f"{ID}/text.title").msgstr += ENDING[at]
        po.save()
        done = run(folder, "translations", "release", ID, "--language", language, "--at", at)
        assert done.exit_code == 0, done.output

    return work


def on_branches(folder: Path, *works: Callable[[Path], None]) -> subprocess.CompletedProcess[str]:
    """Do each piece of work on a branch of its own, and merge them one after the other."""
    for number, work in enumerate(works):
        git(folder, "switch", "--quiet", "--create", f"work-{number}", "main")
        work(folder)
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", f"--message=Work {number}")
    git(folder, "switch", "--quiet", "main")
    git(folder, "merge", "--quiet", "--no-edit", "work-0")
    command = ["git", "-C", str(folder), "-c", "user.name=Desk", "-c", "user.email=desk@incident-press.example"]
    return subprocess.run([*command, "merge", "--no-edit", "work-1"], capture_output=True, text=True, check=False)


CONFLICTS = {
    "two releases of one advisory": (
        update("0001", "5", "2025-12-19T10:00Z"),
        update("0001", "7", "2025-12-19T10:02Z"),
        f"advisories/history/{ID}/0002.json",
    ),
    "two advisories with one id": (
        new_advisory("Mine"),
        new_advisory("Yours"),
        "advisories/history/ADV-2025-0003/0001.json",
    ),
    "two translations into one language": (
        translation("de", "de", "2025-12-02T10:00Z"),
        translation("de", "de", "2025-12-02T10:05Z"),
        f"advisories/history/{ID}/0001.de.01.json",
    ),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_what_belongs_together_conflicts(repository: Path, name: str) -> None:
    """Git stops the merge at the file of the history, and a build in that state says what has happened."""
    first, second, file = CONFLICTS[name]
    merge = on_branches(repository, first, second)
    assert merge.returncode != 0
    assert f"CONFLICT (add/add): Merge conflict in {file}" in merge.stdout
    project, problems = read_project(repository)
    assert project is None
    assert (Place(file), "history-conflict") in [(problem.place, problem.code) for problem in problems]


def test_a_conflict_is_mended_as_the_message_says(repository: Path) -> None:
    """One release is kept whole, and the other is made again: it becomes the next."""
    first, second, file = CONFLICTS["two releases of one advisory"]
    on_branches(repository, first, second)
    git(repository, "checkout", "--ours", file)
    git(repository, "checkout", "--theirs", SOURCE)
    edit(repository / SOURCE, "change: update", "change: correction")
    done = run(repository, "release", ID, "--at", "2025-12-19T10:05Z")
    assert done.exit_code == 0, done.output
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message=Both")
    counts = [release.advisory.affected.count for release in read(repository).histories[ID]]
    assert [count and count.low for count in counts] == [None, 5, 7]
    assert build(repository, now="2025-12-20T00:00Z").exit_code == 0


@pytest.mark.parametrize(
    "works",
    [
        (update("0001", "5", "2025-12-19T10:00Z"), update("0002", "12501", "2025-12-18T10:00Z", "correction")),
        (update("0001", "5", "2025-12-19T10:00Z"), new_advisory("Another")),
        (translation("de", "de", "2025-12-02T10:00Z"), translation("pt", "pt_BR", "2025-12-02T10:00Z")),
        (translation("de", "de", "2025-12-02T10:00Z"), update("0002", "12501", "2025-12-18T10:00Z", "correction")),
    ],
    ids=["two advisories", "an old and a new one", "two languages", "a translation and a release"],
)
def test_what_is_apart_merges(repository: Path, works: tuple[Callable[[Path], None], Callable[[Path], None]]) -> None:
    """Git merges by itself, also what is of an earlier time and is merged later, and the history is whole."""
    merge = on_branches(repository, *works)
    assert merge.returncode == 0, merge.stdout
    done = build(repository, now="2025-12-31T00:00Z")
    assert done.exit_code == 0, done.output
    assert run(repository, "check").exit_code == 0
