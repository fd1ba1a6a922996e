"""What the CSAF documents, their feed and their lists name on this site is there, and each document has its hashes.

Signatures are made after this, by `build_tools.publish.signatures`, so that the names of theirs are taken as there.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Set
from typing import Any

from build_tools.csaf_paths import CHANGES, FOLDER, INDEX, SIGNATURE, is_document
from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected

_HASHES = (".sha256", ".sha512")


def check(files: Mapping[str, bytes], paths: Set[str], expected: Expected) -> Iterator[Problem]:
    """Yield every address and name that leads nowhere, and every document without hashes."""
    for path, content in files.items():
        if path.startswith(FOLDER):
            for wanted in sorted(_wanted(path, content, expected.url)):
                if wanted not in paths and not wanted.endswith(SIGNATURE):
                    yield Problem(Place(path), "dead-link", f"The file `{wanted}` is named here, and there is none.")


def _wanted(path: str, content: bytes, site: str) -> set[str]:
    """The paths that a file names, and those that must stand beside it."""
    if path == INDEX:
        return {f"{FOLDER}/{name}" for name in content.decode().splitlines()}
    if path == CHANGES:
        return {f"{FOLDER}/{row[0]}" for row in csv.reader(io.StringIO(content.decode()))}
    beside = {path + ending for ending in _HASHES} if is_document(path) else set()
    return beside | {_file(address, site) for address in _addresses(path, content) if address.startswith(site)}


def _addresses(path: str, content: bytes) -> Iterator[str]:
    """All texts in a JSON file; none where it cannot be read, which `syntax` reports."""
    if not path.endswith(".json"):
        return
    try:
        yield from _texts(json.loads(content))
    except ValueError:
        return


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _file(address: str, site: str) -> str:
    """The file that an address of the site leads to."""
    path = address.removeprefix(site)
    return f"{path}index.html" if path == "" or path.endswith("/") else path
