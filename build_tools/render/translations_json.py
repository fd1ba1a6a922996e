"""`/api/v1/translations.json`: how far each advisory is translated. `build_tools.api.translations` has its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from build_tools.api.documents import TRANSLATIONS, schema_path
from build_tools.api.translations import ABOUT, State, Text, TranslatedAdvisory, TranslationsDocument, TranslationState
from build_tools.model.authored import NOTES, AuthoredText, note_key
from build_tools.model.edition import Headline
from build_tools.model.release import Record
from build_tools.render.json_text import json_text
from build_tools.render.publication import Publication, Rendering


def render(publication: Publication) -> Iterator[Rendering]:
    """The one document."""
    yield TRANSLATIONS, partial(_document, publication)


def _document(publication: Publication) -> bytes:
    site, public = publication.site, sorted(publication.public.items())
    return json_text(
        TranslationsDocument(
            schema_address=site.url + schema_path(TranslationsDocument),
            about=ABOUT,
            demonstration=site.demonstration,
            advisories={of: _advisory(record, publication.by_id[of]) for of, record in public},
        )
    )


def _advisory(record: Record, headlines: Mapping[str, Headline]) -> TranslatedAdvisory:
    """The headlines, by language, know what each lacks."""
    newest = record.current
    return TranslatedAdvisory(
        release=newest.number,
        source_language=next(iter(headlines.values())).source_tag,
        texts={key: Text(critical=text.critical) for key, text in _texts(record)},
        languages={
            it.tag: TranslationState(state=_state(it), modified=it.updated, missing=it.missing)
            for it in headlines.values()
        },
    )


def _texts(record: Record) -> Iterator[tuple[str, AuthoredText]]:
    """The texts that readers see: those of the newest release, and what was said of each before."""
    yield from ((text.path, text) for text in record.current.authored)
    for release in record.releases[:-1]:
        yield from ((note_key(release.number), text) for text in release.authored if text.path in NOTES)


def _state(headline: Headline) -> State:
    if headline.tag == headline.source_tag:
        return "source"
    if headline.partial:
        return "partial"
    return "reduced" if headline.missing else "complete"
