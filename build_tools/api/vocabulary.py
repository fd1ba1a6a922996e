"""`/api/v1/vocabulary.json`: every code with its words in every language and what the standards call it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from build_tools.api.published import Address, Document, Published, Tag

ABOUT = (
    "Every code with its words in each language. Codes are never removed, renamed or given another meaning; wording "
    "may improve. Names in curly brackets, such as {organisation}, stand for names that each advisory puts in."
)
Group = Annotated[str, Field(description="A group of codes; the schemas name it as `x-vocabulary`.", examples=["data"])]
Code = Annotated[str, Field(description="A code of the group.", examples=["email_address"])]


class CodeWords(Published):
    """What a code is called in one language. Which of these there are depends on the group."""

    label: Annotated[
        str, Field(description="As it stands within a line; where a code has no label, its sentence stands here.")
    ]
    title: Annotated[str | None, Field(description="The headline of an advisory of this kind.")]
    text: Annotated[str | None, Field(description="A whole sentence.")]
    definition: Annotated[str | None, Field(description="What the data is.")]
    what: Annotated[str | None, Field(description="What to do.")]
    how: Annotated[str | None, Field(description="How to do it.")]
    why: Annotated[str | None, Field(description="Why to do it.")]


class CodeEntry(Published):
    """A code: what standards call it, what it is a part of, and its words by language."""

    dpv: Annotated[
        Address | None,
        Field(description="The IRI of the term in the W3C Data Privacy Vocabulary, extension Personal Data."),
    ]
    veris: Annotated[str | None, Field(description="The path of the enumeration value in VERIS 1.4.")]
    part_of: Annotated[tuple[Code, ...], Field(description="The codes of the group that this is a part of.")]
    words: Annotated[Mapping[Tag, CodeWords], Field(description="The words by the tag of the language.")]


class VocabularyDocument(Document):
    """All codes by group."""

    groups: Annotated[Mapping[Group, Mapping[Code, CodeEntry]], Field(description="All codes by group.")]
