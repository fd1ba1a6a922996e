"""All checks on a translation, in the order in which their faults are told."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.authored_text import Fault
from build_tools.fidelity.glossary import glossary
from build_tools.fidelity.names import names
from build_tools.fidelity.negation import negation
from build_tools.fidelity.numbers import numbers
from build_tools.fidelity.pair import Check, Pair
from build_tools.fidelity.register import register
from build_tools.fidelity.units import units

CHECKS: tuple[Check, ...] = (
    numbers,
    units,
    negation,
    names,
    glossary,
    register,
)


def faults(pair: Pair) -> Iterator[Fault]:
    """What every check finds."""
    for check in CHECKS:
        yield from check(pair)
