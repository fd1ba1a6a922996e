"""Rules on all drafts together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from pathlib import PurePosixPath

from build_tools.model.draft import Draft
from build_tools.problems import Problem, did_you_mean

Rule = Callable[[Sequence[Draft], Set[str]], Iterator[Problem]]


def check_corpus(drafts: Sequence[Draft], released: Set[str]) -> Iterator[Problem]:
    """Run every rule of this module; `released` are the ids of the advisories that have a release."""
    for rule in RULES:
        yield from rule(drafts, released)


def ids_are_unique(drafts: Sequence[Draft], released: Set[str]) -> Iterator[Problem]:
    """No two files hold one id; the file of that name has the better right to it."""
    files = defaultdict(list)
    for draft in drafts:
        files[draft.advisory.id].append(draft)
    for advisory_id, same in files.items():
        same.sort(key=lambda draft: PurePosixPath(draft.file).name != f"{advisory_id}.yaml")
        for draft in same[1:]:
            message = f"`{advisory_id}` stands in `{same[0].file}` already."
            yield Problem(draft.place("id"), "id-taken", message, "Give this advisory the next free id.")


def successors_exist(drafts: Sequence[Draft], released: Set[str]) -> Iterator[Problem]:
    """An advisory is superseded by one that exists."""
    known = {draft.advisory.id for draft in drafts} | released
    for draft in drafts:
        successor = draft.advisory.superseded_by
        if successor and successor not in known:
            place = draft.place("superseded_by")
            mend = did_you_mean(successor, known - {draft.advisory.id}, "Mend the id, or delete the line.")
            yield Problem(place, "unknown-advisory", f"There is no advisory `{successor}`.", mend)


RULES: tuple[Rule, ...] = (ids_are_unique, successors_exist)
