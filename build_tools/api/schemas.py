"""The descriptions of the documents for programs, made from their models: JSON Schema 2020-12 and OpenAPI 3.1.

In: the address of the site. Out: JSON content. Both describe what is written, and say so of every member.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from build_tools.api.documents import ENDPOINTS, PARAMETERS, SCHEMAS, Endpoint, schema_path
from build_tools.api.published import Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DESCRIPTION = (
    "Static files. Nothing needs a key, and nothing can be sent. Within version 1, members are only added; a program "
    "passes over those that it does not know, shows an unknown code by its label, and treats it as *other*. All "
    "instants are RFC 3339 in UTC. Poll `advisories.json` with `If-None-Match`, and fetch the documents whose "
    "`sha256` changed."
)
_NOT_MODIFIED = {"description": "Nothing has changed since the answer that `If-None-Match` names."}
_NOT_FOUND = {"description": "There is no such advisory or release. None is ever deleted: a withdrawn one answers."}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of the last answer, where the server sends one.",
    "schema": {"type": "string"},
}


class _Plain(GenerateJsonSchema):
    """Without the titles that repeat the names of members."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - as pydantic calls it
        return False


def schema(model: type[Document], site_url: str) -> dict[str, Any]:
    """The JSON Schema of a document, which names the address that it is published at."""
    content = model.model_json_schema(mode="serialization", schema_generator=_Plain)
    return {"$schema": DIALECT, "$id": site_url + schema_path(model), **content}


def openapi(site_url: str, title: str) -> dict[str, Any]:
    """The OpenAPI description of all documents."""
    _, definitions = models_json_schema(
        [(model, "serialization") for model in SCHEMAS],
        ref_template="#/components/schemas/{model}",
        schema_generator=_Plain,
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1", "description": _DESCRIPTION},
        "servers": [{"url": site_url.rstrip("/")}],
        "paths": {f"/{endpoint.path}": {"get": _operation(endpoint)} for endpoint in ENDPOINTS},
        "components": {"schemas": definitions["$defs"]},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    names = re.findall(r"\{(\w+)\}", endpoint.path)
    holes = [{"name": name, "in": "path", "required": True, **PARAMETERS[name]} for name in names]
    answer = {"schema": {"$ref": f"#/components/schemas/{endpoint.model.__name__}"}}
    responses = {
        "200": {"description": endpoint.summary, "content": {"application/json": answer}},
        "304": _NOT_MODIFIED,
    }
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": [*holes, _IF_NONE_MATCH],
        "responses": responses | ({"404": _NOT_FOUND} if names else {}),
    }
