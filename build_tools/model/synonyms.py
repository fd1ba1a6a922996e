"""Synonyms: what editors call fields and codes in their own languages, and what the format calls them.

In: a word, and the names that can stand in its place, each with the words for it. Those for fields stand in
`synonyms.yaml`, those for codes in the vocabulary. Out: the name that is meant, to be proposed to the editor.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Mapping
from functools import cache
from pathlib import Path

from build_tools.yaml_source import read_yaml

FILE = Path(__file__).with_suffix(".yaml")


def plainly(word: str) -> str:
    """A word as it is compared: without capitals and accents, and with one space for hyphens and underscores."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.replace("-", " ").replace("_", " ").split())


def named_by(word: str, words_for: Mapping[str, Iterable[str]]) -> str | None:
    """The name that a word stands for, if it is among the words for one."""
    sought = plainly(word)
    return next((name for name, words in words_for.items() if sought in map(plainly, words)), None)


def field_named_by(word: str, known: Container[str]) -> str | None:
    """The one of the known fields that a word stands for, if there is one."""
    return named_by(word, {name: words for name, words in words_for_fields().items() if name in known})


@cache
def words_for_fields() -> Mapping[str, Iterable[str]]:
    """The words for each field that has some. Raises ValueError where the installation is broken."""
    tree, problems = read_yaml(FILE.name, FILE.read_bytes())
    if tree is None:
        raise ValueError("\n".join(map(str, problems)))
    words: Mapping[str, Iterable[str]] = tree.content
    return words
