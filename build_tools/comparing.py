"""Compares the draft of an advisory with one of its releases.

In: a project, a draft, the releases up to the one that it is compared with, a language, and the instant at which the
draft would be released. Out: a `Comparison`: what readers will be told, and what its editor wants to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from build_tools.history.releases import Pending, is_unreleased, public
from build_tools.localise import localise, speaker_of
from build_tools.localise.changes_part import change_sentences
from build_tools.model.advisory import Advisory
from build_tools.model.authored import NOTES, AuthoredText, normalised
from build_tools.model.changes import Change, changes_between
from build_tools.model.draft import Draft
from build_tools.model.edition import Edition, ReleaseNote
from build_tools.model.release import Record, Release
from build_tools.pipeline import draft_record, public_records
from build_tools.problems import Problem, in_order
from build_tools.project import Project
from build_tools.rules.release import Candidate, check_release


class TextChange(NamedTuple):
    """An authored text before and after, by field path; nothing where it was or is not there."""

    path: str
    before: str
    after: str


class Waiting(NamedTuple):
    """What is not translated into a language, by field path: what was, and what is new; and what readers see then."""

    language: str
    lost: tuple[str, ...]
    untranslated: tuple[str, ...]
    partial: bool


@dataclass(frozen=True)
class Comparison:
    """What is different between a draft and a release of it.

    `note` is what readers will be told, `taken_back` those sentences of it that take back what was said; `unsaid` are
    the fields that differ, and of which readers are told nothing. `amounts_to` is the kind of change that this is.
    `problems` are in the way of a release, and `pending` are translations that can be released without one.
    """

    before: Release | None
    is_different: bool
    edition: Edition
    taken_back: tuple[str, ...]
    texts: tuple[TextChange, ...]
    unsaid: tuple[str, ...]
    waiting: tuple[Waiting, ...]
    amounts_to: str
    problems: tuple[Problem, ...]
    pending: tuple[Pending, ...]

    @property
    def note(self) -> ReleaseNote:
        """The release as readers will be told of it."""
        return self.edition.releases[0]


def compare(project: Project, draft: Draft, before: tuple[Release, ...], language: str, now: datetime) -> Comparison:
    """Compare a draft with the last of the releases `before`; with none, all of it is new."""
    advisory, newest = draft.advisory, before[-1] if before else None
    changes = changes_between(newest.advisory, advisory) if newest else ()
    record = draft_record(project, draft, now)
    record = record.with_fields(releases=(*before, record.current))
    candidate = Candidate(advisory, draft.place, before, now, _public(project, now))
    texts = tuple(_texts(newest.authored if newest else (), draft.authored))
    is_different = is_unreleased(advisory, before)
    return Comparison(
        before=newest,
        is_different=is_different,
        edition=localise(speaker_of(record, project.languages[language], project.site)),
        taken_back=tuple(_taken_back(changes, record, project, language)),
        texts=texts,
        unsaid=tuple(_unsaid(newest.advisory, advisory, changes)) if newest else (),
        waiting=tuple(_waiting(record, project)),
        amounts_to=amounts_to(changes) if newest else "initial",
        problems=in_order(check_release(candidate)) if is_different else (),
        pending=tuple(project.pending_translations(advisory.id)),
    )


def amounts_to(changes: tuple[Change, ...]) -> str:
    """The kind of change that some changes amount to: the least that it may be called."""
    natures = {change.nature for change in changes}
    return next((name for nature, name in _NAMES if nature in natures), "editorial")


_NAMES = (("correction", "correction"), ("news", "update"))
"""What a change is called, by the natures of what it changes; the first that is found."""


def _public(project: Project, now: datetime) -> set[str]:
    return {record.current.advisory.id for record in public_records(project, now)}


def _taken_back(changes: tuple[Change, ...], record: Record, project: Project, language: str) -> Iterator[str]:
    """The sentences that readers see of what was said and does not hold."""
    if not changes:
        return iter(())
    released = record.with_fields(releases=record.releases[:-1])
    before, after = (speaker_of(it, project.languages[language], project.site) for it in (released, record))
    return change_sentences((change for change in changes if change.nature == "correction"), before, after)


def _texts(before: tuple[AuthoredText, ...], after: tuple[AuthoredText, ...]) -> Iterator[TextChange]:
    """The texts of the advisory that were added, removed or written anew; white space is none."""
    old, new = (
        {text.path: normalised(text.text) for text in texts if text.path not in NOTES} for texts in (before, after)
    )
    for path in dict.fromkeys([*new, *old]):
        if old.get(path) != new.get(path):
            yield TextChange(path, old.get(path, ""), new.get(path, ""))


def _unsaid(before: Advisory, after: Advisory, changes: tuple[Change, ...]) -> Iterator[str]:
    """The fields that differ in what no change speaks of, such as the order of a list."""
    said = {path.split(".")[0] for change in changes for path in (change.field, *change.items)}
    old, new = public(before), public(after)
    for field in Advisory.model_fields:
        if field not in said | {"release"} and getattr(old, field) != getattr(new, field):
            yield field


def _waiting(record: Record, project: Project) -> Iterator[Waiting]:
    """What readers of each language would not find translated."""
    for path, language in project.languages.items():
        words = speaker_of(record, language, project.site).words
        if path != record.current.advisory.language:
            known = record.releases[-2].translations_into(path) if len(record.releases) > 1 else {}
            lost = tuple(key for key in words.missing if key in known and key not in NOTES)
            untranslated = tuple(key for key in words.missing if key not in lost)
            yield Waiting(path, lost, untranslated, words.partial)
