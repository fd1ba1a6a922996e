"""The facts of an advisory that are more than a list of coded entries: incident, affected, data, measures."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

from build_tools.model.counts import Count, CountForm, parse_count, write_count
from build_tools.model.fields import Code, Frozen, Listed, Name, Sources, Written
from build_tools.model.statements import ContactWithPeople, DataItem, Kind, Measure, OwnSystems, People, Severity

CountField = Annotated[Count, BeforeValidator(parse_count), PlainSerializer(write_count), Written(CountForm)]
ProductId = Annotated[Name, Listed("products", "product in mkdocs.yml")]


class Organisation(Frozen):
    name: Name = Field(description="The name, as readers know it.", examples=["OpenAI"])


class Vendor(Frozen):
    name: Name = Field(description="The name of the vendor, as readers know it.", examples=["Mixpanel"])
    service: Annotated[str, Code("services", "service of a vendor")] = Field(
        description="What the vendor does for the organisation: a code of `services`.", examples=["analytics"]
    )


class Incident(Frozen):
    """What kind of incident it is, where it stands, and whom it concerns."""

    kind: Kind = Field(
        description="What kind of incident it is: a coded entry of `kinds`.", examples=["third_party_breach"]
    )
    status: Annotated[str, Code("statuses", "status")] = Field(
        description="Where it stands today: a code of `statuses`.", examples=["investigating"]
    )
    severity: Severity = Field(
        description="How serious it is: a code of `severities`, or a mapping with `code` and a `reason` of your own.",
        examples=["low", {"code": "low", "reason": "The data gives no access to any account."}],
    )
    aspects: tuple[Annotated[str, Code("aspects", "aspect of security")], ...] = Field(
        (),
        description="What was touched: a list of codes of `aspects`. Left out: nothing is said of it.",
        examples=[["confidentiality"]],
    )
    organisation: Organisation | None = Field(
        None,
        description="Whose incident it is. Left out: that of the publisher in mkdocs.yml.",
        examples=[{"name": "OpenAI"}],
    )
    vendor: Vendor | None = Field(
        None,
        description="The vendor that is involved, with its service. Left out: no vendor is named.",
        examples=[{"name": "Mixpanel", "service": "analytics"}],
    )
    own_systems: OwnSystems | None = Field(
        None,
        description="Whether the organisation's own systems were compromised: a coded entry of `own_systems`. Left "
        "out: nothing is said of them.",
        examples=["not_compromised"],
    )


class Affected(Frozen):
    """Who is affected, and who is not."""

    products: tuple[ProductId, ...] = Field(
        min_length=1,
        description="The products that are affected, at least one: a list of ids of `products` in mkdocs.yml.",
        examples=[["api"]],
    )
    people: People = Field(
        description="What share of their users is affected: a coded entry of `people`.", examples=["some"]
    )
    count: CountField | None = Field(
        None,
        description="How many people are affected: a number in digits, a range, or `unknown`, and readers are told so. "
        "Left out: nothing is said of a number.",
        examples=[12500, {"from": 10000, "to": 15000}, "unknown"],
    )
    not_affected_products: tuple[ProductId, ...] = Field(
        (),
        description="The products that are not affected: a list of ids of `products` in mkdocs.yml. Left out: none is "
        "named.",
        examples=[["chatgpt"]],
    )
    contacted_directly: ContactWithPeople | None = Field(
        None,
        description="Whether the people affected are contacted one by one: a coded entry of `contacts_with_people`. "
        "Left out: nothing is said of it.",
        examples=["started"],
    )


class Data(Frozen):
    """The two lists that readers look for first. `stated_by` speaks for every item that names no source."""

    stated_by: Sources = Field(
        (),
        description="Who says so of every item in both lists that names no source itself. Left out: nobody is named.",
        examples=["organisation"],
    )
    exposed: tuple[DataItem, ...] = Field(
        (),
        description="The data that was exposed: coded entries of `data`. Left out: no data is named.",
        examples=[["email_address", {"code": "phone_number", "certainty": "possible"}]],
    )
    not_exposed: tuple[DataItem, ...] = Field(
        (),
        description="The data that was not exposed, which readers look for first: coded entries of `data`. Left out: "
        "nothing is ruled out.",
        examples=[["password", "payment_details"]],
    )


class Measures(Frozen):
    taken: tuple[Measure, ...] = Field(
        (), description="What has been done: coded entries of `measures`.", examples=[["passwords_reset"]]
    )
    ongoing: tuple[Measure, ...] = Field(
        (), description="What is being done: coded entries of `measures`.", examples=[["investigation"]]
    )
    planned: tuple[Measure, ...] = Field(
        (), description="What will be done: coded entries of `measures`.", examples=[["updates_when_known"]]
    )
