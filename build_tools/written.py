"""Written: one advisory as its files have it now: its draft, its translations, and which of them readers do not see.

In: the draft that was loaded, and the releases before it. Out: a `Written`, and what is wrong with its catalogues.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.history.releases import Pending, Translated, pending_translations, sources_of, translatable
from build_tools.language.catalogue import Catalogue
from build_tools.language.languages import (
    Translations,
    current_translations,
    read_advisory_catalogues,
    source_digests,
    translations_of,
)
from build_tools.language.waivers import Waived, waivers_in
from build_tools.load import yaml_files
from build_tools.model.advisory import is_advisory_id
from build_tools.model.authored import NOTES, AuthoredText, normalised, note_key
from build_tools.model.draft import Draft
from build_tools.model.release import Release
from build_tools.model.translation_states import State, TextStates, TranslationStates, note_states, state_of
from build_tools.problems import Problem
from build_tools.rules.disclosure import check_draft
from build_tools.rules.fidelity import check_draft_translations, check_pending_translations
from build_tools.rules.known import Known
from build_tools.rules.prose import check_pending, check_translations
from build_tools.rules.record import check_record
from build_tools.site import Site

Releases = tuple[Release, ...]
Digests = Mapping[str, str]


@dataclass(frozen=True)
class Written:
    """A draft with its current translations; `pending` is what of its releases was translated, or otherwise, since that
    was last recorded, `waived` what translators let stand, by the path of their language."""

    draft: Draft
    translations: Translations
    pending: tuple[Pending, ...] = ()
    waived: Mapping[str, Waived] = field(default_factory=dict)

    @property
    def waiting(self) -> dict[str, tuple[str, ...]]:
        """By language path, the keys of the texts that are pending."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for release, language, texts, _ in self.pending:
            found[language] += [note_key(release.number) if path in NOTES else path for path in texts]
        return {language: tuple(keys) for language, keys in found.items()}


def states_of(written: Written, releases: Releases, languages: Iterable[str]) -> TranslationStates:
    """The states of the texts of a draft, as its catalogues have them, and of what was said of each release.

    What was said of a release is found once, under its number, also where the draft still says it.
    """
    advisory, paths = written.draft.advisory, tuple(languages)
    said = {normalised(release.note.text) for release in releases if release.note}
    texts = [
        TextStates(text.path, text.critical, _states(written.translations, text, advisory.language, paths, said))
        for text in written.draft.authored
        if text.path not in NOTES or normalised(text.text) not in said
    ]
    notes = note_states(releases, paths, written.waiting)
    return TranslationStates(advisory.id, advisory.language, (*texts, *notes))


def _states(
    translations: Translations, text: AuthoredText, source_language: str, languages: Iterable[str], said: Set[str]
) -> dict[str, State]:
    """The state of a text in each language; the words for an older release are no stale words for the next one."""

    def is_stale(language: str) -> bool:
        earlier = translations.earlier.get(language, {}).get(text.path)
        return earlier is not None and (text.path not in NOTES or normalised(earlier.source) not in said)

    return {
        language: state_of(
            language,
            source_language,
            is_current=text.path in translations.texts.get(language, {}),
            was_translated=is_stale(language),
        )
        for language in languages
    }


def read_written(
    root: Path, site: Site, draft: Draft, releases: Releases, digests: Digests
) -> tuple[Written, list[Problem]]:
    """Read the catalogues of a draft. `digests` are those of the advisory's files."""
    catalogues, problems = read_advisory_catalogues(root, site, draft.advisory)
    pending = pending_translations(releases, _translated(catalogues, releases, digests))
    waived = {path: waivers_in(catalogue) for path, catalogue in catalogues.items()}
    return Written(draft, current_translations(catalogues, draft.advisory), tuple(pending), waived), problems


def check_written(written: Written, known: Known) -> Iterable[Problem]:
    """All rules on one draft and its translations."""
    draft = written.draft
    yield from check_record(draft, known)
    yield from check_pending(draft, written.pending)
    if draft.advisory.language in known.site.language_paths:
        yield from check_translations(draft, written.translations)
        yield from check_draft_translations(draft, written.translations, written.waived, known)
        yield from check_pending_translations(written.pending, draft, written.waived, known)
    yield from check_draft(draft, known, written.translations, written.pending)


def is_as_released(releases: Releases, digests: Digests) -> bool:
    """Whether the files of an advisory are the ones that its newest release was frozen from."""
    return bool(releases) and sources_of(releases) == digests


def digests_by_id(root: Path, site: Site) -> dict[str, Digests]:
    """The digests of each advisory's files, taken before they are read: what is saved meanwhile is then read again."""
    names = {path.stem for path in yaml_files(root / site.advisories_dir) if is_advisory_id(path.stem)}
    return {advisory_id: source_digests(root, site, advisory_id) for advisory_id in names}


def _translated(catalogues: Mapping[str, Catalogue], releases: Releases, digests: Digests) -> tuple[Translated, ...]:
    """What each catalogue has now for the texts of the releases."""
    if not releases:
        return ()
    sought, advisory_id = translatable(releases), releases[-1].advisory.id
    return tuple(
        Translated(
            path,
            translations_of(catalogue, advisory_id, sought),
            {file: digest for file, digest in digests.items() if file == catalogue.file},
        )
        for path, catalogue in catalogues.items()
    )
