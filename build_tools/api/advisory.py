"""`/api/v1/advisories/<ID>.json` and `…/<ID>/releases/<N>.json`: an advisory now, and as it was at a release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from build_tools.api.editions import Edition
from build_tools.api.facts import Facts
from build_tools.api.published import (
    Address,
    AdvisoryId,
    CodeOf,
    Document,
    FieldPath,
    Instant,
    Number,
    Published,
    Tag,
    is_open,
)

ABOUT = (
    "A security incident advisory: facts as codes that are the same in every language, and an edition for each "
    "language. If `withdrawn`, it does not hold. Pass over members that you do not know; show an unknown code by its "
    "label."
)


class Change(Published):
    """A difference from the release before: entries of a list, or a single value."""

    field: Annotated[FieldPath, Field(description="The field that differs; `text`: wording alone.")]
    kind: Annotated[
        Literal["added", "removed", "revised"],
        is_open("What became of it. More may come: treat one as `revised`."),
    ]
    nature: Annotated[
        Literal["wording", "news", "correction"],
        is_open(
            "`news` adds to what was said, `correction` takes back what was said as a fact, `wording` touches no fact. "
            "More may come: treat one as `news`."
        ),
    ]
    items: Annotated[
        tuple[str, ...],
        Field(description="Of a list, the entries: codes, ids of products, or for `text` the places of the texts."),
    ]
    before: Annotated[
        tuple[str, ...],
        Field(
            description="Of a single value, what it was: a code, a name, a day or instant, codes of sources, or the "
            "smallest and the largest number. Empty: nothing was said."
        ),
    ]
    after: Annotated[tuple[str, ...], Field(description="Of a single value, what it is, in the same form.")]


class Release(Published):
    """One release of the advisory."""

    number: Number
    change: Annotated[str, CodeOf("changes", "What the release is.")]
    released_at: Annotated[Instant, Field(description="The instant of the release.")]
    url: Annotated[Address, Field(description="The advisory as it was at this release, as JSON.")]
    changes: Annotated[tuple[Change, ...], Field(description="What differs from the release before.")]


class Withdrawal(Published):
    """The release that withdrew the advisory. Each edition has the reason."""

    release: Number
    withdrawn_at: Annotated[Instant, Field(description="The instant of that release.")]


class Lesson(Published):
    """A passage on what others can learn. Each edition has its words, as far as they are translated."""

    id: Annotated[str, Field(description="The id of the passage.")]
    stated_by: Annotated[
        tuple[Annotated[str, CodeOf("sources", "Who states it.")], ...], Field(description="Who states it.")
    ]


class Head(Document):
    """Which advisory it is, which release of it, and whether it holds."""

    id: Annotated[AdvisoryId, Field(description="The id of the advisory. It is never used for another.")]
    url: Annotated[Address, Field(description="The advisory as it is now, as JSON.")]
    release: Annotated[Number, Field(description="The number of the release that this document tells.")]
    published: Annotated[Instant, Field(description="The instant of the first release. It never changes.")]
    modified: Annotated[
        Instant, Field(description="When readers of any language last saw a change: a release or a later translation.")
    ]
    source_language: Annotated[Tag, Field(description="The language that the advisory is written in.")]
    withdrawn: Annotated[
        bool,
        Field(
            description="Whether the advisory was withdrawn. It does not hold then: stop acting on it, show no advice "
            "from it, and say that it is withdrawn where you showed it."
        ),
    ]
    withdrawal: Annotated[Withdrawal | None, Field(description="The release that withdrew it; null: it holds.")]
    superseded_by: Annotated[
        AdvisoryId | None, Field(description="The one that takes its place, to be shown instead; null: none does.")
    ]
    supersedes: Annotated[tuple[AdvisoryId, ...], Field(description="The advisories that this one takes the place of.")]
    releases: Annotated[tuple[Release, ...], Field(description="The releases up to this one, newest first.")]


class AdvisoryDocument(Facts, Head):
    """An advisory, or one release of it."""

    lessons: Annotated[tuple[Lesson, ...], Field(description="What others can learn from it.")]
    editions: Annotated[Mapping[Tag, Edition], Field(description="The advisory in each language of the site, by tag.")]
