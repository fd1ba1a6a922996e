"""Counts: how many people are affected, as a number, a range, or not known.

In: what stands in the YAML. Out: a `Count`, or a FieldError that says how the number is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from build_tools.model.fields import Frozen, Written
from build_tools.problems import FieldError, shown


@dataclass(frozen=True)
class Count:
    """How many: known (`low` equals `high`), a range, or unknown (both None)."""

    low: int | None = None
    high: int | None = None


def parse_count(value: Any) -> Count:
    """Read `unknown`, `12500` or `{from: 10000, to: 15000}`. Raises FieldError, for a range ValidationError."""
    if isinstance(value, Count):
        return value
    if value == "unknown":
        return Count()
    if isinstance(value, dict):
        span = CountRange.model_validate(value)
        return Count(span.low, span.high)
    number = parse_whole_number(value)
    return Count(number, number)


def parse_whole_number(value: Any) -> int:
    """Read digits and nothing else, so that no separator is taken for another. Raises FieldError."""
    if not isinstance(value, str):
        raise FieldError("wrong-type", f"A whole number belongs here, and this is {shown(value)}.", DIGITS)
    if re.fullmatch(WHOLE_NUMBER, value):
        return int(value)
    from build_tools.model.counts_as_said import read_count  # takes a while, and is needed where a number is wrong

    message, said = f"{shown(value)} cannot be read as a whole number.", read_count(value)
    raise FieldError("not-a-number", said.message or message if said else message, said.mend if said else DIGITS)


WHOLE_NUMBER = "0|[1-9][0-9]{0,11}"
DIGITS = "Write digits alone, such as `12500`; if the number is not known, `count: unknown`."
WholeNumber = Annotated[
    int, BeforeValidator(parse_whole_number), Written(Annotated[str, Field(pattern=f"^({WHOLE_NUMBER})$")])
]


class CountRange(Frozen):
    """A count of which only the bounds are known."""

    low: WholeNumber = Field(alias="from", description="The smallest number that is possible.", examples=[10000])
    high: WholeNumber = Field(alias="to", description="The largest number that is possible.", examples=[15000])

    @model_validator(mode="after")
    def _runs_forward(self) -> CountRange:
        if self.low >= self.high:
            message = f"A range runs from a smaller to a larger number; this one runs from {self.low} to {self.high}."
            raise FieldError("range-backwards", message, "Exchange the two, or write one number alone.")
        return self


CountForm = Annotated[str, Field(pattern=f"^(unknown|{WHOLE_NUMBER})$")] | CountRange


def write_count(count: Count) -> str | dict[str, str]:
    """The source form of a count."""
    if count.low is None or count.high is None:
        return "unknown"
    return str(count.low) if count.low == count.high else {"from": str(count.low), "to": str(count.high)}
