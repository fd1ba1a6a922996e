"""Readings: what was read of every advisory, what is wrong with it, and its last good state.

Values alone: nothing is changed in place. `preview.read` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.advisories import Advisories
from build_tools.foundation import Foundation
from build_tools.problems import Problem, is_blocking
from build_tools.project import Project
from build_tools.written import Digests, Releases, Written


class Chain(NamedTuple):
    """The releases of one advisory, and what is wrong with their files."""

    releases: Releases = ()
    problems: tuple[Problem, ...] = ()


class DraftFile(NamedTuple):
    """One file of an advisory: what is written in it, unless it is broken or passed over, and what is wrong.

    Of a file that is to be filled in still, what is filled in already is written.
    """

    written: Written | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_unfinished(self) -> bool:
        """Whether it has blanks."""
        return any(problem.code == "blank" for problem in self.problems)

    @property
    def is_broken(self) -> bool:
        """Whether nothing of it can be shown."""
        return self.written is None if self.is_unfinished else is_blocking(self.problems)


class Standing(NamedTuple):
    """The last good state of one advisory."""

    releases: Releases
    written: Written | None


@dataclass(frozen=True)
class Readings:
    """By id the releases, the digests of the files and the last good state; by path the files of drafts."""

    foundation: Foundation
    chains: Mapping[str, Chain] = field(default_factory=dict)
    digests: Mapping[str, Digests] = field(default_factory=dict)
    drafts: Mapping[str, DraftFile] = field(default_factory=dict)
    standing: Mapping[str, Standing] = field(default_factory=dict)
    of_releases: tuple[Problem, ...] = ()
    """What is wrong with the releases beside the settings, and in the folder of the history."""
    together: tuple[Problem, ...] = ()
    """What is wrong with the advisories beside each other."""

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong with advisories."""
        found = [*self.of_releases, *self.together]
        found += [problem for chain in self.chains.values() for problem in chain.problems]
        return found + [problem for draft in self.drafts.values() for problem in draft.problems]

    @property
    def touched(self) -> Set[str]:
        """The files that were read, by path: of drafts, and what was saved or released since the preview began."""
        return {file for file, draft in self.drafts.items() if draft != DraftFile()}

    @property
    def project(self) -> Project:
        """The project with the last good state of every advisory."""
        advisories = Advisories(
            tuple(one.written for one in self.standing.values() if one.written),
            self.digests,
            {advisory_id: one.releases for advisory_id, one in self.standing.items() if one.releases},
        )
        return Project(**vars(self.foundation), advisories=advisories)
