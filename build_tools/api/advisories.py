"""`/api/v1/advisories.json`: the small index that a program polls, to fetch what changed and nothing else."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from build_tools.api.published import Address, AdvisoryId, CodeOf, Document, Instant, Number, Published, Tag

ABOUT = (
    "All advisories that were ever published, newest change first. Poll this file; where the `sha256` of an advisory "
    "is not the one that you know, fetch its `url`."
)
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class IndexEntry(Published):
    """One advisory: enough to tell whether it concerns you, and whether it has changed."""

    id: AdvisoryId
    url: Annotated[Address, Field(description="The document of the advisory.")]
    sha256: Annotated[Digest, Field(description="The SHA-256 of the bytes of that document, in hexadecimal.")]
    release: Annotated[Number, Field(description="The number of the newest release.")]
    published: Annotated[Instant, Field(description="The instant of the first release.")]
    modified: Annotated[
        Instant, Field(description="When readers of any language last saw a change: a release or a later translation.")
    ]
    kind: Annotated[str, CodeOf("kinds", "What kind of incident it is.")]
    status: Annotated[str, CodeOf("statuses", "Where the incident stands.")]
    severity: Annotated[str, CodeOf("severities", "How serious it is.")]
    products: Annotated[
        tuple[Annotated[str, CodeOf("products", "A product, by its id.")], ...],
        Field(description="The products that are affected."),
    ]
    withdrawn: Annotated[bool, Field(description="Whether it was withdrawn, and does not hold.")]
    superseded_by: Annotated[
        AdvisoryId | None, Field(description="The advisory that takes its place; null: none does.")
    ]
    languages: Annotated[tuple[Tag, ...], Field(description="The languages that it has editions in.")]
    partial: Annotated[
        tuple[Tag, ...], Field(description="Those of them whose edition shows its texts in the source language.")
    ]


class AdvisoriesDocument(Document):
    """The index of all advisories."""

    modified: Annotated[
        Instant | None, Field(description="The newest `modified` of all advisories; null: there are none yet.")
    ]
    advisories: Annotated[
        tuple[IndexEntry, ...],
        Field(description="All advisories by `modified`, newest first; of one instant, the higher id first."),
    ]
