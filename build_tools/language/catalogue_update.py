"""Brings catalogues up to date with their source texts, never by guessing.

A text that changed gets an empty translation, with the previous source and translation as a comment for the
translator; what is no longer used is kept as obsolete. Fuzzy matching is never used (decision 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural

from build_tools.atomic_files import write_atomically
from build_tools.language.catalogue import (
    PLURAL_HEADER,
    has_words,
    is_current,
    read_plural_rule,
    read_po,
    translations,
)
from build_tools.language.languages import is_source_language
from build_tools.language.messages import TEMPLATE, Message, site_messages, vocabulary_messages
from build_tools.language.vocabulary import Vocabulary
from build_tools.model.advisory import Advisory
from build_tools.model.authored import authored_texts, normalised
from build_tools.problems import Problem
from build_tools.site import Site

PROJECT = "incident-advisory-press"
CHARSET_HEADER = "Content-Type"
HINT = "Before, the source was:"
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("theme/**.html", "jinja2")]
_KEYWORDS = {"gettext": None, "gettext_noop": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "gettext_in": (2,)}


class Source(NamedTuple):
    """What an entry translates: two texts that differ in white space alone are the same."""

    context: str
    text: str
    plural: str


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
    contents = {f"{site.locales_dir}/{TEMPLATE}": updated(None, interface, "")}
    problems: list[Problem] = []
    wanted = [*_site_catalogues(site, vocabulary, interface), *_advisory_catalogues(site, advisories)]
    for file, locale, messages in wanted:
        before, found = _read(root / file, file)
        problems += found
        if not found:
            contents[file] = updated(before, messages, locale)
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


def updated(before: polib.POFile | None, messages: Sequence[Message], locale: str) -> bytes:
    """A catalogue with an entry for each message and, as obsolete, what else was translated before."""
    entries = list(before or ())
    known = _by_source(entries)
    previous = {entry.msgctxt: entry for entry in entries if entry.msgctxt and not entry.obsolete}
    kept = [known.get(_source(message.context, message.text, message.plural)) for message in messages]
    used = {id(entry) for entry in kept}
    po = _with_headers(before, locale)
    forms = read_plural_rule(po.metadata[PLURAL_HEADER]).forms or get_plural(locale or "en").num_plurals
    for message, entry in zip(messages, kept, strict=True):
        po.append(_entry(message, entry, previous.get(message.context), forms))
    po.extend(_obsolete(entry for entry in entries if id(entry) not in used))
    return (str(po).rstrip("\n") + "\n").encode()


def _by_source(entries: Iterable[polib.POEntry]) -> dict[Source, polib.POEntry]:
    """The entry that counts for each source: one with words before an empty one, a used one before an obsolete one."""
    ranked = sorted(entries, key=lambda entry: (has_words(entry), not entry.obsolete))
    return {_source(entry.msgctxt or "", entry.msgid, entry.msgid_plural): entry for entry in ranked}


def _source(context: str, text: str, plural: str) -> Source:
    return Source(context, normalised(text), normalised(plural))


def _obsolete(entries: Iterable[polib.POEntry]) -> Iterator[polib.POEntry]:
    for entry in entries:
        if entry.obsolete or has_words(entry):
            entry.obsolete = True
            # Lines with `#~|` are lost when polib reads them, and Babel takes the entry before them for obsolete.
            entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
            yield entry


def _entry(message: Message, kept: polib.POEntry | None, previous: polib.POEntry | None, forms: int) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.context or None, msgid=message.text, msgid_plural=message.plural)
    if message.plural:
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    if kept:
        entry.msgstr, entry.flags, entry.tcomment = kept.msgstr, kept.flags, kept.tcomment
        entry.msgstr_plural |= {form: text for form, text in kept.msgstr_plural.items() if text}
    entry.comment = f"{message.comment}\n{_hint(kept, previous)}".strip()
    return entry


def _hint(kept: polib.POEntry | None, previous: polib.POEntry | None) -> str:
    """What a text and its translation were before it changed, for as long as there is no new translation."""
    if kept:
        return "" if is_current(kept) else _hint_in(kept)
    if previous and has_words(previous):
        return _in_lines(f"{HINT} {previous.msgid}\nand its translation: {' / '.join(translations(previous))}")
    return _hint_in(previous) if previous else ""


def _hint_in(entry: polib.POEntry) -> str:
    _, found, words = entry.comment.partition(HINT)
    return found + words


def _in_lines(text: str) -> str:
    """In the form in which polib reads a comment again: no empty lines, no white space at their ends."""
    return "\n".join(words for line in text.split("\n") if (words := normalised(line)))


def _with_headers(before: polib.POFile | None, locale: str) -> polib.POFile:
    po = polib.POFile(wrapwidth=110)
    # A comment line that began with one of these marks would come back as another kind of line.
    po.header = re.sub("^(?=[,:])", " ", before.header, flags=re.MULTILINE) if before else ""
    headers = _headers(locale)
    po.metadata = dict(before.metadata) if before and before.metadata else headers
    po.metadata.setdefault(PLURAL_HEADER, headers[PLURAL_HEADER])
    if "utf-8" not in po.metadata.get(CHARSET_HEADER, "").lower():
        po.metadata[CHARSET_HEADER] = headers[CHARSET_HEADER]
    return po


def _headers(locale: str) -> dict[str, str]:
    return {
        "Project-Id-Version": PROJECT,
        "PO-Revision-Date": "2025-11-27 18:00+0000",
        "Last-Translator": "",
        "Language-Team": locale,
        "Language": locale,
        "MIME-Version": "1.0",
        CHARSET_HEADER: "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        PLURAL_HEADER: get_plural(locale or "en").plural_forms.rstrip(";") + ";",
    }
