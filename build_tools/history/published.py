"""Compares what a build would publish with a site that is live: nothing that the public has seen may be gone or other.

In: the folder or the address of a published site, and the releases that the build would show. Out: a problem for each
advisory, release or later translation that is live and would be lost, rewritten, or put into another place. Of the site
that a build replaces, only who it said it was: its address, and what the ids of its feed items are made of.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field

from build_tools.history.unreadable import why_unreadable
from build_tools.model.moment import rfc3339
from build_tools.model.release import Release
from build_tools.problems import Place, Problem

SECONDS = 20
INDEX = "history/index.json"
_LARGEST = 50_000_000


class Stamp(NamedTuple):
    """What is known of a release or of a later translation without its content."""

    at: str
    sha256: str


Stamps = Mapping[str, Mapping[str, Stamp]]
"""By advisory id, and by the name of the release or translation: `1`, or `1.de.1`."""


def check_published(
    against: str, histories: Mapping[str, tuple[Release, ...]], identity: Identity
) -> Iterator[Problem]:
    """Nothing is lost or altered that the site at `against`, a folder or an address, shows."""
    try:
        known, live = _read_live(against)
    except (OSError, HTTPException, ValueError) as error:
        mend = "Check the address and the network. For the very first publication, leave `--against` out."
        message = f"What is live cannot be read: {why_unreadable(error)}."
        yield Problem(Place(against), "live-unreadable", message, mend)
        return
    yield from _identities(known, identity)
    yield from _moved(known, identity)
    ours = {advisory_id: _stamps(releases) for advisory_id, releases in histories.items()}
    for advisory_id, stamps in live.items():
        yield from _compared(advisory_id, stamps, ours.get(advisory_id, {}))


def check_replaced(folder: Path, identity: Identity, *, demonstration: bool) -> Iterator[Problem]:
    """The site in the folder that a build publishes into is no other one. Nobody relies on what cannot be read, nor,
    where a site of one's own takes its place, on a demonstration."""
    try:
        replaced = _Index.model_validate_json((folder / INDEX).read_bytes())
    except (OSError, ValueError):
        return
    if demonstration or not replaced.demonstration:
        yield from _identities(replaced.identity, identity)
        yield from _moved(replaced.identity, identity)


def _moved(live: Identity, ours: Identity) -> Iterator[Problem]:
    """Readers, feeds and other sites know each advisory by its address: a new one is no mistake if it is said."""
    if live.url and live.url != ours.url and live.url not in ours.former_urls:
        message = f"What is published says that its address is {live.url}, and in mkdocs.yml it is {ours.url}."
        mend = f"Write `site_url: {live.url}` again. If the site moves, write `former_urls: [{live.url}]`."
        yield Problem(Place("mkdocs.yml"), "site-moved", message, mend)


def _identities(live: Identity, ours: Identity) -> Iterator[Problem]:
    """Subscribers know an item by its id: of other ids, they would see every item again."""
    changed = [name for name in ("authority", "date") if getattr(live, name) != getattr(ours, name)]
    changed += [path for path, tag in live.languages.items() if ours.languages.get(path, tag) != tag]
    if changed:
        message = f"The ids of feed items would change: {', '.join(f'`{name}`' for name in changed)} in mkdocs.yml."
        mend = (
            f"Put back what is live: {live.authority}, {live.date}, and the tags {', '.join(live.languages.values())}."
        )
        yield Problem(Place("mkdocs.yml"), "identity-changed", message, mend)


def _compared(advisory_id: str, live: Mapping[str, Stamp], ours: Mapping[str, Stamp]) -> Iterator[Problem]:
    place = Place(advisory_id)
    if live and not ours:
        mend = "Bring its history back from git. What does not hold is withdrawn, with `advisory withdraw`."
        yield Problem(place, "advisory-lost", f"{advisory_id} is live, and this build does not have it.", mend)
    elif "1" in live and "1" in ours and live["1"].at != ours["1"].at:
        message = f"{advisory_id} was published first on {live['1'].at}, and here on {ours['1'].at}."
        mend = "Bring its history back from git. If this is another advisory, give it an id of its own."
        yield Problem(place, "id-reused", message, mend)
    else:
        for name, stamp in live.items():
            yield from _compared_one(place, name, stamp, ours.get(name))


def _compared_one(place: Place, name: str, live: Stamp, ours: Stamp | None) -> Iterator[Problem]:
    what = f"{_named(name)} of {place.file}"
    if ours is None:
        mend = "Bring it back from git. If its time has not come by this clock, put the clock right."
        yield Problem(place, "release-lost", f"{what}, of {live.at}, is live, and this build does not have it.", mend)
    elif ours != live:
        message = f"{what} is live as of {live.at}, and is another here."
        yield Problem(place, "release-rewritten", message, "Bring it back from git, and release what is new after it.")


def _named(name: str) -> str:
    number, _, addition = name.partition(".")
    return f"Translation {addition} of release {number}" if addition else f"Release {number}"


def _stamps(releases: tuple[Release, ...]) -> dict[str, Stamp]:
    stamps = {str(release.number): Stamp(rfc3339(release.released_at), release.sha256) for release in releases}
    for release in releases:
        for one in release.later:
            stamps[f"{one.release}.{one.language}.{one.number}"] = Stamp(rfc3339(one.translated_at), one.sha256)
    return stamps


class _LiveTranslation(BaseModel):
    language: str
    number: int
    translated_at: str
    sha256: str


class _LiveRelease(BaseModel):
    number: int
    released_at: str
    sha256: str
    translations: list[_LiveTranslation]


class _LiveAdvisory(BaseModel):
    releases: list[_LiveRelease]


class _Year(BaseModel):
    advisories: dict[str, _LiveAdvisory]


class Identity(BaseModel):
    """Who a site says it is: what the ids of its feed items are made of, which never changes, and its address.

    `former_urls` are the addresses that it had before. Sites of old versions of the press do not tell their address.
    """

    authority: str
    date: str
    languages: dict[str, str]
    url: str | None = None
    former_urls: tuple[str, ...] = ()


class _Index(BaseModel):
    identity: Identity
    demonstration: bool = False
    years: list[Annotated[str, Field(pattern="^[0-9]{4}$")]]


def _read_live(against: str) -> tuple[Identity, dict[str, dict[str, Stamp]]]:
    """The identity of the site that is live, and its stamps. Raises OSError, HTTPException or ValueError."""
    index = _Index.model_validate_json(_fetch(against, INDEX))
    years = (_Year.model_validate_json(_fetch(against, f"history/{year}.json")) for year in index.years)
    stamps = {of: _live_stamps(advisory.releases) for year in years for of, advisory in year.advisories.items()}
    return index.identity, stamps


def _live_stamps(releases: list[_LiveRelease]) -> dict[str, Stamp]:
    stamps = {str(release.number): Stamp(release.released_at, release.sha256) for release in releases}
    for release in releases:
        for one in release.translations:
            stamps[f"{release.number}.{one.language}.{one.number}"] = Stamp(one.translated_at, one.sha256)
    return stamps


def _fetch(against: str, path: str) -> bytes:
    if re.match("https?://", against):
        with urllib.request.urlopen(f"{against.rstrip('/')}/{path}", timeout=SECONDS) as answer:  # noqa: S310 - checked
            content: bytes = answer.read(_LARGEST)
        return content
    return (Path(against) / path).read_bytes()
