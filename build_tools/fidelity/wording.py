"""Wording: the words of one language that checks on translations look for, from `locales/<locale>/wording.yaml`.

In: the bytes of the file. Out: a `Wording`, or problems with line and column.
"""

from __future__ import annotations

from pydantic import ValidationError

from build_tools.model.fields import Frozen
from build_tools.problems import Problem
from build_tools.validation import problems_of
from build_tools.yaml_source import read_yaml


class Wording(Frozen):
    """Words of a language, by what a check needs them for."""


def read_wording(file: str, content: bytes) -> tuple[Wording | None, list[Problem]]:
    """Read the words of a language. Exactly one of wording and problems is empty."""
    tree, problems = read_yaml(file, content)
    if tree is None:
        return None, problems
    try:
        return Wording.model_validate(tree.content), []
    except ValidationError as error:
        return None, problems_of(error, tree, Wording)
