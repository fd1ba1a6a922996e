"""The YAML language server with the schema of the shipped project; where npm could not install it, it is left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from build_tools.schema import SCHEMA_FILE
from tests.conftest import ROOT
from tests.editor.language_server import LanguageServer


@pytest.fixture(scope="module")
def language_server() -> Iterator[LanguageServer]:
    """One server for all questions of a module."""
    with LanguageServer(ROOT / SCHEMA_FILE) as server:
        yield server
