"""For tests of translations: pairs of texts, with the words of the languages that are shipped, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import polib
from babel import Locale

from build_tools.fidelity.pair import Pair, Surroundings, Tongue
from build_tools.fidelity.terms import Glossary, read_glossary
from build_tools.fidelity.wording import Wording, read_wording
from tests.conftest import ROOT

LOCALES = {"en": "en_GB", "pt": "pt_BR", "de": "de"}


@cache
def tongue(language: str) -> Tongue:
    """A language with its words; one that has no words where the file is missing."""
    locale = LOCALES.get(language, language)
    file = ROOT / "locales" / locale / "wording.yaml"
    wording, problems = read_wording(file.name, file.read_bytes()) if file.exists() else (Wording(), [])
    assert wording, problems
    return Tongue(Locale.parse(locale), wording)


def pair_of(
    source: str, translation: str, languages: str = "en-de", surroundings: Surroundings | None = None, **kind: Any
) -> Pair:
    """A source text beside its translation, in two languages such as `en-de`."""
    spoken, wanted = languages.split("-")
    return Pair(source, translation, tongue(spoken), tongue(wanted), surroundings or Surroundings(), **kind)


@cache
def shipped_glossary() -> Glossary:
    """The glossary of the site."""
    terms, problems = read_glossary("locales/glossary.yaml", (ROOT / "locales/glossary.yaml").read_bytes())
    assert terms is not None, problems
    return terms


def translation_lines(path: Path) -> Mapping[tuple[str, str], int]:
    """The line of each translation in a PO file, by the context and the text of its entry."""
    below = path.read_text(encoding="utf-8").split("\n")
    return {
        (entry.msgctxt or "", entry.msgid): next(
            at for at in range(entry.linenum, len(below) + 1) if below[at - 1].startswith("msgstr")
        )
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    }
