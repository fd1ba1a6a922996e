"""`/.well-known/csaf/`: the advisories for programs that read the Common Security Advisory Framework.

    provider-metadata.json, csaf-feed-tlp-white.json     who publishes here, and the ROLIE feed of all documents
    index.txt, changes.csv                               the documents, the one that changed last first
    2025/adv-2025-0001.json .sha256 .sha512              an advisory in the language that it was written in
    2025/adv-2025-0001-de.json …                         its translations, each a document of its own

Source of the format: OASIS CSAF 2.0, profile security incident response; RFC 8322 for the feed.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from functools import partial
from urllib.parse import urlsplit

from build_tools.api.csaf import Feeds, ListedFeed, ProviderMetadata, PublicKey, Role, Rolie
from build_tools.api.rolie import Content, Entry, Feed, Link, RolieFeed
from build_tools.csaf_paths import (
    CHANGES,
    FOLDER,
    INDEX,
    PROVIDER_METADATA,
    ROLIE_FEED,
    SIGNATURE,
    document_id,
    document_path,
    is_original,
    key_path,
)
from build_tools.model.edition import Headline
from build_tools.model.moment import rfc3339
from build_tools.render.csaf_document import document, publisher
from build_tools.render.feed_text import entry_title, feed_title
from build_tools.render.json_text import json_text
from build_tools.render.publication import OfOthers, Publication, Rendering
from build_tools.site import Site

HASHES: dict[str, Callable[[bytes], str]] = {
    ".sha256": lambda content: hashlib.sha256(content).hexdigest(),
    ".sha512": lambda content: hashlib.sha512(content).hexdigest(),
}


def render(publication: Publication) -> Iterator[Rendering]:
    """What describes the provider, and each document with its hashes."""
    headlines = _public(publication)
    yield PROVIDER_METADATA, partial(_provider_metadata, headlines, publication)
    yield ROLIE_FEED, partial(_feed, headlines, publication)
    yield INDEX, partial(_index, headlines)
    yield CHANGES, partial(_changes, headlines)
    for headline in headlines:
        path = document_path(headline)
        yield path, partial(_document, headline, publication)
        for ending in HASHES:
            yield path + ending, OfOthers((path,), partial(_hash, path, ending))


def _document(headline: Headline, publication: Publication) -> bytes:
    return json_text(document(publication.edition(headline), publication), sparse=True)


def _hash(path: str, ending: str, files: Mapping[str, bytes]) -> bytes:
    """The hash of a document with the name of its file, as `sha256sum --check` reads it."""
    return f"{HASHES[ending](files[path])}  {path.rpartition('/')[2]}\n".encode()


def _public(publication: Publication) -> list[Headline]:
    """The editions that are published, the one that changed last first."""
    found = (it for headlines in publication.headlines.values() for it in headlines if not it.draft)
    return sorted(found, key=lambda it: (it.updated, it.id, is_original(it), it.tag), reverse=True)


def _below(path: str) -> str:
    """The path of a file below the folder of all documents."""
    return path.removeprefix(f"{FOLDER}/")


def _index(headlines: Iterable[Headline]) -> bytes:
    return "".join(f"{_below(document_path(headline))}\n" for headline in headlines).encode()


def _changes(headlines: Iterable[Headline]) -> bytes:
    rows = io.StringIO()
    writer = csv.writer(rows, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows((_below(document_path(it)), rfc3339(it.updated)) for it in headlines)
    return rows.getvalue().encode()


def _provider_metadata(headlines: list[Headline], publication: Publication) -> bytes:
    site, key = publication.site, publication.site.csaf.signing_key
    feed = ListedFeed(summary=_title(publication), url=site.url + ROLIE_FEED)
    metadata = ProviderMetadata(
        canonical_url=site.url + PROVIDER_METADATA,
        distributions=(Rolie(rolie=Feeds(feeds=(feed,))),),
        last_updated=_updated(headlines, site),
        list_on_csaf_aggregators=site.csaf.list_on_aggregators and not site.demonstration,
        mirror_on_csaf_aggregators=site.csaf.mirror_on_aggregators and not site.demonstration,
        public_openpgp_keys=(PublicKey(fingerprint=key, url=site.url + key_path(key)),) if key else None,
        publisher=publisher(site),
        role=role(site),
    )
    return json_text(metadata, sparse=True)


def role(site: Site) -> Role:
    """What the site fulfils of section 7.2: who lies at the root of a host by TLS, provides; with signatures, trusted.

    Below the root of its host, nobody finds the metadata by its well-known address, and then it only publishes.
    """
    address = urlsplit(site.url)
    if address.scheme != "https" or address.path != "/":
        return "csaf_publisher"
    return "csaf_trusted_provider" if site.csaf.signing_key else "csaf_provider"


def _feed(headlines: list[Headline], publication: Publication) -> bytes:
    site = publication.site
    feed = Feed(
        entry=tuple(_entry(headline, publication) for headline in headlines),
        link=(Link(href=site.url + ROLIE_FEED, rel="self"),),
        title=_title(publication),
        updated=_updated(headlines, site),
    )
    return json_text(RolieFeed(feed=feed), sparse=True)


def _entry(headline: Headline, publication: Publication) -> Entry:
    url, site = publication.site.url + document_path(headline), publication.site
    hashes = tuple(Link(href=url + ending, rel="hash") for ending in HASHES)
    signature = (Link(href=url + SIGNATURE, rel="signature"),) if site.csaf.signing_key else ()
    return Entry(
        content=Content(src=url),
        id=document_id(headline),
        link=(Link(href=url, rel="self"), *hashes, *signature),
        published=headline.published,
        title=entry_title(headline, publication.languages[headline.language]),
        updated=headline.updated,
    )


def _title(publication: Publication) -> str:
    """The feed's title, in the first language of the site."""
    first = next(iter(publication.languages.values()))
    return f"{feed_title(publication.site, first)} – CSAF (TLP:WHITE)"


def _updated(headlines: list[Headline], site: Site) -> datetime:
    """When a document last changed; before the first, the day that the site's ids are of."""
    return headlines[0].updated if headlines else datetime.combine(site.feeds.date.day, time(), UTC)
