"""Strategies for advisories, read off the model: a new field is generated as soon as it exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MinLen
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from build_tools.model.advisory import Advisory
from build_tools.model.counts import Count
from build_tools.model.fields import UNFILLED, WEB_ADDRESS, Code, Coded
from build_tools.model.moment import Moment
from build_tools.model.statements import Event
from build_tools.source_text import suspect_characters

Source = st.SearchStrategy[Any]
TEXTS = st.text(min_size=1, max_size=30).filter(
    lambda text: text.strip().upper() not in {"", "TBD", *UNFILLED} and not [*suspect_characters(text)]
)
DAYS = st.dates(datetime(1971, 1, 1).date(), datetime(2098, 12, 31).date()).map(str)
ZONES = st.sampled_from(["Z", "+01:00", "-03:00", "+14:00", " +05:45"])
INSTANTS = st.tuples(DAYS, st.sampled_from("T "), st.times(), ZONES).map(
    lambda parts: f"{parts[0]}{parts[1]}{parts[2]:%H:%M}{parts[3]}"
)
NUMBERS = st.integers(0, 10**12 - 1)
COUNTS = st.one_of(
    st.just("unknown"),
    NUMBERS.map(str),
    st.tuples(NUMBERS, st.integers(1, 1000)).map(
        lambda pair: {"from": str(pair[0]), "to": str(min(sum(pair), 10**12))}
    ),
).filter(lambda count: not isinstance(count, dict) or len(count["to"]) < 13)
ADDRESSES = st.sampled_from(
    ["https://shop.example", "http://münchen.example:8080/a?b=c#d", "https://a-b.example/ü/[1]"]
)


def sources(codes: Mapping[str, Iterable[str]]) -> Source:
    """What may stand in the YAML of an advisory: mappings, lists and text."""
    return _model(Advisory, {group: sorted(known) for group, known in codes.items()})


def _model(model: type[BaseModel], codes: Mapping[str, list[str]]) -> Source:
    fields = {name: _field(info, codes) for name, info in model.model_fields.items()}
    required = {name: fields.pop(name) for name, info in model.model_fields.items() if info.is_required()}
    whole = st.fixed_dictionaries(required, optional=fields)
    if issubclass(model, Event):
        return whole.map(_with_one_date)
    return st.one_of(required["code"], whole) if issubclass(model, Coded) else whole


def _with_one_date(event: dict[str, Any]) -> dict[str, Any]:
    """A date, or bounds; a bound that is nothing is none."""
    bounds = {name: value for name in ("not_before", "not_after") if (value := event.pop(name, None))}
    return event | bounds if bounds and not event.pop("date", None) else {"date": "unknown"} | _something(event)


def _something(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name != "date" or value}


def _field(info: FieldInfo, codes: Mapping[str, list[str]]) -> Source:
    return _value(info.annotation, info.metadata, codes)


def _value(annotation: Any, marks: list[Any], codes: Mapping[str, list[str]]) -> Source:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(parts[0], [*parts[1:], *marks], codes)
    if origin in (Union, UnionType):
        return st.one_of([_value(part, marks, codes) for part in parts])
    if origin is tuple:
        fewest = max((mark.min_length for mark in marks if isinstance(mark, MinLen)), default=0)
        return st.lists(_value(parts[0], [], codes), min_size=fewest, max_size=3)
    if origin is Literal:
        return st.sampled_from(parts)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model(annotation, codes)
    return _text(marks, codes) if annotation is str else _PARSED[annotation]


_PARSED: Mapping[Any, Source] = {
    NoneType: st.none(),
    Count: COUNTS,
    Moment: st.one_of(DAYS, INSTANTS),
    datetime: INSTANTS,
}


def _text(marks: list[Any], codes: Mapping[str, list[str]]) -> Source:
    flat = [inner for mark in marks for inner in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]
    for mark in flat:
        if isinstance(mark, Code):
            return st.sampled_from(codes[mark.group])
        if pattern := getattr(mark, "pattern", None):
            return ADDRESSES if pattern == WEB_ADDRESS else st.from_regex(pattern, fullmatch=True)
    return TEXTS
