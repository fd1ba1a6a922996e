"""PO files as they stand, read with polib.

In: the bytes of a PO file. Out: its entries, of which some do not count, or problems with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import polib

from build_tools.model.authored import normalised
from build_tools.problems import FEW, Place, Problem, shown
from build_tools.source_text import decoded, suspect_characters, suspects

Key = tuple[str, str]
"""Context (or the empty text) and source text."""

_QUOTED = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_LINE = re.compile(rf"(?:(?:msgctxt|msgid|msgid_plural|msgstr)\s+|msgstr\[[0-9]\]\s*)?{_QUOTED}")
_OBSOLETE = re.compile(r"#~\s+")


def read_po(file: str, content: bytes) -> tuple[polib.POFile | None, list[Problem]]:
    """Read a PO file as it stands, with what is not current. Exactly one of file and problems is empty."""
    text, problems = decoded(file, content)
    if text is None:
        return None, problems
    problems = [*suspects(file, text), *islice(_broken_lines(file, text), FEW)]
    if problems:
        return None, problems
    try:
        # With its line end, polib never takes the text for the name of a file.
        po = polib.pofile(_without_comments_at_end(text) + "\n", encoding="utf-8")
    except (OSError, ValueError) as error:
        return None, [_syntax_problem(file, _line_in(str(error)))]
    problems = [*_faults(file, po)]
    return (None, problems) if problems else (po, [])


def is_current(entry: polib.POEntry) -> bool:
    """Whether an entry has a translation that may be shown."""
    return not entry.obsolete and not entry.fuzzy and has_words(entry)


def has_words(entry: polib.POEntry) -> bool:
    """Whether anything is translated in an entry."""
    return any(translations(entry))


def translations(entry: polib.POEntry) -> Iterator[str]:
    """The translation of an entry, or that of each plural form, as far as they are filled."""
    return (text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text.strip())


def _without_comments_at_end(text: str) -> str:
    """They belong to no entry, and polib may lose the last entry over them."""
    lines = text.split("\n")
    while lines and not _words(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def _words(line: str) -> str:
    """What a line holds of an entry, obsolete ones included."""
    words = _OBSOLETE.sub("", line.strip(), count=1)
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


def _faults(file: str, po: polib.POFile) -> Iterator[Problem]:
    """What is wrong with headers, and with entries that are not obsolete."""
    for name in po.metadata:
        if not name.isascii():  # polib cannot sort some of them
            mend = "Headers have English names; delete this line."
            yield Problem(Place(file), "po-form", f"{shown(name)} is no name of a header.", mend)
    lines: dict[Key, int] = {}
    for entry in po:
        if entry.obsolete:
            continue
        place = Place(file, entry.linenum or 1)
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
        for _, message, mend in suspect_characters(text):
            yield Problem(place, "forbidden-character", message, mend)
