"""`/api/v2/` and `/{L}/api/v2/`: the Statuspage status API, for clients that are there already.

Products are components, advisories are incidents, and releases that readers must see are their updates. The documents
at the root speak the first language of the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from functools import partial

from build_tools.api import statuspage as api
from build_tools.api.published import Published
from build_tools.language.language import Language
from build_tools.model.edition import Headline
from build_tools.render.availability import status_of
from build_tools.render.feed_text import feed_title
from build_tools.render.json_text import json_text
from build_tools.render.publication import Publication, Rendering
from build_tools.render.statuspage_incident import impact, incident, is_unresolved

MOST = 50
"""How many incidents `incidents.json` has, as that of Statuspage."""


def render(publication: Publication) -> Iterator[Rendering]:
    """Eight documents at the root, and for each language."""
    languages = list(publication.languages.values())
    for folder, language in [("", languages[0]), *((f"{language.path}/", language) for language in languages)]:
        for name, document in DOCUMENTS.items():
            yield f"{folder}api/v2/{name}.json", partial(_written, document, language, publication)


Document = Callable[[Language, Publication], Published]


def _written(document: Document, language: Language, publication: Publication) -> bytes:
    return json_text(document(language, publication))


def _summary(language: Language, publication: Publication) -> Published:
    return api.SummaryDocument(
        page=_page(language, publication),
        components=_components(publication),
        incidents=_incidents(_unresolved(language, publication), language, publication),
        status=_status(language, publication),
    )


def _status_document(language: Language, publication: Publication) -> Published:
    return api.StatusDocument(page=_page(language, publication), status=_status(language, publication))


def _components_document(language: Language, publication: Publication) -> Published:
    return api.ComponentsDocument(page=_page(language, publication), components=_components(publication))


def _all(language: Language, publication: Publication) -> Published:
    newest = _newest_first(language, publication)[:MOST]
    incidents = _incidents(newest, language, publication)
    return api.IncidentsDocument(page=_page(language, publication), incidents=incidents)


def _unresolved_document(language: Language, publication: Publication) -> Published:
    incidents = _incidents(_unresolved(language, publication), language, publication)
    return api.IncidentsDocument(page=_page(language, publication), incidents=incidents)


def _maintenances(language: Language, publication: Publication) -> Published:
    return api.MaintenancesDocument(page=_page(language, publication))


DOCUMENTS: Mapping[str, Document] = {
    "summary": _summary,
    "status": _status_document,
    "components": _components_document,
    "incidents": _all,
    "incidents/unresolved": _unresolved_document,
    "scheduled-maintenances": _maintenances,
    "scheduled-maintenances/upcoming": _maintenances,
    "scheduled-maintenances/active": _maintenances,
}
"""The documents by their path below `api/v2/`, without `.json`."""


def _page(language: Language, publication: Publication) -> api.Page:
    site = publication.site
    return api.Page(
        id=site.feeds.authority,
        name=feed_title(site, language),
        url=f"{site.url}{language.path}/",
        updated_at=max((one.updated for one in _public(language, publication)), default=_beginning(publication)),
    )


def _beginning(publication: Publication) -> datetime:
    """When the site begins: the day of its feeds' identity. Nothing that is the same for ever has another date."""
    return datetime.combine(publication.site.feeds.date.day, time(tzinfo=UTC))


def _status(language: Language, publication: Publication) -> api.Status:
    unresolved = _unresolved(language, publication)
    if not unresolved:
        return api.Status(indicator="none", description=language.gettext("No open security incident"))
    worst = max(unresolved, key=lambda headline: _SEVERITIES.index(headline.severity.code))
    number = len(unresolved)
    description = language.ngettext(
        "{count} open security incident, severity: {severity}",
        "{count} open security incidents, highest severity: {severity}",
        number,
        count=language.number(number),
        severity=worst.severity.label,
    )
    return api.Status(indicator=impact(worst), description=description)


_SEVERITIES = ("low", "medium", "high", "critical")


def _components(publication: Publication) -> tuple[api.Component, ...]:
    return tuple(
        _component(product, position, publication)
        for position, product in enumerate(publication.site.product_names, start=1)
    )


def _component(product: str, position: int, publication: Publication) -> api.Component:
    public = [record for record in publication.records.values() if not record.draft]
    naming = [record for record in public if product in record.current.advisory.affected.products]
    begun = _beginning(publication)
    return api.Component(
        id=product,
        name=publication.site.product_names[product],
        status=status_of(product, naming),
        created_at=begun,
        updated_at=max((record.current.released_at for record in naming), default=begun),
        position=position,
        page_id=publication.site.feeds.authority,
    )


def _incidents(headlines: Sequence[Headline], language: Language, publication: Publication) -> tuple[api.Incident, ...]:
    components = {component.id: component for component in _components(publication)}
    return tuple(incident(headline, language, publication, components) for headline in headlines)


def _unresolved(language: Language, publication: Publication) -> list[Headline]:
    return [headline for headline in _newest_first(language, publication) if is_unresolved(headline)]


def _newest_first(language: Language, publication: Publication) -> list[Headline]:
    public = _public(language, publication)
    return sorted(public, key=lambda headline: (headline.published, headline.id), reverse=True)


def _public(language: Language, publication: Publication) -> list[Headline]:
    return [headline for headline in publication.headlines[language.path] if not headline.draft]
