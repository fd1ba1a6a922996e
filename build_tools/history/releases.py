"""Makes what is added to the history: a release from a draft, a later translation from a catalogue.

Pure but for the digest of the file before. The next number and the chain are decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from build_tools.history.files import Name, file_digest, path_of
from build_tools.model.advisory import Advisory
from build_tools.model.authored import NOTES, Sought, authored_texts, note_key
from build_tools.model.release import LaterTranslation, Release
from build_tools.site import Site


class Content(NamedTuple):
    """What a release freezes: facts, current translations, the SHA-256 of each file they come from, and names."""

    advisory: Advisory
    translations: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, str]
    site: Site


def freeze(content: Content, released_at: datetime, number: int, previous: str | None) -> Release:
    """Release `number` of an advisory; `previous` is the SHA-256 of the file of the release before it."""
    advisory, site = content.advisory, content.site
    named = {*advisory.affected.products, *advisory.affected.not_affected_products}
    return Release(
        number=number,
        released_at=released_at.replace(microsecond=0),
        change=advisory.release.change,
        previous=previous,
        advisory=public(advisory),
        translations={language: dict(sorted(texts.items())) for language, texts in content.translations.items()},
        sources=content.sources,
        publisher=site.publisher.name,
        product_names={product: name for product, name in site.product_names.items() if product in named},
    )


def public(advisory: Advisory) -> Advisory:
    """The advisory without what is never published."""
    return advisory.with_fields(internal=None, waivers=None)


def previous_digest(advisories: Path, advisory_id: str, before: tuple[Release, ...]) -> str | None:
    """The SHA-256 of the newest release's file, which the next release names."""
    return file_digest(path_of(advisories, advisory_id, Name(before[-1].number))) if before else None


def is_unreleased(advisory: Advisory, releases: tuple[Release, ...]) -> bool:
    """Whether the draft says more than the newest release, in a fact, a text, or of the release itself.

    What the draft says of an older release is what that release said: editors leave it standing.
    """
    if not releases:
        return True
    newest, draft = releases[-1].advisory, public(advisory)
    is_said = any(draft.release == release.advisory.release for release in releases)
    return not is_said or draft.with_fields(release=newest.release) != newest


def translatable(releases: tuple[Release, ...]) -> list[Sought]:
    """What readers see of all releases: the texts of the newest, and what was said of each of them."""
    newest = [Sought(text.path, (text.path,), text.text) for text in releases[-1].authored if text.path not in NOTES]
    notes = [(note_key(release.number), release.note) for release in releases]
    return newest + [Sought(key, (key, note.path), note.text) for key, note in notes if note]


def sources_of(releases: tuple[Release, ...]) -> dict[str, str]:
    """The SHA-256 of each file that the newest release, and what was translated later, were frozen from."""
    additions = [addition for release in releases for addition in release.later]
    sources = dict(releases[-1].sources)
    for addition in sorted(additions, key=lambda addition: addition.translated_at):
        if addition.translated_at >= releases[-1].released_at:
            sources |= addition.sources
    return sources


def untranslated_notes(advisory: Advisory, releases: tuple[Release, ...], language: str) -> dict[str, str]:
    """What was said of releases, by key, that is not in the draft any more and not yet in a language."""
    in_draft = {text.text for text in authored_texts(advisory) if text.path in NOTES}
    return {
        note_key(release.number): note.text
        for release in releases
        if (note := release.note) and language != release.advisory.language
        if note.text not in in_draft and note.path not in release.translations_into(language)
    }


class Translated(NamedTuple):
    """What the catalogue of a language holds now of an advisory's releases, by key, and its own SHA-256."""

    language: str
    texts: Mapping[str, str]
    sources: Mapping[str, str]


class Pending(NamedTuple):
    """Texts of one release, by field path, that are in a language what they were not when they were last recorded."""

    release: Release
    language: str
    texts: Mapping[str, str]
    sources: Mapping[str, str]


def pending_translations(releases: tuple[Release, ...], translated: Iterable[Translated]) -> list[Pending]:
    """What is translated now, and readers do not see yet."""
    return [
        Pending(release, one.language, texts, one.sources)
        for one in translated
        for release in releases
        if (texts := _news(release, one, newest=release is releases[-1]))
    ]


def _news(release: Release, translated: Translated, *, newest: bool) -> dict[str, str]:
    if translated.language == release.advisory.language:
        return {}
    keys = {text.path: text.path for text in release.authored if newest and text.path not in NOTES}
    keys |= {note_key(release.number): release.note.path} if release.note else {}
    known = release.translations_into(translated.language)
    found = {path: translated.texts[key] for key, path in keys.items() if key in translated.texts}
    return {path: text for path, text in sorted(found.items()) if known.get(path) != text}


def later_translation(advisories: Path, pending: Pending, at: datetime) -> tuple[Path, LaterTranslation]:
    """The addition to a release that records what is pending, and the path where it belongs."""
    release, language = pending.release, pending.language
    advisory_id = release.advisory.id
    number = sum(addition.language == language for addition in release.later) + 1
    before = Name(release.number, language, number - 1) if number > 1 else Name(release.number)
    addition = LaterTranslation(
        advisory=advisory_id,
        release=release.number,
        language=language,
        number=number,
        translated_at=at.replace(microsecond=0),
        previous=file_digest(path_of(advisories, advisory_id, before)),
        translations=pending.texts,
        sources=pending.sources,
    )
    return path_of(advisories, advisory_id, Name(release.number, language, number)), addition
