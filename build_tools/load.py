"""Load: YAML files to drafts, each field with its place, or problems.

In: the folder of advisories and what the codes are. Out: every advisory that could be read, and all that
was wrong with the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from build_tools.model.advisory import Advisory
from build_tools.model.draft import Draft
from build_tools.problems import Problem
from build_tools.validation import frozen_lists, problems_of
from build_tools.yaml_source import read_yaml

Codes = Mapping[str, Iterable[str]]


def load_advisories(root: Path, folder: str, codes: Codes) -> tuple[list[Draft], list[Problem]]:
    """Load every `<year>/*.yaml` below the folder. Files are named relative to `root`."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for path in sorted((root / folder).glob("*/*.y*ml")):
        draft, found = load_advisory(path.relative_to(root).as_posix(), path.read_bytes(), codes)
        drafts += [draft] if draft else []
        problems += found
    return drafts, problems


def load_advisory(file: str, content: bytes, codes: Codes) -> tuple[Draft | None, list[Problem]]:
    """Load one file. Exactly one of draft and problems is empty."""
    tree, problems = read_yaml(file, content)
    if tree is None:
        return None, problems
    try:
        advisory = Advisory.model_validate(frozen_lists(tree.content), context={"codes": codes})
    except ValidationError as error:
        return None, problems_of(error, tree, Advisory)
    return Draft(advisory, tree), []
