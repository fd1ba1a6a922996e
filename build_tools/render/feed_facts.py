"""What the member `_advisory` of JSON Feed says of an item: facts as codes, each with its label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from build_tools.model.edition import Edition, Headline, ReleaseNote
from build_tools.model.moment import rfc3339
from build_tools.model.release import Release
from build_tools.model.said import Dated, Items, Said, Term
from build_tools.render.publication import Publication

ABOUT = "Facts as codes that are the same in every language, each with its label. Unknown codes: show the label."
Facts = Mapping[str, Any]


def document_url(publication: Publication, advisory_id: str) -> str:
    """The address of the document that has all facts of an advisory, in every language."""
    return f"{publication.site.url}api/v1/advisories/{advisory_id}.json"


def products(release: Release) -> tuple[Term, ...]:
    """The products that a release says are affected, by the names of that time."""
    return tuple(Term(product, release.product_names[product]) for product in release.advisory.affected.products)


def brief_facts(headline: Headline, release: Release, publication: Publication) -> Facts:
    """What every item says of an advisory, as it is at a release."""
    successor = publication.successor(headline)
    return {
        "about": ABOUT,
        "id": headline.id,
        "release": release.number,
        "document": document_url(publication, headline.id),
        "demonstration": publication.site.demonstration,
        "withdrawn": headline.withdrawn,
        "superseded_by": successor.id if successor else None,
        "supersedes": [predecessor.id for predecessor in publication.predecessors(headline)],
        "partial": headline.partial,
        "status": _term(headline.status),
        "severity": _term(headline.severity),
        "products": [_term(product) for product in products(release)],
    }


def whole_facts(edition: Edition) -> Facts:
    """What the item of an advisory says besides, where it carries the whole text."""
    return {
        "kind": _said(edition.kind),
        "exposed": _items(edition.exposed),
        "not_exposed": _items(edition.not_exposed),
        "timeline": [_dated(entry) for entry in edition.timeline.events],
        "actions": [_said(advice.said) for advice in edition.actions],
        "releases": [release_facts(release) for release in edition.releases],
    }


def release_facts(note: ReleaseNote) -> Facts:
    """A release: its number and instant, what it is, and what it changed, in sentences."""
    return {
        "number": note.number,
        "released_at": rfc3339(note.released_at),
        "change": _term(note.change),
        "changes": list(note.changes),
        "text": note.text.value if note.text else None,
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
