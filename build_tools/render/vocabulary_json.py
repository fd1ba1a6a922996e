"""`/api/v1/vocabulary.json`: every code with its words in every language; `build_tools.api.vocabulary` has its form.

Source of the IRIs: W3C Data Privacy Vocabulary 2, extension Personal Data; of the paths: VERIS 1.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from build_tools.api.documents import VOCABULARY, schema_path
from build_tools.api.vocabulary import ABOUT, CodeEntry, CodeWords, VocabularyDocument
from build_tools.language.language import Language
from build_tools.language.vocabulary import Entry
from build_tools.render.json_text import json_text
from build_tools.render.publication import Publication, Rendering

DPV = "https://w3id.org/dpv/pd#"
VERIS_OF_DATA = "attribute.confidentiality.data.variety."
_TEXTS = ("title", "text", "definition", "what", "how", "why")


def render(publication: Publication) -> Iterator[Rendering]:
    """The one document."""
    yield VOCABULARY, partial(_document, publication)


def _document(publication: Publication) -> bytes:
    site, languages = publication.site, publication.languages
    vocabulary = next(iter(languages.values())).vocabulary
    return json_text(
        VocabularyDocument(
            schema_address=site.url + schema_path(VocabularyDocument),
            about=ABOUT,
            demonstration=site.demonstration,
            groups={
                group: {code: _entry(group, code, entry, languages) for code, entry in entries.items()}
                for group, entries in vocabulary.groups.items()
            },
        )
    )


def _entry(group: str, code: str, entry: Entry, languages: Mapping[str, Language]) -> CodeEntry:
    return CodeEntry(
        dpv=DPV + entry.dpv if entry.dpv else None,
        veris=_veris(group, entry.veris) if entry.veris else None,
        part_of=entry.part_of,
        words={language.tag: _words(language, group, code) for language in languages.values()},
    )


def _veris(group: str, value: str) -> str:
    """Of data, the vocabulary names the variety alone; of other groups, the whole path."""
    return VERIS_OF_DATA + value if group == "data" else value


def _words(language: Language, group: str, code: str) -> CodeWords:
    texts = {part: language.phrase(group, code, part) or None for part in _TEXTS}
    label = language.phrase(group, code, "label") or language.phrase(group, code, "text")
    return CodeWords(label=label, **texts)
