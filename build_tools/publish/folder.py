"""Publish into a folder, atomically: a reader finds the old site or the new one, never a mixture, never none.

The new site is written beside the old one and the two folders are exchanged by one system call
(`renameat2` with RENAME_EXCHANGE on Linux, `renamex_np` with RENAME_SWAP on macOS). Where the file system
cannot do that, publishing is refused rather than done in two steps. Builds that publish at the same time do so
one after the other. What an interrupted run left behind is removed at the next start. A folder that does not look
like a site is not replaced.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

_EXCHANGE = 2
_CURRENT_FOLDER = -100
_UNFINISHED = ".advisory-site-being-written-"
_FOLDER, _PRIVATE_FOLDER, _FILE = stat.S_IFDIR | 0o755, stat.S_IFDIR | 0o700, stat.S_IFREG | 0o644


def publish_folder(tree: Mapping[str, bytes], site: Path, keep: Path | None = None, *, private: bool = False) -> bool:
    """Make `site` hold exactly the files of `tree`; returns whether anything had to change.

    Everybody on the machine may read it, for a web server is somebody else; a private site, its owner alone.
    Raises OSError, with the old site as it was; also where `site` is or holds the folder `keep`, or something else
    than a site.
    """
    site = site.resolve()  # a link stays, and the folder that it names is exchanged
    _refuse_what_is_no_site(site, keep)
    site.parent.mkdir(parents=True, exist_ok=True)
    with _alone(site.parent):
        _remove_leftovers(site.parent)
        mode = _PRIVATE_FOLDER if private else _FOLDER
        if site.is_dir() and site.lstat().st_mode == mode and _holds(site, tree):
            return False
        _replace(site, tree, mode)
        return True


def _refuse_what_is_no_site(site: Path, keep: Path | None) -> None:
    """A site replaces all that is in its folder, so that must be a site, or nothing."""
    if keep and keep.resolve().is_relative_to(site):
        raise OSError(f"{site} holds the sources of the site; choose a folder of its own for the site")
    if site.exists() and not site.is_dir():
        raise OSError(f"{site} is not a folder; choose another name for the site")
    if site.is_dir() and any(site.iterdir()) and not (site / "index.html").is_file():
        raise OSError(
            f"{site} is not empty and has no index.html, so it is no site; choose another folder, or empty it"
        )


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait for other builds that publish into this folder. The lock ends with its process, however that ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(site: Path, tree: Mapping[str, bytes], mode: int) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=site.parent))
    try:
        _write_tree(tree, fresh, site)
        fresh.chmod(stat.S_IMODE(mode))
        if site.is_dir():
            _exchange(fresh, site)
        else:
            fresh.rename(site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _holds(site: Path, tree: Mapping[str, bytes]) -> bool:
    """Whether a folder has exactly these files with these bytes, for everybody to read, and no other folder."""
    present: set[str] = set()
    for folder, folders, names in os.walk(site):
        if not (folders or names) or (folder != str(site) and os.stat(folder).st_mode != _FOLDER):
            return False
        if any(os.path.islink(os.path.join(folder, name)) for name in folders):
            return False
        present.update(os.path.join(folder, name) for name in names)
    if present != {os.path.join(site, path) for path in tree}:
        return False
    return all(_is_file(os.path.join(site, path), content) for path, content in tree.items())


def _write_tree(tree: Mapping[str, bytes], fresh: Path, site: Path) -> None:
    for folder in sorted(_folders(tree) - {""}):
        os.makedirs(fresh / folder, exist_ok=True)
        os.chmod(fresh / folder, stat.S_IMODE(_FOLDER))
    for path, content in tree.items():
        new = os.path.join(fresh, path)
        if not _reuse(os.path.join(site, path), new, content):
            with open(new, "wb") as file:
                os.fchmod(file.fileno(), stat.S_IMODE(_FILE))
                file.write(content)


def _folders(tree: Mapping[str, bytes]) -> set[str]:
    """The folders of all files, and those above them up to the site's root, which has no name."""
    folders = {""}
    for folder in {os.path.dirname(path) for path in tree}:
        above = folder
        while above not in folders:
            folders.add(above)
            above = os.path.dirname(above)
    return folders


def _reuse(old: str, new: str, content: bytes) -> bool:
    """Link a file that has not changed, so that its date stays and little is written."""
    try:
        if not _is_file(old, content):
            return False
        os.link(old, new)
    except OSError:
        return False
    return True


def _is_file(path: str, content: bytes) -> bool:
    """Whether there is a file with these bytes that everybody may read."""
    state = os.lstat(path)
    return state.st_mode == _FILE and state.st_size == len(content) and _read(path) == content


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


def _remove_leftovers(folder: Path) -> None:
    """Remove what a killed run left: nobody else writes here now, and no other program gives such names."""
    for leftover in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _exchange(first: Path, second: Path) -> None:
    number = _exchange_error(os.fsencode(first), os.fsencode(second))
    if number:
        raise OSError(number, f"cannot exchange two folders: {os.strerror(number)}", str(second))


def _exchange_error(first: bytes, second: bytes) -> int:
    """Exchange two folders; returns the number of the system's error, or 0."""
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(first, second, _EXCHANGE)
        else:
            failed = library.renameat2(_CURRENT_FOLDER, first, _CURRENT_FOLDER, second, _EXCHANGE)
    except AttributeError:  # this system's C library cannot
        return errno.ENOSYS
    return ctypes.get_errno() if failed else 0
