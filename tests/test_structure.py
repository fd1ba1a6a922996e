"""The house itself: sizes of functions and modules, and what stands beside the code."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "build_tools").rglob("*.py"))


def functions() -> list[tuple[str, int]]:
    """Every function of the product with its length in lines."""
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found.append((f"{path.name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1))
    return found


def test_functions_are_small() -> None:
    """The median is under ten lines, nine of ten are under 25, and none is over 40."""
    lengths = dict(functions())
    assert statistics.median(lengths.values()) < 10
    assert sorted(lengths.values())[int(len(lengths) * 0.9)] <= 25
    assert {name for name, length in lengths.items() if length > 40} == set()


def test_modules_can_be_read_in_one_sitting() -> None:
    """No module is longer than 250 lines."""
    assert {path.name for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 250} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is(path: Path) -> None:
    """A module has a docstring."""
    content = path.read_text(encoding="utf-8")
    assert not content.strip() or ast.get_docstring(ast.parse(content))


def test_every_rule_is_one_sentence() -> None:
    """The docstring of a rule is the rule."""
    for path in (ROOT / "build_tools" / "rules").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                docstring = ast.get_docstring(node) or ""
                assert docstring.endswith("."), node.name
                assert "\n" not in docstring, node.name
