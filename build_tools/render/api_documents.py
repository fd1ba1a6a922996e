"""The documents of advisories, `/api/v1/advisories/<ID>.json` and one for each release; `build_tools.api.advisory` has
their form. Each is made when it is asked for; of a document and its newest release, the editions are made once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache, partial
from typing import NamedTuple

from build_tools.api.advisory import ABOUT, AdvisoryDocument, Lesson, Release
from build_tools.api.documents import advisory_path, release_path, schema_path
from build_tools.api.editions import Edition
from build_tools.api.facts import Facts
from build_tools.model.release import Record
from build_tools.render.api_editions import Spoken, codes_of, published_edition
from build_tools.render.api_facts import change_of, facts_of
from build_tools.render.json_text import json_text
from build_tools.render.publication import Publication, Rendering
from build_tools.render.standing import Standings


class _Told(NamedTuple):
    """What a release tells, whether it is told as the newest or as one of the past."""

    facts: Facts
    lessons: tuple[Lesson, ...]
    releases: tuple[Release, ...]
    editions: Mapping[str, Edition]


def render(publication: Publication) -> Iterator[Rendering]:
    """For each advisory its document, and one for each release."""
    documents = _Documents(publication)
    for advisory_id, record in sorted(publication.public.items()):
        yield advisory_path(advisory_id), partial(documents.of_advisory, advisory_id)
        for release in record.releases:
            yield release_path(advisory_id, release.number), partial(documents.of_release, advisory_id, release.number)


class _Documents:
    """Makes documents. The last few are remembered without what depends on the other advisories."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.standings = Standings(publication.public)
        self.told = lru_cache(maxsize=4)(self._told)

    def of_advisory(self, advisory_id: str) -> bytes:
        """An advisory as it is now."""
        newest = self.publication.public[advisory_id].current.number
        return json_text(self._document(advisory_id, newest, None))

    def of_release(self, advisory_id: str, number: int) -> bytes:
        """An advisory as it was at a release."""
        release = self.publication.public[advisory_id].releases[number - 1]
        return json_text(self._document(advisory_id, number, release.released_at))

    def _document(self, advisory_id: str, number: int, at: datetime | None) -> AdvisoryDocument:
        site, told = self.publication.site, self.told(advisory_id, number)
        standing = self.standings.of(advisory_id, at)
        return AdvisoryDocument(
            **vars(told.facts),
            schema_address=site.url + schema_path(AdvisoryDocument),
            about=ABOUT,
            demonstration=site.demonstration,
            id=advisory_id,
            url=site.url + advisory_path(advisory_id),
            release=number,
            published=told.releases[-1].released_at,
            modified=max(edition.modified for edition in told.editions.values()),
            source_language=self._source_tag(advisory_id),
            withdrawn=standing.withdrawal is not None,
            withdrawal=standing.withdrawal,
            superseded_by=standing.superseded_by,
            supersedes=standing.supersedes,
            lessons=told.lessons,
            releases=told.releases,
            editions=told.editions,
        )

    def _source_tag(self, advisory_id: str) -> str:
        return next(iter(self.publication.by_id[advisory_id].values())).source_tag

    def _told(self, advisory_id: str, number: int) -> _Told:
        record = self.publication.public[advisory_id]
        release = record.releases[number - 1]
        facts = facts_of(release)
        lessons = tuple(Lesson(id=it.id, stated_by=it.stated_by) for it in release.advisory.text.lessons)
        releases = tuple(reversed([self._release(advisory_id, record, at) for at in range(number)]))
        spoken, publication = Spoken(release, facts, codes_of(facts, *lessons, *releases)), self.publication
        editions = {
            it.tag: published_edition(
                publication.edition_at(it, number), spoken, publication.languages[path], publication.site
            )
            for path, it in publication.by_id[advisory_id].items()
        }
        return _Told(facts, lessons, releases, editions)

    def _release(self, advisory_id: str, record: Record, index: int) -> Release:
        release = record.releases[index]
        return Release(
            number=release.number,
            change=release.change,
            released_at=release.released_at,
            url=self.publication.site.url + release_path(advisory_id, release.number),
            changes=tuple(map(change_of, record.changes[index])),
        )
