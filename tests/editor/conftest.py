"""The YAML language server in the shipped project; where npm could not install it, its tests are left out."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.editor.language_server import LanguageServer

SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def language_server() -> Iterator[LanguageServer]:
    """One server for all questions of a module, with the settings that VS Code finds."""
    with LanguageServer(ROOT, SETTINGS) as server:
        yield server
