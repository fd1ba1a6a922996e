"""The coded entries of an advisory: what is said by a code, each kind with the codes of its group."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from build_tools.model.fields import WHO_SAYS_SO, Code, Coded, Frozen, PlainText, Sources, Statement
from build_tools.model.moment import Moment, MomentField, MomentOrUnknown
from build_tools.problems import FieldError

DataCode = Annotated[str, Code("data", "kind of data")]


class Kind(Statement):
    code: Annotated[str, Code("kinds", "kind of incident")] = Field(
        description="What kind of incident it is: a code of `kinds`.", examples=["third_party_breach"]
    )


class Severity(Coded):
    """How serious it is; a mapping with `code` and a reason, or the bare code."""

    code: Annotated[str, Code("severities", "severity")] = Field(
        description="How serious it is: a code of `severities`.", examples=["low"]
    )
    reason: PlainText | None = Field(
        None,
        description="Why it is that serious, in a sentence or two. It needs a translation. Left out: the vocabulary's "
        "sentence stands alone.",
        examples=["The data gives no access to any account."],
    )


class OwnSystems(Statement):
    code: Annotated[str, Code("own_systems", "statement about the own systems")] = Field(
        description="What is said of the organisation's own systems: a code of `own_systems`.",
        examples=["not_compromised"],
    )


class People(Statement):
    code: Annotated[str, Code("people", "share of people")] = Field(
        description="What share of the users is affected: a code of `people`.", examples=["some"]
    )


class ContactWithPeople(Statement):
    code: Annotated[str, Code("contacts_with_people", "state of the contact with people")] = Field(
        description="How far the contact with the people affected is: a code of `contacts_with_people`.",
        examples=["started"],
    )


class DataItem(Statement):
    code: DataCode = Field(description="Which kind of data: a code of `data`.", examples=["email_address"])


class Event(Statement):
    """An entry of the timeline: a date, `unknown`, or a bound on one side or both."""

    code: Annotated[str, Code("events", "event of a timeline")] = Field(
        description="What took place: a code of `events`.", examples=["dataset_received"]
    )
    date: MomentOrUnknown = Field(
        None,
        description="When it was: a day, or a time with its zone; `unknown`, and readers are told so. Left out: "
        "`not_before`, `not_after` or both say when it was.",
        examples=["2025-11-09", "2025-11-09T14:30Z", "unknown"],
    )
    not_before: MomentField | None = Field(
        None,
        description="The earliest that it can have been, where the date is not known: a day, or a time with its zone.",
        examples=["2025-11-25"],
    )
    not_after: MomentField | None = Field(
        None,
        description="The latest that it can have been, where the date is not known: a day, or a time with its zone.",
        examples=["2025-11-27"],
    )

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
    code: Annotated[str, Code("assessments", "assessment")] = Field(
        description="What the incident means: a code of `assessments`.", examples=["data_insufficient_for_access"]
    )


class Risk(Statement):
    """What may follow, and which exposed data it rests on."""

    code: Annotated[str, Code("risks", "risk")] = Field(
        description="What may follow: a code of `risks`.", examples=["phishing"]
    )
    based_on: tuple[DataCode, ...] = Field(
        (),
        description="The kinds of exposed data that make it possible: a list of codes of `data`. Left out: nothing is "
        "said of that.",
        examples=[["email_address", "account_name"]],
    )


class Measure(Statement):
    code: Annotated[str, Code("measures", "measure")] = Field(
        description="What is done about the incident: a code of `measures`.", examples=["investigation"]
    )


class Action(Statement):
    code: Annotated[str, Code("actions", "recommended action")] = Field(
        description="What readers should do: a code of `actions`, with what, how and why.", examples=["enable_mfa"]
    )


class NeverAsked(Frozen):
    """What the organisation never asks for in messages; a list of codes, or a mapping with its source."""

    shorthand: ClassVar = "items"

    items: tuple[DataCode, ...] = Field(
        min_length=1, description="What nobody will ask for: a list of codes of `data`.", examples=[["password"]]
    )
    stated_by: Sources = Field(
        (),
        description=WHO_SAYS_SO,
        examples=["organisation"],
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: Any) -> Any:
        return {"items": value} if isinstance(value, list | tuple) else value
