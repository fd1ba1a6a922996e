"""Kills, a full disk, a read-only folder: whatever happens, the history is valid and the old site whole."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from build_tools.history.files import sealed_json
from tests.conftest import ROOT, copy_project, read
from tests.test_losses import SOURCE, edit

ID = "ADV-2025-0001"
KILLS = 100  # of each kind, so 200 altogether
AT, NOW = "2025-12-19T10:00Z", "2025-12-31T00:00Z"


def start(folder: Path, *arguments: str, under: Sequence[str] = ()) -> subprocess.Popen[str]:
    """Start a command in a project, as a process of its own, perhaps under another program."""
    command = [*under, sys.executable, "-m", "build_tools", "--project", str(folder), *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def run(folder: Path, *arguments: str, under: Sequence[str] = ()) -> tuple[int, str]:
    process = start(folder, *arguments, under=under)
    told, _ = process.communicate(timeout=120)
    return process.returncode, told


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A project whose site is built, with a draft that is not released."""
    folder = copy_project(tmp_path / "project")
    assert run(folder, "build", "--now", NOW)[0] == 0
    edit(folder / SOURCE, "count: unknown", "count: 4711")
    edit(folder / SOURCE, "release: {change: initial}", "release: {change: update}")
    return folder


def seconds_of(folder: Path, *arguments: str) -> float:
    """How long a command takes on this machine, in a copy of the project."""
    copy = folder.with_name("timed")
    shutil.copytree(folder, copy, symlinks=True)
    begun = time.monotonic()
    assert run(copy, *arguments)[0] == 0
    return time.monotonic() - begun


def killed(folder: Path, *arguments: str) -> Iterator[bool]:
    """Start a command again and again, and kill it at a random moment; whether the kill came in time."""
    chance, longest = random.Random(20251127), 1.5 * seconds_of(folder, *arguments)
    for _ in range(KILLS):
        process = start(folder, *arguments)
        time.sleep(chance.uniform(0, longest))
        process.kill()
        process.communicate()
        yield process.returncode < 0


@pytest.mark.slow
def test_a_kill_during_a_release_leaves_a_valid_history(changed: Path) -> None:
    """The release is there whole or not at all, the history can be read, and what a kill left is cleared away."""
    history = changed / "advisories/history" / ID
    before, caught, done = files(history), 0, 0
    for in_time in killed(changed, "release", ID, "--at", AT):
        releases = read(changed).histories[ID]
        caught += in_time
        done += len(releases) == 2
        assert {name: content for name, content in files(history).items() if name in before} == before
        if len(releases) == 2:
            assert (history / "0002.json").read_bytes() == sealed_json(releases[1])
            (history / "0002.json").unlink()
    assert caught > KILLS // 4
    assert done > KILLS // 10
    assert run(changed, "release", ID, "--at", AT)[0] == 0
    assert files(history).keys() == {"0001.json", "0002.json"}


@pytest.mark.slow
def test_a_kill_during_a_build_leaves_a_whole_site(changed: Path, tmp_path: Path) -> None:
    """The site is the old or the new one to the byte, the history untouched; the next build clears what is left."""
    folder, site = changed, changed / "site"
    old, history = files(site), files(folder / "advisories/history")
    assert run(folder, "release", ID, "--at", AT)[0] == 0
    assert run(folder, "build", "--now", NOW, "--output", str(tmp_path / "new"))[0] == 0
    new, seen = files(tmp_path / "new"), set()
    keep = shutil.copytree(site, tmp_path / "old")
    for _ in killed(folder, "build", "--now", NOW):
        found = files(site)
        assert found in (old, new)
        seen.add(found == new)
        if found == new:
            shutil.rmtree(site)
            shutil.copytree(keep, site)
    assert seen == {True, False}
    assert history.items() <= files(folder / "advisories/history").items()
    assert run(folder, "build", "--now", NOW)[0] == 0
    assert files(site) == new
    assert {path.name for path in folder.iterdir()} == {"advisories", "locales", "mkdocs.yml", "build_tools", "site"}


# No file may grow beyond four kilobytes, as on a full disk.
NO_ROOM = ("sh", "-c", 'ulimit -f 8 && exec "$0" "$@"')
# Root may write everywhere, unless it gives up that right.
NO_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.getuid() == 0 else ()
COMMANDS = {
    "release": ("release", ID, "--at", AT),
    "withdraw": ("withdraw", ID, "--reason", "Mistaken.", "--at", AT),
    "build": ("build", "--now", NOW),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_told_and_harms_nothing(changed: Path, command: str) -> None:
    """One sentence without a traceback, and history and site are as they were."""
    edit(changed / "mkdocs.yml", "Incident Press Demonstration Desk", "Another Desk")  # so that a build has work to do
    before = files(changed)
    status, told = run(changed, *COMMANDS[command], under=NO_ROOM)
    assert status == 1
    assert "could not be written" in told
    assert "File too large" in told
    assert "Traceback" not in told
    assert files(changed) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_may_not_be_written_is_told_and_harms_nothing(changed: Path, command: str) -> None:
    """The same for rights: the message names the folder or file."""
    edit(changed / "mkdocs.yml", "Incident Press Demonstration Desk", "Another Desk")
    before = files(changed)
    for path in [changed, *changed.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        status, told = run(changed, *COMMANDS[command], under=NO_RIGHTS)
    finally:
        for path in [changed, *changed.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() else 0o644)
    assert status == 1
    assert "Permission denied" in told
    assert str(changed) in told
    assert "Traceback" not in told
    assert files(changed) == before
