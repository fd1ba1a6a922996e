"""`/history/`: what has been published, by year of the advisories' ids: each release with its instant and SHA-256.

    /history/index.json     the years, and what the ids of feed items are made of
    /history/2025.json      the advisories of a year, their releases and later translations

With it, a build is compared with the site that is live (`advisory build --against`), and anyone can see that nothing
was taken back or changed in silence. The SHA-256 is the one that a file of the history ends with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from build_tools.model.moment import rfc3339
from build_tools.model.release import LaterTranslation, Record, Release
from build_tools.render.json_text import json_text
from build_tools.render.publication import Publication, Rendering

ABOUT = "What has been published and when. Releases are added and never changed; sha256 is that of each one's content."
FOLDER = "history"


def render(publication: Publication) -> Iterator[Rendering]:
    """The index, and a file for each year."""
    public = sorted((of, record) for of, record in publication.records.items() if not record.draft)
    years = {year: list(records) for year, records in groupby(public, key=lambda one: one[0].split("-")[1])}
    site = publication.site
    about = {"about": ABOUT, "demonstration": site.demonstration}
    identity = {
        "url": site.url,
        "authority": site.feeds.authority,
        "date": site.feeds.date.written,
        "languages": {setting.path: setting.tag for setting in site.languages},
    }
    yield f"{FOLDER}/index.json", partial(json_text, {**about, "identity": identity, "years": sorted(years)})
    for year, records in years.items():
        yield f"{FOLDER}/{year}.json", partial(_year, about, records)


def _year(about: Mapping[str, Any], records: Iterable[tuple[str, Record]]) -> bytes:
    return json_text({**about, "advisories": {of: _advisory(record) for of, record in records}})


def _advisory(record: Record) -> dict[str, Any]:
    return {"releases": [_release(release) for release in record.releases]}


def _release(release: Release) -> dict[str, Any]:
    return {
        "number": release.number,
        "change": release.change,
        "released_at": rfc3339(release.released_at),
        "sha256": release.sha256,
        "translations": [_translation(addition) for addition in release.later],
    }


def _translation(addition: LaterTranslation) -> dict[str, Any]:
    return {
        "language": addition.language,
        "number": addition.number,
        "translated_at": rfc3339(addition.translated_at),
        "sha256": addition.sha256,
    }
