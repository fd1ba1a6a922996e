"""Waiver: a warning that may stand in an advisory, with the reason. Never published."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from build_tools.model.fields import Frozen, Name
from build_tools.problems import FieldError, shown

WaivableCode = Literal[
    "secret-key",
    "secret-password",
    "private-address",
    "private-path",
    "email-address",
    "phone-number",
    "bank-account",
    "card-number",
    "national-id",
]


def _waivable(value: Any) -> Any:
    known = get_args(WaivableCode)
    if isinstance(value, str) and value and value not in known:
        mend = f"Those that can be are {', '.join(f'`{code}`' for code in known)}."
        raise FieldError("not-waivable", f"{shown(value)} cannot be waived.", mend)
    return value


class Waiver(Frozen):
    """A warning that may stand: its code, the words that it is about, and why. It dies with the words."""

    problem: Annotated[
        WaivableCode,
        BeforeValidator(_waivable),
        Field(description="The code of the warning.", examples=["email-address"]),
    ]
    words: Annotated[
        Name,
        Field(description="The words that the warning is about, as they stand.", examples=["press@partner.example"]),
    ]
    reason: Annotated[
        Name,
        Field(description="Why they may stand. Readers never see it.", examples=["The partner's public address."]),
    ]


_EXAMPLE = {"problem": "email-address", "words": "press@partner.example", "reason": "The partner's public address."}
Waivers = Annotated[
    tuple[Waiver, ...] | None,
    Field(
        description="Warnings that may stand in this advisory, each with the reason. Never published.",
        examples=[[_EXAMPLE]],
    ),
]
