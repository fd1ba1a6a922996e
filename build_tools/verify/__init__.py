"""Verify: checks on `{path: bytes}` before anything is published. A check yields what is wrong, with the path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from build_tools.problems import Problem
from build_tools.verify import demonstration, links, resources, syntax
from build_tools.verify.expected import Expected

Check = Callable[[Mapping[str, bytes], Expected], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (links.check, resources.check, syntax.check, demonstration.check)


def verify_tree(tree: Mapping[str, bytes], expected: Expected) -> list[Problem]:
    """Run every check on the whole tree."""
    return [problem for check in CHECKS for problem in check(tree, expected)]
