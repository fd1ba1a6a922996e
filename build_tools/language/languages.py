"""Reads the vocabulary and the catalogues of all languages of a site from the folder `locales`.

    locales/vocabulary.yaml
    locales/<locale>/LC_MESSAGES/vocabulary.po · interface.po · site.po
    locales/<locale>/advisories/<ID>.po

The source language, English, needs no catalogues; those it has say single texts in another way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import polib

from build_tools.language.catalogue import Catalogue, empty_catalogue, read_catalogue
from build_tools.language.po_file import Earlier, catalogue_bytes
from build_tools.language.vocabulary import Vocabulary, read_vocabulary
from build_tools.model.advisory import Advisory
from build_tools.model.authored import Sought, authored_texts, normalised
from build_tools.problems import Place, Problem, did_you_mean
from build_tools.settings import read_site
from build_tools.site import CONFIG, LanguageSetting, Site

if TYPE_CHECKING:
    from build_tools.language.language import Language

SOURCE_LANGUAGE = "en"
DOMAINS = ("interface", "vocabulary", "site")


def read_languages(root: Path, site: Site, vocabulary: Vocabulary) -> tuple[dict[str, Language], list[Problem]]:
    """All languages by path, in the order of mkdocs.yml; none where there are problems."""
    languages: dict[str, Language] = {}
    problems: list[Problem] = []
    for setting in site.languages:
        language, found = _read_language(root, site, setting, vocabulary)
        languages[setting.path] = language
        problems += found
    return ({}, problems) if problems else (languages, [])


def read_site_and_vocabulary(
    root: Path, settings: str = CONFIG
) -> tuple[tuple[Site, Vocabulary] | None, list[Problem]]:
    """The settings, and the vocabulary that they name. Exactly one of both and problems is empty."""
    site, problems = read_site(root / settings)
    if site is None:
        return None, problems
    vocabulary, problems = read_vocabulary_of(root, site)
    return (site, vocabulary) if vocabulary else None, problems


def read_vocabulary_of(root: Path, site: Site) -> tuple[Vocabulary | None, list[Problem]]:
    """The vocabulary of a site's folder of locales."""
    file = f"{site.locales_dir}/vocabulary.yaml"
    try:
        return read_vocabulary(file, (root / file).read_bytes())
    except FileNotFoundError:
        return None, [Problem(Place(file), "no-vocabulary", "The vocabulary is missing.", "Restore it from git.")]


def is_source_language(setting: LanguageSetting) -> bool:
    """Whether the texts of the vocabulary and the interface are in this language themselves."""
    return setting.tag.split("-")[0] == SOURCE_LANGUAGE


def _read_language(
    root: Path, site: Site, setting: LanguageSetting, vocabulary: Vocabulary
) -> tuple[Language, list[Problem]]:
    catalogues, problems = [], []
    for domain in DOMAINS:
        file = f"{site.locales_dir}/{setting.locale}/LC_MESSAGES/{domain}.po"
        catalogue, found = _read(root, file, setting.locale, optional=is_source_language(setting))
        catalogues.append(catalogue or empty_catalogue(file))
        problems += found
    from build_tools.language.language import Language  # noqa: PLC0415 - who checks one advisory need not load it

    interface, words, site_texts = catalogues
    return Language(setting, vocabulary, interface, words, site_texts), problems


def _read(root: Path, file: str, locale: str, *, optional: bool) -> tuple[Catalogue | None, list[Problem]]:
    content, problems = catalogue_bytes(root / file, file)
    if content is not None:
        return read_catalogue(file, content, optional=optional, locale=locale)
    mend = "Run `advisory translations update`, which creates it, and translate what is empty."
    missing = Problem(Place(file), "no-catalogue", "This catalogue is missing.", mend)
    return None, problems or ([] if optional else [missing])


def source_digests(root: Path, site: Site, advisory_id: str) -> dict[str, str]:
    """The SHA-256 of each file that an advisory is written in: its YAML and its catalogues, as far as they exist."""
    files = [advisory_file(site, advisory_id)]
    files += [advisory_catalogue(site, setting.locale, advisory_id) for setting in site.languages]
    return {file: hashlib.sha256((root / file).read_bytes()).hexdigest() for file in files if (root / file).is_file()}


def advisory_file(site: Site, advisory_id: str) -> str:
    """Where the YAML of an advisory lies."""
    return f"{site.advisories_dir}/{advisory_id.split('-')[1]}/{advisory_id}.yaml"


def advisory_catalogue(site: Site, locale: str, advisory_id: str) -> str:
    """Where the translations of an advisory into a language lie."""
    return f"{site.locales_dir}/{locale}/advisories/{advisory_id}.po"


def orphans(root: Path, site: Site, existing: Set[str]) -> Iterator[Problem]:
    """The catalogues that are named after no advisory, so that nobody would ever see what is translated there."""
    for setting in site.languages:
        folder = (root / advisory_catalogue(site, setting.locale, "x")).parent
        for path in sorted(folder.glob("*.po")):
            if path.stem not in existing:
                message = f"There is no advisory `{path.stem}`, so nobody sees what is translated here."
                mend = f"{did_you_mean(path.stem, existing)} Name the file after its advisory, or delete it."
                yield Problem(Place(path.relative_to(root).as_posix()), "orphan-catalogue", message, mend.strip())


class Translations(NamedTuple):
    """Per language path, the current translations of an advisory's authored texts by field path, and their places;
    and, where one is missing or of another source, what was translated of the text before."""

    texts: dict[str, dict[str, str]]
    places: dict[str, dict[str, Place]]
    earlier: Mapping[str, Mapping[str, Earlier]] = MappingProxyType({})


def read_advisory_catalogues(root: Path, site: Site, advisory: Advisory) -> tuple[dict[str, Catalogue], list[Problem]]:
    """The catalogues of an advisory by language path, as far as they exist.

    A language whose catalogue cannot be read is left out, since nobody knows what is translated into it.
    """
    catalogues: dict[str, Catalogue] = {}
    problems: list[Problem] = []
    for setting in site.languages:
        file = advisory_catalogue(site, setting.locale, advisory.id)
        catalogue, found = _read(root, file, setting.locale, optional=True)
        if setting.path != advisory.language and not found:
            catalogues[setting.path] = catalogue or empty_catalogue(file)
        problems += found if setting.path != advisory.language else []
    return catalogues, problems


def current_translations(catalogues: Mapping[str, Catalogue], advisory: Advisory) -> Translations:
    """What is current in the catalogues of an advisory; a translation of another source text is none (decision 3)."""
    translations = Translations({}, {}, earlier := {})
    for path, catalogue in catalogues.items():
        known = _by_normalised_source(catalogue)
        entries = {
            text.path: entry
            for text in authored_texts(advisory)
            if (entry := known.get((f"{advisory.id}/{text.path}", normalised(text.text))))
        }
        translations.texts[path] = {field: entry.msgstr for field, entry in entries.items()}
        translations.places[path] = {field: Place(catalogue.file, it.linenum or 1) for field, it in entries.items()}
        earlier[path] = {
            text.path: before
            for text in authored_texts(advisory)
            if text.path not in entries and (before := catalogue.earlier(f"{advisory.id}/{text.path}", text.text))
        }
    return translations


def translations_of(catalogue: Catalogue, advisory_id: str, sought: Iterable[Sought]) -> dict[str, str]:
    """By key, what a catalogue has for the texts of an advisory's releases, under any of the contexts of each."""
    known = _by_normalised_source(catalogue)
    found = {
        text.key: known.get((f"{advisory_id}/{context}", normalised(text.text)))
        for text in sought
        for context in reversed(text.contexts)
        if (f"{advisory_id}/{context}", normalised(text.text)) in known
    }
    return {key: entry.msgstr for key, entry in found.items() if entry}


def _by_normalised_source(catalogue: Catalogue) -> Mapping[tuple[str, str], polib.POEntry]:
    """The entries by context and source. What depends on a number, is no translation of a text that does not."""
    return {
        (context, normalised(source)): entry
        for (context, source), entry in catalogue.entries.items()
        if not entry.msgid_plural
    }
