"""The stages in order: a project was loaded and checked; localise, render, verify, publish.

`now` decides which releases are public, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from build_tools import frames, history
from build_tools.feed_items import newest_first
from build_tools.language.catalogue_update import catalogue_updates, write_updates
from build_tools.localise import headline, localise, speaker_of
from build_tools.model.draft import Draft
from build_tools.model.edition import Edition, Headline
from build_tools.model.frame import Frames
from build_tools.model.release import Record
from build_tools.problems import Problem, in_order, is_blocking
from build_tools.project import Project, read_texts
from build_tools.publish.folder import publish_folder
from build_tools.render import render_tree
from build_tools.render.feed_text import demonstration_word
from build_tools.render.publication import Publication
from build_tools.rules.release import check_release
from build_tools.verify import verify_tree
from build_tools.verify.expected import Expected


def public_records(project: Project, now: datetime) -> list[Record]:
    """What the public may see: the releases whose time has come."""
    shown = (history.released(releases, now) for releases in project.histories.values())
    return [Record(releases=releases) for releases in shown if releases]


def preview_records(project: Project, now: datetime) -> list[Record]:
    """What an editor sees: public records, and in their place, marked, what is embargoed or not released."""
    records = {record.current.advisory.id: record for record in public_records(project, now)}
    for advisory_id, releases in project.histories.items():
        if releases and releases[-1].released_at > now:
            records[advisory_id] = Record(releases=releases, draft=True)
    for draft in project.unreleased:
        records[draft.advisory.id] = _draft_record(project, draft, now)
    return list(records.values())


def _draft_record(project: Project, draft: Draft, now: datetime) -> Record:
    advisory_id = draft.advisory.id
    before = project.histories.get(advisory_id, ())
    release = history.freeze(project.content(draft), now, len(before) + 1, None)
    return Record(releases=(*before, release), draft=True)


def render_frames(project: Project) -> Frames:
    """The theme's frames for a project."""
    return frames.render_frames(project.root / project.settings, project.site, project.languages.values())


def build_tree(
    project: Project, records: Iterable[Record], theme: Frames, workers: int = 1
) -> tuple[dict[str, bytes], list[Problem]]:
    """Localise, render and verify: the whole site by path, and what is wrong with it."""
    records = list(records)
    speakers = {
        (path, record.current.advisory.id): speaker_of(record, language, project.site)
        for path, language in project.languages.items()
        for record in records
    }
    headlines = {
        path: tuple(newest_first(headline(say) for (spoken, _), say in speakers.items() if spoken == path))
        for path in project.languages
    }

    def edition(of: Headline) -> Edition:
        return localise(speakers[of.language, of.id])

    tree = render_tree(Publication(project.site, project.languages, headlines, edition, theme, workers))
    labels = {path: demonstration_word(language) for path, language in project.languages.items()}
    return tree, verify_tree(tree, Expected(project.site.url, project.site.demonstration, labels), workers)


@dataclass(frozen=True)
class Built:
    """What a build did: how many files the site has, whether any changed, and what stopped it."""

    files: int
    changed: bool
    problems: tuple[Problem, ...]


def build(project: Project, now: datetime, output: Path) -> Built:
    """Build the public site into a folder. With problems, nothing is published."""
    tree, problems = build_tree(project, public_records(project, now), render_frames(project), os.cpu_count() or 1)
    changed = not problems and publish_folder(tree, output, project.root)
    return Built(len(tree), changed, in_order(problems))


def update_translations(root: Path) -> tuple[list[Path], list[Problem]]:
    """Bring the catalogues up to date with the texts. Returns what was written; nothing where there are problems."""
    site, vocabulary, advisories, problems = read_texts(root)
    if site is None or vocabulary is None or is_blocking(problems):
        return [], problems
    updates, found = catalogue_updates(root, site, vocabulary, advisories)
    return write_updates(root, updates), [*problems, *found]


def release(project: Project, draft: Draft, released_at: datetime) -> tuple[Path | None, tuple[Problem, ...]]:
    """Freeze a draft as the next release. Exactly one of path and problems is empty."""
    advisory_id, folder = draft.advisory.id, project.root / project.site.advisories_dir
    before = project.histories.get(advisory_id, ())
    problems = list(check_release(draft, before, released_at, changed=project.is_unreleased(draft)))
    if problems:
        return None, in_order(problems)
    previous = history.file_digest(history.release_path(folder, advisory_id, len(before))) if before else None
    frozen = history.freeze(project.content(draft), released_at, len(before) + 1, previous)
    problems = _faults_of_site(project, Record(releases=(*before, frozen)))
    return (None, in_order(problems)) if problems else (history.write_release(folder, frozen), ())


def _faults_of_site(project: Project, record: Record) -> list[Problem]:
    """What would be wrong with the site if it had this record: found now, since a release cannot be taken back."""
    return build_tree(project, [record], render_frames(project))[1]
