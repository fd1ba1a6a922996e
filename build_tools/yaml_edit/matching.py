"""Which entry of a list is which, and which of them can stay where they stand.

An entry is known by its `code` or its `id`, a waiver by its `words`; without these, by what it says.
"""

from __future__ import annotations

import json
import operator
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Identity = tuple[str, int]
NAMES = ("code", "id", "words")
"""The keys that an entry is known by."""


def identities(values: Iterable[Any]) -> list[Identity]:
    """What each value of a list is known by; the second of the same name is another one."""
    seen: Counter[str] = Counter()
    found = []
    for value in values:
        name = _name(value)
        found.append((name, seen[name]))
        seen[name] += 1
    return found


def matched(before: Sequence[Any], after: Sequence[Any]) -> list[Identity]:
    """What each value of a new list is known by: as the equal one of the old list, else as another of its name."""
    free = dict(zip(identities(before), before, strict=True))
    seen = Counter(_name(value) for value in before)
    found: dict[int, Identity] = {}
    for is_same in (operator.eq, _is_namesake):
        for number, value in enumerate(after):
            same = next((one for one, old in free.items() if is_same(old, value)), None)
            if number not in found and same:
                found[number] = same
                del free[same]
    for number, value in enumerate(after):
        if number not in found:
            found[number] = (_name(value), seen[_name(value)])
            seen[_name(value)] += 1
    return [found[number] for number in range(len(after))]


def _is_namesake(one: Any, other: Any) -> bool:
    return _name(one) == _name(other)


def _name(value: Any) -> str:
    if isinstance(value, dict):
        value = next((value[key] for key in NAMES if value.get(key)), value)
    return value if isinstance(value, str) else json.dumps(value)


def staying(places: Iterable[int | None], weight: Callable[[int], int]) -> frozenset[int]:
    """The places that can be kept: those that run upwards and together weigh the most. None has no place yet."""
    runs: list[tuple[int, tuple[int, ...]]] = []
    for place in places:
        if place is not None:
            total, run = max((run for run in runs if run[1][-1] < place), default=(0, ()))
            runs.append((total + weight(place), (*run, place)))
    return frozenset(max(runs, default=(0, ()))[1])


def key_order(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The keys of `after`: those that were there in their old order, each new one behind the one before it."""
    order = [key for key in before if key in after]
    behind = ""
    for key in after:
        if key not in order:
            order.insert(order.index(behind) + 1 if behind else 0, key)
        behind = key
    return order
