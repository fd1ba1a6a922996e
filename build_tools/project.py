"""Project: everything that is read from the disk, loaded and checked.

In: the folder of the project. Out: a `Project`, and all problems at once; none where a problem blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools import history
from build_tools.language.language import Language
from build_tools.language.languages import (
    Translations,
    advisory_file,
    read_languages,
    read_translations,
    read_vocabulary_of,
    source_digests,
)
from build_tools.language.messages import read_messages
from build_tools.language.vocabulary import Vocabulary
from build_tools.load import load_advisories, yaml_files
from build_tools.model.advisory import Advisory, is_advisory_id
from build_tools.model.draft import Draft
from build_tools.model.release import Release
from build_tools.problems import Place, Problem, in_order, is_blocking
from build_tools.rules.corpus import Corpus, check_corpus
from build_tools.rules.known import Known
from build_tools.rules.prose import check_translations
from build_tools.rules.record import check_record
from build_tools.rules.released import check_released
from build_tools.rules.translation import check_catalogues
from build_tools.site import Site, read_site

CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Advisories:
    """What was read of advisories: drafts, and by id translations, the digests of the source files, and releases."""

    drafts: tuple[Draft, ...] = ()
    translations: Mapping[str, Translations] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    histories: Mapping[str, tuple[Release, ...]] = field(default_factory=dict)


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
        return [draft for draft in self.drafts if self.is_unreleased(draft)]

    def content(self, draft: Draft) -> history.Content:
        """What a release of a draft would freeze."""
        advisory_id = draft.advisory.id
        return history.Content(
            draft.advisory, self.translations[advisory_id].texts, self.sources.get(advisory_id, {}), self.site
        )

    def is_unreleased(self, draft: Draft) -> bool:
        texts, releases = self.translations[draft.advisory.id].texts, self.histories.get(draft.advisory.id, ())
        return history.unreleased(draft.advisory, texts, releases)


def read_project(
    root: Path, settings: str = CONFIG, *, only_changed: bool = False
) -> tuple[Project | None, tuple[Problem, ...]]:
    """Load and check everything; `settings` is the name of the settings file in the folder `root`.

    With `only_changed`, drafts whose files are the ones that their newest release was frozen from are passed over:
    what depends on their files alone was checked then, and they have nothing to release.
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
    advisories, found = _read_advisories(root, site, vocabulary, only_changed=only_changed)
    problems += [*found, *check_advisories(advisories, Known(site, vocabulary), settings)]
    if messages:
        problems += check_catalogues(list(languages.values()), messages)
    if not languages or is_blocking(problems):
        return None, in_order(problems)
    return Project(
        **vars(advisories), root=root, settings=settings, site=site, vocabulary=vocabulary, languages=languages
    ), in_order(problems)


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
    root: Path, site: Site, vocabulary: Vocabulary, *, only_changed: bool
) -> tuple[Advisories, list[Problem]]:
    if not (root / site.advisories_dir).is_dir():
        message = f"The folder `{site.advisories_dir}` of the advisories is missing."
        return Advisories(), [Problem(Place(site.advisories_dir), "no-advisories", message, "Restore it from git.")]
    histories, problems = history.read_history(root, site.advisories_dir, vocabulary.groups)
    sources = _sources(root, site)
    unchanged = set(_unchanged_files(site, histories, sources)) if only_changed else set()
    drafts, found = load_advisories(root, site.advisories_dir, vocabulary.groups, unchanged)
    problems += found
    translations = {}
    for draft in drafts:
        translations[draft.advisory.id], found = read_translations(root, site, draft.advisory)
        problems += found
    return Advisories(tuple(drafts), translations, sources, histories), problems


def _sources(root: Path, site: Site) -> dict[str, dict[str, str]]:
    """The digests of each advisory's files, taken before they are read: what is saved meanwhile is then read again."""
    names = {path.stem for path in yaml_files(root / site.advisories_dir) if is_advisory_id(path.stem)}
    return {advisory_id: source_digests(root, site, advisory_id) for advisory_id in names}


def _unchanged_files(
    site: Site, histories: Mapping[str, tuple[Release, ...]], sources: Mapping[str, Mapping[str, str]]
) -> Iterable[str]:
    """The YAML files of the advisories whose newest release was frozen from the files that lie there now."""
    for advisory_id, releases in histories.items():
        if releases and releases[-1].sources == sources.get(advisory_id):
            yield advisory_file(site, advisory_id)


def check_advisories(advisories: Advisories, known: Known, settings: str) -> Iterable[Problem]:
    """All rules on drafts and on what is released."""
    for draft in advisories.drafts:
        yield from check_record(draft, known)
        if draft.advisory.language in known.site.language_paths:
            yield from check_translations(draft, advisories.translations[draft.advisory.id])
    yield from check_corpus(Corpus(advisories.drafts, advisories.histories.keys(), known.site.advisories_dir))
    yield from check_released(advisories.histories, known, settings)
