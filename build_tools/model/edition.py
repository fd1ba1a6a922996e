"""Edition: one release in one language, every text with its provenance. What all outputs are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
    """Authored text with who states it."""

    text: Text
    sources: tuple[Term, ...]


@dataclass(frozen=True)
class Link:
    id: str
    title: Text
    url: str


@dataclass(frozen=True)
class AffectedPart:
    """Who is affected, and who is not."""

    people: Said
    count: str | None
    products: tuple[Term, ...]
    not_affected_products: tuple[Term, ...]
    contact: Said | None
    own_systems: Said | None


@dataclass(frozen=True)
class MeaningPart:
    """What the incident means, and what may follow from it."""

    assessment: tuple[Said, ...]
    risks: tuple[Said, ...]


@dataclass(frozen=True)
class TimelinePart:
    """What happened when, and when the organisation became aware of it."""

    events: tuple[Dated, ...]
    aware_at: str | None


@dataclass(frozen=True)
class MeasuresPart:
    taken: tuple[Said, ...]
    ongoing: tuple[Said, ...]
    planned: tuple[Said, ...]


@dataclass(frozen=True)
class ReleaseNote:
    """One release in the reader's language: number, instant, kind of change, the editor's words.

    `changes` are sentences that say what is different from the release before, made from the facts.
    """

    number: int
    released_at: datetime
    change: Term
    text: Text | None
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Headline:
    """What a list says of an edition.

    `missing` names the authored texts without a current translation; with a critical one among them
    the edition is partial, and all its authored text is shown in the source language (decision 4).
    `published` is the instant of the first release, `updated` that of the newest, or of a later translation of it.
    `superseded_by` is the id of the advisory that takes its place, which may not be public. Of a preview (`draft`),
    `embargoed_until` is the instant from which it is public; without one, `release_command` is what releases it.
    """

    id: str
    language: str
    tag: str
    source_tag: str
    draft: bool
    embargoed_until: datetime | None
    release_command: str | None
    withdrawn: bool
    superseded_by: str | None
    partial: bool
    missing: tuple[str, ...]
    published: datetime
    updated: datetime
    title: Text
    status: Term
    severity: Term


@dataclass(frozen=True)
class Edition(Headline):
    """One release in one language, whole."""

    releases: tuple[ReleaseNote, ...]
    summary: Text
    what_happened: Text | None
    lessons: tuple[Passage, ...]
    kind: Said
    severity_reason: Text | None
    aspects: tuple[Term, ...]
    affected: AffectedPart
    exposed: Items
    not_exposed: Items
    timeline: TimelinePart
    meaning: MeaningPart
    measures: MeasuresPart
    actions: tuple[Advice, ...]
    never_asked: Said | None
    genuine_messages: Text
    contact: Text | None
    next_update: str
    references: tuple[Link, ...]

    @property
    def last_correction(self) -> ReleaseNote | None:
        """The newest release that corrected a fact."""
        return next((release for release in self.releases if release.change.code == "correction"), None)

    @property
    def withdrawal(self) -> ReleaseNote | None:
        """The release that withdrew the advisory, while it is withdrawn."""
        if not self.withdrawn:
            return None
        return next(release for release in self.releases if release.change.code == "withdrawal")
