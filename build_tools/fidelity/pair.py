"""Pair: a source text beside its translation, and all that they are compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from babel import Locale

from build_tools.fidelity.terms import NO_TERMS, Glossary
from build_tools.fidelity.wording import Wording
from build_tools.problems import Fault


@dataclass(frozen=True, eq=False)
class Tongue:
    """A language as checks know it: how it writes numbers and dates, and the words that matter. Each is only itself."""

    locale: Locale
    wording: Wording


@dataclass(frozen=True)
class Surroundings:
    """What is the same for all texts of an advisory, or of a catalogue.

    `names` stay as they are in every language; `hosts` may stand in addresses; `references` are the ids of links; the
    `glossary` has the terms of each language.
    """

    names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    glossary: Glossary = NO_TERMS


@dataclass(frozen=True)
class Pair:
    """A source text and its translation. A template has placeholders in curly brackets, and no Markdown."""

    source: str
    translation: str
    spoken: Tongue
    """The language of the source."""
    language: Tongue
    """The language of the translation."""
    surroundings: Surroundings = Surroundings()
    is_template: bool = False
    is_markdown: bool = True
    number: int | None = None
    """The one number that a plural form is for. It says this number in a word, by the form itself, or as {count}."""

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Those of both languages, since a name such as `Mr. Nobody` takes its own along."""
        return self.spoken.wording.abbreviations | self.language.wording.abbreviations


Check = Callable[[Pair], Iterator[Fault]]
