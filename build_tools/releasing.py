"""Adds to the history: releases, withdrawals and reinstatements, later translations. The only writer of the history.

In: a project that was loaded and checked, and an instant. Out: the files that were added, or problems and no file.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

from build_tools.feed_items import advisory_path
from build_tools.history.files import Name, add_file, path_of
from build_tools.history.releases import Content, Pending, freeze, later_translation, previous_digest
from build_tools.language.languages import advisory_file
from build_tools.model.advisory import Advisory
from build_tools.model.authored import NOTES
from build_tools.model.draft import Draft
from build_tools.model.moment import rfc3339
from build_tools.model.prose import ReleaseDeclaration
from build_tools.model.release import LaterTranslation, Record, Release
from build_tools.pipeline import build_tree, public_records, render_frames
from build_tools.problems import Place, Problem, in_order
from build_tools.project import Project
from build_tools.rules.candidate import Candidate
from build_tools.rules.disclosure import check_draft, secrets_in
from build_tools.rules.release import check_release, check_secrets

Added = tuple[tuple[Path, ...], tuple[Problem, ...]]
"""The files that were added, and what stopped that. Exactly one of the two is empty."""


def release(project: Project, draft: Draft, released_at: datetime) -> Added:
    """Freeze a draft as the next release."""
    released_at = released_at.replace(microsecond=0)
    secrets = _secrets(project, draft.advisory.id)
    return _add_release(project, project.content(draft), draft.place, released_at, secrets)


def declare(
    project: Project, advisory_id: str, change: Literal["withdrawal", "reinstatement"], words: str, at: datetime
) -> Added:
    """Withdraw or reinstate an advisory as it was last released; edits that are not released wait.

    `words`, the reason or the text, are in the language of the advisory.
    """
    before, at = project.histories.get(advisory_id, ()), at.replace(microsecond=0)
    if not before:
        place, mend = Place(project.site.advisories_dir), "What was never released can be deleted."
        return (), (Problem(place, "not-released", f"{advisory_id} has no release.", mend),)
    field = "reason" if change == "withdrawal" else "text"
    declaration = ReleaseDeclaration.model_validate({"change": change, field: words})
    content = _as_released(project, before[-1].as_of(at), before[-1].advisory.with_fields(release=declaration))
    place = Place(advisory_file(project.site, advisory_id))
    return _add_release(project, content, lambda *_: place, at, secrets_in(words, place))


def _as_released(project: Project, newest: Release, advisory: Advisory) -> Content:
    """What was last released, with another word on the release itself."""
    languages = newest.languages - {newest.advisory.language}
    translations = {
        path: {key: text for key, text in newest.translations_into(path).items() if key not in NOTES}
        for path in sorted(languages)
    }
    return Content(advisory, translations, newest.sources, project.site)


def _secrets(project: Project, advisory_id: str) -> Iterator[Problem]:
    """The keys and passwords that a release, or what is translated of one, would keep."""
    written = project.written[advisory_id]
    return check_secrets(check_draft(written.draft, project.known, written.translations, written.pending))


def _add_release(
    project: Project,
    content: Content,
    place: Callable[..., Place],
    released_at: datetime,
    secrets: Iterable[Problem],
) -> Added:
    """Write the next release, if nothing is wrong with it, nor with the site that would have it."""
    advisory_id, folder = content.advisory.id, project.root / project.site.advisories_dir
    before = project.histories.get(advisory_id, ())
    public = {record.current.advisory.id for record in public_records(project, released_at)}
    problems = [*check_release(Candidate(content.advisory, place, before, released_at, public)), *secrets]
    if problems:
        return (), in_order(problems)
    frozen = freeze(content, released_at, len(before) + 1, previous_digest(folder, advisory_id, before))
    problems = _faults_of_site(project, (*before, frozen), public)
    path = path_of(folder, advisory_id, Name(frozen.number))
    return ((), in_order(problems)) if problems else ((add_file(path, frozen),), ())


def release_translations(project: Project, advisory_id: str, languages: Container[str], at: datetime) -> Added:
    """Record what is translated now of an advisory's public releases, one addition for each release and language."""
    at = at.replace(microsecond=0)
    waiting = [one for one in project.pending_translations(advisory_id) if one.language in languages]
    pending = [one for one in waiting if one.release.released_at <= at] or waiting
    problems = [*_faults_of_additions(project, advisory_id, pending, at), *_secrets(project, advisory_id)]
    if problems:
        return (), in_order(problems)
    folder = project.root / project.site.advisories_dir
    return _add_all([later_translation(folder, one, at) for one in pending]), ()


def _add_all(additions: list[tuple[Path, LaterTranslation]]) -> tuple[Path, ...]:
    """Add all files or none. Raises OSError."""
    added: list[Path] = []
    try:
        for path, addition in additions:
            added.append(add_file(path, addition))
    except OSError:
        for path in added:
            path.unlink()
        raise
    return tuple(added)


def _faults_of_additions(project: Project, advisory_id: str, pending: list[Pending], at: datetime) -> Iterator[Problem]:
    place = next(draft for draft in project.drafts if draft.advisory.id == advisory_id).place("id")
    if not pending:
        message = "No translation of what was released is new."
        mend = "Translate in the catalogues first. What was never released waits for `advisory release`."
        yield Problem(place, "nothing-to-release", message, mend)
    early = [changed for one in pending if at < (changed := one.release.changed_at(one.language))]
    if early:
        message = f"What this adds to is of {rfc3339(max(early))}, which is later."
        yield Problem(place, "release-too-early", message, "Name a later time with `--at`.")


def _faults_of_site(project: Project, releases: tuple[Release, ...], public: Container[str]) -> list[Problem]:
    """What would be wrong with the site if it had this release: found now, since a release cannot be taken back."""
    elsewhere = frozenset(
        f"{advisory_path(language, advisory_id)}index.html"
        for language in project.languages
        for advisory_id in project.histories
        if advisory_id in public
    )
    return build_tree(project, [Record(releases=releases)], render_frames(project), elsewhere=elsewhere)[1]
