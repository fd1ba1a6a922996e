"""PO catalogues, read with polib and looked up with the standard library's gettext.

Fuzzy and obsolete entries are never loaded (decision 3). In: the bytes of a PO file. Out: what stands in it, or
problems with file and line.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice
from typing import NamedTuple

import polib

from build_tools.model.authored import normalised
from build_tools.problems import FEW, Place, Problem, shown
from build_tools.source_text import decoded, suspect_characters, suspects

Key = tuple[str, str]
"""Context (or the empty text) and source text."""

PLURAL_HEADER = "Plural-Forms"
_PLURAL_FORMS = re.compile(r"nplurals *= *([1-9]) *; *plural *= *([^;]+?) *;?")
_NUMBERS = range(1000)  # as many as `msgfmt --check` tries
_QUOTED = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_LINE = re.compile(rf"(?:(?:msgctxt|msgid|msgid_plural|msgstr)\s+|msgstr\[[0-9]\]\s*)?{_QUOTED}")
_SOURCE_TEXTS = gettext.NullTranslations()
_OBSOLETE = re.compile(r"#~\s+")


class MissingTranslationError(LookupError):
    """A text of the press that a project's catalogues do not know: they were written for an older version."""


class PluralRule(NamedTuple):
    """How many plural forms a language has, and which number takes which; none where that is not known."""

    forms: int = 0
    expression: str = ""


@cache
def read_plural_rule(header: str) -> PluralRule:
    """What a header `Plural-Forms` says, as far as gettext can use it."""
    found = _PLURAL_FORMS.fullmatch(" ".join(header.split()))
    rule = PluralRule(int(found[1]), found[2]) if found else PluralRule()
    try:
        chosen = gettext.c2py(rule.expression)
        is_whole = all(0 <= chosen(number) < rule.forms for number in _NUMBERS)
    except (ValueError, SyntaxError, ArithmeticError):
        is_whole = False
    return rule if is_whole else PluralRule()


@dataclass(frozen=True)
class Catalogue:
    """The current entries of one PO file, and the lines of all. What an optional one lacks is said by the source."""

    file: str
    entries: Mapping[Key, polib.POEntry]
    plural_header: str = ""
    plural_line: int = 1
    optional: bool = False
    lines: Mapping[Key, int] = field(default_factory=dict)

    @cached_property
    def plural_rule(self) -> PluralRule:
        """The rule in the header."""
        return read_plural_rule(self.plural_header)

    @cached_property
    def translated(self) -> gettext.NullTranslations:
        """The standard library's way to look texts up."""
        po = polib.POFile(encoding="utf-8")
        # Headers of our own: gettext takes a file for ASCII, or raises, where the file's are missing or misspelt.
        po.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
        if self.plural_rule.forms:
            forms, expression = self.plural_rule
            po.metadata[PLURAL_HEADER] = f"nplurals={forms}; plural={expression};"
        po.extend(self.entries.values())
        return gettext.GNUTranslations(io.BytesIO(po.to_binary()))

    def entry(self, context: str, message: str, plural: str = "") -> polib.POEntry | None:
        """The current entry of a source text; one that has another plural is an entry of another text."""
        entry = self.entries.get((context, message))
        return entry if entry and entry.msgid_plural == plural else None

    def text(self, context: str, message: str) -> str:
        """The translation, or the source text in an optional catalogue. Raises MissingTranslationError elsewhere."""
        lookup = self._lookup(context, message)
        return lookup.pgettext(context, message) if context else lookup.gettext(message)

    def plural(self, one: str, many: str, number: int) -> str:
        """Like `text`, in the plural form for a number, chosen by the rule in the header."""
        return self._lookup("", one, many).ngettext(one, many, number)

    def _lookup(self, context: str, message: str, plural: str = "") -> gettext.NullTranslations:
        if self.entry(context, message, plural):
            return self.translated
        if self.optional:
            return _SOURCE_TEXTS
        raise MissingTranslationError(f"{self.file} has no translation of {message!r}")


def empty_catalogue(file: str) -> Catalogue:
    """What the source language uses: every text stands for itself."""
    return Catalogue(file, {}, optional=True)


def read_catalogue(file: str, content: bytes, *, optional: bool = False) -> tuple[Catalogue | None, list[Problem]]:
    """Read the current entries of a PO file. Exactly one of catalogue and problems is empty."""
    po, problems = read_po(file, content)
    if po is None:
        return None, problems
    current = {(entry.msgctxt or "", entry.msgid): entry for entry in po if is_current(entry)}
    line = content.partition(f'"{PLURAL_HEADER}'.encode())[0].count(b"\n") + 1
    header = po.metadata.get(PLURAL_HEADER, "")
    lines = {(entry.msgctxt or "", entry.msgid): entry.linenum or 1 for entry in po if not entry.obsolete}
    return Catalogue(file, current, header, line if header else 1, optional, lines), []


def is_current(entry: polib.POEntry) -> bool:
    """Whether an entry has a translation that may be shown."""
    return not entry.obsolete and not entry.fuzzy and has_words(entry)


def has_words(entry: polib.POEntry) -> bool:
    """Whether anything is translated in an entry."""
    return any(translations(entry))


def translations(entry: polib.POEntry) -> Iterator[str]:
    """The translation of an entry, or that of each plural form, as far as they are filled."""
    return (text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text.strip())


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
