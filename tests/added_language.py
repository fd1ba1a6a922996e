"""A language more than the press ships: its entry in mkdocs.yml, and its catalogues, full of pseudo-text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from build_tools.cli import main
from tests.pseudo import fill

ENTRIES = {
    "el": "        - {path: el, tag: el, locale: el, name: Ελληνικά}\n",
    "ar": "        - {path: ar, tag: ar, locale: ar, name: العربية}\n",
    "ps": "        - {path: ps, tag: ps, locale: ps, name: پښتو}\n",
}
"""One from left to right, one from right to left with six plural forms, and one that Material has no words for."""
LAST_LANGUAGE = "        - {path: de, tag: de, locale: de, name: Deutsch}\n"


def add_language(folder: Path, path: str) -> None:
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert LAST_LANGUAGE in text
    config.write_text(text.replace(LAST_LANGUAGE, LAST_LANGUAGE + ENTRIES[path]), encoding="utf-8")


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), *arguments])


def succeed(folder: Path, *arguments: str) -> None:
    done = run(folder, *arguments)
    assert done.exit_code == 0, done.output


def release_in(folder: Path, language: str, translate: Callable[[Path, str], None] = fill) -> None:
    """Add a language with full catalogues to a project, check it, and release its advisory in it."""
    add_language(folder, language)
    succeed(folder, "translations", "update")
    translate(folder, language)
    assert "no problem." in run(folder, "check").output
    source = folder / "advisories/2025/ADV-2025-0001.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("release: {change: initial}", "release: {change: update}"), encoding="utf-8")
    succeed(folder, "release", "ADV-2025-0001", "--at", "2025-11-28T09:00Z")
