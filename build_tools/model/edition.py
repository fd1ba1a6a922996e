"""Edition: one release in one language, part by part. What all outputs are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from build_tools.model.said import Advice, Dated, Items, Link, Passage, Said, Term, Text


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
    summary: Text
    status: Term
    severity: Term


@dataclass(frozen=True)
class Update:
    """One release of an advisory: what lists said of it then, and what it changed."""

    headline: Headline
    note: ReleaseNote


@dataclass(frozen=True)
class Edition(Headline):
    """One release in one language, whole. `names` is what the placeholders of the vocabulary stand for."""

    names: Mapping[str, str]
    releases: tuple[ReleaseNote, ...]
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
