"""Publication: all that an output is rendered from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from build_tools.language.language import Language
from build_tools.model.edition import Edition, Headline, Update
from build_tools.model.frame import Frames
from build_tools.model.release import Record
from build_tools.site import Site


class OfOthers(NamedTuple):
    """Renders a file from the bytes of others, by their paths: when all those are there."""

    paths: Sequence[str]
    render: Callable[[Mapping[str, bytes]], bytes]


Rendering = tuple[str, Callable[[], bytes] | OfOthers]
"""The path of a file of the site, and what renders it."""


@dataclass(frozen=True)
class Publication:
    """The site, its languages, its headlines by language (newest change first), its records by id, and the frames.

    `edition` localises a whole advisory when an output wants it, since most want few; `edition_at` localises it as it
    was at a release, by the number of that; `update` says what a release changed, and what lists said of the advisory
    then; `workers` is how many processes may render at once.
    """

    site: Site
    languages: Mapping[str, Language]
    headlines: Mapping[str, tuple[Headline, ...]]
    records: Mapping[str, Record]
    edition: Callable[[Headline], Edition]
    edition_at: Callable[[Headline, int], Edition]
    update: Callable[[Headline, int], Update]
    frames: Frames
    workers: int = 1

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[str, Headline]]:
        """The headlines of each advisory, by advisory id and language."""
        table: dict[str, dict[str, Headline]] = {}
        for language, headlines in self.headlines.items():
            for headline in headlines:
                table.setdefault(headline.id, {})[language] = headline
        return table

    @cached_property
    def public(self) -> Mapping[str, Record]:
        """The records by id, without what a preview alone shows: what machines are told as released."""
        return {advisory_id: record for advisory_id, record in self.records.items() if not record.draft}

    def successor(self, edition: Headline) -> Headline | None:
        """The advisory that takes the place of this one, in the same language, once it is public and while it holds."""
        found = self.by_id.get(edition.superseded_by or "", {}).get(edition.language)
        return None if found is None or found.withdrawn else found

    def predecessors(self, edition: Headline) -> list[Headline]:
        """The advisories that this one takes the place of, in the same language."""
        return [self.by_id[advisory_id][edition.language] for advisory_id in self._superseded.get(edition.id, ())]

    @cached_property
    def _superseded(self) -> Mapping[str, list[str]]:
        table: dict[str, list[str]] = {}
        for advisory_id, record in sorted(self.records.items()):
            if successor := record.current.advisory.superseded_by:
                table.setdefault(successor, []).append(advisory_id)
        return table

    def values_of(self, edition: Edition) -> Mapping[str, Any]:
        """What the templates of one advisory need."""
        return {
            "site": self.site,
            "edition": edition,
            "successor": self.successor(edition),
            "predecessors": self.predecessors(edition),
        }
