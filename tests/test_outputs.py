"""All that programs read, as golden files: the whole tree of a first release, and what each later stage changes in it.

`tests/golden/outputs/first-release/` has the files. Each stage after it is a list of differences to the one before.
In JSON and XML, HTML stands line by line, so that a difference is read and not searched for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from build_tools.model.frame import Frames
from tests.conftest import ROOT, read
from tests.life import STAGES, lived, site_at

GOLDEN = ROOT / "tests" / "golden" / "outputs"
FOR_PEOPLE = (".html", ".css", ".js", ".png", ".svg", ".woff2", ".map")
FIRST, *LATER = STAGES


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory, theme: Frames) -> dict[str, dict[str, str]]:
    """What programs read at each stage: the text of each file, by path."""
    project = read(lived(tmp_path_factory.mktemp("outputs") / "project"))
    return {stage.name: for_programs(site_at(project, theme, stage.at)) for stage in STAGES}


def for_programs(tree: Mapping[str, bytes]) -> dict[str, str]:
    """The files that programs read, as text that a reviewer can read."""
    return {path: readable(path, tree[path]) for path in sorted(tree) if not path.endswith(FOR_PEOPLE)}


def readable(path: str, content: bytes) -> str:
    text = content.decode()
    if path.endswith(".json"):
        return json.dumps(_in_lines(json.loads(text)), ensure_ascii=False, indent=1) + "\n"
    return text


def _in_lines(value: Any) -> Any:
    """The same value; a text of several lines is a list of them."""
    if isinstance(value, dict):
        return {key: _in_lines(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_in_lines(inner) for inner in value]
    return value.splitlines() if isinstance(value, str) and "\n" in value else value


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """What changed, file by file; of a file that is new or gone, all lines."""
    for path in sorted({*before, *after}):
        old, new = (tree.get(path, "").splitlines() for tree in (before, after))
        yield from unified_diff(old, new, path if path in before else "", path if path in after else "", "", "", 1, "")


def test_the_first_release_is_as_it_was_accepted(
    stages: dict[str, dict[str, str]], accepted: Callable[[Path, str], str], request: pytest.FixtureRequest
) -> None:
    """Every file that programs read is as it was accepted, and there is none too many or too few."""
    folder, tree = GOLDEN / "first-release", stages[FIRST.name]
    if request.config.getoption("--accept"):
        for file in folder.rglob("*"):
            if file.is_file() and file.relative_to(folder).as_posix() not in tree:
                file.unlink()
    for path, text in tree.items():
        assert text == accepted(folder / path, text), path
    assert {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} == {*tree}


@pytest.mark.parametrize("number", range(1, len(STAGES)), ids=[stage.name for stage in LATER])
def test_a_stage_changes_what_was_accepted(
    stages: dict[str, dict[str, str]], accepted: Callable[[Path, str], str], number: int
) -> None:
    """What a stage changes in all files together is as it was accepted, and is more than nothing."""
    before, after = (stages[STAGES[index].name] for index in (number - 1, number))
    said = "\n".join(differences(before, after)) + "\n"
    assert said.strip()
    name = STAGES[number].name.replace(" ", "-")
    assert said == accepted(GOLDEN / f"{number + 1}-{name}.diff", said)


def test_what_is_internal_is_in_no_file(stages: dict[str, dict[str, str]]) -> None:
    """Notes of the editors are in no output of any stage."""
    for tree in stages.values():
        assert not [path for path, text in tree.items() if "Nobody must ever read this" in text]
