"""Publish into a folder, atomically: a reader finds the old site or the new one, never a mixture, never none.

The new site is written beside the old one and the two folders are exchanged by one system call
(`renameat2` with RENAME_EXCHANGE on Linux, `renamex_np` with RENAME_SWAP on macOS). Where the file system
cannot do that, publishing is refused rather than done in two steps. Builds that publish at the same time do so
one after the other. What an interrupted run left behind is removed at the next start.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

_EXCHANGE = 2
_CURRENT_FOLDER = -100


def publish_folder(tree: Mapping[str, bytes], site: Path) -> bool:
    """Make `site` hold exactly the files of `tree`; returns whether anything had to change.

    Raises OSError, with the old site as it was.
    """
    site = site.resolve()  # a link stays, and the folder that it names is exchanged
    site.parent.mkdir(parents=True, exist_ok=True)
    with _alone(site.parent):
        _remove_leftovers(site)
        if _holds(site, tree):
            return False
        _replace(site, tree)
        return True


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait for other builds that publish into this folder. The lock ends with its process, however that ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(site: Path, tree: Mapping[str, bytes]) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        fresh.chmod(0o755)
        _write_tree(tree, fresh, site)
        if site.is_dir():
            _exchange(fresh, site)
        else:
            fresh.rename(site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _holds(site: Path, tree: Mapping[str, bytes]) -> bool:
    """Whether a folder has exactly these files with these bytes, and no folder beside theirs."""
    present: set[str] = set()
    for folder, folders, names in os.walk(site):
        if (not folders and not names) or any(os.path.islink(os.path.join(folder, name)) for name in folders):
            return False
        present.update(os.path.join(folder, name) for name in names)
    if present != {os.path.join(site, path) for path in tree}:
        return False
    return all(_read(os.path.join(site, path)) == content for path, content in tree.items())


def _write_tree(tree: Mapping[str, bytes], fresh: Path, site: Path) -> None:
    for folder in sorted({os.path.dirname(path) for path in tree}):
        os.makedirs(fresh / folder, exist_ok=True)
    for path, content in tree.items():
        new = os.path.join(fresh, path)
        if not _reuse(os.path.join(site, path), new, content):
            with open(new, "wb") as file:
                file.write(content)


def _reuse(old: str, new: str, content: bytes) -> bool:
    """Link a file that has not changed, so that its date stays and little is written."""
    try:
        if os.stat(old).st_size != len(content) or _read(old) != content:
            return False
        os.link(old, new)
    except OSError:
        return False
    return True


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


def _remove_leftovers(site: Path) -> None:
    for leftover in site.parent.glob(f".{site.name}-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _exchange(first: Path, second: Path) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(first), os.fsencode(second)
    if sys.platform == "darwin":
        failed = library.renamex_np(*names, _EXCHANGE)
    else:
        failed = library.renameat2(_CURRENT_FOLDER, names[0], _CURRENT_FOLDER, names[1], _EXCHANGE)
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, f"cannot exchange two folders: {os.strerror(number)}", str(second))
