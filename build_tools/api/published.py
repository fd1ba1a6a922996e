"""What all published documents are made of: immutable models, instants in UTC, languages, codes of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from build_tools.model.advisory import ADVISORY_ID
from build_tools.model.moment import rfc3339

_INSTANT = {
    "type": "string",
    "format": "date-time",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
    "examples": ["2025-11-27T18:00:00Z"],
}
Instant = Annotated[datetime, PlainSerializer(rfc3339), WithJsonSchema(_INSTANT, mode="serialization")]
Day = Annotated[date, Field(examples=["2025-11-09"])]
Tag = Annotated[str, Field(description="BCP 47 tag of a language.", examples=["pt-BR"])]
AdvisoryId = Annotated[
    str, Field(pattern=ADVISORY_ID, description="The id of an advisory.", examples=["ADV-2024-0042"])
]
Address = Annotated[str, Field(json_schema_extra={"format": "iri"})]
FieldPath = Annotated[
    str, Field(description="Where something stands in an advisory, entries by their code or id.", examples=["aware_at"])
]
Number = Annotated[int, Field(ge=1, description="The number of a release: 1 for the first, and no gaps.")]

VOCABULARY = "x-vocabulary"
"""In a schema: the group of `vocabulary.json` that a code belongs to; `products` are those of the site."""
OPEN = "x-open"
"""In a schema: that an enumeration may gain values within this version of the contract."""
UNKNOWN = "More may come: of one that you do not know, show the label or the sentence, and treat it as *other*."


@dataclass(frozen=True)
class CodeOf:
    """Marks a string as a code of one group of the vocabulary; `says` is what it tells in its place."""

    group: str
    says: str

    def __get_pydantic_json_schema__(self, _: core_schema.CoreSchema, __: GetJsonSchemaHandler) -> JsonSchemaValue:
        description = f"{self.says} A code of the group `{self.group}`. {UNKNOWN}"
        return {"type": "string", "description": description, VOCABULARY: self.group}


class Published(BaseModel):
    """Base of what is published: immutable; programs that read it pass over members that they do not know.

    Every member is always there, and null or empty where there is nothing to say.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, json_schema_serialization_defaults_required=True)


class Document(Published):
    """Base of a whole document, which names its schema."""

    schema_address: Annotated[
        Address, Field(serialization_alias="$schema", description="The JSON Schema (2020-12) of this document.")
    ]
    about: Annotated[str, Field(description="What this document is, in English.")]
    schema_version: Annotated[
        Literal[1], Field(description="The version of the contract. Within it, members are only added.")
    ] = 1
    demonstration: Annotated[
        bool,
        Field(description="Whether this is a demonstration and no real notice. Programs that act on advisories stop."),
    ]


def is_open(description: str, **more: Any) -> Any:
    """A field with an enumeration that may gain values; it says so to people and to programs."""
    return Field(description=description, json_schema_extra={OPEN: True}, **more)
