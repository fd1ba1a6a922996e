"""Compares the history in the working folder with the one that was committed to git last: nothing may be gone.

In: the project's folder. Out: a problem for each file that git has and the folder has not, or has with another content.
A release that is not public yet may be taken back. Where there is no git repository, there is nothing to compare with.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from build_tools.history.files import FOLDER
from build_tools.model.moment import parse_instant
from build_tools.problems import Place, Problem


def check_committed(root: Path, advisories: str, now: datetime) -> Iterator[Problem]:
    """Every file of the history that was committed lies there as it was."""
    folder = f"{advisories}/{FOLDER}"
    probe = _git(root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    if probe is None or probe.returncode == 1 or b"not a git repository" in probe.stderr:
        return
    done = _git(
        root, "diff", "--relative", "--no-renames", "--name-only", "-z", "--diff-filter=DMT", "HEAD", "--", folder
    )
    if probe.returncode or done is None or done.returncode:
        reason = (done or probe).stderr.decode().strip()
        message = f"The history could not be compared with git: {reason}."
        yield Problem(Place(folder), "history-not-compared", message, "Make `git diff` work here.", severity="warning")
        return
    for file in filter(None, done.stdout.decode().split("\0")):
        if not (root / file).exists() and _is_embargoed(root, file, now):
            continue
        state = "is not as it was committed" if (root / file).exists() else "was committed, and is gone"
        mend = f"Bring it back: `git checkout HEAD -- {file}`. What must not hold any more is withdrawn by a release."
        yield Problem(Place(file), "history-lost", f"This part of the history {state}.", mend)


def _is_embargoed(root: Path, file: str, now: datetime) -> bool:
    """Whether a file that git has is of a release or a translation that nobody could see yet."""
    done = _git(root, "show", f"HEAD:./{file}")
    try:
        content = json.loads(done.stdout) if done else {}
        return parse_instant(content.get("released_at") or content.get("translated_at")) > now
    except (ValueError, AttributeError):
        return False


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S607
    except FileNotFoundError:
        return None
