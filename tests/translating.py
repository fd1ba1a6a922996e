"""Pairs of texts for the tests of the checks on translations: with the words of the languages that are shipped."""

from __future__ import annotations

from functools import cache
from typing import Any

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
