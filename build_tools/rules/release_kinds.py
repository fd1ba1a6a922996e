"""Rules on what a release is called: it is of the kind that it says, and of one that can come now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.model.changes import Change
from build_tools.model.natures import Nature
from build_tools.problems import Problem
from build_tools.rules.candidate import Candidate, Rule


def first_is_initial(candidate: Candidate) -> Iterator[Problem]:
    """The first release is `initial`, and no other is."""
    if not candidate.before and candidate.change != "initial":
        message = f"The first release cannot be `{candidate.change}`."
        yield candidate.problem("change", "not-initial", message, "Write `change: initial`.")
    if candidate.before and candidate.change == "initial" and candidate.is_news:
        mend = "Write `release: {change: update}` (or `correction`, `editorial`); what changed is found by itself."
        yield candidate.problem("change", "not-initial", "There is a first release already.", mend)


def change_is_what_it_is_called(candidate: Candidate) -> Iterator[Problem]:
    """An editorial change touches no fact, an update takes none back, a withdrawal or its end changes nothing else."""
    natures, code, rule = FORBIDDEN.get(candidate.change, ((), "", ""))
    found = [change for change in candidate.changes if change.nature in natures]
    if found:
        command = {"withdrawal": "withdraw", "reinstatement": "reinstate"}.get(candidate.change)
        name = "correction" if any(change.nature == "correction" for change in found) else "update"
        mend = f"Write `change: {name}`; readers are told what changed."
        if command:
            mend = f"Undo these edits, or run `advisory {command}`, which leaves them for later."
        yield candidate.problem("change", code, f"{rule}: {'; '.join(map(_said, found))}.", mend)


FORBIDDEN: Mapping[str, tuple[tuple[Nature, ...], str, str]] = {
    "editorial": (("news", "correction"), "fact-in-editorial", "An editorial change touches no fact"),
    "update": (("correction",), "correction-in-update", "An update takes back nothing that was said"),
    "withdrawal": (("wording", "news", "correction"), "change-in-withdrawal", "A withdrawal changes nothing else"),
    "reinstatement": (
        ("wording", "news", "correction"),
        "change-in-reinstatement",
        "A reinstatement changes nothing else",
    ),
}
"""What a change of each kind must not do, the code of the problem, and the rule in words."""


def correction_corrects(candidate: Candidate) -> Iterator[Problem]:
    """A correction mends a fact or a wording; what only adds is an update."""
    natures = {change.nature for change in candidate.changes}
    if candidate.change == "correction" and natures == {"news"}:
        message = "This correction takes nothing back: it only adds."
        yield candidate.problem("change", "nothing-corrected", message, "Write `change: update`.")


def _said(change: Change) -> str:
    """A change in the words of the source."""
    words = {"added": "has gained", "removed": "has lost", "revised": "says something else of"}
    if change.items:
        return f"`{change.field}` {words[change.kind]} {', '.join(f'`{item}`' for item in change.items)}"
    return f"`{change.field}` {'is gone' if change.kind == 'removed' else 'has changed'}"


def withdrawn_is_reinstated(candidate: Candidate) -> Iterator[Problem]:
    """After a withdrawal comes a reinstatement, which comes after nothing else; wording may be mended."""
    if candidate.is_withdrawn and candidate.change not in ("reinstatement", "editorial"):
        advisory_id = candidate.advisory.id
        message = f"{advisory_id} is withdrawn, and nothing else can be said in it yet."
        mend = f"Run `advisory reinstate {advisory_id}`, then release the rest."
        if candidate.change == "withdrawal":
            message = f"{advisory_id} is withdrawn already; there is nothing more to do."
            mend = f"To make it hold again: `advisory reinstate {advisory_id}`. Its wording: `change: editorial`."
        yield candidate.problem("change", "is-withdrawn", message, mend)
    if candidate.before and not candidate.is_withdrawn and candidate.change == "reinstatement":
        mend = "Write `change: update` or `correction`."
        yield candidate.problem("change", "not-withdrawn", "This advisory is not withdrawn.", mend)


KINDS: tuple[Rule, ...] = (
    first_is_initial,
    change_is_what_it_is_called,
    correction_corrects,
    withdrawn_is_reinstated,
)
