"""Verify: checks on `{path: bytes}` before anything is published.

A check gets some files and the paths of all, and yields what is wrong, with the path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from build_tools.parallel import map_in_processes
from build_tools.problems import Problem
from build_tools.verify import csaf, demonstration, feeds, links, resources, syntax
from build_tools.verify.expected import Expected

Check = Callable[[Mapping[str, bytes], Set[str], Expected], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    links.check,
    resources.check,
    syntax.check,
    feeds.check,
    demonstration.check,
    csaf.check,
)


def verify_tree(tree: Mapping[str, bytes], expected: Expected, workers: int = 1) -> list[Problem]:
    """Run every check on every file of the tree, in several processes where that is worth it."""
    paths = tree.keys() | expected.elsewhere

    def problems(part: Sequence[str]) -> list[Problem]:
        files = ({path: tree[path]} for path in part)  # file by file, in the same order however it is shared
        return [problem for file in files for check in CHECKS for problem in check(file, paths, expected)]

    return map_in_processes(problems, list(tree), workers)
