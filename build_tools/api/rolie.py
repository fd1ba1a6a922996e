"""ROLIE: the feed of all CSAF documents, as RFC 8322 and section 7.1.15 of CSAF 2.0 have it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.api.csaf import Url
from build_tools.api.published import Instant, Published


class Link(Published):
    """A link of a feed or of one of its entries."""

    href: Annotated[Url, Field(description="The address.")]
    rel: Annotated[Literal["self", "hash", "signature"], Field(description="What is found there.")]


class Category(Published):
    """What kind of information a feed holds."""

    scheme: Annotated[
        Literal["urn:ietf:params:rolie:category:information-type"], Field(description="The scheme, by RFC 8322.")
    ] = "urn:ietf:params:rolie:category:information-type"
    term: Annotated[Literal["csaf"], Field(description="The kind.")] = "csaf"


class Content(Published):
    """Where the document of an entry is."""

    src: Annotated[Url, Field(description="The address of the document.")]
    type: Annotated[Literal["application/json"], Field(description="Its media type.")] = "application/json"


class Format(Published):
    """The form of a document."""

    schema_: Annotated[
        Literal["https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json"],
        Field(serialization_alias="schema", description="The schema of the standard."),
    ] = "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json"
    version: Annotated[Literal["2.0"], Field(description="The version of the standard.")] = "2.0"


class Entry(Published):
    """A document in the feed."""

    content: Annotated[Content, Field(description="Where the document is.")]
    format: Annotated[Format, Field(description="The form of the document.")] = Format()
    id: Annotated[str, Field(description="The tracking id of the document.")]
    link: Annotated[tuple[Link, ...], Field(description="The document, its hashes, and its signature if it has one.")]
    published: Annotated[Instant, Field(description="When the advisory was first released.")]
    title: Annotated[str, Field(description="The title of the document.")]
    updated: Annotated[Instant, Field(description="When readers of this language last saw it change.")]


class Feed(Published):
    """All documents, the one that changed last first."""

    category: Annotated[tuple[Category, ...], Field(description="What kind of information it holds.")] = (Category(),)
    entry: Annotated[tuple[Entry, ...], Field(description="The documents.")]
    id: Annotated[Literal["csaf-feed-tlp-white"], Field(description="The id of the feed.")] = "csaf-feed-tlp-white"
    link: Annotated[tuple[Link, ...], Field(description="The address of the feed.")]
    title: Annotated[str, Field(description="The title of the feed.")]
    updated: Annotated[Instant, Field(description="When a document last changed.")]


class RolieFeed(Published):
    """`csaf-feed-tlp-white.json`."""

    feed: Annotated[Feed, Field(description="The one feed of the provider.")]
