"""What the CSAF documents, their feed and their lists name on this site is there, and each document has its hashes.

Signatures are made after this, by `build_tools.publish.signatures`, so that the names of theirs are taken as there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Set

from build_tools.csaf_paths import CHANGES, FOLDER, INDEX, SIGNATURE, is_document
from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected

_HASHES = (".sha256", ".sha512")
_ADDRESS = re.compile(rb'"(?:canonical_url|href|src|url)": "([^"]*)"')
"""The members that hold addresses; in a text, quotation marks have a backslash before them."""


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
    addresses = {address.decode() for address in _ADDRESS.findall(content)} if path.endswith(".json") else ()
    return beside | {_file(address, site) for address in addresses if address.startswith(site)}


def _file(address: str, site: str) -> str:
    """The file that an address of the site leads to."""
    path = re.split("[?#]", address.removeprefix(site), maxsplit=1)[0]
    return f"{path}index.html" if path == "" or path.endswith("/") else path
