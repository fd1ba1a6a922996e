"""Whether an advisory holds, and what takes its place: now, or as it was at an instant.

In: the releases that are public. What is told of an instant never changes, since releases are only added.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from build_tools.api.advisory import Withdrawal
from build_tools.model.release import Record


class Standing(NamedTuple):
    """The release that withdrew an advisory, its successor while that holds, and its predecessors, by id."""

    withdrawal: Withdrawal | None
    superseded_by: str | None
    supersedes: tuple[str, ...]


class Standings:
    """Tells how each advisory stands beside the others. `public` has their records by id, drafts left out."""

    def __init__(self, public: Mapping[str, Record]) -> None:
        self._public = public

    def of(self, advisory_id: str, at: datetime | None = None) -> Standing:
        """How an advisory stands, or stood at an instant."""
        record = _as_of(self._public[advisory_id], at)
        if record is None:
            raise ValueError(f"{advisory_id} was not public at {at}")
        named = record.current.advisory.superseded_by
        predecessors = (one for one in self._naming.get(advisory_id, ()) if self._names(one, advisory_id, at))
        holds = named is not None and self._holds(named, at)
        return Standing(_withdrawal(record), named if holds else None, tuple(predecessors))

    def _holds(self, advisory_id: str, at: datetime | None) -> bool:
        record = _as_of(self._public[advisory_id], at) if advisory_id in self._public else None
        return record is not None and not record.is_withdrawn

    def _names(self, advisory_id: str, successor: str, at: datetime | None) -> bool:
        record = _as_of(self._public[advisory_id], at)
        return record is not None and record.current.advisory.superseded_by == successor

    @cached_property
    def _naming(self) -> Mapping[str, list[str]]:
        """By id, the advisories that ever named it as their successor."""
        table: dict[str, list[str]] = {}
        for advisory_id, record in sorted(self._public.items()):
            for successor in dict.fromkeys(it.advisory.superseded_by for it in record.releases):
                if successor:
                    table.setdefault(successor, []).append(advisory_id)
        return table


def _as_of(record: Record, at: datetime | None) -> Record | None:
    """A record with the releases up to an instant; None before the first."""
    if at is None:
        return record
    releases = tuple(release for release in record.releases if release.released_at <= at)
    return Record(releases=releases) if releases else None


def _withdrawal(record: Record) -> Withdrawal | None:
    if not record.is_withdrawn:
        return None
    release = next(it for it in reversed(record.releases) if it.change == "withdrawal")
    return Withdrawal(release=release.number, withdrawn_at=release.released_at)
