"""Two builds of one state are byte-identical: in any folder, time zone, locale, hash seed and year."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import copy_project

SURROUNDINGS = [
    ("a", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, "2026-01-01 00:00:30"),
    ("über b", {"TZ": "America/Sao_Paulo", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "4711"}, "2031-07-15 23:59:30"),
]


def build_digest(folder: Path, environment: dict[str, str], clock: str) -> dict[str, str]:
    """Build with the real command under another clock, and return the digest of every file."""
    command = ["faketime", clock, sys.executable, "-m", "build_tools", "--project", str(folder), "build"]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    site = folder / "site"
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.faketime
def test_builds_do_not_depend_on_their_surroundings(tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed and year give the same bytes in every file."""
    first, second = (
        build_digest(copy_project(tmp_path / name), environment, clock) for name, environment, clock in SURROUNDINGS
    )
    assert len(first) > 20
    assert first == second
