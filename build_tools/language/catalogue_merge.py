"""Merges a catalogue with the texts that it must translate, never by guessing.

In: a catalogue as it was, and the texts of today. Out: the bytes of the catalogue. A text that changed gets an empty
translation, with the previous source and translation as a comment for the translator; what is no longer used is kept as
obsolete. Fuzzy matching is never used (decision 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import polib
from babel.messages.plurals import get_plural

from build_tools.language.catalogue import PLURAL_HEADER, read_plural_rule
from build_tools.language.messages import Message
from build_tools.language.po_file import (
    HINT,
    HINT_OF_TRANSLATION,
    LANGUAGE_HEADER,
    PoFile,
    has_words,
    is_current,
    read_po,
    translations,
)
from build_tools.language.waivers import Waived, waive
from build_tools.model.authored import normalised

PROJECT = "incident-advisory-press"
CHARSET_HEADER = "Content-Type"


class Source(NamedTuple):
    """What an entry translates: two texts that differ in white space alone are the same."""

    context: str
    text: str
    plural: str


def merged(before: PoFile | None, messages: Sequence[Message], locale: str) -> bytes:
    """A catalogue with an entry for each message and, as obsolete, what else was translated before."""
    entries = list(before or ())
    known = _by_source(entries)
    previous = {entry.msgctxt: entry for entry in entries if entry.msgctxt and not entry.obsolete}
    kept = [_kept(message, known) for message in messages]
    used = {id(entry) for entry in kept}
    po = _with_headers(before, locale)
    forms = read_plural_rule(po.metadata[PLURAL_HEADER]).forms or get_plural(locale or "en").num_plurals
    for message, entry in zip(messages, kept, strict=True):
        po.append(_entry(message, entry, previous.get(message.context), forms))
    po.extend(_obsolete(entry for entry in entries if id(entry) not in used))
    at_end = f"\n{before.comments_at_end}\n" if before and before.comments_at_end else ""
    return (str(po).rstrip("\n") + "\n" + at_end).encode()


def with_translations(
    before: PoFile | None, messages: Sequence[Message], locale: str, texts: Mapping[str, str], waived: Waived
) -> bytes:
    """A catalogue that is brought up to date, with other translations, and what is `waived` of them, by context."""
    po, _ = read_po("", merged(before, messages, locale))
    for entry in po or ():
        if entry.msgctxt in texts and not entry.obsolete:
            entry.msgstr = texts[entry.msgctxt]
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
        if entry.msgctxt in waived and not entry.obsolete:
            waive(entry, waived[entry.msgctxt])
    return merged(po, messages, locale)


def says_the_same(before: bytes, after: bytes) -> bool:
    """Whether a catalogue says what another one says, however its lines are broken, and whatever lines it refers to."""
    one, other = (read_po("", content)[0] for content in (before, after))
    return one is not None and other is not None and _gist(one) == _gist(other)


def _gist(po: PoFile) -> tuple[object, ...]:
    fields = ("msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr_plural", "obsolete", "flags")
    previous = ("previous_msgctxt", "previous_msgid", "previous_msgid_plural")
    entries = [
        (
            *(getattr(entry, name) for name in (*fields, *previous)),
            normalised(entry.tcomment),
            "" if entry.obsolete else normalised(entry.comment),
            () if entry.obsolete else tuple(file for file, _ in entry.occurrences),
        )
        for entry in po
    ]
    return normalised(po.header), po.metadata, bool(po.metadata_is_fuzzy), entries, normalised(po.comments_at_end)


def _by_source(entries: Iterable[polib.POEntry]) -> dict[Source, polib.POEntry]:
    """The entry that counts for each source: one with words before an empty one, a used one before an obsolete one."""
    ranked = sorted(entries, key=lambda entry: (has_words(entry), not entry.obsolete))
    return {_source(entry.msgctxt or "", entry.msgid, entry.msgid_plural): entry for entry in ranked}


def _kept(message: Message, known: Mapping[Source, polib.POEntry]) -> polib.POEntry | None:
    """What there is of a text already, under its context or one that it had before."""
    sources = (_source(context, message.text, message.plural) for context in (message.context, *message.before))
    return next((known[source] for source in sources if source in known), None)


def _source(context: str, text: str, plural: str) -> Source:
    return Source(context, normalised(text), normalised(plural))


def _obsolete(entries: Iterable[polib.POEntry]) -> Iterator[polib.POEntry]:
    for entry in entries:
        if entry.obsolete or has_words(entry) or entry.tcomment:
            entry.obsolete = True
            yield entry


def _entry(message: Message, kept: polib.POEntry | None, previous: polib.POEntry | None, forms: int) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.context or None, msgid=message.text, msgid_plural=message.plural)
    if message.plural:
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    if kept:
        entry.msgstr, entry.flags, entry.tcomment = kept.msgstr, kept.flags, kept.tcomment
        entry.msgstr_plural |= {form: text for form, text in kept.msgstr_plural.items() if text}
        for name in ("previous_msgctxt", "previous_msgid", "previous_msgid_plural"):
            setattr(entry, name, getattr(kept, name))
    entry.occurrences = [(place.file, str(place.line)) for place in message.places]
    entry.comment = f"{message.comment}\n{_hint(kept, previous)}".strip()
    return entry


def _hint(kept: polib.POEntry | None, previous: polib.POEntry | None) -> str:
    """What a text and its translation were before it changed, for as long as there is no new translation."""
    if kept:
        return "" if is_current(kept) else _hint_in(kept)
    if previous and has_words(previous):
        return _in_lines(f"{HINT} {previous.msgid}\n{HINT_OF_TRANSLATION} {' / '.join(translations(previous))}")
    return _hint_in(previous) if previous else ""


def _hint_in(entry: polib.POEntry) -> str:
    _, found, words = entry.comment.partition(HINT)
    return found + words


def _in_lines(text: str) -> str:
    """In the form in which polib reads a comment again: no empty lines, no white space at their ends."""
    return "\n".join(words for line in text.split("\n") if (words := normalised(line)))


def _with_headers(before: PoFile | None, locale: str) -> polib.POFile:
    po = polib.POFile(wrapwidth=110)
    po.metadata_is_fuzzy = before.metadata_is_fuzzy if before else False
    # A comment line that began with one of these marks would come back as another kind of line.
    po.header = re.sub("^(?=[,:])", " ", before.header, flags=re.MULTILINE) if before else ""
    headers = _headers(locale)
    po.metadata = headers | (dict(before.metadata) if before else {})
    if "utf-8" not in po.metadata.get(CHARSET_HEADER, "").lower():
        po.metadata[CHARSET_HEADER] = headers[CHARSET_HEADER]
    return po


def _headers(locale: str) -> dict[str, str]:
    return {
        "Project-Id-Version": PROJECT,
        "PO-Revision-Date": "2025-11-27 18:00+0000",
        "Last-Translator": "",
        "Language-Team": locale,
        LANGUAGE_HEADER: locale,
        "MIME-Version": "1.0",
        CHARSET_HEADER: "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        PLURAL_HEADER: get_plural(locale or "en").plural_forms.rstrip(";") + ";",
    }
