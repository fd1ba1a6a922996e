"""Project: everything that is read from the disk, loaded and checked.

In: the folder of the project. Out: a `Project`, and all problems at once; none where a problem blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from build_tools.history.read import read_history
from build_tools.history.releases import (
    Content,
    Pending,
    Translated,
    is_unreleased,
    pending_translations,
    sources_of,
    translatable,
    untranslated_notes,
)
from build_tools.language.catalogue import Catalogue
from build_tools.language.catalogue_update import Translatable
from build_tools.language.language import Language
from build_tools.language.languages import (
    Translations,
    advisory_file,
    current_translations,
    read_advisory_catalogues,
    read_languages,
    read_vocabulary_of,
    source_digests,
    translations_of,
)
from build_tools.language.messages import read_messages
from build_tools.language.vocabulary import Vocabulary
from build_tools.load import load_advisories, yaml_files
from build_tools.model.advisory import is_advisory_id
from build_tools.model.draft import Draft
from build_tools.model.release import Release
from build_tools.problems import Place, Problem, in_order, is_blocking
from build_tools.rules.corpus import Corpus, check_corpus
from build_tools.rules.disclosure import disclosures
from build_tools.rules.known import Known
from build_tools.rules.prose import check_pending, check_translations
from build_tools.rules.record import check_record
from build_tools.rules.released import check_released
from build_tools.rules.translation import check_catalogues
from build_tools.rules.waivers import unless_waived
from build_tools.site import CONFIG, Site, read_site


@dataclass(frozen=True)
class Advisories:
    """What was read of advisories: drafts; by id their translations and what is translated of their releases; the
    digests of the source files; and the releases."""

    drafts: tuple[Draft, ...] = ()
    translations: Mapping[str, Translations] = field(default_factory=dict)
    translated: Mapping[str, tuple[Translated, ...]] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    histories: Mapping[str, tuple[Release, ...]] = field(default_factory=dict)

    def pending_translations(self, advisory_id: str) -> list[Pending]:
        """What of an advisory's releases was translated, or otherwise, since that was last recorded."""
        releases = self.histories.get(advisory_id, ())
        return pending_translations(releases, self.translated.get(advisory_id, ()))


@dataclass(frozen=True, kw_only=True)
class Project(Advisories):
    """Everything that was read from the disk."""

    root: Path
    settings: str
    site: Site
    vocabulary: Vocabulary
    languages: Mapping[str, Language]

    @property
    def unreleased(self) -> list[Draft]:
        """The drafts that differ from the newest release of their advisory."""
        return [
            draft for draft in self.drafts if is_unreleased(draft.advisory, self.histories.get(draft.advisory.id, ()))
        ]

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
    draft is read at all: what was released can be withdrawn, whatever is being written. With `only_id`, no
    other draft is read, and what is wrong with other advisories is left to them.
    """
    site, problems = read_site(root / settings)
    if site is None:
        return None, in_order(problems)
    vocabulary, problems = read_vocabulary_of(root, site)
    if vocabulary is None:
        return None, in_order(problems)
    languages, problems = read_languages(root, site, vocabulary)
    messages, found = read_messages(root, site, vocabulary)
    problems += found
    wanted = _Wanted(only_changed, only_released, only_id)
    advisories, found = _read_advisories(root, site, vocabulary, wanted)
    problems += [*found, *check_advisories(advisories, Known(site, vocabulary), settings)]
    if messages:
        problems += check_catalogues(list(languages.values()), messages)
    problems = [problem for problem in problems if not only_id or advisory_of(problem) in (None, only_id)]
    if not languages or is_blocking(problems):
        return None, in_order(problems)
    return Project(
        **vars(advisories), root=root, settings=settings, site=site, vocabulary=vocabulary, languages=languages
    ), in_order(problems)


def read_texts(root: Path) -> tuple[Site | None, Vocabulary | None, list[Translatable], list[Problem]]:
    """What is translated: settings, vocabulary, drafts and releases, read without the catalogues."""
    site, problems = read_site(root / CONFIG)
    if site is None:
        return None, None, [], problems
    vocabulary, problems = read_vocabulary_of(root, site)
    if vocabulary is None:
        return site, None, [], problems
    drafts, problems = load_advisories(root, site.advisories_dir, vocabulary.groups)
    histories, found = read_history(root, site.advisories_dir, vocabulary.groups)
    paths = site.language_paths
    advisories = [
        Translatable(
            draft.advisory,
            {path: untranslated_notes(draft.advisory, histories.get(draft.advisory.id, ()), path) for path in paths},
        )
        for draft in drafts
    ]
    return site, vocabulary, advisories, [*problems, *found]


class _Wanted(NamedTuple):
    """Which drafts are passed over: those that were released as they are, or all, or all but one."""

    only_changed: bool
    only_released: bool
    only_id: str


def _read_advisories(
    root: Path, site: Site, vocabulary: Vocabulary, wanted: _Wanted
) -> tuple[Advisories, list[Problem]]:
    if not (root / site.advisories_dir).is_dir():
        message = f"The folder `{site.advisories_dir}` of the advisories is missing."
        return Advisories(), [Problem(Place(site.advisories_dir), "no-advisories", message, "Restore it from git.")]
    histories, problems = read_history(root, site.advisories_dir, vocabulary.groups)
    sources = _sources(root, site)
    if wanted.only_released:
        return Advisories(sources=sources, histories=histories), problems
    unchanged = set(_unchanged_files(site, histories, sources)) if wanted.only_changed else set()
    if wanted.only_id:
        others = (path for path in yaml_files(root / site.advisories_dir) if path.stem != wanted.only_id)
        unchanged |= {path.relative_to(root).as_posix() for path in others}
    drafts, found = load_advisories(root, site.advisories_dir, vocabulary.groups, unchanged)
    problems += found
    translations, translated = {}, {}
    for draft in drafts:
        advisory_id = draft.advisory.id
        catalogues, found = read_advisory_catalogues(root, site, draft.advisory)
        problems += found
        translations[advisory_id] = current_translations(catalogues, draft.advisory)
        translated[advisory_id] = _translated(catalogues, histories.get(advisory_id, ()), sources.get(advisory_id, {}))
    return Advisories(tuple(drafts), translations, translated, sources, histories), problems


def _translated(
    catalogues: Mapping[str, Catalogue], releases: tuple[Release, ...], sources: Mapping[str, str]
) -> tuple[Translated, ...]:
    """What each catalogue has now for the texts of the releases."""
    if not releases:
        return ()
    sought, advisory_id = translatable(releases), releases[-1].advisory.id
    return tuple(
        Translated(
            path,
            translations_of(catalogue, advisory_id, sought),
            {file: digest for file, digest in sources.items() if file == catalogue.file},
        )
        for path, catalogue in catalogues.items()
    )


def _sources(root: Path, site: Site) -> dict[str, dict[str, str]]:
    """The digests of each advisory's files, taken before they are read: what is saved meanwhile is then read again."""
    names = {path.stem for path in yaml_files(root / site.advisories_dir) if is_advisory_id(path.stem)}
    return {advisory_id: source_digests(root, site, advisory_id) for advisory_id in names}


def _unchanged_files(
    site: Site, histories: Mapping[str, tuple[Release, ...]], sources: Mapping[str, Mapping[str, str]]
) -> Iterable[str]:
    """The YAML files of the advisories whose releases were frozen from the files that lie there now."""
    for advisory_id, releases in histories.items():
        if releases and sources_of(releases) == sources.get(advisory_id):
            yield advisory_file(site, advisory_id)


def advisory_of(problem: Problem) -> str | None:
    """The id of the advisory whose file a problem is in: its YAML, a catalogue of its texts, or its history."""
    found = re.search(r"ADV-20[0-9]{2}-[0-9]{4,6}", problem.place.file)
    return found[0] if found else None


def check_advisories(advisories: Advisories, known: Known, settings: str) -> Iterable[Problem]:
    """All rules on drafts and on what is released."""
    for draft in advisories.drafts:
        translations = advisories.translations[draft.advisory.id]
        pending = advisories.pending_translations(draft.advisory.id)
        yield from check_record(draft, known)
        yield from check_pending(draft, pending)
        if draft.advisory.language in known.site.language_paths:
            yield from check_translations(draft, translations)
        yield from unless_waived(draft, disclosures(draft, known, translations, pending))
    yield from check_corpus(
        Corpus(
            advisories.drafts,
            advisories.histories.keys(),
            known.site.advisories_dir,
            passed_over=advisories.sources.keys() - {draft.advisory.id for draft in advisories.drafts},
        )
    )
    yield from check_released(advisories.histories, known, settings)
