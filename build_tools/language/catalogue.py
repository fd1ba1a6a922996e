"""PO catalogues, read with polib and looked up with the standard library's gettext.

Fuzzy and obsolete entries are never loaded (decision 3). In: the bytes of a PO file. Out: a `Catalogue`
or problems.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polib

from build_tools.problems import Place, Problem

Key = tuple[str, str]
"""Context (or the empty text) and source text."""


@dataclass(frozen=True)
class Catalogue:
    """The current entries of one PO file."""

    file: str
    entries: Mapping[Key, polib.POEntry]
    po: polib.POFile | None = None

    @cached_property
    def lookup(self) -> gettext.NullTranslations:
        """The standard library's way to look texts up; in the source language each stands for itself."""
        if self.po is None:
            return gettext.NullTranslations()
        return gettext.GNUTranslations(io.BytesIO(self.po.to_binary()))

    def has(self, context: str, message: str) -> bool:
        """Whether there is a current translation."""
        return (context, message) in self.entries

    def text(self, context: str, message: str) -> str:
        """The translation; in the source language the text itself. Raises LookupError for a gap in a catalogue."""
        self._refuse_gap(context, message)
        return self.lookup.pgettext(context, message) if context else self.lookup.gettext(message)

    def plural(self, one: str, many: str, number: int) -> str:
        """The plural form for a number, chosen by the rule in the header. Raises LookupError for a gap."""
        self._refuse_gap("", one)
        return self.lookup.ngettext(one, many, number)

    def _refuse_gap(self, context: str, message: str) -> None:
        if self.entries and (context, message) not in self.entries:
            raise LookupError(f"{self.file} has no translation of {message!r}")


def empty_catalogue(file: str) -> Catalogue:
    """What the source language uses: every text stands for itself."""
    return Catalogue(file, {})


def read_catalogue(file: str, content: bytes) -> tuple[Catalogue | None, list[Problem]]:
    """Read a PO file. Exactly one of catalogue and problems is empty."""
    try:
        text = content.decode("utf-8")
        po = polib.pofile(text, check_for_duplicates=True)
    except UnicodeDecodeError:
        return None, [Problem(Place(file), "po-not-utf-8", "This catalogue is no UTF-8 text.", "Save it as UTF-8.")]
    except (OSError, ValueError) as error:
        return None, [_syntax_problem(file, str(error))]
    current = {(entry.msgctxt or "", entry.msgid): entry for entry in po if entry.translated() and not entry.obsolete}
    return Catalogue(file, current, po), []


def _syntax_problem(file: str, said: str) -> Problem:
    digits = [part for part in said.replace(")", " ").replace(":", " ").split() if part.isdigit()]
    place = Place(file, int(digits[0]) if digits else 1)
    mend = "Open the catalogue in a PO editor and save it again, or compare the line with those above it."
    return Problem(place, "po-syntax", "This catalogue cannot be read.", mend)
