"""`/api/v1/schema/*.json` and `/api/v1/openapi.json`: what the documents look like, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from build_tools.api.documents import OPENAPI, SCHEMAS, schema_path
from build_tools.api.published import Document
from build_tools.api.schemas import openapi, schema
from build_tools.render.json_text import json_text
from build_tools.render.publication import Publication, Rendering


def render(publication: Publication) -> Iterator[Rendering]:
    """A schema for each kind of document, and the description of all."""
    url, name = publication.site.url, publication.site.name
    for model in SCHEMAS:
        yield schema_path(model), partial(_schema, model, url)
    yield OPENAPI, partial(_openapi, url, name)


@lru_cache(maxsize=8)
def _openapi(url: str, name: str) -> bytes:
    return json_text(openapi(url, name))


@lru_cache(maxsize=32)
def _schema(model: type[Document], url: str) -> bytes:
    return json_text(schema(model, url))
