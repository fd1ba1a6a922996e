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

from build_tools import pipeline, releasing
from build_tools.advisories import Wanted
from build_tools.cli import main
from build_tools.history.files import add_file, sealed_json
from build_tools.history.releases import public
from build_tools.model.counts import Count
from build_tools.model.frame import Frames
from build_tools.model.release import Release
from build_tools.project import Project, read_project
from tests.conftest import ROOT, codes, read

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
    assert release.advisory == public(draft.advisory)
    assert release.translations == project.translations["ADV-2025-0001"].texts
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
    assert sealed_json(second) == (project_folder / SECOND).read_bytes()
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


def test_a_release_that_nobody_saw_can_be_made_again(project_folder: Path) -> None:
    """Before it is committed and built, the newest release is deleted as a file; the next one takes its place."""
    edit(project_folder, "change: initial", "change: update")
    edit(project_folder, "count: unknown", "count: 4711")
    assert run(project_folder, "release", "ADV-2025-0001").exit_code == 0
    newest = project_folder / "advisories/history/ADV-2025-0001/0002.json"
    newest.unlink()
    edit(project_folder, "count: 4711", "count: 5000")
    assert run(project_folder, "release", "ADV-2025-0001").exit_code == 0
    assert "4711" not in newest.read_text(encoding="utf-8")
    assert run(project_folder, "build").exit_code == 0


@pytest.mark.parametrize("wrong", ["kind: ___", "kind: [", "kind: nobody_knows"])
def test_a_release_does_not_wait_for_other_drafts(project_folder: Path, wrong: str) -> None:
    """Whatever is wrong with another draft, an advisory is released; its build waits for what is broken alone."""
    (project_folder / "advisories/2026").mkdir()
    (project_folder / "advisories/2026/ADV-2026-0001.yaml").write_text(f"id: ADV-2026-0001\n{wrong}\n")
    edit(project_folder, "count: unknown", "count: 4711")
    edit(project_folder, "change: initial", "change: update")
    assert run(project_folder, "release", "ADV-2025-0001").exit_code == 0
    assert run(project_folder, "build").exit_code == int("___" not in wrong)


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
        add_file(project_folder / FIRST, project.histories["ADV-2025-0001"][0])
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
        (lambda text: sealed(text.replace('"format": 1', '"format": 2')), "history-newer"),
        (lambda text: sealed(text.replace('"public"', '"PUBLIC"')), "history-unreadable"),
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


def test_a_release_that_would_make_the_site_faulty_is_refused(project_folder: Path) -> None:
    """What a build would refuse for ever is refused before it is frozen: here, a link to a page that is not there."""
    edit(project_folder, "release: {change: initial}", f"references:\n{REFERENCE}release: {{change: update}}")
    done = run(project_folder, "release", "ADV-2025-0001", "--at", "2025-12-19T10:00Z")
    assert done.exit_code == 1
    assert "error dead-link:" in done.output
    assert not (project_folder / SECOND).exists()


REFERENCE = """\
  - id: nowhere
    title: A page of this site
    url: https://incident-press.example/en/nowhere/
    kind: self
"""


def test_a_sentence_does_not_come_to_speak_of_a_vendor(project_folder: Path) -> None:
    """Where a release names no vendor, its sentences cannot gain one; the message names the release."""
    source = (ROOT / "tests/samples/ADV-2025-0002.yaml").read_text(encoding="utf-8")
    source = source.replace("products: [shop]", "products: [api]").replace("  not_affected_products: [app]\n", "")
    (project_folder / "advisories/2025/ADV-2025-0002.yaml").write_text(source, encoding="utf-8")
    assert run(project_folder, "release", "ADV-2025-0002", "--at", "2025-10-02T10:00Z").exit_code == 0
    vocabulary = project_folder / "locales/vocabulary.yaml"
    words = vocabulary.read_text(encoding="utf-8")
    sentence = re.search(r"\n  login_monitoring:\n    text: (.*)\n", words)
    assert sentence
    vocabulary.write_text(words.replace(sentence[1], '"{vendor} watches who signs in."'), encoding="utf-8")
    (project_folder / "advisories/2025/ADV-2025-0002.yaml").unlink()
    _, problems = read_project(project_folder)
    (found,) = [problem for problem in problems if problem.code == "no-vendor"]
    assert found.place.file == "locales/vocabulary.yaml"
    assert found.message == "The text of `login_monitoring` speaks of a vendor now, and ADV-2025-0002 names none."


def test_what_is_saved_while_it_is_released_is_not_lost(project_folder: Path) -> None:
    """A release freezes what was checked; what was saved since is told as unreleased by the next build."""
    edit(project_folder, "release: {change: initial}", "release: {change: update}")
    edit(project_folder, "count: unknown", "count: 4711")
    project = read(project_folder)
    edit(project_folder, "count: 4711", "count: 4712")
    (path,), problems = releasing.release(project, project.drafts[0], datetime(2025, 12, 19, 10, tzinfo=UTC))
    assert not problems
    assert '"4711"' in path.read_text(encoding="utf-8")
    after, _ = read_project(project_folder, wanted=Wanted(only_changed=True))
    assert after
    assert [draft.advisory.affected.count for draft in after.unreleased] == [Count(4712, 4712)]


def test_what_a_file_system_leaves_beside_a_release_is_none(project_folder: Path) -> None:
    """Hidden files, such as macOS writes beside others on foreign disks, are not read as releases."""
    (project_folder / FIRST).with_name("._0001.json").write_bytes(b"\x00\x05\x16\x07")
    assert len(read(project_folder).histories["ADV-2025-0001"]) == 1


@pytest.mark.parametrize("kind", ["a link to nothing", "a folder", "another ending"])
def test_what_hides_a_release_is_told(project_folder: Path, kind: str) -> None:
    """A release that is no plain file any more does not vanish from the site in silence."""
    path = project_folder / FIRST
    content = path.read_bytes()
    path.unlink()
    if kind == "a link to nothing":
        path.symlink_to("nowhere.json")
    elif kind == "a folder":
        path.mkdir()
    else:
        path.with_suffix(".JSON").write_bytes(content)
    project, problems = read_project(project_folder)
    assert project is None
    assert "history-misplaced" in codes(problems)
