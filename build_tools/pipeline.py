"""The stages in order: a project was loaded and checked; localise, render, verify, publish.

`now` decides which releases are public, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from build_tools import frames
from build_tools.feed_items import newest_first
from build_tools.history.committed import check_committed
from build_tools.history.published import Identity, check_published
from build_tools.history.read import released
from build_tools.history.releases import Pending, freeze, later_translation
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
from build_tools.verify import verify_tree
from build_tools.verify.expected import Expected


def public_records(project: Project, now: datetime) -> list[Record]:
    """What the public may see: the releases whose time has come."""
    shown = (released(releases, now) for releases in project.histories.values())
    return [Record(releases=releases) for releases in shown if releases]


def next_change(project: Project, now: datetime) -> datetime | None:
    """The next instant at which a build would publish something else: a release or a translation whose time comes."""
    releases = [release for chain in project.histories.values() for release in chain]
    instants = [release.released_at for release in releases]
    instants += [addition.translated_at for release in releases for addition in release.later]
    return min((instant for instant in instants if instant > now), default=None)


def preview_records(project: Project, now: datetime) -> list[Record]:
    """What an editor sees: public records, and in their place, marked, what is embargoed or not released."""
    records = {record.current.advisory.id: record for record in public_records(project, now)}
    for advisory_id, releases in project.histories.items():
        if releases and releases[-1].released_at > now:
            records[advisory_id] = Record(releases=releases, draft=True)
    unreleased = {draft.advisory.id: draft for draft in project.unreleased}
    for draft in project.drafts:
        if draft.advisory.id in unreleased:
            records[draft.advisory.id] = draft_record(project, draft, now)
        elif pending := project.pending_translations(draft.advisory.id):
            records[draft.advisory.id] = _translated_record(project, draft.advisory.id, pending, now)
    return list(records.values())


def _translated_record(project: Project, advisory_id: str, pending: Iterable[Pending], now: datetime) -> Record:
    """A record whose releases have the translations that wait, as if they were released now."""
    releases = {release.number: release for release in project.histories[advisory_id]}
    for one in pending:
        release = releases[one.release.number]
        addition = later_translation(project.root / project.site.advisories_dir, one, now)[1]
        releases[release.number] = release.with_fields(later=(*release.later, addition))
    return Record(releases=tuple(releases.values()), draft=True)


def draft_record(project: Project, draft: Draft, now: datetime) -> Record:
    """A record whose newest release is the draft, as if it were released now."""
    before = project.histories.get(draft.advisory.id, ())
    return Record(releases=(*before, freeze(project.content(draft), now, len(before) + 1, None)), draft=True)


def render_frames(project: Project) -> Frames:
    """The theme's frames for a project."""
    return frames.render_frames(project.root / project.settings, project.site, project.languages.values())


def publication(project: Project, records: Iterable[Record], theme: Frames, workers: int = 1) -> Publication:
    """All that the outputs are rendered from."""
    records = list(records)
    by_id = {record.current.advisory.id: record for record in records}
    speakers = {
        (path, advisory_id): speaker_of(record, language, project.site)
        for path, language in project.languages.items()
        for advisory_id, record in by_id.items()
    }
    headlines = {
        path: tuple(newest_first(headline(say) for (spoken, _), say in speakers.items() if spoken == path))
        for path in project.languages
    }

    def edition(of: Headline) -> Edition:
        return localise(speakers[of.language, of.id])

    return Publication(project.site, project.languages, headlines, by_id, edition, theme, workers)


def build_tree(
    project: Project,
    records: Iterable[Record],
    theme: Frames,
    workers: int = 1,
    elsewhere: frozenset[str] = frozenset(),
) -> tuple[dict[str, bytes], list[Problem]]:
    """Localise, render and verify: the whole site by path, and what is wrong with it.

    `elsewhere` are paths that links may lead to, though they are not rendered here.
    """
    tree = render_tree(publication(project, records, theme, workers))
    labels = {path: demonstration_word(language) for path, language in project.languages.items()}
    return tree, verify_tree(tree, Expected(project.site.url, project.site.demonstration, labels, elsewhere), workers)


@dataclass(frozen=True)
class Built:
    """What a build did: how many files the site has, whether any changed, and what stopped it."""

    files: int
    changed: bool
    problems: tuple[Problem, ...]


def losses(project: Project, now: datetime, against: str | None = None) -> list[Problem]:
    """What the public has seen and this project would lose or change: by git, and by the site that is live."""
    found = list(check_committed(project.root, project.site.advisories_dir, now))
    if against is not None:
        public = {record.current.advisory.id: record.releases for record in public_records(project, now)}
        site = project.site
        tags = {setting.path: setting.tag for setting in site.languages}
        identity = Identity(authority=site.feeds.authority, date=site.feeds.date.written, languages=tags)
        found += check_published(against, public, identity)
    return found


def build(project: Project, now: datetime, output: Path, against: str | None = None) -> Built:
    """Build the public site into a folder. With problems, nothing is published.

    `against` is the folder or the address of the site that is live, of which nothing may be lost.
    """
    lost = losses(project, now, against)
    if is_blocking(lost):
        return Built(0, changed=False, problems=in_order(lost))
    tree, problems = build_tree(project, public_records(project, now), render_frames(project), os.cpu_count() or 1)
    problems += lost
    changed = not is_blocking(problems) and publish_folder(tree, output, project.root)
    return Built(len(tree), changed, in_order(problems))


def update_translations(root: Path) -> tuple[list[Path], list[Problem]]:
    """Bring the catalogues up to date with the texts. Returns what was written; nothing where there are problems."""
    site, vocabulary, advisories, problems = read_texts(root)
    if site is None or vocabulary is None or is_blocking(problems):
        return [], problems
    updates, found = catalogue_updates(root, site, vocabulary, advisories)
    return write_updates(root, updates), [*problems, *found]
