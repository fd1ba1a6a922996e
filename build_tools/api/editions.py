"""An advisory in one language: its words, by the paths and the codes of the facts that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from build_tools.api.published import Address, FieldPath, Instant, Number, Published, Tag, is_open

Provenance = Literal["generated", "authored", "translated", "untranslated"]
Group = Annotated[str, Field(description="A group of the vocabulary, or `products`.", examples=["data"])]
Code = Annotated[str, Field(description="A code of that group.", examples=["email_address"])]


class Origin(Published):
    """Which language words are in, and where they come from."""

    lang: Annotated[Tag, Field(description="BCP 47 tag of the language that they really are in.")]
    provenance: Annotated[
        Provenance,
        is_open(
            "`generated` from the facts by reviewed sentences; `authored` in this language; `translated`; or "
            "`untranslated`: shown in the source language. More may come: treat one as `authored`."
        ),
    ]


class Words(Origin):
    """Plain text in the language that it says."""

    text: Annotated[str, Field(description="The words, as plain text. Escape them where you put them into HTML.")]


class Passage(Words):
    """Text that was written in Markdown, and the same as HTML."""

    text: Annotated[
        str, Field(description="The words in Markdown; a link `ref:ID` leads to the entry of `references` of that id.")
    ]
    html: Annotated[
        str, Field(description="The same as sanitised HTML: p, ul, ol, li, em, strong, code, pre, blockquote, br, a.")
    ]


class Advice(Published):
    """More on a recommended action."""

    how: Annotated[str, Field(description="How it is done.")]
    why: Annotated[str, Field(description="Why it helps.")]


class LessonWords(Published):
    """What others can learn from it."""

    id: Annotated[str, Field(description="The id of the passage.")]
    text: Annotated[Passage, Field(description="The passage.")]


class ReferenceTitle(Published):
    """What a link is called."""

    id: Annotated[str, Field(description="The id of the entry in `references` of the document.")]
    title: Annotated[Words, Field(description="Its title; its address where the title is not translated.")]


class ReleaseWords(Published):
    """What is said of a release."""

    number: Number
    changes: Annotated[tuple[str, ...], Field(description="What it changed, in sentences made from the facts.")]
    text: Annotated[Passage | None, Field(description="What the editor said of it; of a withdrawal, the reason.")]


class Edition(Published):
    """The advisory in one language. With `partial`, all that was written for it is in the source language."""

    url: Annotated[Address, Field(description="The page of the advisory in this language.")]
    direction: Annotated[Literal["ltr", "rtl"], Field(description="How the language is written.")]
    partial: Annotated[
        bool,
        Field(
            description="Whether a critical text has no current translation. Then all authored text is in the source "
            "language, as `lang` of each says; sentences and labels are in this language all the same."
        ),
    ]
    missing: Annotated[tuple[FieldPath, ...], Field(description="The texts that have no current translation.")]
    published: Annotated[Instant, Field(description="The instant of the first release.")]
    modified: Annotated[Instant, Field(description="When readers of this language last saw a change.")]
    title: Annotated[Words, Field(description="The headline.")]
    summary: Annotated[Words, Field(description="What happened and what it means, in a few sentences.")]
    what_happened: Annotated[Passage | None, Field(description="What happened, beyond what the facts say.")]
    severity_reason: Annotated[Words | None, Field(description="Why it is as serious as it is.")]
    lessons: Annotated[
        tuple[LessonWords, ...], Field(description="What others can learn from it, as far as translated.")
    ]
    genuine_messages: Annotated[Passage, Field(description="How to tell a genuine message from a fraudulent one.")]
    contact: Annotated[Passage | None, Field(description="Where to ask; null: as the site says.")]
    references: Annotated[tuple[ReferenceTitle, ...], Field(description="The titles of the links.")]
    withdrawal_reason: Annotated[Passage | None, Field(description="Why it was withdrawn; null: it holds.")]
    releases: Annotated[tuple[ReleaseWords, ...], Field(description="What each release changed, newest first.")]
    labels: Annotated[
        Mapping[Group, Mapping[Code, str]],
        Field(
            description="By group and code, the label of every code that stands in the document outside of `changes`, "
            "as it reads within a line. Codes of some groups have none: their statements have a sentence."
        ),
    ]
    sentences: Annotated[
        Mapping[FieldPath, str],
        Field(
            description="The sentence of every statement, by its `path`: plain text, to be escaped in HTML. Beside "
            "these, as far as the advisory speaks of them: `incident.status`, `incident.severity`, "
            "`incident.aspects.CODE`, `affected.count`, `aware_at`, `never_asked`, `next_update`."
        ),
    ]
    written: Annotated[
        Mapping[FieldPath, Origin],
        Field(
            description="Those `sentences` that the editor wrote in place of the vocabulary's, with the language that "
            "they really are in. All others are generated, in the language of the edition."
        ),
    ]
    notes: Annotated[Mapping[FieldPath, Words], Field(description="The editor's note on a statement, by its `path`.")]
    dates: Annotated[
        Mapping[FieldPath, str],
        Field(description="When each event was, in words no more precise than is known, by the `path` of the event."),
    ]
    advice: Annotated[Mapping[FieldPath, Advice], Field(description="How and why, by the `path` of each action.")]
