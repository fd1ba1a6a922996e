"""The authored texts of a record as a reader of one language gets them (decision 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.language.language import Language
from build_tools.model.authored import NOTES, AuthoredText, note_key
from build_tools.model.release import Release
from build_tools.model.said import Text
from build_tools.site import Site


class _Wanted(NamedTuple):
    """A text that a reader should get: its key, how it was written, in which release, and its translation."""

    key: str
    authored: AuthoredText
    release: Release
    source_tag: str
    translation: str | None
    is_source: bool

    def shown(self, language: Language, *, partial: bool) -> Text | None:
        """The text as an edition shows it, if it does."""
        authored = self.authored
        form = (authored.markdown, self.release.links if authored.markdown else ())
        if self.is_source:
            return Text(authored.text, self.source_tag, "authored", *form)
        if partial:
            return Text(authored.text, self.source_tag, "untranslated", *form)
        return Text(self.translation, language.tag, "translated", *form) if self.translation else None


@dataclass(frozen=True)
class AuthoredWords:
    """The texts by key, the keys without a current translation, and whether a critical one is among them.

    All texts of the newest release are here by field path, and what was said of each release before it.
    """

    texts: Mapping[str, Text]
    missing: tuple[str, ...]
    partial: bool

    @classmethod
    def of(cls, releases: Sequence[Release], language: Language, site: Site) -> AuthoredWords:
        sought = [*_of_newest(releases[-1], language, site), *_of_earlier(releases[:-1], language, site)]
        missing = [text for text in sought if not text.is_source and text.translation is None]
        partial = any(text.authored.critical for text in missing)
        texts = {text.key: shown for text in sought if (shown := text.shown(language, partial=partial))}
        return cls(texts, tuple(text.key for text in missing), partial)

    def note(self, release: Release, *, newest: bool) -> Text | None:
        """What was said of a release itself."""
        keys = NOTES if newest else (note_key(release.number),)
        return next((self.texts[key] for key in keys if key in self.texts), None)


def _of_newest(release: Release, language: Language, site: Site) -> Iterator[_Wanted]:
    return (_sought(text.path, text, release, language, site) for text in release.authored)


def _of_earlier(releases: Sequence[Release], language: Language, site: Site) -> Iterator[_Wanted]:
    for release in releases:
        for text in release.authored:
            if text.path in NOTES:
                yield _sought(note_key(release.number), text, release, language, site)


def _sought(key: str, text: AuthoredText, release: Release, language: Language, site: Site) -> _Wanted:
    source = release.advisory.language
    translation = release.translations_into(language.path).get(text.path)
    return _Wanted(key, text, release, site.tags.get(source, source), translation, source == language.path)
