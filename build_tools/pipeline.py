"""The stages in order: a project was loaded and checked; localise, render, verify, publish.

`now` decides which releases are public, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from build_tools import frames
from build_tools.feed_items import newest_first
from build_tools.foundation import Foundation
from build_tools.history.committed import check_committed
from build_tools.history.published import Identity, check_published, check_replaced
from build_tools.history.read import released
from build_tools.history.releases import Pending, freeze, later_translation
from build_tools.language.catalogue_update import advisory_catalogues, catalogue_updates, updates_of, write_updates
from build_tools.localise import headline, localise, speaker_of, update
from build_tools.localise.speaker import Speaker
from build_tools.model.draft import Draft
from build_tools.model.edition import Edition, Headline, Update
from build_tools.model.frame import Frames
from build_tools.model.release import Record
from build_tools.problems import Problem, in_order, is_blocking
from build_tools.project import Project, read_texts
from build_tools.publish.folder import publish_folder
from build_tools.publish.signatures import signatures
from build_tools.render import render_tree
from build_tools.render.feed_text import demonstration_word
from build_tools.render.publication import Publication
from build_tools.security_txt import expiry
from build_tools.site import Site
from build_tools.verify import verify_tree
from build_tools.verify.expected import Expected


def public_records(project: Project, now: datetime) -> list[Record]:
    """What the public may see: the releases whose time has come."""
    shown = (released(releases, now) for releases in project.histories.values())
    return [Record(releases=releases) for releases in shown if releases]


def next_change(project: Project, now: datetime) -> datetime | None:
    """The next instant at which a build would publish something else: a release or a translation whose time comes."""
    releases = (release for chain in project.histories.values() for release in chain)
    return min((instant for release in releases for instant in release.instants if instant > now), default=None)


def preview_records(project: Project, now: datetime) -> list[Record]:
    """What an editor sees: public records, and in their place, marked, what is embargoed or not released."""
    ids = dict.fromkeys([*project.histories, *project.written])
    found = (preview_record(project, advisory_id, now) for advisory_id in ids)
    return [record for record in found if record]


def preview_record(project: Project, advisory_id: str, now: datetime) -> Record | None:
    """What an editor sees of one advisory: what is written comes before what is embargoed, and that before the rest."""
    written, releases = project.written.get(advisory_id), project.histories.get(advisory_id, ())
    if written and project.is_unreleased(written.draft):
        return draft_record(project, written.draft, now)
    if written and written.pending:
        return _translated_record(project, advisory_id, written.pending, now)
    if embargo := [instant for release in releases for instant in release.instants if instant > now]:
        return Record(releases=releases, draft=True, embargoed_until=max(embargo))
    return Record(releases=releases) if releases else None


def _translated_record(project: Project, advisory_id: str, pending: Iterable[Pending], now: datetime) -> Record:
    """A record whose releases have the translations that wait, as if they were released now."""
    releases = {release.number: release for release in project.histories[advisory_id]}
    for one in pending:
        release = releases[one.release.number]
        addition = later_translation(project.root / project.site.advisories_dir, one, now)[1]
        releases[release.number] = release.with_fields(later=(*release.later, addition))
    return Record(releases=tuple(releases.values()), draft=True, only_translations=True)


def draft_record(project: Project, draft: Draft, now: datetime) -> Record:
    """A record whose newest release is the draft, as if it were released now."""
    before = project.histories.get(draft.advisory.id, ())
    return Record(releases=(*before, freeze(project.content(draft), now, len(before) + 1, None)), draft=True)


def render_frames(foundation: Foundation) -> Frames:
    """The theme's frames for a project."""
    settings = foundation.root / foundation.settings
    return frames.render_frames(settings, foundation.site, foundation.languages.values())


class Voice(NamedTuple):
    """Who speaks for a record in one language, and what lists say of it."""

    speaker: Speaker
    headline: Headline


Voices = Mapping[str, Voice]
"""Who speaks for a record, by the path of the language."""


def voices_of(record: Record, foundation: Foundation) -> Voices:
    """Who speaks for a record in each language."""
    speakers = {path: speaker_of(record, language, foundation.site) for path, language in foundation.languages.items()}
    return {path: Voice(speaker, headline(speaker)) for path, speaker in speakers.items()}


def publication(foundation: Foundation, records: Iterable[Record], theme: Frames, workers: int = 1) -> Publication:
    """All that the outputs are rendered from."""
    by_id = {record.current.advisory.id: record for record in records}
    voices = {advisory_id: voices_of(record, foundation) for advisory_id, record in by_id.items()}
    return publication_of(foundation, voices, theme, workers)


def publication_of(
    foundation: Foundation, voices: Mapping[str, Voices], theme: Frames, workers: int = 1
) -> Publication:
    """All that the outputs are rendered from, where it is known by advisory id who speaks for each record."""
    headlines = {
        path: tuple(newest_first(spoken[path].headline for spoken in voices.values())) for path in foundation.languages
    }
    records = {advisory_id: next(iter(spoken.values())).speaker.record for advisory_id, spoken in voices.items()}

    def edition(of: Headline) -> Edition:
        return localise(voices[of.id][of.language].speaker)

    def edition_at(of: Headline, number: int) -> Edition:
        return localise(voices[of.id][of.language].speaker.until(number))

    def update_at(of: Headline, number: int) -> Update:
        speaker = voices[of.id][of.language].speaker
        return update(speaker, number, of if number == speaker.release.number else None)

    return Publication(
        foundation.site, foundation.languages, headlines, records, edition, edition_at, update_at, theme, workers
    )


def expected(foundation: Foundation, elsewhere: frozenset[str] = frozenset()) -> Expected:
    """What the files of a site are verified against; `elsewhere` are paths that links may lead to as well."""
    labels = {path: demonstration_word(language) for path, language in foundation.languages.items()}
    return Expected(foundation.site.url, foundation.site.demonstration, labels, elsewhere)


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
    return tree, verify_tree(tree, expected(project, elsewhere), workers)


def signed(
    foundation: Foundation, tree: dict[str, bytes], standing: Path
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The tree with the signatures of its documents, if the settings name a key; `standing` is the old site."""
    key = foundation.site.csaf.signing_key
    if key is None:
        return tree, ()
    made, problems = signatures(tree, standing, key)
    return {**tree, **made}, problems


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
        found += check_published(against, public, _identity(project.site))
    return found


def misfits(project: Project, now: datetime, output: Path) -> list[Problem]:
    """What in the settings does not fit the site that a build into a folder would replace, and what is overdue."""
    site = project.site
    found = list(check_replaced(output, _identity(site), demonstration=site.demonstration))
    if site.security_txt:
        found += expiry(site.security_txt, project.settings, now)
    return found


def _identity(site: Site) -> Identity:
    """Who the site will say it is."""
    return Identity(
        authority=site.feeds.authority,
        date=site.feeds.date.written,
        languages={setting.path: setting.tag for setting in site.languages},
        url=site.url,
        former_urls=site.former_urls,
    )


def build(project: Project, now: datetime, output: Path, against: str | None = None) -> Built:
    """Build the public site into a folder. With problems, nothing is published.

    `against` is the folder or the address of the site that is live, of which nothing may be lost.
    """
    lost = [*losses(project, now, against), *misfits(project, now, output)]
    if is_blocking(lost):
        return Built(0, changed=False, problems=in_order(lost))
    tree, problems = build_tree(project, public_records(project, now), render_frames(project), os.cpu_count() or 1)
    problems += lost
    if not is_blocking(problems):
        tree, unsigned = signed(project, tree, output)
        problems += unsigned
    changed = not is_blocking(problems) and publish_folder(tree, output, project.root)
    return Built(len(tree), changed, in_order(problems))


def update_translations(root: Path, ids: Set[str] = frozenset()) -> tuple[list[Path], list[Problem]]:
    """Bring the catalogues up to date with the texts. Returns what was written; nothing where there are problems.

    With `ids`, only the catalogues of these advisories.
    """
    known, advisories, problems = read_texts(root, ids)
    if known is None or is_blocking(problems):
        return [], problems
    if ids:
        updates, found = updates_of(root, advisory_catalogues(known[0], advisories))
    else:
        updates, found = catalogue_updates(root, *known, advisories)
    return write_updates(root, updates), [*problems, *found]
