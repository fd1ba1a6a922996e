"""Rules on a release that is about to be frozen: it is the next one, and is called what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from build_tools import authored_text
from build_tools.model.authored import SETTING, normalised
from build_tools.model.moment import Moment, rfc3339
from build_tools.problems import Problem, shown
from build_tools.rules.candidate import Candidate, Rule
from build_tools.rules.disclosure import SECRETS
from build_tools.rules.release_kinds import KINDS
from build_tools.source_text import suspect_characters


def foresee_release(candidate: Candidate) -> Iterator[Problem]:
    """What `check_release` would refuse, as warnings, at the first instant that comes after the releases before."""
    last = max((release.last_changed_at for release in candidate.before), default=candidate.released_at)
    at = max(candidate.released_at, last + timedelta(seconds=1))
    for problem in check_release(replace(candidate, released_at=at)):
        mend = f"{problem.mend} Otherwise `advisory release` refuses it."
        yield replace(problem, severity="warning", mend=mend)


def check_release(candidate: Candidate) -> Iterator[Problem]:
    """Run every rule of this module."""
    for rule in RULES:
        yield from rule(candidate)


def check_secrets(found: Iterable[Problem]) -> Iterator[Problem]:
    """What stops a release, among what `rules.disclosure` warns of: a key or a password would be kept for good."""
    for warning in found:
        if warning.code in SECRETS:
            message = f"{warning.message} It would be kept for good, in the release or in git."
            yield Problem(warning.place, "secret-in-release", message, warning.mend)


def something_changed(candidate: Candidate) -> Iterator[Problem]:
    """A release says more than the one before it."""
    if not candidate.is_news:
        mend = "Edit the advisory first. Translations that came later: `advisory translations release`."
        place = candidate.place("id")
        yield Problem(place, "nothing-to-release", "Nothing has changed since the last release.", mend)


def time_goes_on(candidate: Candidate) -> Iterator[Problem]:
    """A release is later than the one before it, and than every translation of that."""
    last = max((release.last_changed_at for release in candidate.before), default=None)
    if last and candidate.released_at <= last:
        message = (
            f"The last release, or a translation of it, is of {rfc3339(last)}, which is not earlier than this one."
        )
        mend = "Name a later time with `--at`. If that release is not public yet and must not come, delete its file."
        yield Problem(candidate.place("id"), "release-too-early", message, mend)


def facts_lie_before(candidate: Candidate) -> Iterator[Problem]:
    """What has happened lies before its release, and the next update after it."""
    if candidate.change in REPEATS:
        return
    advisory, limit = candidate.advisory, Moment(candidate.released_at.date(), candidate.released_at)
    times: dict[tuple[str | int, ...], object] = {("aware_at",): advisory.aware_at}
    times |= {("timeline", index): event.span[0] for index, event in enumerate(advisory.timeline)}
    for path, moment in times.items():
        if isinstance(moment, Moment) and moment.surely_after(limit):
            message = f"{moment.written} lies after this release, which is of {limit.written}."
            yield Problem(candidate.place(*path), "fact-in-future", message, "Mend the date, or release it later.")
    promised = advisory.next_update
    if isinstance(promised, datetime) and promised <= candidate.released_at:
        message = f"The next update is announced for {rfc3339(promised)}, which is over when this is released."
        yield Problem(candidate.place("next_update"), "update-overdue", message, "Name a later time, or `when_known`.")


def text_is_new(candidate: Candidate) -> Iterator[Problem]:
    """What is said of a release was not said of one before."""
    said = {normalised(release.note.text) for release in candidate.before if release.note}
    for text in candidate.notes:
        if normalised(text.text) in said:
            message = "This was said of a release before."
            mend = "Say what is new this time, or delete the line."
            yield Problem(candidate.place(*text.location), "release-text-repeated", message, mend)


def words_are_clean(candidate: Candidate) -> Iterator[Problem]:
    """What is said of a release, also on the command line, holds no more than authored text may."""
    links = {reference.id: reference.url for reference in candidate.advisory.references}
    declared = candidate.advisory.release
    for words in filter(None, (declared.text, declared.reason)):
        if words == SETTING:
            yield candidate.problem("change", "empty", f"{shown(words)} says nothing.", "Say it in a sentence.")
        for _, message, mend in suspect_characters(words):
            yield candidate.problem("change", "forbidden-character", message, mend)
    for text in candidate.notes:
        for fault in authored_text.faults(text.text, links=links, is_markdown=text.markdown):
            yield Problem(candidate.place(*text.location), fault.code, fault.message, fault.mend)


def language_stays(candidate: Candidate) -> Iterator[Problem]:
    """The language that an advisory is written in stays: its translations and its readers rely on it."""
    written = candidate.before[-1].advisory.language if candidate.before else candidate.advisory.language
    if candidate.advisory.language != written:
        message = f"This advisory was released in `{written}`."
        yield Problem(candidate.place("language"), "language-changed", message, f"Write `language: {written}`.")


def successor_is_public(candidate: Candidate) -> Iterator[Problem]:
    """The advisory that takes the place of this one is there when this is said."""
    successor = candidate.advisory.superseded_by
    if successor and successor not in candidate.public:
        message = f"{successor} takes the place of this advisory, and is not public by then."
        mend = f"Release {successor} first."
        yield Problem(candidate.place("superseded_by"), "successor-not-public", message, mend)


REPEATS = ("withdrawal", "reinstatement")
"""Changes that are about the advisory as it stands: an announced time that is over must not hold up a withdrawal."""

RULES: tuple[Rule, ...] = (
    something_changed,
    *KINDS,
    time_goes_on,
    facts_lie_before,
    text_is_new,
    words_are_clean,
    language_stays,
    successor_is_public,
)
