"""CSAF 2.0: documents and the provider's metadata, as far as the press uses them.

The form is the standard's (OASIS CSAF 2.0, sections 3 and 7). Members stand in the order of the alphabet, as
test 6.2.13 of the standard asks, and what there is not is left out.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import AfterValidator, Field

from build_tools.api.published import Instant, Published, Tag

_LEGAL = "%:/?@!$&'()*+,;=~-._"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def as_uri(address: str) -> str:
    """An address as RFC 3986 has it: characters that may not stand in one are written as `%` and two digits, also in
    the name of a host (section 3.2.2).
    """
    before, mark, fragment = address.partition("#")
    return _LONE_PERCENT.sub("%25", mark.join(quote(part, safe=_LEGAL) for part in (before, fragment)))


Url = Annotated[str, AfterValidator(as_uri), Field(description="An absolute address.")]


class Severity(Published):
    """How serious the incident is."""

    text: Annotated[str, Field(description="The severity in words, in the language of the document.")]


class TrafficLight(Published):
    """The Traffic Light Protocol."""

    label: Annotated[Literal["WHITE"], Field(description="Everybody may read and pass on what is published.")]
    url: Annotated[Url, Field(description="What the label means, in the version that has this label.")]


class Distribution(Published):
    """To whom a document may be passed on."""

    tlp: Annotated[TrafficLight, Field(description="The label of the Traffic Light Protocol.")]


class Note(Published):
    """A part of the notice, in Markdown without HTML."""

    category: Annotated[
        Literal["general", "summary", "details", "legal_disclaimer", "other"],
        Field(description="What kind of note it is."),
    ]
    text: Annotated[str, Field(description="What it says.")]
    title: Annotated[str | None, Field(description="What it is about.")] = None


class Publisher(Published):
    """Who publishes the documents."""

    category: Annotated[Literal["vendor"], Field(description="An issuer that translates its own texts stays one.")]
    contact_details: Annotated[str, Field(description="An e-mail address.")]
    name: Annotated[str, Field(description="The publisher's name.")]
    namespace: Annotated[Url, Field(description="Identifies the publisher; it does not follow the site's address.")]


class Reference(Published):
    """A link."""

    category: Annotated[
        Literal["external", "self"], Field(description="`self`: this very advisory, in this or another form.")
    ]
    summary: Annotated[str, Field(description="What the link leads to.")]
    url: Annotated[Url, Field(description="The address.")]


class Engine(Published):
    """The program that wrote a document."""

    name: Annotated[str, Field(description="The name of the program.")]


class Generator(Published):
    """How a document came to be."""

    engine: Annotated[Engine, Field(description="The program that wrote it.")]


class Revision(Published):
    """A release of the advisory."""

    date: Annotated[Instant, Field(description="When it was released.")]
    number: Annotated[str, Field(description="The number of the release.")]
    summary: Annotated[str, Field(description="What kind of release it is, and what it changed.")]


class Tracking(Published):
    """Which document it is, and how it came to say what it says."""

    current_release_date: Annotated[
        Instant, Field(description="When readers of this language last saw it change: by a release or a translation.")
    ]
    generator: Annotated[Generator, Field(description="How the document came to be.")]
    id: Annotated[str, Field(description="The advisory's id; of a translation, with the language behind it.")]
    initial_release_date: Annotated[Instant, Field(description="When the advisory was first released.")]
    revision_history: Annotated[tuple[Revision, ...], Field(description="All releases, the first one first.")]
    status: Annotated[
        Literal["interim", "final"], Field(description="`interim` while news are expected, then `final`.")
    ]
    version: Annotated[str, Field(description="The number of the newest release.")]


class Notice(Published):
    """The document itself: all that is said in notes, links and revisions."""

    aggregate_severity: Annotated[Severity, Field(description="How serious the incident is.")]
    category: Annotated[
        Literal["csaf_security_incident_response"], Field(description="The profile of the standard.")
    ] = "csaf_security_incident_response"
    csaf_version: Annotated[Literal["2.0"], Field(description="The version of the standard.")] = "2.0"
    distribution: Annotated[Distribution, Field(description="To whom it may be passed on.")]
    lang: Annotated[Tag, Field(description="The language of the document.")]
    notes: Annotated[tuple[Note, ...], Field(description="What the notice says, part by part.")]
    publisher: Annotated[Publisher, Field(description="Who publishes it.")]
    references: Annotated[tuple[Reference, ...], Field(description="Links; of a translation, its original first.")]
    source_lang: Annotated[Tag | None, Field(description="Of a translation, the language of its original.")] = None
    title: Annotated[str, Field(description="The title, with a mark where it is withdrawn or not fully translated.")]
    tracking: Annotated[Tracking, Field(description="Id, version and history.")]


class CsafDocument(Published):
    """An advisory in one language."""

    document: Annotated[Notice, Field(description="The one part that an incident needs.")]


class ListedFeed(Published):
    """A ROLIE feed as the metadata names it."""

    summary: Annotated[str, Field(description="What the feed holds.")]
    tlp_label: Annotated[Literal["WHITE"], Field(description="The label of all documents in it.")] = "WHITE"
    url: Annotated[Url, Field(description="The address of the feed.")]


class Feeds(Published):
    """The ROLIE feeds of a provider."""

    feeds: Annotated[tuple[ListedFeed, ...], Field(description="There is one, with all documents.")]


class Rolie(Published):
    """A way to find all documents: by ROLIE feeds."""

    rolie: Annotated[Feeds, Field(description="The feeds.")]


class PublicKey(Published):
    """A key that signatures are verified with."""

    fingerprint: Annotated[str, Field(description="The fingerprint of the key.")]
    url: Annotated[Url, Field(description="Where the key is.")]


Role = Literal["csaf_publisher", "csaf_provider", "csaf_trusted_provider"]


class ProviderMetadata(Published):
    """`provider-metadata.json`: who publishes here, in which role, and where the documents are found."""

    canonical_url: Annotated[Url, Field(description="The address of this document.")]
    distributions: Annotated[tuple[Rolie, ...], Field(description="The ways to find all documents.")]
    last_updated: Annotated[Instant, Field(description="When a document was last released or translated.")]
    list_on_csaf_aggregators: Annotated[
        bool,
        Field(
            serialization_alias="list_on_CSAF_aggregators", description="Whether aggregators may name this provider."
        ),
    ]
    metadata_version: Annotated[Literal["2.0"], Field(description="The version of the standard.")] = "2.0"
    mirror_on_csaf_aggregators: Annotated[
        bool,
        Field(
            serialization_alias="mirror_on_CSAF_aggregators", description="Whether aggregators may copy the documents."
        ),
    ]
    public_openpgp_keys: Annotated[
        tuple[PublicKey, ...] | None, Field(description="The keys that documents are signed with, if they are.")
    ] = None
    publisher: Annotated[Publisher, Field(description="Who publishes the documents.")]
    role: Annotated[Role, Field(description="What the provider fulfils, by section 7.2 of the standard.")]
