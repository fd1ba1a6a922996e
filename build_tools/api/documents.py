"""Which documents there are below `/api/v1/`: the table that paths, schemas and OpenAPI are made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from build_tools.api.advisories import AdvisoriesDocument
from build_tools.api.advisory import AdvisoryDocument
from build_tools.api.published import Document
from build_tools.api.translations import TranslationsDocument
from build_tools.api.vocabulary import VocabularyDocument
from build_tools.model.advisory import ADVISORY_ID

FOLDER = "api/v1"
ADVISORIES = f"{FOLDER}/advisories.json"
VOCABULARY = f"{FOLDER}/vocabulary.json"
TRANSLATIONS = f"{FOLDER}/translations.json"
OPENAPI = f"{FOLDER}/openapi.json"
ADVISORY = FOLDER + "/advisories/{id}.json"
RELEASE = FOLDER + "/advisories/{id}/releases/{release}.json"

SCHEMAS: Mapping[type[Document], str] = {
    AdvisoriesDocument: "advisories",
    AdvisoryDocument: "advisory",
    TranslationsDocument: "translations",
    VocabularyDocument: "vocabulary",
}
"""The name of the schema of each kind of document."""


class Endpoint(NamedTuple):
    """A path of the site, with holes for its parameters, what it answers with, and a sentence on it."""

    path: str
    name: str
    model: type[Document]
    summary: str


ENDPOINTS = (
    Endpoint(ADVISORIES, "listAdvisories", AdvisoriesDocument, "The index of all advisories: the one file to poll."),
    Endpoint(ADVISORY, "getAdvisory", AdvisoryDocument, "An advisory as it is now."),
    Endpoint(RELEASE, "getRelease", AdvisoryDocument, "An advisory as it was at a release."),
    Endpoint(VOCABULARY, "getVocabulary", VocabularyDocument, "Every code with its words in every language."),
    Endpoint(TRANSLATIONS, "getTranslations", TranslationsDocument, "Which texts of each advisory are translated."),
)
PARAMETERS: Mapping[str, Mapping[str, Any]] = {
    "id": {"description": "The id of the advisory.", "schema": {"type": "string", "pattern": ADVISORY_ID}},
    "release": {"description": "The number of the release.", "schema": {"type": "integer", "minimum": 1}},
}
"""The parameters that stand in paths."""


def schema_path(model: type[Document]) -> str:
    """The path of a document's schema below the site's root."""
    return f"{FOLDER}/schema/{SCHEMAS[model]}.json"


def advisory_path(advisory_id: str) -> str:
    """The path of an advisory's document."""
    return ADVISORY.format(id=advisory_id)


def release_path(advisory_id: str, number: int) -> str:
    """The path of the document of a release."""
    return RELEASE.format(id=advisory_id, release=number)
