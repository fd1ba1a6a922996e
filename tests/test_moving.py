"""A site that would come under another address, or with other ids, is stopped unless the settings say that it moves."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from tests.conftest import copy_project

OLD, NEW = "https://incident-press.example/", "https://status.shop.example/"


def build(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "build", "--now", "2027-01-01T00:00Z", *arguments])


def edit(folder: Path, *changes: tuple[str, str]) -> None:
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    settings.write_text(text, encoding="utf-8")


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one's own that was built once."""
    folder = copy_project(tmp_path_factory.mktemp("moving") / "project")
    edit(folder, ("demonstration: true", "demonstration: false"))
    assert build(folder).exit_code == 0
    return folder


@pytest.fixture
def published(published_once: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(published_once, tmp_path / "project", symlinks=True))


MOVED = (f"site_url: {OLD}", f"site_url: {NEW}")
OTHER_IDS = ("authority: incident-press.example", "authority: status.shop.example")


@pytest.mark.parametrize("against", [False, True], ids=["replaced", "live"])
@pytest.mark.parametrize(
    ("change", "code", "mend"),
    [
        (MOVED, "site-moved", f"Write `site_url: {OLD}` again. If the site moves, write `former_urls: [{OLD}]`."),
        (OTHER_IDS, "identity-changed", "Put back what is live: incident-press.example, 2025-11-01"),
    ],
    ids=["address", "authority"],
)
def test_another_address_stops_a_build(
    published: Path, tmp_path: Path, change: tuple[str, str], code: str, mend: str, against: bool
) -> None:
    """Found in the folder that the build would replace, and in the site that is live; nothing is written."""
    edit(published, change)
    before = files(published / "site")
    arguments = ("--against", str(published / "site"), "--output", str(tmp_path / "new")) if against else ()
    done = build(published, *arguments)
    assert done.exit_code == 1
    assert f"mkdocs.yml:1:1: error {code}: " in done.stderr
    assert mend in done.stderr
    assert files(published / "site") == before
    assert not (tmp_path / "new").exists()


def test_both_ways_out_work(published: Path) -> None:
    """With the old address among the former ones, the site moves; with the old address back, it stays."""
    edit(published, MOVED)
    assert build(published).exit_code == 1
    edit(published, ("      languages:\n", f"      former_urls: [{OLD}]\n      languages:\n"))
    assert build(published).exit_code == 0
    index = json.loads((published / "site/history/index.json").read_bytes())
    assert index["identity"]["url"] == NEW
    assert build(published).exit_code == 0
    edit(published, (MOVED[1], MOVED[0]))
    assert build(published).exit_code == 1, "it has moved, and the new address is not among the former ones"


def test_mkdocs_is_stopped_as_well(published: Path) -> None:
    """`mkdocs build` looks at the folder that it would replace, too."""
    edit(published, MOVED)
    before = files(published / "site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(published / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "error site-moved" in done.stderr
    assert files(published / "site") == before


def test_a_demonstration_gives_way(project_folder: Path) -> None:
    """Who built the demonstration before making a site of their own is not held to it: nobody subscribed to that."""
    assert build(project_folder).exit_code == 0
    edit(project_folder, MOVED, OTHER_IDS, ("demonstration: true", "demonstration: false"))
    done = build(project_folder)
    assert done.exit_code == 0, done.output
    assert json.loads((project_folder / "site/history/index.json").read_bytes())["identity"]["url"] == NEW


@pytest.mark.parametrize("index", [None, b"<html>", b"[]", b'{"years": [], "identity": {}}'])
def test_a_folder_that_cannot_be_read_is_replaced(published: Path, index: bytes | None) -> None:
    """What is broken in the folder of the site is what a build mends; it does not stand in its way."""
    edit(published, MOVED)
    file = published / "site/history/index.json"
    file.unlink()
    if index is not None:
        file.write_bytes(index)
    assert build(published).exit_code == 0


def test_a_site_of_an_older_press_is_no_obstacle(published: Path) -> None:
    """An index without an address says nothing of one; the ids still count."""
    file = published / "site/history/index.json"
    content = json.loads(file.read_bytes())
    del content["identity"]["url"]
    file.write_text(json.dumps(content), encoding="utf-8")
    edit(published, MOVED)
    assert build(published).exit_code == 0
