"""What serves in tests: a command, run as its own process, or a folder as a static host serves it."""

from __future__ import annotations

import http.client
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.conftest import ROOT

PATIENCE_SECONDS = 120.0
"""Machines are shared, and nothing here is timed; but what stays silent for so long has failed."""


@contextmanager
def files_served(folder: Path, media_types: Mapping[str, str]) -> Iterator[str]:
    """A folder as a static host serves it, on loopback; gives the address, without a slash at its end."""

    class Handler(SimpleHTTPRequestHandler):
        extensions_map = dict(media_types)  # noqa: RUF012

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Served:
    """A server that is running, and the lines that it has said; `address` is the one in the first that has one."""

    def __init__(self, command: list[str], **settings: Any) -> None:
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        self.process = subprocess.Popen(command, **pipes, **settings)
        self.lines: list[str] = []
        self._coming = queue.SimpleQueue[str]()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._coming.put(line.rstrip("\n"))
        self._coming.put("")

    def next_line(self, patience: float = PATIENCE_SECONDS) -> str:
        """The next line; empty when it has ended. Fails where nothing comes."""
        try:
            self.lines.append(self._coming.get(timeout=patience))
        except queue.Empty:
            raise AssertionError(f"nothing came after {self.lines}") from None
        return self.lines[-1]

    def wait_until_ready(self) -> None:
        """Read lines up to the one with the address."""
        while not (found := re.search(r"http://\S+/", self.next_line())):
            assert self.lines[-1], f"it ended with {self.lines}"
        self.address = found[0]

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask for exactly this path."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        connection.request(method, path.replace(self.address, "/"), headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()


def serve_preview(folder: Path) -> Served:
    """Start the preview of a project on a port that is free, and wait until it is ready."""
    command = [sys.executable, "-u", "-m", "build_tools", "--project", str(folder), "serve", "--address", "127.0.0.1:0"]
    served = Served(command, cwd=ROOT)
    try:
        served.wait_until_ready()
    except AssertionError:
        served.process.kill()
        raise
    return served
