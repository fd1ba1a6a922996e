"""Releases: what the public sees is frozen by a command, and only that."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools import history, pipeline
from build_tools.cli import main
from build_tools.model.frame import Frames
from build_tools.model.release import Release
from build_tools.project import Project, read_project
from tests.conftest import codes, read

SOURCE = "advisories/2025/ADV-2025-0001.yaml"
FIRST = "advisories/history/ADV-2025-0001/0001.json"
SECOND = "advisories/history/ADV-2025-0001/0002.json"


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), *arguments])


def edit(folder: Path, old: str, new: str) -> None:
    source = folder / SOURCE
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new), encoding="utf-8")


def sealed(text: str) -> str:
    """The file with the SHA-256 that fits its content again, as a forger or a later version would write it."""
    body = re.sub(r',\n  "sha256".*', "", text, flags=re.DOTALL)
    return f'{body},\n  "sha256": "{hashlib.sha256(body.encode()).hexdigest()}"\n}}\n'


def test_the_shipped_release_is_what_the_source_says(project: Project) -> None:
    """The first release of the event is of 27 November 2025, 18:00 UTC, and equals the YAML with all translations."""
    (release,) = project.histories["ADV-2025-0001"]
    (draft,) = project.drafts
    assert release.released_at == datetime(2025, 11, 27, 18, tzinfo=UTC)
    assert release.advisory == history.public(draft.advisory)
    assert release.translations == project.translations["ADV-2025-0001"]
    assert all(len(texts) == 7 for texts in release.translations.values())
    assert project.unreleased == []


def test_a_release_is_written_once_and_read_back(project_folder: Path) -> None:
    """A second release is numbered, chained to the first by its SHA-256, and equal after reading."""
    edit(project_folder, "release: {change: initial}", "release: {change: update}")
    edit(project_folder, "count: unknown", "count: {from: 10000, to: 15000}")
    done = run(project_folder, "release", "ADV-2025-0001", "--at", "2025-12-19T10:00Z")
    assert done.exit_code == 0, done.output
    assert SECOND in done.output
    data = json.loads((project_folder / SECOND).read_text(encoding="utf-8"))
    assert data["number"] == 2
    assert data["previous"] == hashlib.sha256((project_folder / FIRST).read_bytes()).hexdigest()
    assert data["advisory"]["affected"]["count"] == {"from": "10000", "to": "15000"}
    first, second = read(project_folder).histories["ADV-2025-0001"]
    assert history.release_bytes(second) == (project_folder / SECOND).read_bytes()
    assert isinstance(first, Release)
    assert first.advisory != second.advisory


def test_internal_notes_are_in_no_release(project_folder: Path) -> None:
    """What stands under `internal:` is not frozen."""
    assert "two press articles" in (project_folder / SOURCE).read_text(encoding="utf-8")
    assert "two press articles" not in (project_folder / FIRST).read_text(encoding="utf-8")


def test_a_draft_does_not_reach_the_public_site(project_folder: Path, theme: Frames) -> None:
    """An edit changes no public byte until it is released; a preview shows it, marked."""
    before = read_project(project_folder)[0]
    edit(project_folder, "count: unknown", "count: 4711")
    after = read(project_folder)
    now = datetime(2025, 12, 1, tzinfo=UTC)
    assert before
    published = [pipeline.build_tree(p, pipeline.public_records(p, now), theme)[0] for p in (before, after)]
    assert published[0] == published[1]
    preview, problems = pipeline.build_tree(after, pipeline.preview_records(after, now), theme)
    page = preview["en/advisories/ADV-2025-0001/index.html"].decode()
    assert not problems
    assert "4,711 people are affected." in page
    assert "data-draft" in page
    assert "data-draft" not in published[1]["en/advisories/ADV-2025-0001/index.html"].decode()


def test_a_release_in_the_future_waits(project_folder: Path, theme: Frames) -> None:
    """A release is public from its instant on, not a second before."""
    project = read(project_folder)
    moment = datetime(2025, 11, 27, 18, tzinfo=UTC)
    early = pipeline.public_records(project, moment.replace(hour=17, minute=59, second=59))
    assert early == []
    assert len(pipeline.public_records(project, moment)) == 1
    tree, problems = pipeline.build_tree(project, early, theme)
    assert not problems
    assert not [path for path in tree if "ADV-2025-0001" in path]
    assert b"ADV-2025-0001" not in b"".join(tree.values())


def test_build_tells_what_is_not_released(project_folder: Path) -> None:
    """The build says in one line which advisory has unreleased changes and how to release it."""
    edit(project_folder, "count: unknown", "count: 4711")
    done = run(project_folder, "build")
    assert done.exit_code == 0
    assert "ADV-2025-0001 has unreleased changes. Release them with: advisory release ADV-2025-0001" in done.output


@pytest.mark.parametrize(
    ("changes", "at", "code"),
    [
        ({}, "2025-12-19T10:00Z", "nothing-to-release"),
        ({"count: unknown": "count: 5"}, "2025-12-19T10:00Z", "not-initial"),
        ({"count: unknown": "count: 5", "change: initial": "change: update"}, "2025-11-27T18:00Z", "release-too-early"),
    ],
)
def test_a_release_that_makes_no_sense_is_refused(
    project_folder: Path, changes: dict[str, str], at: str, code: str
) -> None:
    """Nothing new, a second first release, or a time before the last one: a problem, and no file."""
    for old, new in changes.items():
        edit(project_folder, old, new)
    done = run(project_folder, "release", "ADV-2025-0001", "--at", at)
    assert done.exit_code == 1
    assert f"error {code}:" in done.output
    assert not (project_folder / SECOND).exists()


def test_history_is_never_rewritten(project_folder: Path) -> None:
    """Writing a release whose number is taken fails, and the file stays as it was."""
    project = read(project_folder)
    before = (project_folder / FIRST).read_bytes()
    with pytest.raises(FileExistsError):
        history.write_release(project_folder / "advisories", project.histories["ADV-2025-0001"][0])
    assert (project_folder / FIRST).read_bytes() == before


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda text: text.replace('"low"', '"high"'), "history-altered"),
        (lambda text: text.replace("Passwords, API keys", "API keys"), "history-altered"),
        (lambda text: text.replace("\n", "\r\n"), "history-altered"),
        (lambda text: text[:100], "history-altered"),
        (lambda text: re.sub(r',\n  "sha256".*', "", text), "history-altered"),
        (lambda text: sealed(text.replace('"number": 1', '"number": 2')), "history-gap"),
        (lambda text: sealed(text.replace('"previous": null', f'"previous": "{"0" * 64}"')), "history-chain"),
        (lambda text: sealed(text.replace('"id": "ADV-2025-0001"', '"id": "ADV-2025-0002"')), "history-misplaced"),
        (lambda text: sealed(text.replace('"code": "browser"', '"code": "brwser"')), "history-code"),
        (lambda text: sealed(text.replace('"format": 1', '"format": 2')), "history-unreadable"),
    ],
)
def test_damaged_history_is_a_problem(project_folder: Path, damage: Callable[[str], str], code: str) -> None:
    """A release that was edited, cut off or moved stops the build with a problem that names the file."""
    path = project_folder / FIRST
    path.write_bytes(damage(path.read_text(encoding="utf-8")).encode())
    project, problems = read_project(project_folder)
    assert project is None
    assert codes(problems) == [code]
    assert problems[0].place.file == FIRST
