"""The kinds of field that an advisory is made of: codes, authored text, coded statements.

Every field is parsed from the text that stands in the YAML; nothing is guessed from its look.
Codes are checked against the vocabulary that `load` puts into the validation context.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from build_tools.model.marks import marked_fields
from build_tools.model.synonyms import named_by
from build_tools.problems import FieldError, did_you_mean, shown


class Frozen(BaseModel):
    """Base of every value of the source format: immutable, no unknown keys. Lists become tuples."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def with_fields(self, **values: Any) -> Self:
        """A copy with other values in some fields; unlike pydantic's, without what was computed from the old ones."""
        fields = {name: getattr(self, name) for name in type(self).model_fields} | values
        return cast(Self, self.model_construct(**fields))


@dataclass(frozen=True)
class Written:
    """Marks a field that a parser of ours reads: `form` is what stands in the source, as a type."""

    form: Any

    def __get_pydantic_json_schema__(self, _: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(TypeAdapter(self.form).core_schema)


@dataclass(frozen=True)
class Listed:
    """Marks a string field as one of the names that mkdocs.yml lists under `setting`; a rule checks that."""

    setting: str
    noun: str

    def __get_pydantic_json_schema__(self, _: core_schema.CoreSchema, __: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {CHOICE: (self.setting, self.noun)}


CHOICE = "choice"
"""In the JSON Schema of a field: the group or the setting whose names may stand there, and the noun for one of them."""


@dataclass(frozen=True)
class Code:
    """Marks a string field as a code of one vocabulary group; `noun` names it in problems."""

    group: str
    noun: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, _: core_schema.CoreSchema, __: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {CHOICE: (self.group, self.noun)}

    def check(self, value: str, info: ValidationInfo) -> str:
        """Return the value if the vocabulary knows it. Raises FieldError with the closest known code."""
        codes: Mapping[str, Any] = (info.context or {}).get("codes", {})
        if self.group in codes and value not in codes[self.group]:
            words_for = {code: (*entry.also, entry.label or code) for code, entry in codes[self.group].items()}
            meant = named_by(value, words_for) or value
            mend = did_you_mean(meant, words_for, f"locales/vocabulary.yaml lists them under `{self.group}:`.")
            raise FieldError("unknown-code", f"{shown(value)} is no {self.noun}.", mend)
        return value


@dataclass(frozen=True)
class Authored:
    """Marks a field as authored text: whether its translation is critical, and whether it is Markdown."""

    critical: bool = True
    markdown: bool = False


UNFILLED = {"…", "...", "???", "TODO", "XXX"}
"""What people write where they will write something later."""


def _not_blank(value: str) -> str:
    if value.strip() in UNFILLED or value.strip().upper() == "TBD":
        raise FieldError("not-filled-in", "This is not filled in yet.", "Write the text, or delete the line.")
    if not value.strip():
        raise FieldError("empty", "This text is empty.", "Write it, or delete the line.")
    return value.strip()


NOT_BLANK = r"\S"
Name = Annotated[str, AfterValidator(_not_blank), Written(Annotated[str, Field(pattern=NOT_BLANK)])]
PlainText = Annotated[Name, Authored()]
MarkdownText = Annotated[Name, Authored(markdown=True)]
SecondaryPlainText = Annotated[Name, Authored(critical=False)]
SecondaryMarkdownText = Annotated[Name, Authored(critical=False, markdown=True)]


Source = Annotated[str, Code("sources", "source of a statement")]
Sources = Annotated[
    tuple[Source, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    Written(Source | tuple[Source, ...]),
]
WHO_SAYS_SO = "Who says so: one source or a list, which readers are told. Left out: nobody is named."
"""What every field says of itself that names the sources of one statement."""


class Coded(Frozen):
    """A mapping with a `code`, which may also be written as the bare code."""

    shorthand: ClassVar = "code"

    @model_validator(mode="before")
    @classmethod
    def _bare_code(cls, value: Any, info: ValidationInfo) -> Any:
        _refuse_unnamed_parts(cls, value, (info.context or {}).get("codes", {}))
        return {"code": value} if isinstance(value, str) else value


def _refuse_unnamed_parts(model: type[Coded], value: Any, codes: Mapping[str, Any]) -> None:
    """Raise FieldError for an entry that says more than its code without naming the fields that this belongs into."""
    mark, fields = marked_fields(model, Code).get("code"), model.model_fields
    if mark is None or mark.group not in codes:
        return
    is_text = isinstance(value, str)
    if value in codes[mark.group] if is_text else not isinstance(value, dict) or value.keys() <= fields.keys():
        return
    from build_tools.model.codes_as_said import read_entry  # takes a while, and is needed where an entry is wrong

    if meant := read_entry(value, mark.group, fields, codes):
        message = f"{shown(value)} is more than a code." if is_text else "The name of a field is missing in this entry."
        raise FieldError("wrong-form", message, f"Write `{meant}`.")


class Statement(Coded):
    """What is said by a code: with who states it, how certain it is, a note, or authored text in its place.

    Each kind of statement narrows `code` to the codes of its group.
    """

    code: str = Field(description="What is said: a code of the vocabulary.", examples=["email_address"])
    certainty: Annotated[str, Code("certainties", "degree of certainty")] = Field(
        "confirmed",
        description="How certain it is: `confirmed` or `possible`. Left out: `confirmed`.",
        examples=["possible"],
    )
    stated_by: Sources = Field(
        (),
        description=WHO_SAYS_SO,
        examples=["vendor", ["experts", "report"]],
    )
    note: PlainText | None = Field(
        None,
        description="A sentence of your own that is shown beside it. It needs a translation.",
        examples=["The names are linked to API accounts."],
    )
    text: PlainText | None = Field(
        None,
        description="A sentence of your own, shown in place of the vocabulary's in this advisory alone. "
        "It needs a translation.",
        examples=["The attacker copied a table of the customer database."],
    )


IDENTIFIER = r"^[a-z][a-z0-9_-]*$"
Identifier = Annotated[str, Field(pattern=IDENTIFIER)]
WEB_ADDRESS = r"^https?://[\p{L}\p{Nd}-]+(\.[\p{L}\p{Nd}-]+)+(:[0-9]{1,5})?([/?#][^\s<>]*)?$"
PORTABLE_WEB_ADDRESS = WEB_ADDRESS.replace(
    r"\p{L}\p{Nd}", r"A-Za-z0-9\u0080-\uffff"
)  # which not every reader of it knows


def _without_password(value: Any) -> Any:
    if isinstance(value, str) and re.match(r"https?://[^/?#\s]*@", value):
        mend = "Delete what stands between `//` and `@`, and have the password replaced."
        raise FieldError("password-in-address", "This address holds a name or a password.", mend)
    return value


WebAddress = Annotated[
    str,
    BeforeValidator(_without_password),
    Field(pattern=WEB_ADDRESS),
    Written(Annotated[str, Field(pattern=PORTABLE_WEB_ADDRESS)]),
]
