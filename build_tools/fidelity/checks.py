"""All checks on a translation, in the order in which their faults are told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from build_tools.fidelity.certainty import certainty
from build_tools.fidelity.characters import characters
from build_tools.fidelity.completeness import completeness
from build_tools.fidelity.enumerations import enumerations
from build_tools.fidelity.glossary import glossary
from build_tools.fidelity.links import links
from build_tools.fidelity.markup import markup
from build_tools.fidelity.names import names
from build_tools.fidelity.negation import negation
from build_tools.fidelity.numbers import numbers
from build_tools.fidelity.opposites import opposites
from build_tools.fidelity.own_language import own_language
from build_tools.fidelity.pair import Check, Pair
from build_tools.fidelity.placeholders import placeholders
from build_tools.fidelity.register import register
from build_tools.fidelity.roles import roles
from build_tools.fidelity.things import things
from build_tools.fidelity.units import units
from build_tools.problems import Fault

CHECKS: tuple[Check, ...] = (
    links,
    placeholders,
    characters,
    markup,
    completeness,
    enumerations,
    own_language,
    numbers,
    units,
    negation,
    opposites,
    certainty,
    things,
    names,
    roles,
    glossary,
    register,
)


MOST_FAULTS = 20
"""So many findings of one check are told, whatever a text is full of."""


def faults(pair: Pair) -> Iterator[Fault]:
    """What every check finds, the first twenty findings of each."""
    for check in CHECKS:
        yield from islice(check(pair), MOST_FAULTS)
