"""`/api/v1/advisories.json`: the index of all advisories; `build_tools.api.advisories` has its form.

It has the SHA-256 of each advisory's document, so it is made from the bytes of these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial

from build_tools.api.advisories import ABOUT, AdvisoriesDocument, IndexEntry
from build_tools.api.documents import ADVISORIES, advisory_path, schema_path
from build_tools.model.edition import Headline
from build_tools.render.json_text import json_text
from build_tools.render.publication import OfOthers, Publication, Rendering
from build_tools.render.standing import Standings


def render(publication: Publication) -> Iterator[Rendering]:
    """The one document."""
    paths = tuple(map(advisory_path, sorted(publication.public)))
    yield ADVISORIES, OfOthers(paths, partial(_index, publication))


def _index(publication: Publication, documents: Mapping[str, bytes]) -> bytes:
    site, standings = publication.site, Standings(publication.public)
    entries = [
        _entry(advisory_id, publication, standings, documents[advisory_path(advisory_id)])
        for advisory_id in publication.public
    ]
    entries.sort(key=lambda entry: (entry.modified, entry.id), reverse=True)
    return json_text(
        AdvisoriesDocument(
            schema_address=site.url + schema_path(AdvisoriesDocument),
            about=ABOUT,
            demonstration=site.demonstration,
            modified=entries[0].modified if entries else None,
            advisories=tuple(entries),
        )
    )


def _entry(advisory_id: str, publication: Publication, standings: Standings, document: bytes) -> IndexEntry:
    record, headlines = publication.public[advisory_id], publication.by_id[advisory_id]
    advisory, standing = record.current.advisory, standings.of(advisory_id)
    return IndexEntry(
        id=advisory_id,
        url=publication.site.url + advisory_path(advisory_id),
        sha256=hashlib.sha256(document).hexdigest(),
        release=record.current.number,
        published=record.releases[0].released_at,
        modified=max(headline.updated for headline in headlines.values()),
        kind=advisory.incident.kind.code,
        status=advisory.incident.status,
        severity=advisory.incident.severity.code,
        products=advisory.affected.products,
        withdrawn=standing.withdrawal is not None,
        superseded_by=standing.superseded_by,
        languages=_tags(headlines),
        partial=_tags({path: headline for path, headline in headlines.items() if headline.partial}),
    )


def _tags(headlines: Mapping[str, Headline]) -> tuple[str, ...]:
    return tuple(headline.tag for headline in headlines.values())
