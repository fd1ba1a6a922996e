"""The YAML language server in the shipped project; where npm could not install it, its tests are left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.editor.language_server import LanguageServer


def vscode_settings() -> dict[str, Any]:
    """The settings that VS Code finds in the project."""
    return dict(json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def language_server() -> Iterator[LanguageServer]:
    """One server for all questions of a module."""
    with LanguageServer(ROOT, vscode_settings()) as server:
        yield server
