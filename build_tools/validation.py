"""Pydantic's errors as problems: the place in the YAML, plain words, and the mend."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from build_tools.problems import Problem, did_you_mean
from build_tools.yaml_source import SourceTree


def frozen_lists(value: Any) -> Any:
    """The same tree with tuples for lists, as frozen models want them."""
    if isinstance(value, dict):
        return {key: frozen_lists(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(frozen_lists(item) for item in value)
    return value


def problems_of(error: ValidationError, tree: SourceTree, model: type[BaseModel] | None = None) -> list[Problem]:
    """One problem for each thing that pydantic found wrong, in the words of a comms editor."""
    return [_problem(details, tree, model) for details in error.errors()]


def _problem(details: ErrorDetails, tree: SourceTree, model: type[BaseModel] | None) -> Problem:
    location = details["loc"]
    kind = details["type"]
    name = str(location[-1]) if location else ""
    if kind == "extra_forbidden":
        mend = did_you_mean(name, _field_names(model, location[:-1]))
        return Problem(tree.place(location, key=True), "unknown-key", f"There is no field `{name}` here.", mend)
    if kind == "missing":
        mend = f"Add a line `{name}: …`."
        return Problem(tree.place(location[:-1], key=True), "missing-field", f"The field `{name}` is missing.", mend)
    code, message, mend = _words(details)
    return Problem(tree.place(location), code, message, mend)


def _words(details: ErrorDetails) -> tuple[str, str, str]:
    value, kind = details["input"], details["type"]
    if value is None:
        return "empty", "There is nothing here.", "Write the value, or delete the line."
    if kind == "value_error":
        return _value_words(str(details["ctx"]["error"]))
    if kind in _WANTED:
        return "wrong-type", f"{_WANTED[kind]} belongs here, and this is {_what(value)}.", "Compare docs/format.md."
    if kind == "string_pattern_mismatch":
        return "wrong-form", f"`{value}` has not the form that belongs here.", _FORMS.get(str(details["loc"][-1]), "")
    if kind == "literal_error":
        return "wrong-form", f"`{value}` cannot stand here.", f"Write {details['ctx']['expected']}."
    return "wrong-form", f"`{value}` cannot stand here.", "Compare docs/format.md."


_VALUE_CODES = (
    ("is no date", "not-a-date"),
    ("of the calendar", "impossible-date"),
    ("has no time", "not-an-instant"),
    ("whole number", "not-a-number"),
    ("runs backwards", "range-backwards"),
    ("is empty", "empty"),
    ("Say when", "no-date"),
    ("is no address", "not-an-address"),
    ("is no switch", "wrong-form"),
    ("none may stand twice", "repeated"),
)


def _value_words(said: str) -> tuple[str, str, str]:
    """Split what our own parsers say into message and mend; a code that is not known is what remains."""
    message, _, mend = said.partition(". ")
    code = next((code for words, code in _VALUE_CODES if words in said), "unknown-code")
    return code, message.removesuffix(".") + ".", mend


_WANTED = {
    "string_type": "Text",
    "tuple_type": "A list",
    "model_type": "A mapping (`key: value` lines)",
    "model_attributes_type": "A mapping (`key: value` lines)",
    "dict_type": "A mapping (`key: value` lines)",
}

_FORMS = {
    "id": "An id looks like `ADV-2025-0001`; other ids are lower-case words such as `vendor_statement`.",
    "superseded_by": "An id looks like `ADV-2025-0001`.",
    "url": "An address begins with `https://`.",
    "language": "Write the path of a language in mkdocs.yml, such as `en`.",
    "tag": "A language tag looks like `pt-BR`.",
    "locale": "A locale looks like `pt_BR`.",
    "email": "An e-mail address looks like `security@company.example`.",
    "direction": "Write `ltr` or `rtl`.",
}


def _what(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else f"`{value}`"


def _field_names(model: type[BaseModel] | None, location: Iterable[str | int]) -> list[str]:
    """The fields of the model that stands at `location`, or none where that cannot be told."""
    for step in location:
        if model is None:
            return []
        if isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation) if step in model.model_fields else None
    return list(model.model_fields) if model else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in getattr(annotation, "__args__", ()) if (model := _model_in(part))), None)
