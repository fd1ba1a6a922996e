"""The preview goes on to follow what is saved, whatever fails, and says what failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest

from build_tools.preview.engine import Engine, State
from build_tools.preview.running import Said, Told
from build_tools.preview.server import PreviewServer
from tests.conftest import NOW

FILE = "advisories/2025/ADV-2025-0001.yaml"


class FailingEngine(Engine):
    """An engine that fails on purpose: when it looks for changes, or when it is asked for its state."""

    of_refresh: Iterator[Exception] = iter(())
    of_state: Iterator[Exception] = iter(())

    def refresh(self) -> State:
        for error in self.of_refresh:
            raise error
        return super().refresh()

    @property
    def state(self) -> State:
        for error in self.of_state:
            raise error
        return super().state


def follow(engine: Engine, live: Callable[[asyncio.Queue[object]], Coroutine[Any, Any, None]]) -> None:
    """Let a server follow an engine while something happens; what it tells is in the queue."""

    async def following() -> None:
        told = asyncio.Queue[object]()
        server = PreviewServer(engine, Told(lambda: None, told.put_nowait, told.put_nowait))
        task = asyncio.create_task(server.follow())
        async with asyncio.timeout(60):
            await live(told)
            await server.end()
            await task

    with ThreadPoolExecutor(1) as apart:  # the browser's tests have a loop of their own in this thread
        apart.submit(asyncio.run, following()).result()


def edit(folder: Path) -> None:
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write("# edited\n")


@pytest.mark.parametrize("failing", ["of_refresh", "of_state"])
@pytest.mark.parametrize("error", [FileNotFoundError("gone"), RuntimeError("unforeseen")], ids=["gone", "other"])
def test_what_fails_is_told_and_the_next_save_is_read(project_folder: Path, failing: str, error: Exception) -> None:
    """A file that stays away, and any other fault, is told after a few looks; once it is over, a save is shown."""
    engine = FailingEngine(project_folder, clock=lambda: NOW)
    assert engine.state.preview
    setattr(engine, failing, repeat(error))

    async def live(told: asyncio.Queue[object]) -> None:
        edit(project_folder)
        assert await told.get() is error
        setattr(engine, failing, iter(()))
        edit(project_folder)
        said = await told.get()
        while said is error:  # of a look that was under way
            said = await told.get()
        assert isinstance(said, Said)
        assert said.state.files == {FILE}

    follow(engine, live)


def test_a_file_that_is_away_for_a_moment_is_no_fault(project_folder: Path) -> None:
    """What is gone while it is read, as in a checkout, is looked for again, and nobody hears of it."""
    engine = FailingEngine(project_folder, clock=lambda: NOW)
    assert engine.state.preview
    engine.of_refresh = repeat(FileNotFoundError("away"), 2)

    async def live(told: asyncio.Queue[object]) -> None:
        edit(project_folder)
        assert isinstance(await told.get(), Said)

    follow(engine, live)
