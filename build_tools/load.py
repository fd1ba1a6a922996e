"""Load: YAML files to drafts, each field with its place, or problems.

In: the folder of advisories, what the codes are, and the publisher's e-mail address. Out: every advisory that could be
read, and all that was wrong with the others, secrets in them included: a half-written file lies in git as well.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from pydantic import ValidationError

from build_tools import blanks
from build_tools.credentials import secrets
from build_tools.history.files import FOLDER
from build_tools.history.read import Codes
from build_tools.model.advisory import Advisory
from build_tools.model.draft import Draft
from build_tools.problems import Problem
from build_tools.rules.disclosure import check_half_written, check_unreadable
from build_tools.validation import problems_of
from build_tools.yaml_source import read_yaml


def load_advisories(
    root: Path, folder: str, codes: Codes, unchanged: Container[str] = (), own: str = ""
) -> tuple[list[Draft], list[Problem]]:
    """Load every YAML file below the folder but the history and what is `unchanged`, named relative to `root`."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for path in sorted(yaml_files(root / folder)):
        file = path.relative_to(root).as_posix()
        if file in unchanged:
            continue
        draft, found = load_advisory(file, path.read_bytes(), codes, own)
        drafts += [draft] if draft else []
        problems += found
    return drafts, problems


def yaml_files(folder: Path) -> Iterator[Path]:
    """Also those in a wrong place, which a rule reports; not those that editors hide, such as `.#name.yaml`."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink() and path.name != FOLDER and not path.name.startswith("."):
            yield from yaml_files(path)
        elif path.suffix.lower() in (".yaml", ".yml") and path.is_file() and not path.name.startswith("."):
            yield path


def load_advisory(file: str, content: bytes, codes: Codes, own: str = "") -> tuple[Draft | None, list[Problem]]:
    """Load one file; `own` is the publisher's e-mail address. Exactly one of draft and problems is empty."""
    draft, problems = _load(file, content, codes, own)
    words = secrets(content.decode(errors="replace")) if problems else ()
    return draft, [problem.without(words) for problem in problems]


def _load(file: str, content: bytes, codes: Codes, own: str) -> tuple[Draft | None, list[Problem]]:
    tree, problems = read_yaml(file, content)
    if tree is None:
        return None, [*problems, *check_unreadable(file, content, own)]
    try:
        advisory = Advisory.model_validate(tree.content, context={"codes": codes})
    except ValidationError as error:
        problems = blanks.told_first(tree, problems_of(error, tree, Advisory), codes)
    else:
        problems = list(blanks.blanks(tree, codes))
        if not problems:
            return Draft(advisory, tree), []
    return None, [*problems, *check_half_written(tree, own)]
