"""What somebody types at a desk: commands run in a shell in their folder, with `advisory` on the path.

The program lies beside the folder, so that nothing in it is there for the tests alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def put_on_path(folder: Path, press: Path = ROOT) -> None:
    """Put `advisory` of a press on the path of those who work in a folder."""
    script = _programs(folder) / "advisory"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{press}" exec "{sys.executable}" -m build_tools "$@"\n')
    script.chmod(0o755)


def environment(folder: Path, author: str = "press@example.org") -> dict[str, str]:
    """The environment of somebody who works in a folder, under a name that git knows."""
    names = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
    known = {f"GIT_{name}": author for name in names}
    return {**os.environ, **known, "PATH": f"{_programs(folder)}:{os.environ['PATH']}"}


def run(commands: str, folder: Path, *, exit_code: int = 0) -> str:
    """Run commands, which must end with a code, and return all that they print."""
    done = subprocess.run(
        ["bash", "-euc", commands], cwd=folder, env=environment(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == exit_code, done.stdout + done.stderr
    return done.stdout + done.stderr


def _programs(folder: Path) -> Path:
    return folder.parent / "bin"
