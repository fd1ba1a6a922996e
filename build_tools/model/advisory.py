"""Advisory: the facts, once, with authored text in one language. The source format, as types.

Every field says what belongs there, for editors (JSON Schema), for messages and for docs/format.md; nothing else does.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer

from build_tools.model.fields import Code, Frozen, Identifier, Listed, MarkdownText, Name, Written
from build_tools.model.incident import Affected, Data, Incident, Measures
from build_tools.model.moment import INSTANT, MomentOrUnknown, parse_instant, rfc3339
from build_tools.model.prose import AuthoredTexts, Reference, ReleaseDeclaration
from build_tools.model.statements import Action, Assessment, Event, NeverAsked, Risk
from build_tools.model.waiver import Waivers
from build_tools.problems import FieldError

ADVISORY_ID = r"^ADV-20[0-9]{2}-[0-9]{4,6}$"
AdvisoryId = Annotated[str, Field(pattern=ADVISORY_ID)]


def is_advisory_id(text: str) -> bool:
    """Whether a text has the form of an advisory's id."""
    return re.fullmatch(ADVISORY_ID, text) is not None


def advisory_id_in(path: str) -> str | None:
    """The id of the advisory that a file belongs to by its path: its YAML, a catalogue of its texts, or its history."""
    found = re.search(ADVISORY_ID.strip("^$"), path)
    return found[0] if found else None


def _next_update(value: Any) -> Any:
    if value in ("when_known", "final") or isinstance(value, datetime):
        return value
    try:
        return parse_instant(value)
    except FieldError as fault:
        raise FieldError(fault.code, fault.message, f"{fault.mend} Or write `when_known` or `final`.") from None


NextUpdateCode = Annotated[str, Code("next_updates", "next update, and no time such as `2025-11-30T14:30Z`")]
NextUpdateForm = NextUpdateCode | Annotated[str, Field(pattern=f"^{INSTANT}$")]
NextUpdate = Annotated[
    Literal["when_known", "final"] | datetime,
    BeforeValidator(_next_update),
    PlainSerializer(lambda value: rfc3339(value) if isinstance(value, datetime) else value, return_type=str),
    Written(NextUpdateForm),
]


class Advisory(Frozen):
    """One advisory as its YAML file tells it."""

    id: AdvisoryId = Field(
        description="The id of the advisory, and the name of its file. It is never used again.",
        examples=["ADV-2025-0001"],
    )
    language: Annotated[Name, Listed("languages", "language of this site")] = Field(
        description="The language that the texts in this file are written in: a `path` of `languages` in mkdocs.yml.",
        examples=["en"],
    )
    incident: Incident = Field(
        description="What kind of incident it is, where it stands, and whom it concerns.",
        examples=[{"kind": "credential_stuffing", "status": "investigating", "severity": "medium"}],
    )
    affected: Affected = Field(
        description="Which products and how many people are affected, and which are not.",
        examples=[{"products": ["api"], "people": "some"}],
    )
    data: Data = Field(
        Data(),
        description="Which data was exposed and which was not.",
        examples=[{"exposed": ["email_address"], "not_exposed": ["password"]}],
    )
    timeline: tuple[Event, ...] = Field(
        (),
        description="What took place, the earliest first: coded entries of `events`, each with `date`, or with "
        "`not_before`, `not_after` or both. Left out: there is no timeline.",
        examples=[[{"code": "dataset_received", "date": "2025-11-25"}]],
    )
    aware_at: MomentOrUnknown = Field(
        None,
        description="When the organisation became aware of the incident: a day, a time with its zone, or `unknown`, "
        "and readers are told so. Left out: nothing is said of it.",
        examples=["2025-11-25", "unknown"],
    )
    assessment: tuple[Assessment, ...] = Field(
        (),
        description="What the incident means: coded entries of `assessments`. Left out: nothing is said of it.",
        examples=[["data_insufficient_for_access"]],
    )
    risks: tuple[Risk, ...] = Field(
        (),
        description="What may follow: coded entries of `risks`, each with the data that it is `based_on`, if you like. "
        "Left out: no risk is named.",
        examples=[["profiling", {"code": "phishing", "based_on": ["email_address"]}]],
    )
    measures: Measures = Field(
        Measures(),
        description="What has been done about the incident, is being done and will be done.",
        examples=[{"taken": ["passwords_reset"], "ongoing": ["investigation"]}],
    )
    actions: tuple[Action, ...] = Field(
        (),
        description="What readers should do, the most important first: coded entries of `actions`. Left out: readers "
        "are not told what to do, and `advisory check` warns.",
        examples=[["change_password", "enable_mfa"]],
    )
    never_asked: NeverAsked | None = Field(
        None,
        description="The data that nobody will ask for in a message: a list of codes of `data`, or a mapping with "
        "`items` and `stated_by`. Left out: nothing is said of it.",
        examples=[["password", "api_key"], {"items": ["password"], "stated_by": "organisation"}],
    )
    genuine_messages: MarkdownText = Field(
        "default",
        description="How readers tell a genuine message from a fraudulent one, in Markdown. Left out or `default`: "
        "what mkdocs.yml says.",
        examples=["default", "Genuine messages come from security@company.example alone."],
    )
    contact: MarkdownText = Field(
        "default",
        description="Where readers can ask, in Markdown. Left out or `default`: what mkdocs.yml says.",
        examples=["default", "Write to security@company.example."],
    )
    next_update: NextUpdate = Field(
        "when_known",
        description="When there will be news: a time with its zone, `when_known`, or `final` if there will be none. "
        "Left out: `when_known`.",
        examples=["when_known", "2025-12-01T12:00Z"],
    )
    profiles: tuple[Identifier, ...] = Field(
        ("public",),
        description="Which rules for notices apply; kept with the release, without effect so far. Left out: `public`.",
        examples=[["public"]],
    )
    text: AuthoredTexts = Field(
        AuthoredTexts(),
        description="Text of your own, in `language`. Left out: the facts make a complete notice alone.",
        examples=[{"what_happened": "The break-in took place at Mixpanel, not at OpenAI."}],
    )
    references: tuple[Reference, ...] = Field(
        (),
        description="Links for readers, each with an `id` by which texts can name it. Left out: there are none.",
        examples=[[{"id": "statement", "title": "Statement of Mixpanel", "url": "https://mixpanel.example/statement"}]],
    )
    release: ReleaseDeclaration = Field(
        ReleaseDeclaration(),
        description="What the next release is; docs/releases.md says what each kind of change may do.",
        examples=[{"change": "update"}],
    )
    superseded_by: AdvisoryId | None = Field(
        None,
        description="The id of the advisory that replaces this one. As soon as that is public, readers of both are "
        "told. Left out or `null`: none does.",
        examples=["ADV-2025-0002"],
    )
    internal: str | None = Field(
        None,
        description="Notes for yourselves; never published, in no output and in no release.",
        examples=["Ask the legal team on Monday whether the number may be named."],
    )
    waivers: Waivers = None
