"""Project: everything that is read from the disk, loaded and checked.

In: the folder of the project. Out: a `Project`, and all problems at once; none where a problem blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from build_tools.foundation import Foundation, read_foundation
from build_tools.history.read import read_history
from build_tools.history.releases import Content, Pending, is_unreleased, untranslated_notes
from build_tools.language.catalogue_update import Translatable
from build_tools.language.languages import Translations, advisory_file, read_site_and_vocabulary
from build_tools.language.vocabulary import Vocabulary
from build_tools.load import load_advisories, yaml_files
from build_tools.model.advisory import advisory_id_in
from build_tools.model.draft import Draft
from build_tools.problems import Place, Problem, in_order, is_blocking
from build_tools.rules.corpus import Corpus, check_corpus
from build_tools.rules.known import Known
from build_tools.rules.released import check_released
from build_tools.site import CONFIG, Site
from build_tools.written import Digests, Releases, Written, check_written, digests_by_id, is_as_released, read_written


@dataclass(frozen=True)
class Advisories:
    """What was read of advisories: those that are written, the digests of their files by id, and their releases."""

    written: tuple[Written, ...] = ()
    sources: Mapping[str, Digests] = field(default_factory=dict)
    histories: Mapping[str, Releases] = field(default_factory=dict)


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
    root: Path, settings: str = CONFIG, *, only_changed: bool = False, only_released: bool = False, only_id: str = ""
) -> tuple[Project | None, tuple[Problem, ...]]:
    """Load and check everything; `settings` is the name of the settings file in the folder `root`.

    With `only_changed`, drafts whose files are the ones that their newest release was frozen from are passed over:
    what depends on their files alone was checked then, and they have nothing to release. With `only_released`, no
    draft is read at all: what was released can be withdrawn, whatever is being written. With `only_id`, no other draft
    is read, and what is wrong with other advisories is left to them.
    """
    foundation, problems = read_foundation(root, settings)
    if foundation is None:
        return None, in_order(problems)
    advisories, found = read_advisories(foundation, Wanted(only_changed, only_released, only_id))
    problems += found
    if not foundation.languages or is_blocking(problems):
        return None, in_order(problems)
    return Project(**vars(foundation), advisories=advisories), in_order(problems)


def read_texts(root: Path) -> tuple[tuple[Site, Vocabulary] | None, list[Translatable], list[Problem]]:
    """What is translated: settings, vocabulary, drafts and releases, read without the catalogues."""
    known, problems = read_site_and_vocabulary(root)
    if known is None:
        return None, [], problems
    site, vocabulary = known
    drafts, problems = load_advisories(root, site.advisories_dir, vocabulary.groups, own=site.publisher.email)
    histories, found = read_history(root, site.advisories_dir, vocabulary.groups)
    paths = site.language_paths
    advisories = [
        Translatable(
            draft.advisory,
            {path: untranslated_notes(draft.advisory, histories.get(draft.advisory.id, ()), path) for path in paths},
        )
        for draft in drafts
    ]
    return known, advisories, [*problems, *found]


class Wanted(NamedTuple):
    """Which drafts are passed over: none, or those that were released as they are, or all, or all but one."""

    only_changed: bool = False
    only_released: bool = False
    only_id: str = ""


def read_advisories(foundation: Foundation, wanted: Wanted) -> tuple[Advisories, list[Problem]]:
    """Read and check the advisories; with `only_id`, what is wrong with others is left to them."""
    advisories, problems = _read_advisories(foundation, wanted)
    problems += _check(advisories, foundation)
    is_told = (None, wanted.only_id)
    return advisories, [it for it in problems if not wanted.only_id or advisory_id_in(it.place.file) in is_told]


def _read_advisories(foundation: Foundation, wanted: Wanted) -> tuple[Advisories, list[Problem]]:
    root, site, codes = foundation.root, foundation.site, foundation.vocabulary.groups
    if missing := folder_missing(foundation):
        return Advisories(), [missing]
    histories, problems = read_history(root, site.advisories_dir, codes)
    sources = digests_by_id(root, site)
    if wanted.only_released:
        return Advisories(sources=sources, histories=histories), problems
    unchanged = set(_unchanged_files(site, histories, sources)) if wanted.only_changed else set()
    if wanted.only_id:
        others = (path for path in yaml_files(root / site.advisories_dir) if path.stem != wanted.only_id)
        unchanged |= {path.relative_to(root).as_posix() for path in others}
    drafts, found = load_advisories(root, site.advisories_dir, codes, unchanged, site.publisher.email)
    problems += found
    all_written = []
    for draft in drafts:
        advisory_id = draft.advisory.id
        written, found = read_written(root, site, draft, histories.get(advisory_id, ()), sources.get(advisory_id, {}))
        all_written.append(written)
        problems += found
    return Advisories(tuple(all_written), sources, histories), problems


def folder_missing(foundation: Foundation) -> Problem | None:
    """What is to be said where the folder of the advisories is not there."""
    folder = foundation.site.advisories_dir
    if (foundation.root / folder).is_dir():
        return None
    message = f"The folder `{folder}` of the advisories is missing."
    return Problem(Place(folder), "no-advisories", message, "Restore it from git.")


def _unchanged_files(site: Site, histories: Mapping[str, Releases], sources: Mapping[str, Digests]) -> Iterable[str]:
    """The YAML files of the advisories whose releases were frozen from the files that lie there now."""
    for advisory_id, releases in histories.items():
        if is_as_released(releases, sources.get(advisory_id, {})):
            yield advisory_file(site, advisory_id)


def _check(advisories: Advisories, foundation: Foundation) -> Iterable[Problem]:
    """All rules on drafts and on what is released."""
    known = foundation.known
    for written in advisories.written:
        yield from check_written(written, known)
    drafts = [written.draft for written in advisories.written]
    yield from check_all(drafts, advisories.histories.keys(), advisories.sources.keys(), known)
    yield from check_released(advisories.histories, known, foundation.settings)


def check_all(drafts: Sequence[Draft], released: Set[str], existing: Set[str], known: Known) -> Iterable[Problem]:
    """The rules on all drafts together; `existing` are the ids that have a file, whether it was read or passed over."""
    passed_over = existing - {draft.advisory.id for draft in drafts}
    yield from check_corpus(Corpus(drafts, released, known.site.advisories_dir, passed_over=passed_over))
