"""Brings all catalogues of a project up to date with their source texts.

In: the settings, the vocabulary, advisories, and the templates and code of the press. Out: the catalogues that there
must be and are not as they must be, merged with these texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract_from_dir

from build_tools.atomic_files import write_atomically
from build_tools.language.catalogue_merge import merged
from build_tools.language.languages import is_source_language
from build_tools.language.messages import TEMPLATE, Message, site_messages, vocabulary_messages
from build_tools.language.po_file import read_po
from build_tools.language.vocabulary import Vocabulary
from build_tools.model.advisory import Advisory
from build_tools.model.authored import authored_texts
from build_tools.problems import Problem
from build_tools.site import Site

_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("theme/**.html", "jinja2")]
_KEYWORDS = {"gettext": None, "gettext_noop": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "gettext_in": (2,)}


class Translatable(NamedTuple):
    """An advisory, and what was said of its releases, by language path and key, that is not translated yet."""

    advisory: Advisory
    notes: Mapping[str, Mapping[str, str]]


class Wanted(NamedTuple):
    """A catalogue that there must be, and its texts."""

    file: str
    locale: str
    messages: tuple[Message, ...]


def extract_interface() -> tuple[Message, ...]:
    """The texts of templates and code, sorted by file and order, each once."""
    found: dict[tuple[str, str], Message] = {}
    package = Path(__file__).parent.parent
    rows = extract_from_dir(str(package), _METHODS, keywords=_KEYWORDS, comment_tags=("For translators:",))
    for _file, _line, message, comments, context in rows:
        text, plural = message if isinstance(message, tuple) else (message, "")
        found.setdefault((context or "", text), Message(text, context or "", plural, " ".join(comments)))
    return tuple(sorted(found.values(), key=lambda m: (m.context, m.text)))


def advisory_messages(advisory: Advisory) -> tuple[Message, ...]:
    """The authored texts of an advisory, with `<ID>/<field path>` for context."""
    kinds = {
        True: "critical: without a translation the page shows all its prose in the source language",
        False: "not critical: left out until it is translated",
    }
    return tuple(
        Message(text.text, f"{advisory.id}/{text.path}", comment=f"{text.path}; {kinds[text.critical]}")
        for text in authored_texts(advisory)
    )


def _note_messages(advisory: Advisory, notes: Mapping[str, str]) -> Iterator[Message]:
    """What was said of releases and is no longer in the YAML."""
    comment = "what was said of a release; critical: without it the page shows all its prose in the source language"
    return (Message(text, f"{advisory.id}/{key}", comment=f"{key}; {comment}") for key, text in notes.items())


def write_updates(root: Path, updates: Mapping[str, bytes]) -> list[Path]:
    """Write the catalogues, and return their paths."""
    for file, content in updates.items():
        write_atomically(root / file, content)
    return [root / file for file in updates]


def catalogue_updates(
    root: Path, site: Site, vocabulary: Vocabulary, advisories: Iterable[Translatable]
) -> tuple[dict[str, bytes], list[Problem]]:
    """What each catalogue that is not up to date must hold, by file; nothing where any catalogue cannot be read."""
    interface = extract_interface()
    contents = {f"{site.locales_dir}/{TEMPLATE}": merged(None, interface, "")}
    problems: list[Problem] = []
    wanted = [*_site_catalogues(site, vocabulary, interface), *_advisory_catalogues(site, advisories)]
    for file, locale, messages in wanted:
        before, found = _read(root / file, file)
        problems += found
        if not found:
            contents[file] = merged(before, messages, locale)
    changed = {file: content for file, content in contents.items() if not _holds(root / file, content)}
    return ({}, problems) if problems else (changed, [])


def _site_catalogues(site: Site, vocabulary: Vocabulary, interface: tuple[Message, ...]) -> Iterator[Wanted]:
    for setting in site.languages:
        if not is_source_language(setting):
            folder = f"{site.locales_dir}/{setting.locale}/LC_MESSAGES"
            yield Wanted(f"{folder}/interface.po", setting.locale, interface)
            yield Wanted(f"{folder}/vocabulary.po", setting.locale, vocabulary_messages(vocabulary))
            yield Wanted(f"{folder}/site.po", setting.locale, site_messages(site))


def _advisory_catalogues(site: Site, advisories: Iterable[Translatable]) -> Iterator[Wanted]:
    for advisory, notes in advisories:
        for setting in site.languages:
            messages = (*advisory_messages(advisory), *_note_messages(advisory, notes.get(setting.path, {})))
            if setting.path != advisory.language and messages:
                file = f"{site.locales_dir}/{setting.locale}/advisories/{advisory.id}.po"
                yield Wanted(file, setting.locale, messages)


def _read(path: Path, file: str) -> tuple[polib.POFile | None, list[Problem]]:
    return read_po(file, path.read_bytes()) if path.is_file() else (None, [])


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
