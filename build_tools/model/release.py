"""Release: a numbered, frozen state of an advisory, with the translations that were current then or came later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.advisory import Advisory, AdvisoryId
from build_tools.model.authored import NOTES, AuthoredText, authored_texts
from build_tools.model.changes import Change, changes_between
from build_tools.model.fields import Code, Frozen, Identifier, Name
from build_tools.model.moment import Instant

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Seal = Annotated[str, Field(exclude=True)]
Number = Annotated[int, Field(ge=1, strict=True)]


class LaterTranslation(Frozen):
    """A dated addition to a release: texts of it in one language, translated or translated anew since.

    `translations` has the translated text by field path, `sources` the SHA-256 of the catalogue that it was frozen
    from. `previous` is the SHA-256 of the file before it: the addition before it in that language, or the release.
    """

    format: Literal[1] = 1
    advisory: AdvisoryId
    release: Number
    language: Identifier
    number: Number
    translated_at: Instant
    previous: Digest
    translations: Mapping[str, str]
    sources: Mapping[str, str]
    sha256: Seal = ""


class Release(Frozen):
    """What one file of the history holds, and what was added to it later.

    `translations` has, per language path, the translated text by field path. Only what was current at
    the time is in it. `previous` is the SHA-256 of the file before it, so that a chain results. `sources` has the
    SHA-256 of the files that it was frozen from, so that a build need not read again what has not changed since.
    `publisher` and `product_names` are the names in the settings that its sentences speak of. `sha256` seals the file;
    a release that was not read from one has none.
    """

    format: Literal[1] = 1
    number: Number
    released_at: Instant
    change: Annotated[str, Code("changes", "kind of change")]
    previous: Digest | None
    advisory: Advisory
    translations: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, str]
    publisher: Name
    product_names: Mapping[str, str]
    sha256: Seal = ""
    later: Annotated[tuple[LaterTranslation, ...], Field(exclude=True)] = ()

    @property
    def is_announced(self) -> bool:
        """Whether readers must see it: feeds of updates have an item for it. An editorial change touches no fact."""
        return self.change != "editorial"

    @property
    def languages(self) -> frozenset[str]:
        """The paths of the languages that the release has words in."""
        later = (addition.language for addition in self.later)
        return frozenset({self.advisory.language, *self.translations, *later})

    @cached_property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The id and address of each reference."""
        return tuple((reference.id, reference.url) for reference in self.advisory.references)

    @cached_property
    def authored(self) -> tuple[AuthoredText, ...]:
        """The authored texts of the release."""
        return authored_texts(self.advisory)

    @property
    def note(self) -> AuthoredText | None:
        """What was said of the release itself: its text, or the reason for a withdrawal."""
        return next((text for text in self.authored if text.path in NOTES), None)

    def translations_into(self, language: str) -> Mapping[str, str]:
        """The texts in a language by field path, with what was translated later."""
        texts = self.translations.get(language, {})
        for addition in self.later:
            if addition.language == language:
                texts = {**texts, **addition.translations}
        return texts

    def changed_at(self, language: str) -> datetime:
        """When a reader of a language last saw this release change."""
        return max([self.released_at, *(it.translated_at for it in self.later if it.language == language)])

    @property
    def instants(self) -> tuple[datetime, ...]:
        """When it, and what was translated later, becomes public."""
        return self.released_at, *(addition.translated_at for addition in self.later)

    @property
    def last_changed_at(self) -> datetime:
        """When any reader last saw this release change."""
        return max(map(self.changed_at, self.languages))

    def as_of(self, now: datetime) -> Release:
        """The release with the later translations whose time has come."""
        later = tuple(addition for addition in self.later if addition.translated_at <= now)
        return self if later == self.later else self.with_fields(later=later)


class Record(Frozen):
    """An advisory as the public may see it: its releases up to now, oldest first, or a preview of its draft.

    Of a preview (`draft`), `embargoed_until` is the instant from which all of it is public; without one, it is not
    released. `only_translations` says that nothing but translations of what was released is new.
    """

    releases: tuple[Release, ...]
    draft: bool = False
    embargoed_until: datetime | None = None
    only_translations: bool = False

    @property
    def current(self) -> Release:
        return self.releases[-1]

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn, and not reinstated since."""
        changes = [it.change for it in self.releases if it.change in ("withdrawal", "reinstatement")]
        return bool(changes) and changes[-1] == "withdrawal"

    @cached_property
    def history(self) -> tuple[Record, ...]:
        """The record as it was at each release, with what was translated of that since."""
        return tuple(Record(releases=self.releases[: release.number]) for release in self.releases)

    @cached_property
    def changes(self) -> tuple[tuple[Change, ...], ...]:
        """What each release changed; nothing for the first."""
        pairs = zip(self.releases, self.releases[1:], strict=False)
        return (), *(changes_between(before.advisory, after.advisory) for before, after in pairs)
