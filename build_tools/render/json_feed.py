"""`/{L}/feed.json`: JSON Feed 1.1, one item per advisory, with the facts as codes in `_advisory`.

Source of the format: jsonfeed.org, version 1.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from build_tools.feed_items import JSON_FEED
from build_tools.language.language import Language
from build_tools.model.edition import Edition, ReleaseNote
from build_tools.model.moment import rfc3339
from build_tools.model.said import Dated, Items, Said, Term
from build_tools.render.feed_text import (
    FeedEntry,
    entry_html,
    entry_summary,
    entry_title,
    feed_entries,
    feed_title,
    text_language,
)
from build_tools.render.json_text import json_text
from build_tools.render.publication import Publication, Rendering

ABOUT = "Facts as codes that are the same in every language, each with its label. Unknown codes: show the label."


def render(publication: Publication) -> Iterator[Rendering]:
    """One feed for each language."""
    for language in publication.languages.values():
        yield f"{language.path}/{JSON_FEED.file}", partial(_feed, language, publication)


def _feed(language: Language, publication: Publication) -> bytes:
    site = publication.site
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed_title(site, language),
        "home_page_url": f"{site.url}{language.path}/",
        "feed_url": f"{site.url}{language.path}/{JSON_FEED.file}",
        "description": language.site_text(site.description),
        "language": language.tag,
        "authors": [{"name": site.publisher.name}],
        "items": [_item(entry, language, publication) for entry in feed_entries(language, publication)],
    }
    return json_text(feed)


def _item(entry: FeedEntry, language: Language, publication: Publication) -> dict[str, Any]:
    edition = entry.edition
    return {
        "id": entry.identity,
        "url": entry.url,
        "title": entry_title(edition, language),
        "summary": entry_summary(edition, language),
        "content_html": entry_html(edition, language, publication),
        "date_published": rfc3339(edition.published),
        "date_modified": rfc3339(edition.updated),
        "language": text_language(edition),
        "tags": [edition.status.code, edition.severity.code, *_codes(edition.affected.products)],
        "_advisory": _facts(edition, publication),
    }


def _facts(edition: Edition, publication: Publication) -> dict[str, Any]:
    successor = publication.successor(edition)
    return {
        "about": ABOUT,
        "id": edition.id,
        "release": edition.releases[0].number,
        "demonstration": publication.site.demonstration,
        "withdrawn": edition.withdrawn,
        "superseded_by": successor.id if successor else None,
        "supersedes": [predecessor.id for predecessor in publication.predecessors(edition)],
        "partial": edition.partial,
        "kind": _said(edition.kind),
        "status": _term(edition.status),
        "severity": _term(edition.severity),
        "products": [_term(product) for product in edition.affected.products],
        "exposed": _items(edition.exposed),
        "not_exposed": _items(edition.not_exposed),
        "timeline": [_dated(entry) for entry in edition.timeline.events],
        "actions": [_said(advice.said) for advice in edition.actions],
        "releases": [_release(release) for release in edition.releases],
    }


def _release(release: ReleaseNote) -> dict[str, Any]:
    """A release: its number and instant, what it is, and what it changed, in sentences."""
    return {
        "number": release.number,
        "released_at": rfc3339(release.released_at),
        "change": _term(release.change),
        "changes": list(release.changes),
        "text": release.text.value if release.text else None,
    }


def _codes(terms: Iterable[Term]) -> list[str]:
    return [term.code for term in terms]


def _term(term: Term) -> dict[str, str]:
    return {"code": term.code, "label": term.label}


def _said(said: Said) -> dict[str, Any]:
    label = said.label or said.text.value
    return {"code": said.code, "label": label, "certainty": said.certainty.code, "stated_by": _codes(said.sources)}


def _items(data: Items) -> list[dict[str, Any]]:
    """Data, each with who states it: its own sources, or those that speak for the whole list."""
    return [{**_said(item), "stated_by": _codes(item.sources or data.sources)} for item in data.items]


def _dated(entry: Dated) -> dict[str, Any]:
    return {**_said(entry.said), "date": entry.machine, "when": entry.when}
