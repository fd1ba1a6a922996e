"""Reads a translation from a PO file: every entry in use, by its context `<ID>/<key>`."""

from __future__ import annotations

import polib

from build_tools.interchange.incoming import Incoming, IncomingText, Named
from build_tools.language.po_file import LANGUAGE_HEADER, read_po
from build_tools.language.waivers import waivers_of
from build_tools.model.advisory import is_advisory_id
from build_tools.problems import Place, Problem, shown


def read(file: str, content: bytes) -> tuple[Incoming | None, list[Problem]]:
    """The texts of a PO file. Exactly one of texts and problems is empty."""
    po, problems = read_po(file, content)
    if po is None:
        return None, problems
    entries = [entry for entry in po if not entry.obsolete]
    if strange := [_strange(Place(file, entry.linenum or 1), entry) for entry in entries if not _is_ours(entry)]:
        return None, strange
    language = po.metadata.get(LANGUAGE_HEADER, "").strip()
    line = content.partition(f'"{LANGUAGE_HEADER}:'.encode())[0].count(b"\n") + 1
    return Incoming(
        tuple(_text(file, entry) for entry in entries), Named(language, Place(file, line)) if language else None
    ), []


def _is_ours(entry: polib.POEntry) -> bool:
    advisory, _, key = (entry.msgctxt or "").partition("/")
    return is_advisory_id(advisory) and bool(key) and not entry.msgid_plural


def _strange(place: Place, entry: polib.POEntry) -> Problem:
    message = f"The entry {shown(entry.msgid)} does not say which text of which advisory it translates."
    mend = "Its `msgctxt` must be as `advisory translations update` wrote it, such as `ADV-2025-0001/text.title`."
    return Problem(place, "unknown-text", message, mend)


def _text(file: str, entry: polib.POEntry) -> IncomingText:
    advisory, _, key = (entry.msgctxt or "").partition("/")
    place = Place(file, entry.linenum or 1)
    words, is_finished = entry.msgstr.strip(), not entry.fuzzy
    return IncomingText(advisory, key, words, place, entry.msgid, is_finished, waivers_of(entry))
