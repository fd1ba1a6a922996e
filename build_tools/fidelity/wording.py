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
from build_tools.validation import problems_of
from build_tools.yaml_source import read_yaml


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


Words = Annotated[frozenset[str], BeforeValidator(_words)]
"""Words, written with blanks between them."""
OtherLanguage = Annotated[Spellings, BeforeValidator(_spellings)]


class Wording(Frozen):
    """Words of a language, by what a check needs them for."""

    # completeness and language
    common_words: Words = Field(frozenset(), description="Words without which hardly a sentence can be written.")
    written_alike: Words = Field(frozenset(), description="Words that another language may write in the same way.")
    mistaken_for: Mapping[str, OtherLanguage] = Field({}, description="Words of other languages, by their names.")
    capital_nouns: bool = Field(False, description="Whether all nouns have a capital, and not only names.")
    commas_at_clauses: bool = Field(False, description="Whether each clause is parted from the next by a comma.")
    joining: Words = Field(frozenset(), description="Words before the last item of an enumeration.")
    joining_loosely: Words = Field(frozenset(), description="Other words that can join what is counted.")
    unfinished: tuple[str, ...] = Field((), description="Notes to oneself that translators forget, in small letters.")


def read_wording(file: str, content: bytes) -> tuple[Wording | None, list[Problem]]:
    """Read the words of a language. Exactly one of wording and problems is empty."""
    tree, problems = read_yaml(file, content)
    if tree is None:
        return None, problems
    try:
        return Wording.model_validate(tree.content), []
    except ValidationError as error:
        return None, problems_of(error, tree, Wording)
