"""The JSON Schema of an advisory's YAML, from which editors complete, explain and underline.

In: the settings and the vocabulary. Out: the schema, as a value and as the file of a project. It is pydantic's, shaped
by what our parsers take: text may look like a number, a coded entry is a code or a mapping. Draft 7, with the keywords
of VS Code beside it (`enumDescriptions`, `errorMessage`), because that is what the YAML language server reads. Examples
stand in the descriptions: editors write what stands under `examples` into the file, where it would pass for a fact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from build_tools.atomic_files import write_atomically
from build_tools.language.vocabulary import Vocabulary
from build_tools.model import counts, fields, moment
from build_tools.model.advisory import ADVISORY_ID, Advisory
from build_tools.model.described import as_yaml
from build_tools.problems import Place, Problem
from build_tools.site import Site
from build_tools.validation import FORMS, WORD

SCHEMA_FILE = "schema/advisory.schema.json"
Schema = dict[str, Any]


def advisory_schema(site: Site, vocabulary: Vocabulary) -> Schema:
    """The schema of the advisories of a site: its products and languages, and the codes with their English texts."""
    generated = Advisory.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_SourceSchema)
    chosen: dict[str, Mapping[str, str]] = {
        "products": site.product_names,
        "languages": {language.path: language.name for language in site.languages},
        **{group: {code: entry.words for code, entry in codes.items()} for group, codes in vocabulary.groups.items()},
    }
    models = generated.pop("$defs")
    choices = {group: _choice(noun, chosen[group]) for group, noun in _choices([generated, models]) if group in chosen}
    definitions = _TEXTS | models | choices
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    whole = head | generated | {"definitions": {name: definitions[name] for name in sorted(definitions)}}
    return cast(Schema, _shaped(whole))


def schema_text(schema: Schema) -> str:
    """The text of the file of a schema."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write_schema(root: Path, site: Site, vocabulary: Vocabulary) -> tuple[Path, bool]:
    """Write the schema of a project. Returns its path, and whether it has changed. Raises OSError."""
    path, text = root / SCHEMA_FILE, schema_text(advisory_schema(site, vocabulary))
    changed = not path.is_file() or path.read_bytes() != text.encode()
    if changed:
        write_atomically(path, text.encode())
    return path, changed


def check_schema(root: Path, site: Site, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A project that has a schema has the one of its products, languages and codes."""
    path = root / SCHEMA_FILE
    if path.is_file() and path.read_bytes() != schema_text(advisory_schema(site, vocabulary)).encode():
        message = "Editors do not know the newest products, languages, codes or fields."
        mend = "Run `advisory schema`, and commit what it writes."
        yield Problem(Place(SCHEMA_FILE), "schema-outdated", message, mend, severity="warning")


class _SourceSchema(GenerateJsonSchema):
    """Pydantic's generator, told what our parsers take that it cannot see."""

    def field_title_should_be_set(self, _: Any) -> bool:
        """Titles made from names would stand above every explanation in an editor."""
        return False

    def sort(self, value: Schema, parent_key: str | None = None) -> Schema:  # noqa: ARG002 - pydantic's
        """Everything stays in the order of the model, in which an editor is to read it."""
        return value

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        """Our reader takes every value as it is written; to others, some texts are numbers and truth values."""
        pattern = str(schema.get("pattern", fields.NOT_BLANK))
        if pattern == fields.NOT_BLANK:
            return {fields.CHOICE: ("text", "")}
        types = {"type": ["string", "integer"]} if re.search(pattern, "12500") else {}
        return super().str_schema(schema) | types | _SAID_OF_FORMS.get(pattern, {})

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        """Without `anyOf` where a list of types says the same, so that an editor has one thing to say."""
        inner = self.generate_inner(schema["schema"])
        if inner == {fields.CHOICE: ("text", "")}:
            return {fields.CHOICE: ("text_or_nothing", "")}
        if inner.get("type") == "string":
            return inner | {"type": ["string", "null"]}
        return {"anyOf": [*inner.get("anyOf", [inner]), {"type": ["null"]}]}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> Schema:
        """A list, with words for an editor in case that it is none."""
        return super().tuple_schema(schema) | {"errorMessage": _LIST}

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """Some mappings may be written as one of their fields alone."""
        model = super().model_schema(schema)
        for key in ("title", "description", "type"):  # the words of the class are for those who read its code
            model.pop(key, None)
        model = {"allOf": [_MAPPING], **model}
        alone = getattr(schema["cls"], "shorthand", None)
        return {"anyOf": [_bare(model["properties"][alone]), model]} if alone else model

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        """What a field means when it is left out stands in its description; an editor need not write it."""
        return self.generate_inner(schema["schema"])


_LIST = "A list belongs here. Begin each entry with `- ` on a line of its own, or write `[one, two]`."
_MAPPING = {"type": ["object"], "errorMessage": "Lines with `key: value` belong here, indented by two spaces."}
"""The type apart from the keys, as the words for one would be taken for the others; and in a list, as an editor names a
lone type as programs do."""
_UNKNOWN = {"label": "unknown", "description": "Readers are told that it is not known.", "body": "unknown"}
_DAY = {"label": "day", "body": "${1:year}-${2:month}-${3:day}"}
_TIME = {"label": "time, in UTC", "body": "${1:year}-${2:month}-${3:day}T${4:hour}:${5:minute}Z"}
_SAID_OF_FORMS: Mapping[str, Schema] = {
    ADVISORY_ID: {"errorMessage": FORMS["id"]},
    fields.IDENTIFIER: {"errorMessage": WORD},
    fields.PORTABLE_WEB_ADDRESS: {"errorMessage": FORMS["url"]},
    f"^({counts.WHOLE_NUMBER})$": {"errorMessage": counts.DIGITS},
    f"^(unknown|{counts.WHOLE_NUMBER})$": {"errorMessage": counts.DIGITS, "defaultSnippets": [_UNKNOWN]},
    f"^{moment.DATE}$": {"errorMessage": moment.FORM, "defaultSnippets": [_DAY, _TIME]},
    f"^(unknown|{moment.DATE})$": {
        "errorMessage": f"{moment.FORM} If it is not known, write `unknown`.",
        "defaultSnippets": [_UNKNOWN, _DAY, _TIME],
    },
    f"^{moment.INSTANT}$": {"errorMessage": moment.INSTANT_FORM, "defaultSnippets": [_TIME]},
}
"""By pattern, what an editor says of a text that has not the form that belongs there, and what it offers to write."""
_SCALAR_OR_MORE = ["string", "number", "object", "array"]
_TEXT = {"type": ["string", "number"], "pattern": fields.NOT_BLANK, "errorMessage": "Text belongs here."}
_TEXTS: Schema = {
    "text": {"anyOf": [_TEXT, {"not": {"type": [*_SCALAR_OR_MORE, "null"]}}]},
    "text_or_nothing": {"anyOf": [_TEXT, {"not": {"type": _SCALAR_OR_MORE}}]},
}
"""Text, which may read `true`, and what may also be nothing; said by `not`, as editors offer the types they see."""


def _choice(noun: str, known: Mapping[str, str]) -> Schema:
    """One of the names that are known, each with its words."""
    message = f"This is no {noun}. Ctrl+Space shows those that are known."
    return {
        "enum": list(known),
        "enumDescriptions": list(known.values()),
        "errorMessage": message,
    }


def _choices(node: Any) -> set[tuple[str, str]]:
    """The groups that a schema chooses from, each with the noun for one of its names."""
    if isinstance(node, list):
        return {choice for item in node for choice in _choices(item)}
    if not isinstance(node, dict):
        return set()
    own = {node[fields.CHOICE]} if fields.CHOICE in node else set()
    return own.union(*(_choices(item) for item in node.values()))


def _bare(field: Schema) -> Schema:
    """The schema of a field without what is said of it at its own place."""
    return {key: value for key, value in field.items() if key not in ("description", "examples")}


def _shaped(node: Any) -> Any:
    """Choices as references, and references alone, since draft 7 passes over what stands beside them."""
    if isinstance(node, list):
        return [_shaped(item) for item in node]
    if not isinstance(node, dict):
        return node
    shaped = {key: value if key in _VALUES else _shaped(value) for key, value in node.items()}
    if choice := shaped.pop(fields.CHOICE, None):
        shaped["$ref"] = f"#/definitions/{choice[0]}"
    if "$ref" in shaped and len(shaped) > 1:
        shaped = {"anyOf": [{"$ref": shaped.pop("$ref")}], **shaped}
    if examples := shaped.pop("examples", None):
        shaped["description"] += f" For example: `{as_yaml(examples[0])}`."
        shaped["markdownDescription"] = shaped["description"]
    return shaped


_VALUES = ("defaultSnippets", "enum", "examples")
