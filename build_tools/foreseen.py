"""What a release would be refused for, told before somebody tries.

In: drafts, what is wrong with them, the releases before them, and an instant. Out: warnings.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime

from build_tools.history.releases import is_unreleased
from build_tools.model.advisory import advisory_id_in
from build_tools.model.draft import Draft
from build_tools.problems import Problem
from build_tools.rules.candidate import Candidate
from build_tools.rules.release import foresee_release
from build_tools.written import Releases


def sound(drafts: Iterable[Draft], problems: Iterable[Problem]) -> list[Draft]:
    """The drafts in whose files, and in those of whose releases, no error was found."""
    broken = {problem.place.file for problem in problems if problem.severity == "error"}
    ids = {advisory_id_in(file) for file in broken}
    return [draft for draft in drafts if draft.file not in broken and draft.advisory.id not in ids]


def refusals(
    drafts: Iterable[Draft], histories: Mapping[str, Releases], released: Container[str], now: datetime
) -> Iterator[Problem]:
    """What a release of changed drafts would be refused for; `released` are all ids that have a release."""
    for draft in drafts:
        before = histories.get(draft.advisory.id, ())
        if is_unreleased(draft.advisory, before):
            yield from foresee_release(Candidate(draft.advisory, draft.place, before, now, released))
