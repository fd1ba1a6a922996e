"""Adds to the history: releases, withdrawals and reinstatements, later translations. The only writer of the history.

In: a project that was loaded and checked, and an instant. Out: the files that were added, or problems and no file.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime
from pathlib import Path
from typing import Literal

from build_tools.history.files import Name, add_file, path_of
from build_tools.history.releases import Content, Pending, freeze, later_translation, previous_digest
from build_tools.model.advisory import ReleaseDeclaration
from build_tools.model.draft import Draft
from build_tools.model.moment import rfc3339
from build_tools.model.release import Record, Release
from build_tools.pipeline import build_tree, render_frames
from build_tools.problems import Place, Problem, in_order
from build_tools.project import Project
from build_tools.rules.release import Candidate, check_release

Added = tuple[tuple[Path, ...], tuple[Problem, ...]]
"""The files that were added, and what stopped that. Exactly one of the two is empty."""


def release(project: Project, draft: Draft, released_at: datetime) -> Added:
    """Freeze a draft as the next release."""
    before = project.histories.get(draft.advisory.id, ())
    problems = list(check_release(Candidate(draft, before, released_at)))
    return ((), in_order(problems)) if problems else _add_release(project, project.content(draft), released_at)


def declare(
    project: Project, advisory_id: str, change: Literal["withdrawal", "reinstatement"], words: str, at: datetime
) -> Added:
    """Withdraw or reinstate an advisory as it was last released; edits that are not released wait.

    `words`, the reason or the text, are in the language of the advisory.
    """
    before = project.histories.get(advisory_id, ())
    problems = _faults_of_declaration(project, advisory_id, change, at)
    if problems:
        return (), in_order(problems)
    field = "reason" if change == "withdrawal" else "text"
    newest, declaration = before[-1], ReleaseDeclaration.model_validate({"change": change, field: words})
    languages = {path: newest.translations_into(path) for path in newest.translations}
    texts = {
        path: {key: text for key, text in texts.items() if key[:8] != "release."} for path, texts in languages.items()
    }
    content = Content(newest.advisory.with_fields(release=declaration), texts, newest.sources, project.site)
    return _add_release(project, content, at)


def _faults_of_declaration(project: Project, advisory_id: str, change: str, at: datetime) -> Iterable[Problem]:
    before = project.histories.get(advisory_id, ())
    place = Place(f"{project.site.advisories_dir}/history")
    if not before:
        return [
            Problem(place, "not-released", f"{advisory_id} has no release.", "What was never released can be deleted.")
        ]
    place = Place(
        path_of(Path(project.site.advisories_dir), before[-1].advisory.id, Name(before[-1].number)).as_posix()
    )
    if Record(releases=before).is_withdrawn == (change == "withdrawal"):
        code, state = (
            ("is-withdrawn", "withdrawn already") if change == "withdrawal" else ("not-withdrawn", "not withdrawn")
        )
        return [Problem(place, code, f"This advisory is {state}.", "There is nothing to do.")]
    if at <= before[-1].released_at:
        message = f"The last release is of {rfc3339(before[-1].released_at)}, which is not earlier than this one."
        return [Problem(place, "release-too-early", message, "Name a later time with `--at`.")]
    return []


def _add_release(project: Project, content: Content, released_at: datetime) -> Added:
    """Write the next release, if the site would be without fault with it: a release cannot be taken back."""
    advisory_id, folder = content.advisory.id, project.root / project.site.advisories_dir
    before = project.histories.get(advisory_id, ())
    frozen = freeze(content, released_at, len(before) + 1, previous_digest(folder, advisory_id, before))
    problems = _faults_of_site(project, (*before, frozen))
    path = path_of(folder, advisory_id, Name(frozen.number))
    return ((), in_order(problems)) if problems else ((add_file(path, frozen),), ())


def release_translations(project: Project, advisory_id: str, languages: Container[str], at: datetime) -> Added:
    """Record what is translated now of an advisory's releases, one addition for each release and language."""
    pending = [one for one in project.pending_translations(advisory_id) if one.language in languages]
    problems = _faults_of_additions(project, advisory_id, pending, at)
    if problems:
        return (), in_order(problems)
    folder = project.root / project.site.advisories_dir
    additions = [later_translation(folder, one, at) for one in pending]
    return tuple(add_file(path, addition) for path, addition in additions), ()


def _faults_of_additions(project: Project, advisory_id: str, pending: list[Pending], at: datetime) -> list[Problem]:
    draft = next(draft for draft in project.drafts if draft.advisory.id == advisory_id)
    if not pending:
        message = "No translation of what was released is new."
        mend = "Translate in the catalogues first. What was never released waits for `advisory release`."
        return [Problem(draft.place("id"), "nothing-to-release", message, mend)]
    early = max(one.release.changed_at(one.language) for one in pending)
    if at < early:
        message = f"What this adds to is of {rfc3339(early)}, which is later."
        return [Problem(draft.place("id"), "release-too-early", message, "Name a later time with `--at`.")]
    return []


def _faults_of_site(project: Project, releases: tuple[Release, ...]) -> list[Problem]:
    return build_tree(project, [Record(releases=releases)], render_frames(project))[1]
