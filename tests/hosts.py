"""A host of static files that reads the site's file `_headers`, by the rules that Cloudflare documents for it."""

from __future__ import annotations

import contextlib
import http.server
import re
import threading
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

KNOWN = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".csv": "text/csv; charset=utf-8",
}
"""The media types that every such host knows by itself."""
Rules = list[tuple[re.Pattern[str], dict[str, str]]]


def rules_of(file: bytes) -> Rules:
    """The rules of a file: a line with a pattern, and the headers below it, indented."""
    rules: Rules = []
    for line in file.decode("ascii").splitlines():
        if line.startswith("/"):
            rules.append((_pattern(line), {}))
        elif line.strip():
            assert line.startswith("  ")
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules


def _pattern(path: str) -> re.Pattern[str]:
    """A placeholder is anything up to the next slash, an asterisk is anything; there is one asterisk at most."""
    assert path.count("*") <= 1
    parts = re.split(r"(\*|:[A-Za-z]\w*)", path)
    return re.compile("".join({"*": ".*", ":": "[^/]+"}.get(part[:1], re.escape(part)) for part in parts if part))


def headers_of(address: str, rules: Rules) -> dict[str, list[str]]:
    """The headers of what lies at an address, each with all its values, which a host joins by commas."""
    found: dict[str, list[str]] = {}
    for pattern, headers in rules:
        if pattern.fullmatch(address):
            for name, value in headers.items():
                found.setdefault(name, []).append(value)
    return found


def address_of(path: str) -> str:
    """The address at which a host shows a file of the tree."""
    return "/" + (path.removesuffix("index.html") if PurePosixPath(path).name == "index.html" else path)


@contextlib.contextmanager
def hosted(tree: Mapping[str, bytes], below: str = "/") -> Iterator[str]:
    """The tree on a free port of this machine, in a folder of the host; gives the address of that folder."""
    rules = rules_of(tree["_headers"])

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.path.partition("?")[0]
            path = asked.removeprefix(below) if asked.startswith(below) else "none"
            path += "index.html" if path.endswith("/") or not path else ""
            found = path in tree
            path = path if found else _missing(path, tree)
            self.send_response(200 if found else 404)
            headers = {name: ", ".join(values) for name, values in headers_of(address_of(path), rules).items()}
            headers = {"Content-Type": KNOWN.get(PurePosixPath(path).suffix, "application/octet-stream"), **headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(tree[path])))
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # the browser has gone on to another page
                self.wfile.write(tree[path])

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{below}"
        finally:
            server.shutdown()
            thread.join()


def _missing(path: str, tree: Mapping[str, bytes]) -> str:
    """The page that stands in for a file that is not there: that of the nearest folder above it."""
    folders = [*PurePosixPath(path).parents]
    return next(str(folder / "404.html") for folder in folders if str(folder / "404.html") in tree)
