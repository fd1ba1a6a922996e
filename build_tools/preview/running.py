"""Running: serves a web application on a socket of this machine, and reads what is saved meanwhile.

In: an engine, a listening socket, and who is told. Out: nothing, until it is interrupted; requests in threads see the
engine's newest state, and who waits for it is woken.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

import uvicorn
from starlette.applications import Starlette

from build_tools.preview.engine import Engine, State
from build_tools.preview.saves import Saves

_STILL_HERE_SECONDS = 15.0
_PAUSES_SECONDS = (0.05, 0.2, 0.5)
"""Before what went while it was read, as files do in a checkout, is looked for again."""


class Said(NamedTuple):
    """What whoever started the server is told after a save: the new state, and in how many milliseconds it was made."""

    state: State
    milliseconds: float


class Told(NamedTuple):
    """What is called when a browser is answered, after each save, and when something fails that nobody foresaw."""

    ready: Callable[[], None]
    saved: Callable[[Said], None]
    fault: Callable[[Exception], None]


class FollowingServer(ABC):
    """A web application whose engine follows what is saved."""

    def __init__(self, engine: Engine, told: Told) -> None:
        self.engine, self.told = engine, told
        self._saves = Saves(engine.root)
        self._news, self.ended = asyncio.Condition(), False

    @abstractmethod
    def app(self) -> Starlette:
        """The web application."""

    async def next_state(self, told: State) -> None:
        """Wait until there is a newer state than this one, or for a while."""
        async with self._news:
            if self.engine.is_current(told) and not self.ended:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), _STILL_HERE_SECONDS)

    async def tell_all(self) -> None:
        """Let all open pages look at the state again."""
        async with self._news:
            self._news.notify_all()

    async def follow(self) -> None:
        """Read what is saved, as long as the server lives."""
        watching = asyncio.create_task(self._saves.watch())
        while not self.ended:
            self._saves.look_below(self.engine.folders)
            await self._saves.next()
            await self._refresh()
        await watching

    async def end(self) -> None:
        """Let everyone go who waits for the next save."""
        self.ended = True
        self._saves.end()
        await self.tell_all()

    async def _refresh(self) -> None:
        started = time.perf_counter()
        try:
            before, state = await self._looked()
            if state is not before:
                self.told.saved(Said(state, 1000 * (time.perf_counter() - started)))
                await self.tell_all()
        except Exception as error:  # the preview lives on, and tries again after the next save
            self.told.fault(error)

    async def _looked(self) -> tuple[State, State]:
        """The states before and after a look at the files. Raises what the last of a few looks raises."""
        for pause in _PAUSES_SECONDS:
            with contextlib.suppress(FileNotFoundError):
                return await asyncio.to_thread(self._look)
            await asyncio.sleep(pause)
        return await asyncio.to_thread(self._look)

    def _look(self) -> tuple[State, State]:
        return self.engine.state, self.engine.refresh()


class _Uvicorn(uvicorn.Server):
    """Ends the streams of open pages before it waits for them to end."""

    def __init__(self, config: uvicorn.Config, server: FollowingServer) -> None:
        super().__init__(config)
        self._server = server

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._server.end()
        await super().shutdown(sockets)


def serve(server: FollowingServer, listening: socket.socket) -> None:
    """Serve on a socket until interrupted. Raises KeyboardInterrupt."""

    async def run() -> None:
        @contextlib.asynccontextmanager
        async def lifespan(_: object) -> AsyncIterator[None]:
            server.told.ready()
            yield

        app = server.app()
        app.router.lifespan_context = lifespan
        config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=2, lifespan="on")
        following = asyncio.create_task(server.follow())
        await _Uvicorn(config, server).serve(sockets=[listening])
        await following

    asyncio.run(run())
