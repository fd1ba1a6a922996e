"""Saves are told as they happen, whatever becomes of the folders; not only at the look every few seconds."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_tools.preview import saves
from build_tools.preview.saves import Saves

FILE = Path("advisories/2025/file.yaml")


def write(root: Path) -> None:
    (root / FILE).parent.mkdir(parents=True, exist_ok=True)
    (root / FILE).write_text("saved", encoding="utf-8")


def moved_away(root: Path) -> None:
    (root / "advisories").rename(root / "advisories.old")


def deleted(root: Path) -> None:
    shutil.rmtree(root / "advisories")


@pytest.mark.parametrize("gone", [moved_away, deleted])
@pytest.mark.parametrize("is_seen", [True, False], ids=["while away", "at once"])
def test_a_folder_in_the_place_of_another_is_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: Callable[[Path], None], is_seen: bool
) -> None:
    """A folder goes and another comes by its name: what is saved in it is told by the system, without a look."""
    monkeypatch.setattr(saves, "LOOK_EVERY_SECONDS", 600.0)
    write(tmp_path)
    watched = Saves(tmp_path)

    async def quiet() -> None:
        """Follow until nothing is told any more."""
        with contextlib.suppress(TimeoutError):
            while True:
                watched.look_below([tmp_path / "advisories"])
                await asyncio.wait_for(watched.next(), 0.5)

    async def live() -> None:
        watching = asyncio.create_task(watched.watch())
        await quiet()
        gone(tmp_path)
        if is_seen:
            await quiet()
        write(tmp_path)
        await quiet()
        write(tmp_path)
        await asyncio.wait_for(watched.next(), 60)
        watched.end()
        await watching

    with ThreadPoolExecutor(1) as apart:  # the browser's tests have a loop of their own in this thread
        apart.submit(asyncio.run, live()).result()
