"""Compares the history in the working folder with what git has: nothing that was ever committed may be gone or other.

In: the project's folder. Out: a problem for each file that a commit had, and that is not there as it was first: taken
away since the last commit, or by any commit before. What nobody could see at that time may be taken back. Without a git
repository there is nothing to compare with; of a shallow clone, the commits that it has.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
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


def check_committed(root: Path, advisories: str, now: datetime) -> Iterator[Problem]:
    """Every file of the history that was committed lies there as it was."""
    folder = f"{advisories}/{FOLDER}"
    probe = _git(root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    if probe is None or probe.returncode == 1 or b"not a git repository" in probe.stderr:
        return
    since = _git(root, "diff", *_DIFF, "HEAD", "--", folder) or probe
    before = _git(root, "log", "--format=commit %ct%x00", *_DIFF, "HEAD", "--", folder) or probe
    failed = next((done for done in (probe, since, before) if done.returncode), None)
    if failed:
        message = f"The history could not be compared with git: {failed.stderr.decode(errors='replace').strip()}."
        yield Problem(Place(folder), "history-not-compared", message, "Make `git diff` work here.", severity="warning")
        return
    first = {it.file: it for it in [*_taken(since.stdout, now), *_taken(before.stdout, now)] if _was_public(root, it)}
    for file, blob, _ in sorted(first.values()):
        if not _is_there(root / file, blob):
            state = "is not as it was first committed" if (root / file).exists() else "was committed, and is gone"
            mend = f"Bring it back: `git cat-file blob {blob[:12]} > {file}`. What does not hold is withdrawn instead."
            yield Problem(Place(file), "history-lost", f"This part of the history {state}.", mend)


def _taken(output: bytes, now: datetime) -> Iterator[_Taken]:
    """The files that a diff or a log names, newest first; what is not committed is taken now."""
    at, blob = now, ""
    for part in output.decode(errors="surrogateescape").split("\0"):
        words = part.split()
        if part.startswith("commit "):
            at = datetime.fromtimestamp(int(words[1]), UTC)
        elif len(words) == 5 and words[0].startswith(":"):
            blob = words[2]
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
    except (ValueError, AttributeError):
        return False  # what was no release that this press wrote, none could read


def _is_there(path: Path, blob: str) -> bool:
    return path.is_file() and _name_in_git(path.read_bytes(), len(blob)) == blob


def _name_in_git(content: bytes, length: int) -> str:
    """The name that git gives to a content, which tells by its length how it was made."""
    method = hashlib.sha1 if length == 40 else hashlib.sha256
    return method(b"blob %d\0" % len(content) + content).hexdigest()


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S607
    except FileNotFoundError:
        return None
