"""Saves: tells when something in the files of a preview may have changed, once for all that is saved together.

`watchfiles` asks the system; where that tells nothing (folders of another machine), a look every few seconds does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from watchfiles import Change, awatch

TOGETHER_MS = 40
"""Saves that follow each other within this time are one."""
AT_MOST_MS = 1000
"""After this time nothing is waited for, even if saves go on."""
LOOK_EVERY_SECONDS = 10.0


class Saves:
    """The settings in the folder `root`, and all that lies below some folders, which may come and go."""

    def __init__(self, root: Path) -> None:
        self._root, self._folders = root, frozenset[Path]()
        self._told, self._ended = asyncio.Event(), asyncio.Event()
        self._moved = asyncio.Event()

    async def next(self) -> None:
        """Wait until something may have changed."""
        try:
            await asyncio.wait_for(self._told.wait(), LOOK_EVERY_SECONDS)
        except TimeoutError:
            return
        self._told.clear()

    def look_below(self, folders: Iterable[Path]) -> None:
        """Watch these folders from now on, as far as they exist."""
        existing = frozenset(folder for folder in folders if folder.is_dir())
        if existing != self._folders:
            self._folders = existing
            self._moved.set()

    async def watch(self) -> None:
        """Watch until `end`."""
        await asyncio.gather(self._watch([self._root], self._ended, recursive=False), self._watch_folders())

    def look_again(self) -> None:
        """Let the next wait end at once."""
        self._told.set()

    def end(self) -> None:
        """Stop watching."""
        for event in (self._ended, self._moved, self._told):
            event.set()

    async def _watch_folders(self) -> None:
        while not self._ended.is_set():
            self._moved.clear()
            if self._folders:
                await self._watch(self._folders, self._moved, recursive=True)
            else:
                await self._moved.wait()

    async def _watch(self, paths: Iterable[Path], until: asyncio.Event, *, recursive: bool) -> None:
        saves = awatch(
            *paths, watch_filter=_is_seen, stop_event=until, recursive=recursive, debounce=AT_MOST_MS, step=TOGETHER_MS
        )
        async for _ in saves:
            self._told.set()


def _is_seen(_change: Change, path: str) -> bool:
    """Not what editors and git hide."""
    return not Path(path).name.startswith(".")
