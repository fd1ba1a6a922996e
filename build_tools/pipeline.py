"""The stages in order: load, check, localise, render, verify, publish. The only module that knows them all.

`now` decides which releases are public, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from build_tools import frames, history
from build_tools.feed_items import newest_first
from build_tools.language.language import Language
from build_tools.language.languages import (
    advisory_file,
    read_languages,
    read_translations,
    read_vocabulary_of,
    source_digests,
)
from build_tools.language.messages import Messages, read_messages
from build_tools.language.vocabulary import Vocabulary
from build_tools.load import load_advisories
from build_tools.localise import headline, localise
from build_tools.model.advisory import Advisory
from build_tools.model.draft import Draft
from build_tools.model.edition import Edition, Headline
from build_tools.model.frame import Frames
from build_tools.model.release import Record, Release
from build_tools.problems import Problem, in_order, is_blocking
from build_tools.publish.folder import publish_folder
from build_tools.render import render_tree
from build_tools.render.feed_text import demonstration_word
from build_tools.render.publication import Publication
from build_tools.rules.corpus import check_corpus
from build_tools.rules.record import Known, check_record
from build_tools.rules.release import check_release
from build_tools.rules.translation import check_catalogues
from build_tools.site import Site, read_site
from build_tools.verify import verify_tree
from build_tools.verify.expected import Expected

CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Project:
    """Everything that was read from the disk."""

    root: Path
    site: Site
    vocabulary: Vocabulary
    languages: Mapping[str, Language]
    messages: Messages
    drafts: tuple[Draft, ...]
    translations: Mapping[str, Mapping[str, Mapping[str, str]]]
    histories: Mapping[str, tuple[Release, ...]]

    @property
    def unreleased(self) -> list[Draft]:
        """The drafts that differ from the newest release of their advisory."""
        return [draft for draft in self.drafts if self.is_unreleased(draft)]

    def content(self, draft: Draft) -> history.Content:
        """What a release of a draft would freeze."""
        advisory_id = draft.advisory.id
        sources = source_digests(self.root, self.site, advisory_id)
        return history.Content(draft.advisory, self.translations[advisory_id], sources)

    def is_unreleased(self, draft: Draft) -> bool:
        advisory_id = draft.advisory.id
        return history.unreleased(draft.advisory, self.translations[advisory_id], self.histories.get(advisory_id, ()))


def read_project(root: Path, *, only_changed: bool = False) -> tuple[Project | None, tuple[Problem, ...]]:
    """Load and check everything. There is a project unless a problem blocks it.

    With `only_changed`, drafts whose files are the ones that their newest release was frozen from are passed over:
    they were checked then, and have nothing to release.
    """
    site, problems = read_site(root / CONFIG)
    if site is None:
        return None, in_order(problems)
    languages, problems = read_languages(root, site)
    if not languages:
        return None, in_order(problems)
    vocabulary = next(iter(languages.values())).vocabulary
    messages, problems = read_messages(root, site, vocabulary)
    if messages is None:
        return None, in_order(problems)
    project, problems = _read_advisories(root, site, languages, messages, only_changed=only_changed)
    found = in_order([*problems, *check_project(project)])
    return (None if is_blocking(found) else project), found


def read_texts(root: Path) -> tuple[Site | None, Vocabulary | None, list[Advisory], list[Problem]]:
    """What is translated: settings, vocabulary and drafts, read without the catalogues, which may be incomplete."""
    site, problems = read_site(root / CONFIG)
    if site is None:
        return None, None, [], problems
    vocabulary, problems = read_vocabulary_of(root, site)
    if vocabulary is None:
        return site, None, [], problems
    drafts, problems = load_advisories(root, site.advisories_dir, vocabulary.groups)
    return site, vocabulary, [draft.advisory for draft in drafts], problems


def _read_advisories(
    root: Path, site: Site, languages: Mapping[str, Language], messages: Messages, *, only_changed: bool
) -> tuple[Project, list[Problem]]:
    vocabulary = next(iter(languages.values())).vocabulary
    histories, problems = history.read_history(root, site.advisories_dir, vocabulary.groups)
    unchanged = set(_unchanged_files(root, site, histories)) if only_changed else set()
    drafts, found = load_advisories(root, site.advisories_dir, vocabulary.groups, unchanged)
    problems += found
    translations = {}
    for draft in drafts:
        translations[draft.advisory.id], found = read_translations(root, site, draft.advisory)
        problems += found
    project = Project(root, site, vocabulary, languages, messages, tuple(drafts), translations, histories)
    return project, problems


def _unchanged_files(root: Path, site: Site, histories: Mapping[str, tuple[Release, ...]]) -> Iterable[str]:
    """The YAML files of the advisories whose newest release was frozen from the files that lie there now."""
    for advisory_id, releases in histories.items():
        if releases and releases[-1].sources == source_digests(root, site, advisory_id):
            yield advisory_file(site, advisory_id)


def check_project(project: Project) -> Iterable[Problem]:
    """All rules on all drafts and catalogues."""
    known = Known(project.site, project.vocabulary)
    for draft in project.drafts:
        yield from check_record(draft, known)
    yield from check_corpus(project.drafts, project.histories.keys())
    yield from check_catalogues(list(project.languages.values()), project.messages)


def public_records(project: Project, now: datetime) -> list[Record]:
    """What the public may see: the releases whose time has come."""
    shown = (history.released(releases, now) for releases in project.histories.values())
    return [Record(releases=releases) for releases in shown if releases]


def preview_records(project: Project, now: datetime) -> list[Record]:
    """What an editor sees: the public records, with each unreleased draft in the place of its advisory."""
    records = {record.current.advisory.id: record for record in public_records(project, now)}
    for draft in project.unreleased:
        records[draft.advisory.id] = _draft_record(project, draft, now)
    return list(records.values())


def _draft_record(project: Project, draft: Draft, now: datetime) -> Record:
    advisory_id = draft.advisory.id
    before = history.released(project.histories.get(advisory_id, ()), now)
    release = history.freeze(project.content(draft), now, len(before) + 1, None)
    return Record(releases=(*before, release), draft=True)


def localise_all(records: Iterable[Record], project: Project) -> dict[str, tuple[Edition, ...]]:
    """The editions of every language, in the order of the records."""
    records = list(records)
    return {
        path: tuple(localise(record, language, project.site) for record in records)
        for path, language in project.languages.items()
    }


def render_frames(project: Project) -> Frames:
    """The theme's frames for a project."""
    return frames.render_frames(project.root / CONFIG, project.site, project.languages.values())


def build_tree(
    project: Project, records: Iterable[Record], theme: Frames, workers: int = 1
) -> tuple[dict[str, bytes], list[Problem]]:
    """Localise, render and verify: the whole site by path, and what is wrong with it."""
    by_id = {record.current.advisory.id: record for record in records}
    headlines = {
        path: tuple(newest_first(headline(record, language, project.site) for record in by_id.values()))
        for path, language in project.languages.items()
    }

    def edition(of: Headline) -> Edition:
        return localise(by_id[of.id], project.languages[of.language], project.site)

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
    changed = not problems and publish_folder(tree, output)
    return Built(len(tree), changed, in_order(problems))


def release(project: Project, draft: Draft, released_at: datetime) -> tuple[Path | None, tuple[Problem, ...]]:
    """Freeze a draft as the next release. Exactly one of path and problems is empty."""
    advisory_id, folder = draft.advisory.id, project.root / project.site.advisories_dir
    before = project.histories.get(advisory_id, ())
    problems = in_order(check_release(draft, before, released_at, changed=project.is_unreleased(draft)))
    if problems:
        return None, problems
    previous = history.file_digest(history.release_path(folder, advisory_id, len(before))) if before else None
    frozen = history.freeze(project.content(draft), released_at, len(before) + 1, previous)
    return history.write_release(folder, frozen), ()
