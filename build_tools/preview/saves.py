"""Saves: tells when something in the files of a preview may have changed, once for all that is saved together.

`watchfiles` asks the system; where that tells nothing (folders of another machine), a look every few seconds does.
"""

from __future__ import annotations

import asyncio
import contextlib
import stat
from collections.abc import Iterable, Iterator, Set
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
        self._root, self._folders = root, frozenset[tuple[Path, int]]()
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
        """Watch these folders from now on, as far as they exist; also a new one in the place of another."""
        existing = frozenset(_existing(folders))
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
                asyncio.get_running_loop().call_soon(self._told.set)  # of what was saved before the watch began
                await self._watch([path for path, _ in self._folders], self._moved, recursive=True)
            await self._moved.wait()

    async def _watch(self, paths: Iterable[Path], until: asyncio.Event, *, recursive: bool) -> None:
        saves = awatch(
            *paths, watch_filter=_is_seen, stop_event=until, recursive=recursive, debounce=AT_MOST_MS, step=TOGETHER_MS
        )
        try:
            async for changes in saves:
                self._forget({Path(path) for change, path in changes if change == Change.deleted})
                self._told.set()
        except (OSError, RuntimeError):  # gone since, or more folders than the system watches
            asyncio.get_running_loop().call_later(LOOK_EVERY_SECONDS, self._forget, set(paths))

    def _forget(self, gone: Set[Path]) -> None:
        """Folders that are gone are not watched: those that come in their place may look the same."""
        self._folders = frozenset(folder for folder in self._folders if folder[0] not in gone)


def _existing(folders: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    for folder in folders:
        with contextlib.suppress(OSError):
            found = folder.stat()
            if stat.S_ISDIR(found.st_mode):
                yield folder, found.st_ino


def _is_seen(_change: Change, path: str) -> bool:
    """Not what editors and git hide."""
    return not Path(path).name.startswith(".")
