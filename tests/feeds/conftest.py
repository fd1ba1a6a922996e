"""The sites that the tests of feeds read: the shipped one, one with two advisories, and one with a long story."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools import pipeline, releasing
from build_tools.cli import main
from build_tools.model.frame import Frames
from build_tools.model.release import Record
from build_tools.project import Project
from tests.conftest import NOW, ROOT, SOUND, copy_project, read
from tests.feeds.source import CHANGED, EDITS, SECOND, SECOND_ADVISORY, SECOND_RELEASE, SHIPPED, Case
from tests.test_story import BEFORE, commands


def release(folder: Path, advisory_id: str, instant: str) -> None:
    """Release a draft, as the command does."""
    project = read(folder)
    (draft,) = (draft for draft in project.drafts if draft.advisory.id == advisory_id)
    path, problems = releasing.release(project, draft, datetime.fromisoformat(instant))
    assert path, problems


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory, theme: Frames) -> Case:
    """A site with two advisories, the older of which was changed last."""
    folder = copy_project(tmp_path_factory.mktemp("feeds") / "project")
    (folder / "advisories/2025/ADV-2025-0002.yaml").write_text(SECOND, encoding="utf-8")
    release(folder, "ADV-2025-0002", SECOND_ADVISORY)
    source = folder / "advisories/2025/ADV-2025-0001.yaml"
    text = source.read_text(encoding="utf-8")
    for old, new in EDITS.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    source.write_text(text, encoding="utf-8")
    release(folder, "ADV-2025-0001", SECOND_RELEASE)
    project = read(folder)
    records = pipeline.public_records(project, datetime(2026, 1, 1, tzinfo=UTC))
    tree, problems = pipeline.build_tree(project, records, theme)
    assert not problems, "\n".join(map(str, problems))
    return Case(folder, tree, CHANGED)


@pytest.fixture(scope="session", params=["shipped", "changed"])
def case(request: pytest.FixtureRequest, tree: Mapping[str, bytes], changed: Case) -> Case:
    """The shipped site, and the one with two advisories."""
    return Case(ROOT, tree, SHIPPED) if request.param == "shipped" else changed


THIRD, FOURTH = "ADV-2026-0003", "ADV-2026-0004"
ONE_SECOND = "2026-03-02T12:00:00Z"


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The story of docs/releases.md, and two advisories of one second, the first of which the second replaces."""
    folder = copy_project(tmp_path_factory.mktemp("lived") / "project")
    shutil.rmtree(folder / "advisories/history")
    for step, lines in commands().items():
        for line, before in zip(lines, BEFORE[step], strict=True):
            before(folder)
            arguments = shlex.split(line)[1:]
            if arguments[0] not in ("build", "diff", "next"):
                done = CliRunner().invoke(main, ["--project", str(folder), *arguments])
                assert done.exit_code == 0, f"{line}\n{done.output}"
    (folder / "advisories/2026").mkdir()
    for advisory_id in (FOURTH, THIRD):
        successor = f"superseded_by: {FOURTH}\n" if advisory_id == THIRD else ""
        sound = SOUND.replace("ADV-2025-0100", advisory_id).replace("[api]", "[chatgpt]")
        (folder / f"advisories/2026/{advisory_id}.yaml").write_text(sound + successor, encoding="utf-8")
        release(folder, advisory_id, ONE_SECOND)
    return read(folder)


@pytest.fixture(scope="session")
def as_of(lived: Project, theme: Frames) -> Callable[[str], Mapping[str, bytes]]:
    """The site of that project as it is built at an instant."""

    @cache
    def build(instant: str) -> Mapping[str, bytes]:
        records = pipeline.public_records(lived, datetime.fromisoformat(instant))
        tree, problems = pipeline.build_tree(lived, records, theme)
        assert not problems, "\n".join(map(str, problems))
        return tree

    return build


def copies(record: Record, number: int) -> list[Record]:
    """As many advisories as are wanted, published forty days after one another, the last as the first one was."""
    (first,) = record.releases
    found = []
    for index in range(number):
        at = first.released_at - timedelta(days=40 * (number - 1 - index))
        advisory = first.advisory.with_fields(id=f"ADV-{at.year}-{1000 + index}")
        found.append(Record(releases=(first.with_fields(released_at=at, advisory=advisory),)))
    return found


@pytest.fixture(scope="session")
def archived(project: Project, theme: Frames) -> Mapping[str, bytes]:
    """A site with 25 advisories from three years, of which feeds carry the newest 20."""
    (record,) = pipeline.public_records(project, NOW)
    tree, problems = pipeline.build_tree(project, copies(record, 25), theme)
    assert not problems, "\n".join(map(str, problems))
    return tree
