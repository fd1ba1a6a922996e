"""Brings all catalogues of a project up to date with their source texts.

In: the settings, the vocabulary, advisories, and the templates and code of the press. Out: the catalogues that there
must be and are not as they must be, merged with these texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract_from_dir

from build_tools.atomic_files import write_atomically
from build_tools.language.catalogue_merge import merged, says_the_same
from build_tools.language.languages import advisory_catalogue, is_source_language
from build_tools.language.messages import TEMPLATE, Message, site_messages, vocabulary_messages
from build_tools.language.po_file import PoFile, catalogue_bytes, language_faults, read_po
from build_tools.language.purpose import translators_notes, translators_notes_of_release
from build_tools.language.vocabulary import Vocabulary
from build_tools.model.advisory import Advisory
from build_tools.model.authored import NOTES
from build_tools.model.draft import Draft
from build_tools.problems import Problem
from build_tools.site import Site

_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("theme/**.html", "jinja2")]
_KEYWORDS = {"gettext": None, "gettext_noop": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "gettext_in": (2,)}


class Translatable(NamedTuple):
    """A draft, and what was said of its releases, by language path and key, that is not translated yet."""

    draft: Draft
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


def advisory_messages(draft: Draft) -> tuple[Message, ...]:
    """The authored texts of a draft, with `<ID>/<field path>` for context, and where they stand in its file."""
    return tuple(
        Message(
            text.text,
            f"{draft.advisory.id}/{text.path}",
            comment="\n".join(translators_notes(text)),
            places=(draft.place(*text.location),),
        )
        for text in draft.authored
    )


def _note_messages(advisory: Advisory, notes: Mapping[str, str]) -> Iterator[Message]:
    """What was said of releases and is no longer in the YAML."""
    for key, text in notes.items():
        in_draft = tuple(f"{advisory.id}/{path}" for path in NOTES)
        comment = "\n".join(translators_notes_of_release(key))
        yield Message(text, f"{advisory.id}/{key}", comment=comment, before=in_draft)


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
    file, content = f"{site.locales_dir}/{TEMPLATE}", merged(None, interface, "")
    template = {} if _holds(root / file, content) else {file: content}
    wanted = [*_site_catalogues(site, vocabulary, interface), *advisory_catalogues(site, advisories)]
    updates, problems = updates_of(root, wanted)
    return ({}, problems) if problems else (template | updates, [])


def updates_of(root: Path, wanted: Iterable[Wanted]) -> tuple[dict[str, bytes], list[Problem]]:
    """What each of some catalogues that is not up to date must hold, by file; nothing where one cannot be read.

    A catalogue stays as it is where nothing but its line breaks, or the lines that it refers to, would change.
    """
    updates: dict[str, bytes] = {}
    problems: list[Problem] = []
    for file, locale, messages in wanted:
        before, found = read_before(root / file, file, locale)
        problems += found
        content = merged(before, messages, locale)
        if not found and not _says(root / file, content):
            updates[file] = content
    return ({}, problems) if problems else (updates, [])


def _site_catalogues(site: Site, vocabulary: Vocabulary, interface: tuple[Message, ...]) -> Iterator[Wanted]:
    for setting in site.languages:
        if not is_source_language(setting):
            folder = f"{site.locales_dir}/{setting.locale}/LC_MESSAGES"
            yield Wanted(f"{folder}/interface.po", setting.locale, interface)
            yield Wanted(f"{folder}/vocabulary.po", setting.locale, vocabulary_messages(vocabulary))
            yield Wanted(f"{folder}/site.po", setting.locale, site_messages(site))


def advisory_catalogues(site: Site, advisories: Iterable[Translatable]) -> Iterator[Wanted]:
    """The catalogues that there must be of some advisories."""
    for draft, notes in advisories:
        advisory = draft.advisory
        for setting in site.languages:
            messages = (*advisory_messages(draft), *_note_messages(advisory, notes.get(setting.path, {})))
            if setting.path != advisory.language and messages:
                file = advisory_catalogue(site, setting.locale, advisory.id)
                yield Wanted(file, setting.locale, messages)


def read_before(path: Path, file: str, locale: str) -> tuple[PoFile | None, list[Problem]]:
    """A catalogue as it stands, if there is one; None where it cannot be read, or is of another language."""
    content, problems = catalogue_bytes(path, file)
    if content is None:
        return None, problems
    po, problems = read_po(file, content)
    if po is None or (problems := language_faults(file, content, po, locale)):
        return None, problems
    return po, []


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _says(path: Path, content: bytes) -> bool:
    return _holds(path, content) or (path.is_file() and says_the_same(path.read_bytes(), content))
