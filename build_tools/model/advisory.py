"""Advisory: the facts, once, with authored text in one language. The source format, as types.

`docs/format.md` explains the fields to those who write them.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from build_tools.model.fields import (
    Code,
    Coded,
    Count,
    Frozen,
    Identifier,
    MarkdownText,
    Name,
    PlainText,
    SecondaryMarkdownText,
    SecondaryPlainText,
    Sources,
    Statement,
    WebAddress,
    parse_count,
    write_count,
)
from build_tools.model.moment import Moment, MomentField, MomentOrUnknown, parse_instant, rfc3339
from build_tools.model.waiver import Waivers
from build_tools.problems import FieldError

_ADVISORY_ID = r"^ADV-20[0-9]{2}-[0-9]{4,6}$"
AdvisoryId = Annotated[str, Field(pattern=_ADVISORY_ID)]
CountField = Annotated[Count, BeforeValidator(parse_count), PlainSerializer(write_count)]


def is_advisory_id(text: str) -> bool:
    """Whether a text has the form of an advisory's id."""
    return re.fullmatch(_ADVISORY_ID, text) is not None


class Kind(Statement):
    code: Annotated[str, Code("kinds", "kind of incident")]


class Severity(Coded):
    """How serious it is; a mapping with `code` and a reason, or the bare code."""

    code: Annotated[str, Code("severities", "severity")]
    reason: PlainText | None = None


class Organisation(Frozen):
    name: Name


class Vendor(Frozen):
    name: Name
    service: Annotated[str, Code("services", "service of a vendor")]


class OwnSystems(Statement):
    code: Annotated[str, Code("own_systems", "statement about the own systems")]


class Incident(Frozen):
    """What kind of incident it is, where it stands, and whom it concerns."""

    kind: Kind
    status: Annotated[str, Code("statuses", "status")]
    severity: Severity
    aspects: tuple[Annotated[str, Code("aspects", "aspect of security")], ...] = ()
    organisation: Organisation | None = None
    vendor: Vendor | None = None
    own_systems: OwnSystems | None = None


class People(Statement):
    code: Annotated[str, Code("people", "share of people")]


class ContactWithPeople(Statement):
    code: Annotated[str, Code("contacts_with_people", "state of the contact with people")]


class Affected(Frozen):
    """Who is affected, and who is not."""

    products: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    people: People
    count: CountField | None = None
    not_affected_products: tuple[Identifier, ...] = ()
    contacted_directly: ContactWithPeople | None = None


class DataItem(Statement):
    code: Annotated[str, Code("data", "kind of data")]


class Data(Frozen):
    """The two lists that readers look for first. `stated_by` speaks for every item that names no source."""

    stated_by: Sources = ()
    exposed: tuple[DataItem, ...] = ()
    not_exposed: tuple[DataItem, ...] = ()


class Event(Statement):
    """An entry of the timeline: a date, `unknown`, or a bound on one side or both."""

    code: Annotated[str, Code("events", "event of a timeline")]
    date: MomentOrUnknown = None
    not_before: MomentField | None = None
    not_after: MomentField | None = None

    @property
    def span(self) -> tuple[Moment | None, Moment | None]:
        """When it can have happened at the earliest and at the latest, as far as that is known."""
        if isinstance(self.date, Moment):
            return self.date, self.date
        return self.not_before, self.not_after

    @model_validator(mode="after")
    def _says_when(self) -> Event:
        bounds = self.not_before is not None or self.not_after is not None
        if self.date is not None and bounds:
            mend = "Keep `date:`, or keep `not_before:` and `not_after:`."
            raise FieldError("two-dates", "This event has a date and a bound at once.", mend)
        if self.date is None and not bounds:
            mend = "Add `date:` with a date or `unknown`; or a bound, with `not_before:` or `not_after:`."
            raise FieldError("no-date", "This event does not say when it was.", mend)
        return self


class Assessment(Statement):
    code: Annotated[str, Code("assessments", "assessment")]


class Risk(Statement):
    """What may follow, and which exposed data it rests on."""

    code: Annotated[str, Code("risks", "risk")]
    based_on: tuple[Annotated[str, Code("data", "kind of data")], ...] = ()


class Measure(Statement):
    code: Annotated[str, Code("measures", "measure")]


class Measures(Frozen):
    taken: tuple[Measure, ...] = ()
    ongoing: tuple[Measure, ...] = ()
    planned: tuple[Measure, ...] = ()


class Action(Statement):
    code: Annotated[str, Code("actions", "recommended action")]


class NeverAsked(Frozen):
    """What the organisation never asks for in messages; a list of codes, or a mapping with its source."""

    items: Annotated[tuple[Annotated[str, Code("data", "kind of data")], ...], Field(min_length=1)]
    stated_by: Sources = ()

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: Any) -> Any:
        return {"items": value} if isinstance(value, list | tuple) else value


class Lesson(Frozen):
    """What others can learn from it. The id keeps its translation when the list changes."""

    id: Identifier
    text: SecondaryMarkdownText
    stated_by: Sources = ()


class AuthoredTexts(Frozen):
    """Text in the advisory's own language. Everything here is optional: facts alone make a notice."""

    title: PlainText | None = None
    summary: PlainText | None = None
    what_happened: MarkdownText | None = None
    lessons: tuple[Lesson, ...] = ()


class Reference(Frozen):
    id: Identifier
    title: SecondaryPlainText
    url: WebAddress
    kind: Literal["external", "self"] = "external"


class ReleaseDeclaration(Frozen):
    """What the next release is, in the editor's words."""

    change: Annotated[str, Code("changes", "kind of change")] = "initial"
    text: MarkdownText | None = None
    reason: MarkdownText | None = None


def _next_update(value: Any) -> Any:
    if value in ("when_known", "final") or isinstance(value, datetime):
        return value
    try:
        return parse_instant(value)
    except FieldError as fault:
        raise FieldError(fault.code, fault.message, f"{fault.mend} Or write `when_known` or `final`.") from None


NextUpdate = Annotated[
    Literal["when_known", "final"] | datetime,
    BeforeValidator(_next_update),
    PlainSerializer(lambda value: rfc3339(value) if isinstance(value, datetime) else value, return_type=str),
]


class Advisory(Frozen):
    """One advisory as its YAML file tells it."""

    id: AdvisoryId
    language: Identifier
    incident: Incident
    affected: Affected
    data: Data = Data()
    timeline: tuple[Event, ...] = ()
    aware_at: MomentOrUnknown = None
    assessment: tuple[Assessment, ...] = ()
    risks: tuple[Risk, ...] = ()
    measures: Measures = Measures()
    actions: tuple[Action, ...] = ()
    never_asked: NeverAsked | None = None
    genuine_messages: MarkdownText = "default"
    contact: MarkdownText = "default"
    next_update: NextUpdate = "when_known"
    profiles: tuple[Identifier, ...] = ("public",)
    text: AuthoredTexts = AuthoredTexts()
    references: tuple[Reference, ...] = ()
    release: ReleaseDeclaration = ReleaseDeclaration()
    superseded_by: AdvisoryId | None = None
    internal: str | None = None
    waivers: Waivers = None
