"""PO files as they stand, read with polib.

In: the bytes of a PO file. Out: its entries, of which some do not count, or problems with file and line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import polib

from build_tools.model.authored import normalised
from build_tools.problems import FEW, Place, Problem, shown
from build_tools.source_text import NEEDED_BY_SCRIPTS, decoded, suspect_characters, suspects

Key = tuple[str, str]
"""Context (or the empty text) and source text."""

_QUOTED = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_LINE = re.compile(rf"(?:(?:msgctxt|msgid|msgid_plural|msgstr)\s+|msgstr\[[0-9]\]\s*)?{_QUOTED}")
_OBSOLETE = re.compile(r"#~\s+")
_PREVIOUS = re.compile(r"#~?\|\s*")
_OBSOLETE_PREVIOUS = re.compile(r"^(\s*)#~\|", re.MULTILINE)
LANGUAGE_HEADER = "Language"
HINT, HINT_OF_TRANSLATION = "Before, the source was:", "and its translation:"
"""How a comment for the translator tells what a text and its translation were before the text changed."""


_BEGIN = re.compile(r"\s*(?:#~\s*)?(?:msgctxt|msgid)(?!\w)")
_TRANSLATION = re.compile(r"\s*(?:#~\s*)?msgstr(?!\w)")


class PoFile(polib.POFile):
    """The entries of a PO file, each with the line of its `msgstr`, where it is mended; and what stands below them."""

    comments_at_end = ""


class Earlier(NamedTuple):
    """A translation of a text as it was before: the source that it was made from, its words, and its line."""

    source: str
    translation: str
    line: int = 1


def read_po(file: str, content: bytes) -> tuple[PoFile | None, list[Problem]]:
    """Read a PO file as it stands, with what is not current. Exactly one of file and problems is empty.

    Characters that only some scripts need are left to the checks of each entry, which know its language.
    """
    text, problems = decoded(file, content)
    if text is None:
        return None, problems
    problems = [*suspects(file, text, but=NEEDED_BY_SCRIPTS), *islice(_broken_lines(file, text), FEW)]
    if problems:
        return None, problems
    try:
        # With its line end, polib never takes the text for the name of a file.
        # It also skips lines with `#~|`; those with `#|` it reads, and writes as they were where an entry is obsolete.
        entries, comments = _parted(text)
        po = polib.pofile(_OBSOLETE_PREVIOUS.sub(r"\1#|", entries) + "\n", encoding="utf-8", klass=PoFile)
    except (OSError, ValueError) as error:
        return None, [_syntax_problem(file, _line_in(str(error)))]
    po.comments_at_end = comments
    lines = entries.split("\n")
    problems = [*_faults(file, po, lines)]
    for entry in po:
        entry.linenum = _line_of(_TRANSLATION, entry, lines)
    return (None, problems) if problems else (po, [])


def catalogue_bytes(path: Path, file: str) -> tuple[bytes | None, list[Problem]]:
    """What stands in a catalogue, or None where there is none; what is no file is a problem, and no missing one.

    Raises OSError where it cannot be read.
    """
    if path.is_file():
        return path.read_bytes(), []
    if not os.path.lexists(path):
        return None, []
    message = "Here is a folder, a link that leads nowhere, or another thing that is no file."
    return None, [Problem(Place(file), "no-catalogue", message, "Put the catalogue back, or delete what is here.")]


def language_faults(file: str, content: bytes, po: polib.POFile, locale: str) -> list[Problem]:
    """What is wrong with the language that a header names, if it names one: a territory may be missing there."""
    named = po.metadata.get(LANGUAGE_HEADER, "").strip()
    plain, wanted = named.replace("-", "_").casefold(), locale.casefold()
    if not locale or plain in ("", wanted, wanted.partition("_")[0]):
        return []
    line = content.partition(f'"{LANGUAGE_HEADER}:'.encode())[0].count(b"\n") + 1
    message = f"The header says that this catalogue is in {shown(named)}; its folder is for `{locale}`."
    mend = f"Put the file where it belongs, or write `{LANGUAGE_HEADER}: {locale}` in its header."
    return [Problem(Place(file, line), "po-language", message, mend)]


def is_current(entry: polib.POEntry) -> bool:
    """Whether an entry has a translation that may be shown."""
    return not entry.obsolete and not entry.fuzzy and has_words(entry)


def has_words(entry: polib.POEntry) -> bool:
    """Whether anything is translated in an entry."""
    return any(translations(entry))


def translations(entry: polib.POEntry) -> Iterator[str]:
    """The translation of an entry, or that of each plural form, as far as they are filled."""
    return (text for _, text in forms(entry))


def forms(entry: polib.POEntry) -> Iterator[tuple[int | None, str]]:
    """The same, each with the number of its plural form, if it is one."""
    return ((form, text) for form, text in ((None, entry.msgstr), *entry.msgstr_plural.items()) if text.strip())


def earlier_translations(entries: Iterable[polib.POEntry], context: str) -> Iterator[Earlier]:
    """What was translated of a text, under its context, whichever source it had: what stands in use comes first, then
    what a comment tells of, then what is obsolete."""
    own = [entry for entry in entries if entry.msgctxt == context and not entry.msgid_plural]
    for entry in sorted(own, key=lambda entry: bool(entry.obsolete)):
        if has_words(entry):
            source = entry.msgid if not entry.fuzzy or entry.previous_msgid is None else entry.previous_msgid
            yield Earlier(source, entry.msgstr, entry.linenum or 1)
        source, found, words = entry.comment.partition(HINT)[2].partition(HINT_OF_TRANSLATION)
        if found:
            yield Earlier(normalised(source), normalised(words), entry.linenum or 1)


def _parted(text: str) -> tuple[str, str]:
    """The entries, and the comments below them: these belong to no entry, and polib may lose the last one over them."""
    lines = text.split("\n")
    end = next((number for number in range(len(lines), 0, -1) if _words(lines[number - 1])), 0)
    return "\n".join(lines[:end]), "\n".join(lines[end:]).strip("\n")


def _line_of(keyword: re.Pattern[str], entry: polib.POEntry, lines: list[str]) -> int:
    """The line of a keyword of an entry, for which polib names the first line, that of a comment."""
    first = entry.linenum or 1
    return next((number for number in range(first, len(lines) + 1) if keyword.match(lines[number - 1])), first)


def _words(line: str) -> str:
    """What a line holds of an entry, obsolete ones and those before a change included."""
    words = _PREVIOUS.sub("", _OBSOLETE.sub("", line.strip(), count=1), count=1)
    return "" if words.startswith("#") else words


def _broken_lines(file: str, text: str) -> Iterator[Problem]:
    """Lines that are neither comments nor whole texts in quotes: polib cuts off the last letter where a quote lacks."""
    for number, line in enumerate(text.split("\n"), 1):
        if (words := _words(line)) and not _LINE.fullmatch(words):
            yield _syntax_problem(file, number)


def _syntax_problem(file: str, line: int) -> Problem:
    mend = "Compare it with the lines above it: a quote may be missing. Or save the file anew with a PO editor."
    return Problem(Place(file, line), "po-syntax", "This line cannot be read, or does not belong here.", mend)


def _line_in(said: str) -> int:
    found = re.search(r"line (\d+)", said)
    return int(found[1]) if found else 1


def _faults(file: str, po: polib.POFile, file_lines: list[str]) -> Iterator[Problem]:
    """What is wrong with headers, and with entries that are not obsolete."""
    for name in po.metadata:
        if not name.isascii():  # polib cannot sort some of them
            mend = "Headers have English names; delete this line."
            yield Problem(Place(file), "po-form", f"{shown(name)} is no name of a header.", mend)
    lines: dict[Key, int] = {}
    for entry in po:
        if entry.obsolete:
            continue
        place = Place(file, _line_of(_BEGIN, entry, file_lines))
        yield from _faults_of_form(place, entry)
        key = (entry.msgctxt or "", normalised(entry.msgid))
        if lines.setdefault(key, place.line) != place.line:
            mend = f"It stands in line {lines[key]} already; keep one of the two."
            message = f"The source text {shown(entry.msgid)} stands here a second time."
            yield Problem(place, "po-duplicate", message, mend)


def _faults_of_form(place: Place, entry: polib.POEntry) -> Iterator[Problem]:
    if not entry.msgid:
        mend = "Keep one header, and give every other entry a `msgid`."
        yield Problem(place, "po-form", "An entry without a source text stands here, or a second header.", mend)
    if bool(entry.msgid_plural) != bool(entry.msgstr_plural):
        mend = "An entry has both `msgid_plural` and `msgstr[0]`, or neither."
        yield Problem(place, "po-form", f"The plural of {shown(entry.msgid)} is not whole.", mend)
    for text in translations(entry):
        for _, message, mend in suspect_characters(text, but=NEEDED_BY_SCRIPTS):
            yield Problem(place, "forbidden-character", message, mend)
