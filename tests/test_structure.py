"""The house itself: sizes, import contracts, and `make test` on a machine that lacks much."""

from __future__ import annotations

import ast
import os
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.render import LISTINGS, OUTPUTS
from tests.conftest import ROOT

MODULES = sorted((ROOT / "build_tools").rglob("*.py"))


def functions() -> list[tuple[str, int]]:
    """Every function of the product, be it awaited or not, with its length in lines."""
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
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


DOWN = "Load, check, localise, render, publish: imports go down only"
OUTPUTS_APART = "Outputs do not know each other"
MKDOCS_APART = "Only the frames and the plugin know MkDocs and Material"
WEB_APART = "Only the servers know the web"
CONTRACTS = (DOWN, OUTPUTS_APART, MKDOCS_APART, WEB_APART)


def lint_imports(folder: Path) -> set[str]:
    """The import contracts that are broken in a copy of the package."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    broken = {name for name in CONTRACTS if f"\n{name} BROKEN" in done.stdout}
    assert bool(broken) == bool(done.returncode), done.stdout + done.stderr
    return broken


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("yaml_source.py", "", None),
        ("render/rss.py", "from build_tools.render import json_feed", OUTPUTS_APART),
        ("render/opml.py", "from build_tools.render import rss", OUTPUTS_APART),
        ("render/opml.py", "from build_tools.render import feed_text", OUTPUTS_APART),
        ("render/feed_text.py", "from build_tools.render import rss", OUTPUTS_APART),
        ("yaml_source.py", "import mkdocs", MKDOCS_APART),
        ("render/page.py", "from mkdocs.utils import meta", MKDOCS_APART),
        ("parallel.py", "import material", MKDOCS_APART),
        ("preview/engine.py", "import starlette", WEB_APART),
        ("preview/saves.py", "from uvicorn import Server", WEB_APART),
        ("cli/serving.py", "from watchfiles import awatch", WEB_APART),
        ("model/moment.py", "from build_tools import load", DOWN),
        ("hubs.py", "import json", DOWN),
    ],
)
def test_a_broken_contract_is_reported(tmp_path: Path, module: str, line: str, contract: str | None) -> None:
    """An import that the design forbids, or a module that no contract knows, breaks its contract and no other."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "build_tools", tmp_path / "build_tools", ignore=shutil.ignore_patterns("*.html", "assets"))
    with (tmp_path / "build_tools" / module).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    assert lint_imports(tmp_path) == ({contract} if contract else set())


def test_every_contract_is_broken_by_a_test() -> None:
    """No contract is written down that no test knows."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert {contract["name"] for contract in settings["contracts"]} == set(CONTRACTS)


def test_the_contract_names_every_output() -> None:
    """The modules that may not know each other are those that the list of outputs names."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (contract,) = (contract for contract in settings["contracts"] if contract["name"] == OUTPUTS_APART)
    outputs = {output.__module__.removeprefix("build_tools.render.") for output in (*OUTPUTS, *LISTINGS)}
    assert set(contract["layers"][0].split(" | ")) == outputs


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Runs `make test` in a folder where all is installed and Python only tells its arguments; `npm` is a script."""
    copies = ["Makefile", "pyproject.toml", "requirements/site.lock", "requirements/test.lock"]
    for name in [*copies, *(f"tests/{name}/package-lock.json" for name in ("browser", "editor", "sarif"))]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    write_script(tmp_path / ".venv/bin/python", 'echo "python $@"')
    for stamp in ("site.stamp", "test.stamp"):
        (tmp_path / ".venv" / stamp).touch()

    def run(npm: str) -> subprocess.CompletedProcess[str]:
        write_script(tmp_path / "bin/npm", npm)
        outer = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
        environment = {**outer, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
        command = ["make", "test", "PYTEST_ARGS=--fail-on-skip"]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return run


def write_script(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("npm", "told"),
    [("mkdir node_modules", False), ("echo network unreachable >&2; exit 1", True), ("exit 127", True)],
    ids=["works", "has no network", "is broken"],
)
def test_make_test_goes_on_without_npm(
    make: Callable[[str], subprocess.CompletedProcess[str]], npm: str, told: bool
) -> None:
    """When npm cannot install what tests need, `make test` says so for each folder and runs the tests."""
    done = make(npm)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("python -m pytest -n auto --dist loadfile --fail-on-skip\n")
    for folder in ("tests/browser", "tests/editor", "tests/sarif"):
        assert (f"npm could not install what {folder} needs" in done.stdout) == told


@pytest.mark.parametrize(("option", "code"), [("-q", 0), ("--fail-on-skip", 1)])
@pytest.mark.parametrize(
    ("program", "arguments"),
    [
        ("axe-core", ["tests/browser", "-k", "axe"]),
        ("yaml-language-server", ["tests/editor", "-k", "completes or explains"]),
    ],
    ids=["axe", "language server"],
)
def test_without_a_program_the_last_lines_say_what_was_left_out(
    tmp_path: Path, program: str, arguments: list[str], option: str, code: int
) -> None:
    """Without what npm installs its tests are skipped and counted in the end; with `--fail-on-skip`, that fails."""
    shutil.copytree(ROOT / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns("node_modules", "broken"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    command = [sys.executable, "-m", "pytest", *arguments, option]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    assert re.search(
        rf"^LEFT OUT: [1-9]\d* tests that need {program}, which is not installed$", done.stdout, re.MULTILINE
    )
    assert "failed" not in done.stdout
