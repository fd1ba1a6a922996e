"""Pydantic's errors as problems: the place in the YAML, plain words, and the mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from build_tools.cut_values import cut_values, problem_of
from build_tools.model.fields import IDENTIFIER, UNFILLED, Code, Coded
from build_tools.model.lists_as_said import NOTHING, as_list
from build_tools.model.synonyms import field_named_by
from build_tools.problems import LONGEST_QUOTE, FieldError, Problem, closest, did_you_mean, shown
from build_tools.yaml_emission import line_text
from build_tools.yaml_source import FieldPath, SourceTree

Model = type[BaseModel] | None


def problems_of(error: ValidationError, tree: SourceTree, model: Model = None) -> list[Problem]:
    """One problem for each thing that pydantic found wrong, in the words of a comms editor."""
    errors = error.errors(include_url=False)
    misspelt = set(_misspelt(errors, model))
    cut = list(cut_values(tree, (details["loc"] for details in errors if details["type"] == "extra_forbidden")))
    told = {path for one in cut for path in (one.path, *one.rest)}
    wanting_list = {details["loc"] for details in errors if details["type"] == "tuple_type"}
    return [
        *(problem_of(one, tree, wants_list=one.path in wanting_list) for one in cut),
        *(
            _problem(details, tree, model)
            for details in errors
            if details["loc"] not in told
            and not (details["type"] == "missing" and details["loc"] in misspelt)
            and not (details["type"] == "too_short" and details["input"])  # its entries are there, but faulty
        ),
    ]


def _misspelt(errors: Iterable[ErrorDetails], model: Model) -> Iterator[FieldPath]:
    """The fields that stand there under a wrong name: to call them missing as well would only confuse."""
    for details in errors:
        *parent, name = details["loc"] or ("",)
        if details["type"] == "extra_forbidden":
            word = str(name).partition(":")[0]
            known = _field_names(model, parent)
            yield from ((*parent, field) for field in closest(field_named_by(word, known) or word, known)[:1])


def _problem(details: ErrorDetails, tree: SourceTree, model: Model) -> Problem:
    location, kind = details["loc"], details["type"]
    name = str(location[-1]) if location else ""
    if kind == "extra_forbidden":
        mend = _mend_of_key(name, location[:-1], model)
        message = f"There is no field {shown(name)} here."
        return Problem(tree.place(location, key=True), "unknown-key", message, mend)
    if kind == "missing":
        mend = f"Add `{name}: …`{_under(location[:-1])}."
        return Problem(tree.place(location[:-1], key=True), "missing-field", f"The field `{name}` is missing.", mend)
    fault = _fault(details, model_at(model, location))
    return Problem(tree.place(location), fault.code, fault.message, fault.mend)


def _under(parent: FieldPath) -> str:
    if not parent:
        return " on a line of its own"
    return f" under `{parent[-1]}:`" if isinstance(parent[-1], str) else " to this entry"


def _mend_of_key(name: str, parent: FieldPath, model: Model) -> str:
    """Where a key that has no place here was meant to stand, or what it was meant to be."""
    known = _field_names(model, parent)
    name = field_named_by(name, known) or name
    homes = list(_homes(name, model))
    if together := re.fullmatch(r"(\w+):(\S.*)", name):
        return f"Put a space behind the colon: `{together[1]}: {together[2]}`."
    if not closest(name, known) and len(homes) in (1, 2):
        return f"It belongs under {' or '.join(f'`{home}`' for home in homes)}."
    return did_you_mean(name, known, "Delete it, or look for the right one in docs/format.md.")


def _homes(name: str, model: Model, path: str = "") -> Iterator[str]:
    """The paths of the models below this one that have a field of that name."""
    for field, info in model.model_fields.items() if model else ():
        below, here = _model_in(info.annotation), f"{path} {field}:".strip()
        if below and name in below.model_fields:
            yield here
        yield from _homes(name, below, here)


def _fault(details: ErrorDetails, model: Model) -> FieldError:
    value, kind, context = details["input"], details["type"], details.get("ctx", {})
    if fault := _fault_of_any_value(value, kind):
        return fault
    if kind == "value_error":
        fault = context["error"]
        return fault if isinstance(fault, FieldError) else FieldError("wrong-form", str(fault))
    if kind in _WANTED:
        is_code = kind.startswith("model") and model and issubclass(model, Coded)
        wanted, mend = _CODE_WANTED if is_code else _WANTED[kind]
        if kind == "tuple_type":
            mend = as_list(value) or mend
        elif model and kind.startswith("model") and not is_code:
            mend = _as_mapping(value, model) or mend
        return FieldError("wrong-type", f"{wanted} belongs here, and this is {shown(value)}.", mend)
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        return FieldError("wrong-form", f"{shown(value)} cannot stand here.", did_you_mean(str(value), choices))
    mend = "If there is none, delete the line." if str(value).lower() in NOTHING else _form(details)
    return FieldError("wrong-form", f"{shown(value)} does not have the form that belongs here.", mend)


def _as_mapping(value: Any, model: type[BaseModel]) -> str:
    """How a word alone is written where a mapping with one field would do: the one that must be there, or else the one
    that is a code."""
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    coded = [name for name, field in model.model_fields.items() if any(isinstance(it, Code) for it in field.metadata)]
    names = required or coded
    is_short = isinstance(value, str) and len(value) <= LONGEST_QUOTE
    return f"Write `{line_text({names[0]: value})}`." if is_short and len(names) == 1 else ""


def _fault_of_any_value(value: Any, kind: str) -> FieldError | None:
    """What can be wrong with a value wherever it stands, and says more than that it does not fit."""
    if value is None or value == "":
        return FieldError("empty", "There is nothing here.", "Write what belongs here, or delete the line.")
    if kind == "too_short":
        return FieldError("empty", "This list is empty.", "Add at least one entry.")
    if not isinstance(value, str):
        return None
    if value.strip() in UNFILLED:
        return FieldError("not-filled-in", "This is not filled in yet.", "Write what belongs here, or delete the line.")
    if quoted := _QUOTED.fullmatch(value):
        message = f"`{value[0]}` and `{value[-1]}` are letters to YAML: only straight quotes hold a text together."
        return FieldError("typographic-quotes", message, f"Write `{quoted[1]}` without them.")
    return None


_QUOTED = re.compile(r"[“”„‚‘’«»‹›]([^`]{1,50})[“”‘’«»‹›]")
_MAPPING = ("A mapping (`key: value` lines)", "Begin a new line for each key, indented by two spaces, with its value.")
_CODE_WANTED = ("A code, or a mapping with `code:`,", "Write the code alone; docs/format.md shows both ways.")
_WANTED = {
    "string_type": ("Text", "Write one text; if it begins with a bracket, put it in double quotes."),
    "tuple_type": ("A list", "Begin each entry with `- ` on a line of its own, or write `[one, two]`."),
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
}

_ADVISORY_ID = "An id looks like `ADV-2025-0001`."
WORD = "Write a word in lower case that begins with a letter; digits, `_` and `-` may follow."
FORMS = {
    "id": _ADVISORY_ID,
    "superseded_by": _ADVISORY_ID,
    "url": "An address looks like `https://status.example/notice`.",
    "tag": "A language tag looks like `pt-BR`.",
    "locale": "A locale looks like `pt_BR`.",
    "email": "An e-mail address looks like `security@company.example`.",
    "direction": "Write `ltr` or `rtl`.",
    "authority": "Write the name of a domain, such as `status.example`.",
}


def _form(details: ErrorDetails) -> str:
    names = [step for step in details["loc"] if isinstance(step, str)]
    is_identifier = details.get("ctx", {}).get("pattern") == IDENTIFIER
    form = FORMS.get(names[-1], "") if names else ""
    return WORD if is_identifier and form in ("", _ADVISORY_ID) else form


def _field_names(model: Model, location: Iterable[str | int]) -> list[str]:
    """The fields of the model that stands at `location`, or none where that cannot be told."""
    found = model_at(model, location)
    return list(found.model_fields) if found else []


def model_at(model: Model, location: Iterable[str | int]) -> Model:
    """The model of the mapping that stands at `location` below a model, or None where none is known."""
    for step in location:
        if model and isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation) if step in model.model_fields else None
    return model


def _model_in(annotation: Any) -> Model:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in getattr(annotation, "__args__", ()) if (model := _model_in(part))), None)
