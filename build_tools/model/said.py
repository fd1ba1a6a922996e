"""What is said on a page: texts with their provenance, codes with their words, statements with who states them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Provenance = Literal["generated", "authored", "translated", "untranslated"]


class Text(NamedTuple):
    """Words in one language. `lang` is its BCP 47 tag; `untranslated` is source text shown to another language.

    `links` has the id and address of each reference that Markdown may link to.
    """

    value: str
    lang: str
    provenance: Provenance = "generated"
    markdown: bool = False
    links: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.value


class Term(NamedTuple):
    """A code with its label and its definition."""

    code: str
    label: str
    text: str = ""


class Said(NamedTuple):
    """A statement as it stands on a page."""

    code: str
    label: str
    text: Text
    sources: tuple[Term, ...]
    certainty: Term
    note: Text | None = None
    details: tuple[Term, ...] = ()

    @property
    def says_more(self) -> bool:
        """Whether there is more to it than its code: who states it, how certain it is, a note, or own words."""
        own_words = self.text.provenance != "generated" or self.note is not None
        return own_words or bool(self.sources) or self.certainty.code != "confirmed"


class Dated(NamedTuple):
    """An entry of the timeline: when in words, and machine-readable where it is exact."""

    when: str
    machine: str | None
    said: Said


class Advice(NamedTuple):
    """A recommended action: what to do, how, and why."""

    said: Said
    how: str
    why: str


@dataclass(frozen=True)
class Items:
    """A list of data with the sources that speak for every item which names none."""

    items: tuple[Said, ...]
    sources: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Passage:
    """Authored text with who states it, and its id."""

    id: str
    text: Text
    sources: tuple[Term, ...]


@dataclass(frozen=True)
class Link:
    id: str
    title: Text
    url: str
