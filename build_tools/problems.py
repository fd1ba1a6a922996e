"""Problem: what is wrong, where it is, and how to mend it. Rules yield them; nothing raises them.

They come to stand in logs that many can read: what looks like a key or a password is disguised in all of them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from build_tools.credentials import concealed, disguised

FEW = 9
LONGEST_QUOTE = 60


class Place(NamedTuple):
    """A position in a source file. Lines and columns count from 1; the file is a path relative to the project."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: a stable code, plain words, and the mend."""

    place: Place
    code: str
    message: str
    mend: str = ""
    severity: Literal["error", "warning"] = "error"

    def __post_init__(self) -> None:
        for name in ("message", "mend"):
            object.__setattr__(self, name, concealed(getattr(self, name)))

    def without(self, words: Iterable[str]) -> Problem:
        """This problem with some words disguised, which only what stands beside them shows to be secret."""
        message, mend = self.message, self.mend
        for word in sorted(words, key=len, reverse=True):
            message, mend = (text.replace(word, disguised(word).strip("`")) for text in (message, mend))
        return replace(self, message=message, mend=mend)

    def __str__(self) -> str:
        where = f"{self.place.file}:{self.place.line}:{self.place.column}"
        mend = f" {self.mend}" if self.mend else ""
        return f"{where}: {self.severity} {self.code}: {self.message}{mend}"


class FieldError(ValueError):
    """What the parser of a field says of a value: a stable code, plain words, the mend."""

    def __init__(self, code: str, message: str, mend: str = "") -> None:
        super().__init__(f"{message} {mend}".rstrip())
        self.code, self.message, self.mend = code, message, mend


class Fault(NamedTuple):
    """What does not belong into a text, the words that it is about, and where these begin, if that matters."""

    code: str
    message: str
    mend: str
    words: str
    start: int = 0


def shown(value: object) -> str:
    """A value as a message quotes it: on one line, its secrets disguised, cut where it is long; what is not text by its
    kind."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    words = " ".join(concealed(str(value)).split())
    return f"`{words}`" if len(words) <= LONGEST_QUOTE else f"`{words[: LONGEST_QUOTE - 1]}…`"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun, in the singular or the plural."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by file, line and column, and drop what was found twice."""
    return tuple(sorted(set(problems)))


def is_blocking(problems: Iterable[Problem]) -> bool:
    """Whether at least one of the problems is an error."""
    return any(problem.severity == "error" for problem in problems)


def did_you_mean(word: str, known: Iterable[str], listed_in: str = "") -> str:
    """Name the closest known words, or all where there are few, or say where the many are listed."""
    choices = sorted(known)
    if close := closest(word, choices):
        return f"Did you mean {either(close)}?"
    if len(choices) <= FEW:
        return f"Known {'is' if len(choices) == 1 else 'are'} {either(choices, 'and')}." if choices else listed_in
    return listed_in or f"{len(choices)} are known; none is close."


def closest(word: str, known: Iterable[str]) -> list[str]:
    """The one or two known words that were probably meant; case and punctuation do not count."""
    plain = _letters(word)
    by_plain = {_letters(choice): choice for choice in sorted(known)}
    if plain in by_plain:
        return [by_plain[plain]]
    longer = [choice for choice in by_plain if choice.startswith(plain) and len(plain) > 2]
    close = difflib.get_close_matches(plain, by_plain, n=2, cutoff=0.6)
    return [by_plain[choice] for choice in dict.fromkeys([*longer, *close])][:2]


def _letters(word: str) -> str:
    return re.sub(r"[\W_]", "", word.lower())


def either(words: list[str], joint: str = "or") -> str:
    """Words for a choice among some, each as it is written."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}"
