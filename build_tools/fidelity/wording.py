"""Wording: the words of one language that checks on translations look for, from `locales/<locale>/wording.yaml`.

In: the bytes of the file. Out: a `Wording`, or problems with line and column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from build_tools.model.fields import Frozen
from build_tools.problems import Problem
from build_tools.remembered import remembered
from build_tools.validation import problems_of
from build_tools.yaml_source import read_yaml

Listed = tuple[str, ...]
"""Words and idioms: `word*` is the word with any ending, `*word` ends a compound, `…` is up to five other words."""


@dataclass(frozen=True)
class Spellings:
    """Words and parts of words by which a language is known: `-heid` ends a word, `ge-` begins one, `-ñ-` is inside."""

    whole: frozenset[str]
    parts: re.Pattern[str]

    def has(self, word: str) -> bool:
        """Whether a word, in small letters, is written as the language writes it."""
        return word in self.whole or self.parts.search(word) is not None


def _spellings(value: Any) -> Any:
    """Read words between blanks."""
    if not isinstance(value, str):
        return value
    listed = value.lower().split()
    parts = [_pattern(word) for word in listed if _is_part(word)]
    return Spellings(frozenset(word for word in listed if not _is_part(word)), re.compile("|".join(parts) or "(?!)"))


def _is_part(word: str) -> bool:
    return word.startswith("-") or word.endswith("-")


def _pattern(part: str) -> str:
    """Where a part of a word stands: behind another letter, before one, or anywhere."""
    begins, ends = part.startswith("-"), part.endswith("-")
    inside = re.escape(part.strip("-"))
    return inside if begins and ends else rf"(?<=.){inside}$" if begins else rf"^{inside}(?=.)"


def _words(value: Any) -> Any:
    return frozenset(value.lower().split()) if isinstance(value, str) else value


WordSet = Annotated[frozenset[str], BeforeValidator(_words)]
"""Words, written with blanks between them."""
OtherLanguage = Annotated[Spellings, BeforeValidator(_spellings)]


class Words(Frozen):
    """Words of a language. What is worked out from them is kept with them, so that each counts as itself."""

    def __hash__(self) -> int:
        return object.__hash__(self)


class NumberWords(Words):
    """How a language writes numbers in words."""

    words: Mapping[str, str] = Field({}, description="The value of each word; several where it has several meanings.")
    loose: Listed = Field((), description="Number words that often are no number, as an article is.")
    joint: Listed = Field((), description="What joins tens and units, as in `vinte e um`.")
    endings: Listed = Field((), description="What can end a number word, as `-mal` and `-tägig`.")
    scales: Mapping[str, str] = Field({}, description="Words behind a number, by which it is multiplied.")
    money_scales: Mapping[str, str] = Field({}, description="Letters right behind an amount of money, as in `€3m`.")
    written: Mapping[str, str] = Field({}, description="Idioms, and what they say with numbers and units.")
    labels: Listed = Field((), description="Words before a number that keeps its dots, as `version`.")
    versions: Listed = Field((), description="Words beside which numbers such as `3.10` are those of versions.")
    and_half: Listed = Field((), description="What adds a half to the number before it, as `e meia`.")
    before_units: Listed = Field((), description="Words between a number and its unit, as in `2 milhões de dólares`.")


class TimeWords(Words):
    """How a language writes dates and times, beyond what Babel knows."""

    weekdays: Mapping[str, str] = Field({}, description="More names of days; Monday is 0.")
    day_parts: Listed = Field((), description="What makes one word with the name of a day, as in `Montagabend`.")
    nights: Listed = Field((), description="Words behind the name of a day that lead into the next, as `night`.")
    ambiguous: Listed = Field((), description="Names of months and days that are also other words.")
    morning: Listed = Field((), description="What stands behind a time before noon, as `a.m.`.")
    afternoon: Listed = Field((), description="What stands behind a time after noon, as `p.m.`.")
    clock: Listed = Field((), description="What stands behind a time of 24 hours, as `Uhr`.")
    words: Mapping[str, str] = Field({}, description="Words for a time, as `noon`.")
    zones: Mapping[str, str] = Field({}, description="Names of time zones, and the hours from UTC.")


class NegationWords(Words):
    """How a language says no."""

    negative: Listed = Field((), description="Words and idioms that deny something.")
    prefixes: Listed = Field((), description="Beginnings of words that deny, as `un-`.")
    suffixes: Listed = Field((), description="Ends of words that deny, as `-less`.")
    not_negative: Listed = Field((), description="Words and idioms that look as if they denied something.")
    perhaps: Listed = Field((), description="What another language may say with a negation, or without.")
    or_not: Listed = Field((), description="Idioms of a negation that another language may say with none.")
    twice_or_not: Listed = Field((), description="Idioms of two negations that another language may say with none.")
    once_or_twice: Listed = Field((), description="Words that deny two things, or one, as `neither`.")
    apart: Listed = Field((), description="Negations of one word, beside which others in the clause count as usual.")
    negators: WordSet = Field(frozenset(), description="Words that do nothing but deny, without idioms.")
    contrasts: Listed = Field((), description="Words that set something against what is before them.")
    clause_words: WordSet = Field(frozenset(), description="Other words with which something new begins.")
    restricts: Listed = Field((), description="Words that say with no negation what others say with one.")
    repeated: Listed = Field((), description="Words that deny nothing more in a clause that is denied already.")
    perhaps_repeated: Listed = Field((), description="Words that may deny once more in a denied clause.")


class Address(Words):
    """How a language speaks to its readers."""

    informal: Listed = Field((), description="Words that address readers too familiarly.")
    informal_first: Listed = Field((), description="Such words that are imperatives where a sentence begins.")
    informal_first_or_not: Listed = Field((), description="The same, for words that may be no imperatives.")
    not_after_imperative: Listed = Field((), description="Words before which such a word is no imperative.")
    you: Listed = Field((), description="Words for the reader.")
    others: Listed = Field((), description="Words for other people or for things.")
    polite_first: Mapping[str, Listed] = Field({}, description="Polite words behind a verb that begins a sentence.")
    polite: Mapping[str, Listed] = Field({}, description="Polite words, and how they look in small letters.")


class RoleWords(Words):
    """How a language says who does something to whom."""

    prepositions: Mapping[str, Listed] = Field({}, description="Prepositions: `by`, `to`, `from` and others.")
    articles: WordSet = Field(frozenset(), description="What can stand between a preposition and a name.")
    joining: WordSet = Field(frozenset(), description="Words behind which a new clause or another name begins.")
    passive: WordSet = Field(frozenset(), description="Verbs with which a passive is made.")


class Wording(Words):
    """Words of a language, by what a check needs them for."""

    # numbers, negation and register
    numbers: NumberWords = NumberWords()
    times: TimeWords = TimeWords()
    units: Mapping[str, Listed] = Field({}, description="Words and signs for each unit.")
    negation: NegationWords = NegationWords()
    roles: RoleWords = RoleWords()
    address: Address = Address()
    other_variety: Mapping[str, Listed] = Field({}, description="What to write, and what another variety says.")
    small_letters: Listed = Field((), description="Words that begin with a small letter.")
    capital_nouns: bool = Field(False, description="Whether all nouns have a capital, and not only names.")
    nouns: Listed = Field((), description="Nouns, for languages that write these with a capital.")
    determiners: Listed = Field((), description="Words such as articles, before a noun and not before a name.")
    prepositions: Listed = Field((), description="Words behind a noun; behind a name they seldom stand.")
    # what is said; `~` stands before a word that may mean it, or something else
    things: Mapping[str, Listed] = Field({}, description="Words for things that a text may speak of.")
    opposites: Mapping[str, Mapping[str, Listed]] = Field({}, description="Words for both sides of each pair.")
    uncertain: Listed = Field((), description="Words that leave open whether something is so.")
    # completeness and language
    common_words: WordSet = Field(frozenset(), description="Words without which hardly a sentence can be written.")
    written_alike: WordSet = Field(frozenset(), description="Words that another language may write in the same way.")
    mistaken_for: Mapping[str, OtherLanguage] = Field({}, description="Words of other languages, by their names.")
    commas_at_clauses: bool = Field(False, description="Whether each clause is parted from the next by a comma.")
    abbreviations: WordSet = Field(frozenset(), description="Words with a full stop that ends no sentence.")
    joining: WordSet = Field(frozenset(), description="Words before the last item of an enumeration.")
    joining_loosely: WordSet = Field(frozenset(), description="Other words that can join what is counted.")
    unfinished: tuple[str, ...] = Field((), description="Notes to oneself that translators forget, in small letters.")


@remembered
def read_wording(file: str, content: bytes) -> tuple[Wording | None, list[Problem]]:
    """Read the words of a language. Exactly one of wording and problems is empty."""
    tree, problems = read_yaml(file, content)
    if tree is None:
        return None, problems
    try:
        return Wording.model_validate(tree.content), []
    except ValidationError as error:
        return None, problems_of(error, tree, Wording)
