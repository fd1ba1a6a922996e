"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` by `content`; a reader sees the old bytes or the new ones, also after a crash.

    Missing folders are created; a symbolic link stays, and the file that it leads to is replaced. Raises OSError when
    the disk is full or the folder is read-only; `path` is then as it was.
    """
    path = path.resolve()
    _make_folder(path.parent)
    temporary = _write_beside(path, content)
    try:
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def create_atomically(path: Path, content: bytes) -> None:
    """Like write_atomically, but raises FileExistsError where `path` exists: for files that are never rewritten."""
    _make_folder(path.parent)
    temporary = _write_beside(path, content)
    try:
        os.link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        place = folder if folder.exists() else Path(error.filename or folder)
        raise NotADirectoryError(errno.ENOTDIR, "A file is in the place of this folder", str(place)) from error


def _write_beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return Path(name)
