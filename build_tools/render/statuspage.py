"""`/api/v2/` and `/{L}/api/v2/`: the Statuspage status API, for clients that are there already.

Products are components, advisories are incidents, and releases that readers must see are their updates. The documents
at the root speak the first language of the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from functools import cache, cached_property, partial

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
    sites = [_Site(language, publication) for language in publication.languages.values()]
    for folder, site in [("", sites[0]), *((f"{site.language.path}/", site) for site in sites)]:
        for name, document in DOCUMENTS.items():
            yield f"{folder}api/v2/{name}.json", partial(_written, document, site)


class _Site:
    """What the documents of one language share, each part made when it is first asked for."""

    def __init__(self, language: Language, publication: Publication) -> None:
        self.language, self.publication = language, publication
        self._incident = cache(self._made)

    @cached_property
    def headlines(self) -> Sequence[Headline]:
        """What is public, the newest first."""
        public = [headline for headline in self.publication.headlines[self.language.path] if not headline.draft]
        return sorted(public, key=lambda headline: (headline.published, headline.id), reverse=True)

    @cached_property
    def unresolved(self) -> Sequence[Headline]:
        """What is open, the newest first."""
        return [headline for headline in self.headlines if is_unresolved(headline)]

    @cached_property
    def components(self) -> tuple[api.Component, ...]:
        """The products, in the order of the settings."""
        names = enumerate(self.publication.site.product_names, start=1)
        return tuple(_component(product, position, self.publication) for position, product in names)

    @cached_property
    def page(self) -> api.Page:
        """The site."""
        site = self.publication.site
        return api.Page(
            id=site.feeds.authority,
            name=feed_title(site, self.language),
            url=f"{site.url}{self.language.path}/",
            updated_at=max((one.updated for one in self.headlines), default=_beginning(self.publication)),
        )

    @cached_property
    def status(self) -> api.Status:
        """How things stand: as bad as the worst that is open."""
        if not self.unresolved:
            return api.Status(indicator="none", description=self.language.gettext("No open security incident"))
        worst = max(self.unresolved, key=lambda headline: _SEVERITIES.index(headline.severity.code))
        number = len(self.unresolved)
        description = self.language.ngettext(
            "{count} open security incident, severity: {severity}",
            "{count} open security incidents, highest severity: {severity}",
            number,
            count=self.language.number(number),
            severity=worst.severity.label,
        )
        return api.Status(indicator=impact(worst), description=description)

    def incidents(self, headlines: Sequence[Headline]) -> tuple[api.Incident, ...]:
        """Advisories as incidents."""
        return tuple(self._incident(headline.id) for headline in headlines)

    def _made(self, advisory_id: str) -> api.Incident:
        headline = self.publication.by_id[advisory_id][self.language.path]
        components = {component.id: component for component in self.components}
        return incident(headline, self.language, self.publication, components)


Document = Callable[[_Site], Published]


def _written(document: Document, site: _Site) -> bytes:
    return json_text(document(site))


def _summary(site: _Site) -> Published:
    incidents = site.incidents(site.unresolved)
    return api.SummaryDocument(page=site.page, components=site.components, incidents=incidents, status=site.status)


def _status(site: _Site) -> Published:
    return api.StatusDocument(page=site.page, status=site.status)


def _components(site: _Site) -> Published:
    return api.ComponentsDocument(page=site.page, components=site.components)


def _all(site: _Site) -> Published:
    return api.IncidentsDocument(page=site.page, incidents=site.incidents(site.headlines[:MOST]))


def _unresolved(site: _Site) -> Published:
    return api.IncidentsDocument(page=site.page, incidents=site.incidents(site.unresolved))


def _maintenances(site: _Site) -> Published:
    return api.MaintenancesDocument(page=site.page)


DOCUMENTS: Mapping[str, Document] = {
    "summary": _summary,
    "status": _status,
    "components": _components,
    "incidents": _all,
    "incidents/unresolved": _unresolved,
    "scheduled-maintenances": _maintenances,
    "scheduled-maintenances/upcoming": _maintenances,
    "scheduled-maintenances/active": _maintenances,
}
"""The documents by their path below `api/v2/`, without `.json`."""
_SEVERITIES = ("low", "medium", "high", "critical")


def _beginning(publication: Publication) -> datetime:
    """When the site begins: the day of its feeds' identity. Nothing that is the same for ever has another date."""
    return datetime.combine(publication.site.feeds.date.day, time(tzinfo=UTC))


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
