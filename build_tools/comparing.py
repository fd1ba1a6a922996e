"""Compares the draft of an advisory with one of its releases.

In: a project, a draft, the releases up to the one that it is compared with, a language, and the instant at which the
draft would be released. Out: a `Comparison`: what readers will be told, and what its editor wants to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from build_tools.history.releases import Pending, is_unreleased, public
from build_tools.localise import localise, speaker_of
from build_tools.localise.changes_part import change_sentences
from build_tools.model.advisory import Advisory
from build_tools.model.authored import NOTES, AuthoredText, authored_texts, normalised
from build_tools.model.changes import Change, changes_between
from build_tools.model.draft import Draft
from build_tools.model.edition import Edition, ReleaseNote
from build_tools.model.release import Record, Release
from build_tools.pipeline import draft_record, public_records
from build_tools.problems import Problem, in_order
from build_tools.project import Project
from build_tools.rules.candidate import Candidate
from build_tools.rules.release import check_release


class TextChange(NamedTuple):
    """An authored text before and after, by field path; nothing where it was or is not there."""

    path: str
    before: str
    after: str


class FactChange(NamedTuple):
    """A fact before and after, as the source has it, by field path; of a list, an entry, or that its order is new."""

    path: str
    before: str
    after: str
    is_order: bool = False


class Waiting(NamedTuple):
    """What is not translated into a language, by field path: what was, and what is new; and what readers see then."""

    language: str
    lost: tuple[str, ...]
    untranslated: tuple[str, ...]
    partial: bool


@dataclass(frozen=True)
class Comparison:
    """What is different between a draft and a release of it.

    `note` is what readers will be told, `taken_back` those sentences of it that take back what was said. `facts`
    and `texts` are all that differs, also that of which readers are told nothing. `amounts_to` is what kind of change
    this is. `problems` are in the way of a release, and `pending` are translations that can be released without one.
    """

    before: Release | None
    is_different: bool
    edition: Edition
    taken_back: tuple[str, ...]
    facts: tuple[FactChange, ...]
    texts: tuple[TextChange, ...]
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
    is_different = is_unreleased(advisory, before)
    return Comparison(
        before=newest,
        is_different=is_different,
        edition=localise(speaker_of(record, project.languages[language], project.site)),
        taken_back=tuple(_taken_back(changes, record, project, language)),
        facts=_facts_but_texts(newest.advisory, advisory) if newest else (),
        texts=tuple(_texts(newest.authored if newest else (), draft.authored)),
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


def _facts_but_texts(before: Advisory, after: Advisory) -> tuple[FactChange, ...]:
    """The facts that differ; what is said of the release itself is no fact."""
    texts = {text.path for advisory in (before, after) for text in authored_texts(advisory)}
    old, new = (
        public(advisory).model_dump(mode="json", exclude={"release"}, exclude_none=True) for advisory in (before, after)
    )
    return tuple(change for change in _facts(old, new) if change.path not in texts)


def _facts(old: Any, new: Any, path: str = "") -> Iterator[FactChange]:
    """The values that differ, of two states as plain data."""
    if old == new:
        return
    if isinstance(old, list) and isinstance(new, list):
        yield from _entries(_named(old), _named(new), path)
    elif isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            yield from _facts(old.get(name), new.get(name), f"{path}.{name}".lstrip("."))
    else:
        yield FactChange(path, _written(old), _written(new))


def _entries(old: dict[str, Any], new: dict[str, Any], path: str) -> Iterator[FactChange]:
    """The entries of a list that are gone, new, or otherwise, and whether the others stand in another order."""
    for name in dict.fromkeys([*old, *new]):
        if name in old and name in new:
            yield from _facts(old[name], new[name], f"{path}.{name}")
        else:
            yield FactChange(path, name if name in old else "", name if name in new else "")
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield FactChange(path, "", "", is_order=True)


def _named(entries: list[Any]) -> dict[str, Any]:
    """The entries of a list by code or id, as field paths name them."""
    plain = [entry.get("code") or entry.get("id") if isinstance(entry, dict) else str(entry) for entry in entries]
    return {
        f"{name}-{plain[: at + 1].count(name)}".removesuffix("-1"): it
        for at, (name, it) in enumerate(zip(plain, entries, strict=True))
    }


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_written(part)}" for name, part in value.items())
    return ", ".join(map(_written, value)) if isinstance(value, list) else str(value or "")


def _waiting(record: Record, project: Project) -> Iterator[Waiting]:
    """What readers of each language would not find translated."""
    for path, language in project.languages.items():
        words = speaker_of(record, language, project.site).words
        if path != record.current.advisory.language:
            known = record.releases[-2].translations_into(path) if len(record.releases) > 1 else {}
            lost = tuple(key for key in words.missing if key in known and key not in NOTES)
            untranslated = tuple(key for key in words.missing if key not in lost)
            yield Waiting(path, lost, untranslated, words.partial)
