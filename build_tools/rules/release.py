"""Rules on a release that is about to be frozen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from build_tools.model.draft import Draft
from build_tools.model.moment import rfc3339
from build_tools.model.release import Release
from build_tools.problems import Problem


def check_release(
    draft: Draft, releases: tuple[Release, ...], released_at: datetime, *, changed: bool
) -> Iterator[Problem]:
    """Run every rule of this module on the draft that would become the next release."""
    yield from something_changed(draft, changed=changed)
    yield from change_fits_number(draft, releases)
    yield from time_goes_on(draft, releases, released_at)


def something_changed(draft: Draft, *, changed: bool) -> Iterator[Problem]:
    """A release differs from the one before it."""
    if not changed:
        mend = "Edit the advisory first; the newest release shows what stands there."
        yield Problem(draft.place("id"), "nothing-to-release", "Nothing has changed since the last release.", mend)


def change_fits_number(draft: Draft, releases: tuple[Release, ...]) -> Iterator[Problem]:
    """The first release is `initial`, and no other is."""
    change = draft.advisory.release.change
    if not releases and change != "initial":
        yield Problem(
            draft.place("release", "change"),
            "not-initial",
            f"The first release cannot be `{change}`.",
            "Write `change: initial`.",
        )
    if releases and change == "initial":
        mend = "Write `release: {change: update, text: …}` (or `correction`, `editorial`) and say what changed."
        yield Problem(draft.place("release", "change"), "not-initial", "There is a first release already.", mend)


def time_goes_on(draft: Draft, releases: tuple[Release, ...], released_at: datetime) -> Iterator[Problem]:
    """A release is later than the one before it."""
    if releases and released_at <= releases[-1].released_at:
        message = f"The last release is of {rfc3339(releases[-1].released_at)}, which is not earlier than this one."
        yield Problem(draft.place("id"), "release-too-early", message, "Name a later time with `--at`.")
