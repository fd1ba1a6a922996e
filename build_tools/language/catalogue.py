"""PO catalogues: the translations that may be shown, looked up with the standard library's gettext.

In: the bytes of a PO file. Out: a catalogue, or problems with file and line. Fuzzy and obsolete entries are never
loaded (decision 3).
"""

from __future__ import annotations

import gettext
import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

import polib

from build_tools.language.po_file import Earlier, Key, earlier_translations, is_current, language_faults, read_po
from build_tools.model.authored import normalised
from build_tools.problems import Problem
from build_tools.remembered import remembered

PLURAL_HEADER = "Plural-Forms"
_PLURAL_FORMS = re.compile(r"nplurals *= *([1-9]) *; *plural *= *([^;]+?) *;?")
_NUMBERS = range(1001)  # those that `msgfmt --check` tries
_SOURCE_TEXTS = gettext.NullTranslations()


class MissingTranslationError(LookupError):
    """A text of the press that a project's catalogues do not know: they were written for an older version."""


class PluralRule(NamedTuple):
    """How many plural forms a language has, and which number takes which; none where that is not known."""

    forms: int = 0
    expression: str = ""

    def only_number(self, form: int) -> int | None:
        """The one number that a form is for, as the Arabic dual is for 2; none, where it is for several."""
        numbers = _numbers_by_form(self).get(form, ())
        return numbers[0] if len(numbers) == 1 else None


@cache
def _numbers_by_form(rule: PluralRule) -> Mapping[int, Sequence[int]]:
    """The numbers that take each form."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    chosen = gettext.c2py(rule.expression or "0")
    for number in _NUMBERS:
        found[chosen(number)].append(number)
    return found


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


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The current entries of one PO file, and the lines of all. What an optional one lacks is said by the source.

    Two are the same only if they are one.
    """

    file: str
    entries: Mapping[Key, polib.POEntry]
    plural_header: str = ""
    plural_line: int = 1
    optional: bool = False
    lines: Mapping[Key, int] = field(default_factory=dict)
    all_entries: tuple[polib.POEntry, ...] = ()

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

    def earlier(self, context: str, message: str) -> Earlier | None:
        """A translation of what the text of a context was before, where there is one of another source than this."""
        wanted = normalised(message)
        known = earlier_translations(self.all_entries, context)
        return next((one for one in known if normalised(one.source) != wanted), None)

    def text(self, context: str, message: str) -> str:
        """The translation, or the source text in an optional catalogue. Raises MissingTranslationError elsewhere."""
        lookup = self._lookup(context, message)
        return lookup.pgettext(context, message) if context else lookup.gettext(message)

    def plural(self, one: str, many: str, number: int) -> str:
        """Like `text`, in the plural form for a number, chosen by the rule in the header."""
        return self._lookup("", one, many).ngettext(one, many, number)

    def form_of(self, number: int) -> int:
        """Which plural form says a number; the first, where the rule is not known."""
        rule = self.plural_rule
        return gettext.c2py(rule.expression)(number) if rule.forms else 0

    def _lookup(self, context: str, message: str, plural: str = "") -> gettext.NullTranslations:
        if self.entry(context, message, plural):
            return self.translated
        if self.optional:
            return _SOURCE_TEXTS
        raise MissingTranslationError(f"{self.file} has no translation of {message!r}")


def empty_catalogue(file: str) -> Catalogue:
    """What the source language uses: every text stands for itself."""
    return Catalogue(file, {}, optional=True)


@remembered
def read_catalogue(
    file: str, content: bytes, *, optional: bool = False, locale: str = ""
) -> tuple[Catalogue | None, list[Problem]]:
    """Read the current entries of a PO file, which must not say that it is of another language than `locale`.

    Exactly one of catalogue and problems is empty.
    """
    po, problems = read_po(file, content)
    if po is None or (problems := language_faults(file, content, po, locale)):
        return None, problems
    current = {(entry.msgctxt or "", entry.msgid): entry for entry in po if is_current(entry)}
    line = content.partition(f'"{PLURAL_HEADER}'.encode())[0].count(b"\n") + 1
    header = po.metadata.get(PLURAL_HEADER, "")
    lines = {(entry.msgctxt or "", entry.msgid): entry.linenum or 1 for entry in po if not entry.obsolete}
    return Catalogue(file, current, header, line if header else 1, optional, lines, tuple(po)), []
