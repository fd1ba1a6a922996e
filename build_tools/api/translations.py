"""`/api/v1/translations.json`: per advisory and language, which texts are translated and which are not.

Facts are not in it: they are in every language at once. Texts are named by their field path in the source format;
`releases.N.text` is what was said of release N.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from build_tools.api.published import AdvisoryId, Document, FieldPath, Instant, Number, Published, Tag

ABOUT = "Which texts of each advisory are translated. Facts are not listed: they are in every language at once."
State = Literal["source", "complete", "reduced", "partial"]


class Text(Published):
    """One text that was written for an advisory."""

    critical: Annotated[bool, Field(description="Whether an edition without it is partial.")]


class TranslationState(Published):
    """How far an advisory is translated into one language."""

    state: Annotated[
        State,
        Field(
            description="`source`: it was written in this language. `complete`: every text is translated. `reduced`: "
            "texts that are not critical are left out. `partial`: all texts are shown in the source language."
        ),
    ]
    modified: Annotated[Instant, Field(description="When readers of this language last saw it change.")]
    missing: Annotated[tuple[FieldPath, ...], Field(description="The texts that have no current translation.")]


class TranslatedAdvisory(Published):
    """The texts of one advisory, and how far they are translated."""

    release: Annotated[Number, Field(description="The newest release.")]
    source_language: Annotated[Tag, Field(description="The language that the advisory is written in.")]
    texts: Annotated[Mapping[FieldPath, Text], Field(description="All texts; one without texts is whole everywhere.")]
    languages: Annotated[Mapping[Tag, TranslationState], Field(description="The state of each language, by tag.")]


class TranslationsDocument(Document):
    """All advisories that are public, by id."""

    advisories: Annotated[Mapping[AdvisoryId, TranslatedAdvisory], Field(description="All advisories, by id.")]
