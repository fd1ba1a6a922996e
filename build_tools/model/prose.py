"""What an advisory says in words of its own: texts, lessons, the titles of references, what is said of a release."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.fields import (
    WHO_SAYS_SO,
    Code,
    Frozen,
    Identifier,
    MarkdownText,
    PlainText,
    SecondaryMarkdownText,
    SecondaryPlainText,
    Sources,
    WebAddress,
)


class Lesson(Frozen):
    """What others can learn from it. The id keeps its translation when the list changes."""

    id: Identifier = Field(
        description="A short name of your own in lower case, by which its translation is found. Never change it.",
        examples=["vendor_security"],
    )
    text: SecondaryMarkdownText = Field(
        description="The passage, in Markdown. Until it is translated, other languages leave it out.",
        examples=["Share as little data with vendors as possible."],
    )
    stated_by: Sources = Field(
        (),
        description=WHO_SAYS_SO,
        examples=["analysts"],
    )


class AuthoredTexts(Frozen):
    """Text in the advisory's own language. Everything here is optional: facts alone make a notice."""

    title: PlainText | None = Field(
        None,
        description="The headline: what happened to whom. Left out: it is made from the facts.",
        examples=["Security incident at Mixpanel exposes metadata of OpenAI API accounts"],
    )
    summary: PlainText | None = Field(
        None,
        description="Two or three sentences: what happened, and what it means for readers. Left out: it is made from "
        "the facts.",
        examples=["An incident at Mixpanel exposed metadata of some accounts. Passwords were not exposed."],
    )
    what_happened: MarkdownText | None = Field(
        None,
        description="What happened, beyond what the facts say, in Markdown. Left out: the facts speak alone.",
        examples=["The break-in took place at Mixpanel, not at OpenAI."],
    )
    lessons: tuple[Lesson, ...] = Field(
        (),
        description="What others can learn from it: passages, each with an `id`. Left out: the section is not shown.",
        examples=[[{"id": "vendor_security", "text": "Share as little data with vendors as possible."}]],
    )


class Reference(Frozen):
    id: Identifier = Field(
        description="A short name of your own in lower case, for links in texts: `[words](ref:vendor_statement)`.",
        examples=["vendor_statement"],
    )
    title: SecondaryPlainText = Field(
        description="What the link leads to, in words. Until it is translated, other languages show the address alone.",
        examples=["Statement of Mixpanel on the incident"],
    )
    url: WebAddress = Field(
        description="The address, in full.", examples=["https://mixpanel.example/statement-on-the-incident"]
    )
    kind: Literal["external", "self"] = Field(
        "external",
        description="`self` for this very advisory at another address, `external` for all else. Left out: `external`.",
        examples=["external"],
    )


class ReleaseDeclaration(Frozen):
    """What the next release is, in the editor's words."""

    change: Annotated[str, Code("changes", "kind of change")] = Field(
        "initial",
        description="What the next release is: a code of `changes`. Left out: `initial`.",
        examples=["update"],
    )
    text: MarkdownText | None = Field(
        None,
        description="What you want to add to the list of changes, which are found by themselves, in Markdown.",
        examples=["The number of people affected is now known."],
    )
    reason: MarkdownText | None = Field(
        None,
        description="Why the advisory is withdrawn, in Markdown; for `change: withdrawal`, which needs it.",
        examples=["The incident concerned another company of the same name."],
    )
