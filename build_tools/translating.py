"""Translating: what there is to translate of some advisories, and what is translated, as their files have it now.

In: the folder of the project, and ids. Out: `Translating`, and what is wrong with these advisories and no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from build_tools.advisories import Advisories, Wanted, read_advisories
from build_tools.fidelity.standard import read_standard
from build_tools.foundation import Foundation, read_foundation
from build_tools.interchange.xliff_writing import Heading, Unit, xliff
from build_tools.language.catalogue_update import Wanted as WantedCatalogue
from build_tools.language.catalogue_update import advisory_catalogues
from build_tools.language.languages import read_site_and_vocabulary
from build_tools.language.messages import Message
from build_tools.model.advisory import Advisory
from build_tools.model.authored import NOTES, AuthoredText, note_key
from build_tools.model.translation_states import TranslationStates
from build_tools.problems import Problem, in_order
from build_tools.project import translatable_of
from build_tools.rules.known import Known
from build_tools.site import CONFIG, LanguageSetting, Site
from build_tools.written import Releases, Written, states_of


@dataclass(frozen=True)
class Translating:
    """The settings, and some advisories."""

    site: Site
    advisories: Advisories
    known: frozenset[str]
    """The ids of all advisories, also of those that were not read."""
    held_to: Known
    """What translations are checked against."""

    @cached_property
    def written(self) -> Mapping[str, Written]:
        """By advisory id its draft and translations."""
        return {written.draft.advisory.id: written for written in self.advisories.written}

    def releases(self, advisory_id: str) -> Releases:
        """The releases of an advisory."""
        return self.advisories.histories.get(advisory_id, ())

    @property
    def states(self) -> tuple[TranslationStates, ...]:
        """The states of all texts of each advisory that could be read."""
        paths = list(self.site.language_paths)
        return tuple(states_of(one, self.releases(one.draft.advisory.id), paths) for one in self.advisories.written)

    def catalogues(self, advisory_id: str) -> Mapping[str, WantedCatalogue]:
        """By locale, the catalogues that there must be of an advisory that was read, and their texts."""
        written = self.written[advisory_id]
        texts = translatable_of(written.draft, self.releases(advisory_id), self.site)
        return {wanted.locale: wanted for wanted in advisory_catalogues(self.site, [texts])}

    def authored(self, advisory_id: str) -> dict[str, tuple[AuthoredText, Advisory]]:
        """By key, every text of a draft and what was said of its releases, each with the facts beside it."""
        draft = self.written[advisory_id].draft
        texts = {text.path: (text, draft.advisory) for text in draft.authored}
        notes = ((release, release.note) for release in self.releases(advisory_id))
        return texts | {note_key(release.number): (note, release.advisory) for release, note in notes if note}

    def translated(self, advisory_id: str, language: str) -> dict[str, str]:
        """By key, the current translations of an advisory into a language, those of its releases included."""
        written = self.written[advisory_id]
        found = dict(written.translations.texts.get(language, {}))
        for release, path, texts, _ in written.pending:
            if path == language:
                found |= {note_key(release.number): words for field, words in texts.items() if field in NOTES}
        return found


def read_translating(root: Path, ids: Set[str]) -> tuple[Translating | None, tuple[Problem, ...]]:
    """Read the advisories that are named; or all, and then what all languages rest on is checked as well."""
    foundation, problems = _without_languages(root) if ids else read_foundation(root)
    if foundation is None:
        return None, in_order(problems)
    advisories, found = read_advisories(foundation, Wanted(only_ids=frozenset(ids)))
    known = frozenset(advisories.sources.keys() | advisories.histories.keys())
    return Translating(foundation.site, advisories, known, foundation.known), in_order([*problems, *found])


def _without_languages(root: Path) -> tuple[Foundation | None, list[Problem]]:
    known, problems = read_site_and_vocabulary(root)
    if known is None:
        return None, problems
    site, vocabulary = known
    standard, found = read_standard(root, site)
    foundation = Foundation(
        root=root, settings=CONFIG, site=site, vocabulary=vocabulary, languages={}, standard=standard
    )
    return foundation, problems + found


def exported(translating: Translating, advisory_id: str, setting: LanguageSetting) -> tuple[str, bytes] | None:
    """Name and content of the XLIFF file of an advisory for one language; None where it has nothing to translate."""
    wanted = translating.catalogues(advisory_id).get(setting.locale)
    if wanted is None:
        return None
    draft, site = translating.written[advisory_id].draft, translating.site
    source = site.tags.get(draft.advisory.language, draft.advisory.language)
    heading = Heading(advisory_id, draft.file, source, setting.tag)
    units = _units(translating, advisory_id, setting.path, wanted.messages)
    return f"{advisory_id}.{setting.path}.xlf", xliff(heading, units)


def _units(translating: Translating, advisory_id: str, language: str, messages: tuple[Message, ...]) -> Iterator[Unit]:
    translated = translating.translated(advisory_id, language)
    earlier = translating.written[advisory_id].translations.earlier.get(language, {})
    for message in messages:
        key = message.context.partition("/")[2]
        yield Unit(key, message.text, translated.get(key, ""), message.comment.split("\n"), earlier.get(key))
