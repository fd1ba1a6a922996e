"""Rules on a release that is about to be frozen: it is the next one, and is called what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from build_tools.history.releases import is_unreleased
from build_tools.model.changes import Change, Nature, changes_between
from build_tools.model.draft import Draft
from build_tools.model.moment import Moment, rfc3339
from build_tools.model.release import Record, Release
from build_tools.problems import Problem


@dataclass(frozen=True)
class Candidate:
    """A draft that would become the next release, at an instant, after the releases before it."""

    draft: Draft
    before: tuple[Release, ...]
    released_at: datetime

    @property
    def change(self) -> str:
        """What the editor calls it."""
        return self.draft.advisory.release.change

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What is different from the release before."""
        return changes_between(self.before[-1].advisory, self.draft.advisory) if self.before else ()

    @property
    def is_news(self) -> bool:
        """Whether anything is different from what was released."""
        return is_unreleased(self.draft.advisory, self.before)

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.before) and Record(releases=self.before).is_withdrawn

    def problem(self, field: str, code: str, message: str, mend: str) -> Problem:
        """A problem at a field of `release:`."""
        return Problem(self.draft.place("release", field), code, message, mend)


Rule = Callable[[Candidate], Iterator[Problem]]


def check_release(candidate: Candidate) -> Iterator[Problem]:
    """Run every rule of this module."""
    for rule in RULES:
        yield from rule(candidate)


def something_changed(candidate: Candidate) -> Iterator[Problem]:
    """A release says more than the one before it."""
    if not candidate.is_news:
        mend = "Edit the advisory first. Translations that came later: `advisory translations release`."
        place = candidate.draft.place("id")
        yield Problem(place, "nothing-to-release", "Nothing has changed since the last release.", mend)


def first_is_initial(candidate: Candidate) -> Iterator[Problem]:
    """The first release is `initial`, and no other is."""
    if not candidate.before and candidate.change != "initial":
        message = f"The first release cannot be `{candidate.change}`."
        yield candidate.problem("change", "not-initial", message, "Write `change: initial`.")
    if candidate.before and candidate.change == "initial" and candidate.is_news:
        mend = "Write `release: {change: update, text: …}` (or `correction`, `editorial`) and say what changed."
        yield candidate.problem("change", "not-initial", "There is a first release already.", mend)


def time_goes_on(candidate: Candidate) -> Iterator[Problem]:
    """A release is later than the one before it, and than every translation of that."""
    last = candidate.before[-1] if candidate.before else None
    if last and candidate.released_at <= last.released_at:
        message = f"The last release is of {rfc3339(last.released_at)}, which is not earlier than this one."
        mend = "Name a later time with `--at`. If that release is not public yet and must not come, delete its file."
        yield Problem(candidate.draft.place("id"), "release-too-early", message, mend)


def facts_lie_before(candidate: Candidate) -> Iterator[Problem]:
    """What has happened lies before its release, and the next update after it."""
    advisory, draft, limit = candidate.draft.advisory, candidate.draft, _moment(candidate.released_at)
    times: dict[tuple[str | int, ...], object] = {("aware_at",): advisory.aware_at}
    times |= {("timeline", index): event.span[0] for index, event in enumerate(advisory.timeline)}
    for path, moment in times.items():
        if isinstance(moment, Moment) and moment.surely_after(limit):
            message = f"{moment.written} lies after this release, which is of {limit.written}."
            yield Problem(draft.place(*path), "fact-in-future", message, "Mend the date, or release it later.")
    promised = advisory.next_update
    if isinstance(promised, datetime) and promised <= candidate.released_at:
        message = f"The next update is announced for {rfc3339(promised)}, which is over when this is released."
        yield Problem(draft.place("next_update"), "update-overdue", message, "Name a later time, or `when_known`.")


def _moment(instant: datetime) -> Moment:
    return Moment(instant.date(), instant)


def change_is_what_it_is_called(candidate: Candidate) -> Iterator[Problem]:
    """An editorial change touches no fact, an update takes none back, a withdrawal changes nothing else."""
    forbidden: dict[str, tuple[tuple[Nature, ...], str, str]] = {
        "editorial": (("news", "correction"), "fact-in-editorial", "An editorial change touches no fact"),
        "update": (("correction",), "correction-in-update", "An update takes back nothing that was said"),
        "withdrawal": (("wording", "news", "correction"), "change-in-withdrawal", "A withdrawal changes nothing else"),
    }
    natures, code, rule = forbidden.get(candidate.change, ((), "", ""))
    found = [change for change in candidate.changes if change.nature in natures]
    if found:
        is_correction = any(change.nature == "correction" for change in found)
        mend = _mend(candidate.change, is_correction=is_correction)
        yield candidate.problem("change", code, f"{rule}: {'; '.join(map(_said, found))}.", mend)


def _mend(change: str, *, is_correction: bool) -> str:
    if change == "withdrawal":
        return "Undo these edits, or run `advisory withdraw`, which leaves them for later."
    return f"Write `change: {'correction' if is_correction else 'update'}`; readers are told what changed."


def _said(change: Change) -> str:
    """A change in the words of the source."""
    words = {"added": "has gained", "removed": "has lost", "revised": "says something else of"}
    if change.items:
        return f"`{change.field}` {words[change.kind]} {', '.join(f'`{item}`' for item in change.items)}"
    return f"`{change.field}` {'is gone' if change.kind == 'removed' else 'has changed'}"


def withdrawn_is_reinstated(candidate: Candidate) -> Iterator[Problem]:
    """After a withdrawal comes a reinstatement, which comes after nothing else; wording may be mended."""
    if candidate.is_withdrawn and candidate.change not in ("reinstatement", "editorial"):
        mend = "Write `change: reinstatement`, and say why the advisory holds again."
        yield candidate.problem("change", "is-withdrawn", "This advisory is withdrawn.", mend)
    if candidate.before and not candidate.is_withdrawn and candidate.change == "reinstatement":
        mend = "Write `change: update` or `correction`."
        yield candidate.problem("change", "not-withdrawn", "This advisory is not withdrawn.", mend)


def text_is_new(candidate: Candidate) -> Iterator[Problem]:
    """What is said of a release is not what was said of the last one."""
    last = candidate.before[-1].note if candidate.before else None
    for text in candidate.draft.authored:
        if last and text.location[0] == "release" and text.text == last.text:
            message = "This is what the last release said already."
            mend = "Say what is new this time, or delete the line."
            yield Problem(candidate.draft.place(*text.location), "release-text-repeated", message, mend)


RULES: tuple[Rule, ...] = (
    something_changed,
    first_is_initial,
    time_goes_on,
    facts_lie_before,
    change_is_what_it_is_called,
    withdrawn_is_reinstated,
    text_is_new,
)
