"""Fields: the JSON Schema of the form, made from the one that editors read.

In: the schema of an advisory's YAML. Out: a schema in which everything stands one way only, for the library that makes
a form of it: coded entries are mappings, a choice has the words of its codes, what may be left out may be empty. It
also says how each value is written in YAML (`x-alone`, `x-several`, `x-range`), which `values` goes by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from build_tools.blanks import BLANK
from build_tools.language.vocabulary import PLACEHOLDER

Schema = dict[str, Any]

NOT_SHOWN = frozenset({"id", "profiles"})
"""What stands in the file and not in the form: the id is the file's name, and the profiles have no effect so far."""
TUCKED = frozenset({"certainty", "note", "text", "reason", "based_on", "not_before", "not_after"})
"""What a mapping with a code may say besides; seldom needed, and so behind a line that opens it."""
LONG = frozenset({"summary", "what_happened", "genuine_messages", "contact", "internal", "note", "text", "reason"})
"""Texts of more than a line."""
MOST_BOXES = 14
"""Of more codes than these, each entry of a list has a choice of its own."""
_TITLES = {
    "url": "Address",
    "text": "Text of your own",
    "aware_at": "Known since",
    "count": "How many people",
    "items": "Data",
}
_OFFERED = {"unknown": "Not known; readers are told so.", "when_known": "As soon as more is known.", "final": "None."}


def form_schema(schema: Schema) -> Schema:
    """The schema of the form for a schema of an advisory's YAML, as `advisory_schema` makes it."""
    shown = {name: field for name, field in schema["properties"].items() if name not in NOT_SHOWN}
    made = _Maker(schema["definitions"], shown).mapping(schema | {"properties": shown}, optional=False)
    return made | {"title": "Advisory", "x-titleHidden": True}


class _Maker:
    """Goes through a schema with its definitions at hand. `optional` says whether a field may be left out."""

    def __init__(self, definitions: Mapping[str, Schema], fields: Iterable[str]) -> None:
        self.definitions = definitions
        ways = [way for model in definitions.values() for way in model.get("anyOf", [model])]
        self.names = {*fields, *(name for way in ways for name in way.get("properties", ()))}

    def mapping(self, node: Schema, *, optional: bool) -> Schema:
        """The fields of a mapping, in their order."""
        needed, own = node.get("required", ()), node["properties"]
        fields = {}
        for name, field in own.items():
            made = self.field(name, field, optional=optional or name not in needed)
            is_tucked = name == "stated_by" or ("code" in own and name in TUCKED)
            fields[name] = made | ({"x-tucked": True} if is_tucked else {})
        return {"type": "object", "properties": fields, "x-needed": list(needed)}

    def field(self, name: str, node: Schema, *, optional: bool) -> Schema:
        """One field, with its words."""
        made = self.value(name, node, optional=optional)
        words = self.words(name, node.get("description", ""))
        if made.get("x-alone") == "code":  # the title of its code says the rest
            words["description"] = " ".join(words["description"].split(". ")[1:])
        if made["type"] == "array" and "uniqueItems" not in made:
            made["items"]["title"] = "Entry {{ i1 }}"
            made["x-arrayFooterAddContent"] = f"Add to “{words['title']}”"
        return made | words

    def value(self, name: str, node: Schema, *, optional: bool) -> Schema:
        """What stands in a field; of several ways to write it, the one that can say most."""
        ways = [way for way in self.ways(node) if way.get("type") != ["null"]]
        mapping = next((way for way in ways if "properties" in way), None)
        if mapping and "from" in mapping["properties"]:
            return _text(name, ways[0], optional=optional) | {"x-range": True}
        if mapping:
            others = [way for way in ways if way is not mapping]
            alone = {"x-alone": "items" if others[0].get("type") == "array" else "code"} if others else {}
            return self.mapping(mapping, optional=optional) | alone
        if array := next((way for way in ways if way.get("type") == "array"), None):
            return self.entries(array, several=len(ways) > 1)
        choice = next((way for way in ways if "enum" in way), None)
        if choice and len(ways) == 1:
            return _choice(choice, optional=optional)
        return _text(name, ways[-1], choice["enum"] if choice else (), optional=optional)

    def entries(self, node: Schema, *, several: bool) -> Schema:
        """A list; one of few codes is a row of boxes to tick. `several` says that one may be written without it."""
        items = self.value("", node["items"], optional=False)
        if len(items.get("enum", ())) not in range(1, MOST_BOXES):
            return {"type": "array", "items": items}
        codes = {"type": "string", "enum": items["enum"][1:], "x-enumTitles": items["x-enumTitles"][1:]}
        return {"type": "array", "uniqueItems": True, "items": codes, "x-several": several}

    def ways(self, node: Schema) -> list[Schema]:
        """The ways in which a value may be written, without references; those of text have the key `text`."""
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            return [{"text": name}] if name.startswith("text") else self.ways(self.definitions[name])
        if "anyOf" in node:
            return [way for part in node["anyOf"] for way in self.ways(part)]
        return [node]

    def words(self, name: str, description: str) -> Schema:
        """The title of a field, and what belongs there; of a code, that is its title."""
        text = _OF_YAML.sub("", re.sub(r" For example: `.*`\.$", "", description))
        text = re.sub(r"`([^`]*)`", lambda match: self.spoken(match[1]), text).strip()
        text = text.replace("mkdocs.yml", "the settings of the site")
        return {"title": re.split(r"[.,]", text)[0]} if name == "code" else {"title": _title(name), "description": text}

    def spoken(self, word: str) -> str:
        """The name of a field as the form has it; any other word in quotes."""
        return _title(word).lower() if word in self.names else f"“{word}”"


def _choice(node: Schema, *, optional: bool) -> Schema:
    """A choice of codes, each with its words; before them, that it is left out, and that it is still open."""
    said: list[str] = node.get("enumDescriptions") or node["enum"]
    titles = [_label(code, words) for code, words in zip(node["enum"], said, strict=True)]
    empty = {"": "– left out –", BLANK: "– still to be filled in –"} if optional else {BLANK: "– choose –"}
    made = {"type": "string", "enum": [*empty, *node["enum"]], "x-enumTitles": [*empty.values(), *titles]}
    return made if optional else made | {"default": BLANK}


def _label(code: str, words: str) -> str:
    """What a code says, in a few words, and the code."""
    said = PLACEHOLDER.sub("…", words.partition(" – ")[0])
    return f"{said} ({code})" if said != code else code


def _text(name: str, node: Schema, offered: Iterable[str] = (), *, optional: bool) -> Schema:
    """A text, on one line or on several, with what is offered for it."""
    made: Schema = {"type": "string", "x-optional": optional}
    if "text" in node and name in LONG:
        return made | {"x-format": "textarea"}
    if "(unknown|" in node.get("pattern", ""):
        offered = ["unknown"]
    return made | ({"x-offered": {value: _OFFERED.get(value, "") for value in offered}} if offered else {})


def _title(name: str) -> str:
    """The name of a field in plain words."""
    return _TITLES.get(name) or name.replace("_", " ").capitalize()


_OF_YAML = re.compile(
    r":? ?(?:a list of |a )?(?:coded entr(?:y|ies)|codes|code|ids) of `\w+`(?: in mkdocs\.yml)?"
    r"(?:, or a mapping with [^.;:]*|, each with [^.;:]*)?|: a `path` of `languages` in mkdocs\.yml"
)
"""What only those who write YAML need to know."""
