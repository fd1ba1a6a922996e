"""Roles: who does something to whom is the same in a translation: *Okta informed Box* is not *Box informed Okta*.

In: a pair. Out: faults. Compared are two names that stand in one clause of each text, by the preposition before each.
In an active clause with no prepositions the first name acts; in a passive one the name behind *by*. What is not so
plain is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from build_tools.fidelity.alignment import aligned
from build_tools.fidelity.masking import masked
from build_tools.fidelity.names import names_in
from build_tools.fidelity.pair import Pair
from build_tools.fidelity.wording import RoleWords, Wording
from build_tools.problems import Fault, either

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_CLAUSE_END = re.compile(r"[,;:()–—\n]|\s-\s")
_MOST_BETWEEN = 12
_BARE = frozenset({"bare"})
_BY = "by"


class _Named(NamedTuple):
    """Two names of a clause in their order, what stands before each, whether it is passive, and the first place."""

    names: tuple[str, str]
    roles: tuple[frozenset[str], frozenset[str]]
    is_passive: bool
    start: int

    @property
    def agent(self) -> str:
        """The name that acts, if that is plain."""
        if self.is_passive:
            return next((name for name, role in zip(self.names, self.roles, strict=True) if _BY in role), "")
        bare = [name for name, role in zip(self.names, self.roles, strict=True) if role == _BARE]
        is_plain = len(bare) == 2 or (len(bare) == 1 and any("to" in role for role in self.roles))
        return bare[0] if is_plain else ""


def roles(pair: Pair) -> Iterator[Fault]:
    """Two names that have changed places."""
    names = pair.surroundings.names
    spoken, language = pair.spoken.wording, pair.language.wording
    if len(names) < 2 or not (spoken.roles.prepositions and language.roles.prepositions):
        return
    parts = aligned(masked(pair.source, names), masked(pair.translation, names), pair.abbreviations)
    for start, part, place, other in parts:
        here = _two_names(pair.source[start : start + len(part)], part, names, spoken)
        there = here and _two_names(pair.translation[place : place + len(other)], other, names, language)
        if here and there and _are_swapped(here, there):
            told = either([*here.names], "and")
            message = f"{told} have changed places: each does in the translation what the other does in the source."
            yield Fault(
                "roles-swapped", message, "Put each name where the source has it.", there.names[0], place + there.start
            )


def _are_swapped(source: _Named, translation: _Named) -> bool:
    """Whether both texts name the same two, and each has the place of the other."""
    if {*source.names} != {*translation.names}:
        return False
    if source.agent and translation.agent and source.is_passive != translation.is_passive:
        return source.agent != translation.agent
    if source.is_passive != translation.is_passive:
        return False
    one, other = source.roles
    there = dict(zip(translation.names, translation.roles, strict=True))
    mine, theirs = there[source.names[0]], there[source.names[1]]
    if one == other == mine == theirs == _BARE:
        return source.names != translation.names and not source.is_passive
    return bool(one & theirs and other & mine) and not (one & mine or other & theirs)


def _two_names(text: str, masked_text: str, known: tuple[str, ...], wording: Wording) -> _Named | None:
    """The only two names of a text, if they stand in one clause of it; and no name twice."""
    found = names_in(text, known)
    if len(found) != 2 or found[0][0] == found[1][0]:
        return None
    lexicon = _lexicon(wording)
    (first, start, _), (second, at, _) = found
    between = masked_text[start + len(found[0][2]) : at]
    if not _is_one_clause(between, wording.roles):
        return None
    before = max((end.end() for end in _CLAUSE_END.finditer(masked_text, 0, start)), default=0)
    ends = _CLAUSE_END.search(masked_text, at)
    clause = masked_text[before : ends.start() if ends else len(masked_text)]
    is_passive = any(word.lower() in wording.roles.passive for word in _WORD.findall(clause))
    role, other = lexicon.role(masked_text[before:start]), lexicon.role(between)
    if not role or not other or (role == other == _BARE and not _has_verb(between)):
        return None
    return _Named((first, second), (role, other), is_passive, start)


def _is_one_clause(between: str, words: RoleWords) -> bool:
    said = _WORD.findall(between.lower())
    return 0 < len(said) <= _MOST_BETWEEN and not _CLAUSE_END.search(between) and words.joining.isdisjoint(said)


def _has_verb(between: str) -> bool:
    """Whether a few words between two names may be a verb: they are not part of a name, as those with a capital are."""
    said = _WORD.findall(between)
    return len(said) <= 3 and said[0].islower() and between[:1].isspace()


class _Lexicon:
    """What prepositions of a language say."""

    def __init__(self, words: RoleWords) -> None:
        classes: dict[str, set[str]] = {}
        for role, listed in words.prepositions.items():
            for preposition in listed:
                classes.setdefault(preposition, set()).add(role)
        self.classes = {preposition: frozenset(roles) for preposition, roles in classes.items()}
        self.articles = words.articles

    def role(self, before: str) -> frozenset[str]:
        """What the last words before a name say of it; nothing, where that is not plain."""
        said = [word.lower() for word in _WORD.findall(before[-60:])]
        if len(said) > 1 and said[-1] not in self.articles and said[-1] not in self.classes:
            return self._of_noun(said[:-1])
        while said and said[-1] in self.articles:
            said.pop()
        return self._of(said[-1] if said else "")

    def _of_noun(self, said: list[str]) -> frozenset[str]:
        """What words say of a noun such as `the vendor`, behind which a name stands."""
        if said[-1] in self.classes:
            return frozenset()
        return self._of(said[-2]) if said[-1] in self.articles and len(said) > 1 else _BARE

    def _of(self, word: str) -> frozenset[str]:
        role = self.classes.get(word, _BARE)
        return frozenset() if "other" in role else role


@lru_cache(maxsize=32)
def _lexicon(wording: Wording) -> _Lexicon:
    return _Lexicon(wording.roles)
