"""Compares the history in the working folder with what git has: nothing that was ever committed may be gone or other.

In: the project's folder. Out: a problem for each file that a commit had, and that is not there as it was first: taken
away since the last commit, or by any commit before. What nobody could see at that time may be taken back. Without a git
repository there is nothing to compare with; of a shallow clone, the commits that it has.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from build_tools.history.files import FOLDER, is_unaltered
from build_tools.model.moment import parse_instant
from build_tools.problems import Place, Problem

_DIFF = ("--raw", "--no-abbrev", "--no-renames", "--relative", "-z", "--diff-filter=DMT")


class _Taken(NamedTuple):
    """A file that is not there as it was: its path, the name of its old content in git, and when it was taken away."""

    file: str
    blob: str
    at: datetime


def check_committed(root: Path, advisories: str, now: datetime, ids: Iterable[str] | None = None) -> Iterator[Problem]:
    """Every file of the history that was committed lies there as it was: of all advisories, or of those with `ids`."""
    folder = f"{advisories}/{FOLDER}"
    folders = [folder] if ids is None else [f"{folder}/{advisory_id}" for advisory_id in ids]
    if not folders:
        return
    probe = _git(root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    if probe is None or _is_unborn(root, probe):
        return
    tree = _git(root, "ls-tree", "-r", "-z", "HEAD", "--", *folders) or probe
    log = (
        _git(root, "log", "--format=commit %ct %P%x00", "-m", "--full-history", *_DIFF, "HEAD", "--", *folders) or probe
    )
    failed = next((done for done in (probe, tree, log) if done.returncode), None)
    if failed:
        reason = failed.stderr.decode(errors="replace").strip() or "git does not know the last commit"
        message = f"The history could not be compared with git: {reason}."
        yield Problem(Place(folder), "history-not-compared", message, "See that `git log` works in this folder.")
        return
    taken = [*_committed(tree.stdout, now), *_taken(log.stdout, now)]
    other = {it.file for it in taken if not _is_there(root / it.file, it.blob)}  # git need not be asked of the rest
    first = {it.file: it for it in taken if it.file in other and _was_public(root, it)}
    for file, blob, _ in sorted(first.values()):
        if not _is_there(root / file, blob):
            state = "is not as it was first committed" if (root / file).exists() else "was committed, and is gone"
            bring = f"mkdir -p {PurePosixPath(file).parent} && git cat-file blob {blob[:12]} > {file}"
            mend = f"Bring it back: `{bring}`. What does not hold is withdrawn instead."
            yield Problem(Place(file), "history-lost", f"This part of the history {state}.", mend)


def _is_unborn(root: Path, probe: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether there is no repository at all, or one without a commit."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return True
    branches = _git(root, "for-each-ref")
    return bool(probe.returncode == 1 and branches and not branches.returncode and not branches.stdout)


def _committed(output: bytes, now: datetime) -> Iterator[_Taken]:
    """The files of the last commit, which may have been taken away since."""
    for line in filter(None, output.decode(errors="surrogateescape").split("\0")):
        about, file = line.split("\t", 1)
        yield _Taken(file, about.split()[2], now)


def _taken(output: bytes, now: datetime) -> Iterator[_Taken]:
    """The files that a log names, newest first, each with the time of the commit that took it away."""
    at, blob, kinds = now, "", "DMT"
    for part in output.decode(errors="surrogateescape").split("\0"):
        words = part.split()
        if part.startswith("commit "):
            at = datetime.fromtimestamp(int(words[1]), UTC)
            kinds = "D" if len(words) > 3 else "DMT"  # a merge may choose one of two versions, and none away
        elif len(words) == 5 and words[0].startswith(":"):
            blob = words[2] if words[4] in kinds else ""
        elif blob:
            yield _Taken(part, blob, at)
            blob = ""


def _was_public(root: Path, taken: _Taken) -> bool:
    """Whether the old content was a release or a translation that the public could see before it was taken away."""
    done = _git(root, "cat-file", "blob", taken.blob)
    content = done.stdout if done else b""
    try:
        values = json.loads(content) if is_unaltered(content) else {}
        return parse_instant(values.get("released_at") or values.get("translated_at")) <= taken.at
    except (ValueError, AttributeError, RecursionError):
        return False  # what was no release that this press wrote, none could read


def _is_there(path: Path, blob: str) -> bool:
    return path.is_file() and _name_in_git(path.read_bytes(), len(blob)) == blob


def _name_in_git(content: bytes, length: int) -> str:
    """The name that git gives to a content, which tells by its length how it was made."""
    method = hashlib.sha1 if length == 40 else hashlib.sha256
    return method(b"blob %d\0" % len(content) + content).hexdigest()


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """Ask git, in English, of the repository in which the project lies, whatever the environment says of others."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "LANGUAGE": "", "GIT_LITERAL_PATHSPECS": "1"}
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, env=environment)
    except FileNotFoundError:
        return None
