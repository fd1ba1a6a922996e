"""Waivers: which warnings an advisory's editors have looked at, and let stand with a reason.

In: what rules found, with the words that each warning is about. Out: the warnings that are not waived, and one for
each waiver that silences nothing any more. A rule whose warnings can be waived yields `Waivable`, and its codes stand
in `WaivableCode` of the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.model.authored import normalised
from build_tools.model.draft import Draft
from build_tools.model.waiver import Waiver
from build_tools.problems import Problem, shown


class Waivable(NamedTuple):
    """A warning, and the words of the text that it is about."""

    problem: Problem
    words: str


def unless_waived(draft: Draft, found: Iterable[Waivable]) -> Iterator[Problem]:
    """The warnings that no waiver of the draft names, and the waivers that are not needed."""
    waivers = draft.advisory.waivers or ()
    used: set[int] = set()
    for problem, words in found:
        hits = {at for at, waiver in enumerate(waivers) if _covers(waiver, problem.code, words)}
        used |= hits
        if not hits:
            yield problem
    for at, waiver in enumerate(waivers):
        if at not in used:
            message = f"Nothing here needs this waiver of {shown(waiver.problem)} any more."
            mend = "Delete it, or write the words as they stand in the text."
            yield Problem(draft.place("waivers", at), "waiver-unused", message, mend, severity="warning")


def _covers(waiver: Waiver, code: str, words: str) -> bool:
    """Whether the words stand, whole, among those that are waived; white space is none."""
    whole = rf"(?<!\w){re.escape(normalised(words))}(?!\w)"
    return waiver.problem == code and re.search(whole, normalised(waiver.words)) is not None
