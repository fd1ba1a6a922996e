"""Project: everything that is read from the disk, loaded and checked.

In: the folder of the project. Out: a `Project`, and all problems at once; none where a problem blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from build_tools.advisories import ALL, Advisories, Wanted, read_advisories
from build_tools.foundation import Foundation, read_foundation
from build_tools.history.read import read_history
from build_tools.history.releases import Content, Pending, is_unreleased, untranslated_notes
from build_tools.language.catalogue_update import Translatable
from build_tools.language.languages import Translations, orphans, read_site_and_vocabulary
from build_tools.language.vocabulary import Vocabulary
from build_tools.load import load_advisories, yaml_files
from build_tools.model.draft import Draft
from build_tools.problems import Problem, in_order, is_blocking
from build_tools.site import CONFIG, Site
from build_tools.written import Digests, Releases, Written


@dataclass(frozen=True, kw_only=True)
class Project(Foundation):
    """Everything that was read from the disk."""

    advisories: Advisories

    @property
    def sources(self) -> Mapping[str, Digests]:
        """By advisory id the digests of its files."""
        return self.advisories.sources

    @property
    def histories(self) -> Mapping[str, Releases]:
        """By advisory id its releases."""
        return self.advisories.histories

    @cached_property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts that were read."""
        return tuple(written.draft for written in self.advisories.written)

    @cached_property
    def translations(self) -> Mapping[str, Translations]:
        """By advisory id the current translations of its draft."""
        return {advisory_id: written.translations for advisory_id, written in self.written.items()}

    @cached_property
    def written(self) -> Mapping[str, Written]:
        """By advisory id what is written of it."""
        return {written.draft.advisory.id: written for written in self.advisories.written}

    @property
    def unreleased(self) -> list[Draft]:
        """The drafts that differ from the newest release of their advisory."""
        return [draft for draft in self.drafts if self.is_unreleased(draft)]

    def is_unreleased(self, draft: Draft) -> bool:
        """Whether a draft differs from the newest release of its advisory."""
        return is_unreleased(draft.advisory, self.histories.get(draft.advisory.id, ()))

    def pending_translations(self, advisory_id: str) -> tuple[Pending, ...]:
        """What of an advisory's releases was translated, or otherwise, since that was last recorded."""
        written = self.written.get(advisory_id)
        return written.pending if written else ()

    def content(self, draft: Draft) -> Content:
        """What a release of a draft would freeze."""
        advisory_id = draft.advisory.id
        return Content(
            draft.advisory, self.translations[advisory_id].texts, self.sources.get(advisory_id, {}), self.site
        )


def read_project(
    root: Path, settings: str = CONFIG, wanted: Wanted = ALL
) -> tuple[Project | None, tuple[Problem, ...]]:
    """Load and check everything that is wanted; `settings` is the name of the settings file in the folder `root`."""
    foundation, problems = read_foundation(root, settings)
    if foundation is None:
        return None, in_order(problems)
    advisories, found = read_advisories(foundation, wanted)
    problems += found
    if not foundation.languages or is_blocking(problems):
        return None, in_order(problems)
    return Project(**vars(foundation), advisories=advisories), in_order(problems)


def read_texts(
    root: Path, ids: Set[str] = frozenset()
) -> tuple[tuple[Site, Vocabulary] | None, list[Translatable], list[Problem]]:
    """What is translated: settings, vocabulary, drafts and releases, read without the catalogues.

    With `ids`, no other advisory is read.
    """
    known, problems = read_site_and_vocabulary(root)
    if known is None:
        return None, [], problems
    site, vocabulary = known
    files = (path for path in yaml_files(root / site.advisories_dir) if ids and path.stem not in ids)
    others = {path.relative_to(root).as_posix() for path in files}
    drafts, problems = load_advisories(root, site.advisories_dir, vocabulary.groups, others, site.publisher.email)
    histories, found = read_history(root, site.advisories_dir, vocabulary.groups, ids or None)
    if not ids:
        existing = {path.stem for path in yaml_files(root / site.advisories_dir)} | histories.keys()
        found += orphans(root, site, existing)
    advisories = [translatable_of(draft, histories.get(draft.advisory.id, ()), site) for draft in drafts]
    return known, advisories, [*problems, *found]


def translatable_of(draft: Draft, releases: Releases, site: Site) -> Translatable:
    """What there is to translate of a draft and its releases."""
    notes = {path: untranslated_notes(draft.advisory, releases, path) for path in site.language_paths}
    return Translatable(draft, notes)
