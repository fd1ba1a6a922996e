"""Draft: an advisory as its file has it now, and where each field of it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from build_tools.model.advisory import Advisory
from build_tools.model.authored import AuthoredText, authored_texts
from build_tools.problems import Place
from build_tools.yaml_source import FieldPath, SourceTree


@dataclass(frozen=True)
class Draft:
    """The next release of an advisory, in the making."""

    advisory: Advisory
    source: SourceTree

    def place(self, *path: str | int) -> Place:
        """The place of the value at a path of fields, or of the nearest parent in the file."""
        return self.source.place(path)

    def place_of_words(self, path: FieldPath, words: str) -> Place:
        """The place of words in the text at a path of fields."""
        return self.source.place_of_words(path, words)

    @cached_property
    def authored(self) -> tuple[AuthoredText, ...]:
        """The authored texts of the draft."""
        return authored_texts(self.advisory)

    @property
    def file(self) -> str:
        """The file's path, relative to the project."""
        return self.source.file
