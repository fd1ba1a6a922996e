"""Things: passwords, accounts, backups: what a source speaks of, its translation speaks of as well.

How often, and with which of its words, does not count. A word with several meanings asks for nothing, and a translation
may name more: *on the website* for *there*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from build_tools.fidelity.concepts import Concepts, Meant
from build_tools.fidelity.masking import masked
from build_tools.fidelity.pair import Pair, Tongue
from build_tools.problems import Fault, shown

_PEOPLE = frozenset({"customers", "employees", "patients", "students", "children", "researchers", "police"})
"""Those of whom a language may speak without a noun: *wer betroffen ist*."""
_GENERAL = frozenset({"messages", "systems", "accounts", "files", "links", "browser", "website", "network", "evidence"})
"""Things that go without saying, so that one language names them and another does not."""


def things(pair: Pair) -> Iterator[Fault]:
    """The first thing that is lost, or in the place of which stands another."""
    known = (pair.spoken.wording.things.keys() & pair.language.wording.things.keys()) - _GENERAL
    if not known:
        return
    names = pair.surroundings.names
    source, translation = things_in(pair.source, names, pair.spoken), things_in(pair.translation, names, pair.language)
    lost, added = _without(source, translation, known), _without(translation, source, known)
    lost = {thing: one for thing, one in lost.items() if added or thing not in _PEOPLE}
    if lost:
        first, instead = next(iter(lost.values())), next(iter(added.values()), None)
        has = f"and the translation has {shown(instead.found.words)}" if instead else "and the translation does not"
        words, start = (instead.found.words, instead.found.start) if instead else ("", 0)
        message = f"The source speaks of {shown(first.found.words)}, {has}."
        yield Fault("thing-changed", message, f"Write the word for {shown(first.found.words)}.", words, start)


@lru_cache(maxsize=64)
def things_in(text: str, names: tuple[str, ...], language: Tongue) -> tuple[Meant, ...]:
    """The things that a text speaks of, in their order."""
    return tuple(_concepts(language).find(masked(text, names)))


def _without(these: tuple[Meant, ...], others: tuple[Meant, ...], known: Set[str]) -> Mapping[str, Meant]:
    """Things that only one text surely has, and the other not even perhaps."""
    there = {thing for one in others for thing in one.surely | one.perhaps}
    return {thing: one for one in these for thing in one.surely if thing in known and thing not in there}


@lru_cache(maxsize=32)
def _concepts(language: Tongue) -> Concepts:
    return Concepts(language.wording.things)
