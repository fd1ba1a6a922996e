"""The facts of an advisory as programs get them: codes and values, once, the same in every language.

Each statement has a `path`, by which the edition of each language has its sentence.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.api.published import Address, CodeOf, Day, FieldPath, Instant, Published, is_open

Source = Annotated[str, CodeOf("sources", "Who states it.")]
Sources = Annotated[tuple[Source, ...], Field(description="Who states it; empty: nobody is named.")]
DataCode = Annotated[str, CodeOf("data", "A kind of data.")]
Product = Annotated[str, CodeOf("products", "A product, by its id; `labels` has its name.")]


class Moment(Published):
    """A calendar day, and the instant where it is known to the minute. No more precise than it was stated."""

    date: Annotated[Day, Field(description="The day; of an instant, in UTC. Without one, no time zone is stated.")]
    time: Annotated[Instant | None, Field(description="The instant; null: the day alone is known.")]


class When(Published):
    """When something was: exactly, or by bounds. All three null: it is stated that this is not known."""

    exact: Annotated[Moment | None, Field(description="When it was; null: it is not known exactly.")]
    not_before: Annotated[Moment | None, Field(description="The earliest that it can have been.")]
    not_after: Annotated[Moment | None, Field(description="The latest that it can have been.")]


class Statement(Published):
    """What is said by a code, how certain it is, and who states it."""

    path: Annotated[FieldPath, Field(description="By this, `sentences` and `notes` of each edition have its words.")]
    code: str
    certainty: Annotated[str, CodeOf("certainties", "How certain it is: `confirmed` or `possible`.")]
    stated_by: Sources


class Kind(Statement):
    """The kind of incident."""

    code: Annotated[str, CodeOf("kinds", "What kind of incident it is.")]


class OwnSystems(Statement):
    """What is said of the organisation's own systems."""

    code: Annotated[str, CodeOf("own_systems", "Whether the organisation's own systems were compromised.")]


class People(Statement):
    """What share of the users is affected."""

    code: Annotated[str, CodeOf("people", "What share of the users of the affected products is affected.")]


class Contact(Statement):
    """How far the contact with the people affected is."""

    code: Annotated[str, CodeOf("contacts_with_people", "Whether the people affected are contacted one by one.")]


class DataItem(Statement):
    """A kind of data. `stated_by` is its own source, or that of the whole list."""

    code: Annotated[str, CodeOf("data", "Which kind of data.")]


class Event(Statement):
    """An entry of the timeline."""

    code: Annotated[str, CodeOf("events", "What took place.")]
    when: Annotated[When, Field(description="When it was.")]


class Assessment(Statement):
    """What the incident means."""

    code: Annotated[str, CodeOf("assessments", "What the incident means.")]


class Risk(Statement):
    """What may follow."""

    code: Annotated[str, CodeOf("risks", "What may follow.")]
    based_on: Annotated[tuple[DataCode, ...], Field(description="The exposed data that makes it possible.")]


class Measure(Statement):
    """What is done about the incident."""

    code: Annotated[str, CodeOf("measures", "What is done about the incident.")]


class Action(Statement):
    """What readers should do."""

    code: Annotated[str, CodeOf("actions", "What readers should do.")]


class Vendor(Published):
    """The vendor that is involved."""

    name: Annotated[str, Field(description="Its name, as readers know it.")]
    service: Annotated[str, CodeOf("services", "What the vendor does for the organisation.")]


class Incident(Published):
    """What kind of incident it is, where it stands, and whom it concerns."""

    kind: Annotated[Kind, Field(description="What kind of incident it is.")]
    status: Annotated[str, CodeOf("statuses", "Where the incident stands.")]
    severity: Annotated[str, CodeOf("severities", "How serious it is.")]
    aspects: Annotated[
        tuple[Annotated[str, CodeOf("aspects", "What was touched.")], ...],
        Field(description="Confidentiality, integrity, availability: what was touched."),
    ]
    organisation: Annotated[
        str, Field(description="The name of the organisation whose incident it is, which need not be the publisher.")
    ]
    vendor: Annotated[Vendor | None, Field(description="The vendor that is involved; null: none is named.")]
    own_systems: Annotated[
        OwnSystems | None, Field(description="Whether own systems were compromised; null: nothing is said of them.")
    ]


class Count(Published):
    """How many people are affected. Both equal: that number. Both null: it is stated that this is not known."""

    at_least: Annotated[int | None, Field(ge=0, description="The smallest number that is possible.")]
    at_most: Annotated[int | None, Field(ge=0, description="The largest number that is possible.")]


class Affected(Published):
    """Who is affected, and who is not."""

    products: Annotated[tuple[Product, ...], Field(description="The products that are affected.")]
    not_affected_products: Annotated[tuple[Product, ...], Field(description="The products that are not affected.")]
    people: Annotated[People, Field(description="What share of their users is affected.")]
    count: Annotated[Count | None, Field(description="How many people; null: nothing is said of a number.")]
    contacted_directly: Annotated[
        Contact | None, Field(description="Whether they are contacted one by one; null: nothing is said of it.")
    ]


class Data(Published):
    """Which data was exposed, and which was not. What is in neither list, nothing is said of."""

    stated_by: Annotated[Sources, Field(description="Who states it of every item that names no source of its own.")]
    exposed: Annotated[tuple[DataItem, ...], Field(description="The data that was exposed, or may have been.")]
    not_exposed: Annotated[tuple[DataItem, ...], Field(description="The data that was not exposed.")]


class Measures(Published):
    """What has been done, is being done and will be done."""

    taken: Annotated[tuple[Measure, ...], Field(description="What has been done.")]
    ongoing: Annotated[tuple[Measure, ...], Field(description="What is being done.")]
    planned: Annotated[tuple[Measure, ...], Field(description="What will be done.")]


class NeverAsked(Published):
    """What the organisation never asks for in messages."""

    items: Annotated[tuple[DataCode, ...], Field(description="What nobody will ask for.")]
    stated_by: Sources


class NextUpdate(Published):
    """When there will be news: a code, or an instant."""

    code: Annotated[
        Annotated[str, CodeOf("next_updates", "`when_known`, or `final`: there will be none.")] | None,
        Field(description="`when_known` or `final`; null: `at` says when. More may come: treat one as `when_known`."),
    ]
    at: Annotated[Instant | None, Field(description="The latest instant of the next update; null: `code` says it.")]


class Reference(Published):
    """A link for readers."""

    id: Annotated[str, Field(description="Its id; `references` of each edition has its title.")]
    url: Annotated[Address, Field(description="Where it leads.")]
    kind: Annotated[
        Literal["external", "self"],
        is_open("`self`: this very advisory at another address. `external`, and what may be added later: all else."),
    ]


class Facts(Published):
    """Everything that an advisory states."""

    incident: Annotated[Incident, Field(description="What kind of incident it is, where it stands, whom it concerns.")]
    affected: Annotated[Affected, Field(description="Who is affected, and who is not.")]
    data: Annotated[Data, Field(description="Which data was exposed, and which was not.")]
    timeline: Annotated[tuple[Event, ...], Field(description="What took place, the earliest first.")]
    aware_at: Annotated[
        When | None, Field(description="When the organisation became aware of it; null: nothing is said of that.")
    ]
    assessment: Annotated[tuple[Assessment, ...], Field(description="What the incident means.")]
    risks: Annotated[tuple[Risk, ...], Field(description="What may follow.")]
    measures: Annotated[Measures, Field(description="What has been done, is being done and will be done.")]
    actions: Annotated[tuple[Action, ...], Field(description="What readers should do, the most important first.")]
    never_asked: Annotated[
        NeverAsked | None, Field(description="What nobody asks for in a message; null: nothing is said of that.")
    ]
    next_update: Annotated[NextUpdate, Field(description="When there will be news.")]
    references: Annotated[tuple[Reference, ...], Field(description="Links for readers.")]
