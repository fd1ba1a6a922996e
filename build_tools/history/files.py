"""The files of the history: their names, their form as sealed JSON, and how one is added.

In: a model. Out: bytes that end with their own SHA-256, at a path that nothing is ever written to again.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from build_tools.atomic_files import create_atomically
from build_tools.problems import Place

FOLDER = "history"
_NAME = re.compile(r"([0-9]{4,})(?:\.([a-z][a-z0-9_-]*)\.([0-9]{2,}))?\.json")
_SEAL = re.compile(rb',\n  "sha256": "([0-9a-f]{64})"\n}\n')
_SEAL_LENGTH = len(',\n  "sha256": ""\n}\n') + 64


class Name(NamedTuple):
    """What the name of a file says: the number of a release, and of a later translation its language and number."""

    release: int
    language: str = ""
    number: int = 0


class File(NamedTuple):
    """A file of the history: what its name says, its place, and its content."""

    name: Name
    place: Place
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def name_of(path: Path) -> Name | None:
    """What a file is, by its name; None for one that the press did not write."""
    found = _NAME.fullmatch(path.name)
    return Name(int(found[1]), found[2] or "", int(found[3] or 0)) if found else None


def path_of(advisories: Path, advisory_id: str, name: Name) -> Path:
    """Where a file of the history lies."""
    addition = f".{name.language}.{name.number:02d}" if name.language else ""
    return advisories / FOLDER / advisory_id / f"{name.release:04d}{addition}.json"


def sealed_json(model: BaseModel) -> bytes:
    """Readable JSON, the same for the same content, with the SHA-256 of all that stands before as its last member."""
    data = model.model_dump(mode="json", exclude_none=True)
    data.setdefault("previous", None)
    body = json.dumps(data, ensure_ascii=False, indent=2).encode().removesuffix(b"\n}")
    return body + f',\n  "sha256": "{hashlib.sha256(body).hexdigest()}"\n}}\n'.encode()


def is_unaltered(content: bytes) -> bool:
    """Whether not a byte has changed since the file was sealed."""
    body, seal = content[:-_SEAL_LENGTH], _SEAL.fullmatch(content[-_SEAL_LENGTH:])
    return seal is not None and hashlib.sha256(body).hexdigest() == seal[1].decode()


def file_digest(path: Path) -> str:
    """SHA-256 of a file as it lies there, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def add_file(path: Path, model: BaseModel) -> Path:
    """Add a file to the history. Raises FileExistsError when its name is taken: nothing is rewritten."""
    create_atomically(path, sealed_json(model))
    for left in path.parent.glob(f".{path.name}.*"):  # by somebody who was killed, or came second
        left.unlink(missing_ok=True)
    return path
