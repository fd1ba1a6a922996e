"""Candidate: what is about to be frozen, beside what was released before it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from build_tools.history.releases import is_unreleased
from build_tools.model.advisory import Advisory
from build_tools.model.authored import NOTES, AuthoredText, texts_of_field
from build_tools.model.changes import Change, changes_between
from build_tools.model.release import Record, Release
from build_tools.problems import Place, Problem


@dataclass(frozen=True)
class Candidate:
    """What would become the next release, at an instant, after the releases before it.

    `place` tells where a field stands that a problem is about. `public` are the advisories that are public by then.
    """

    advisory: Advisory
    place: Callable[..., Place]
    before: tuple[Release, ...]
    released_at: datetime
    public: Container[str] = ()

    @property
    def change(self) -> str:
        """What the editor calls it."""
        return self.advisory.release.change

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What is different from the release before."""
        return changes_between(self.before[-1].advisory, self.advisory) if self.before else ()

    @property
    def is_news(self) -> bool:
        """Whether anything is different from what was released."""
        return is_unreleased(self.advisory, self.before)

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.before) and Record(releases=self.before).is_withdrawn

    @cached_property
    def notes(self) -> list[AuthoredText]:
        """What is said of the release itself."""
        return [text for text in texts_of_field(self.advisory, "release") if text.path in NOTES]

    def problem(self, field: str, code: str, message: str, mend: str) -> Problem:
        """A problem at a field of `release:`."""
        return Problem(self.place("release", field), code, message, mend)


Rule = Callable[[Candidate], Iterator[Problem]]
