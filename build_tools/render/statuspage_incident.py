"""An advisory as an incident of the Statuspage status API, with its releases as updates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple, get_args

from build_tools.api import statuspage as api
from build_tools.feed_items import page_url
from build_tools.language.language import Language, capitalised
from build_tools.model.edition import Edition, Headline, ReleaseNote
from build_tools.model.release import Record, Release
from build_tools.render.availability import WORKING, availability
from build_tools.render.feed_text import entry_summary, entry_title
from build_tools.render.plain_text import plain_text
from build_tools.render.publication import Publication

IMPACTS: Mapping[str, api.Indicator] = {"low": "minor", "medium": "minor", "high": "major", "critical": "critical"}
STATUSES: Mapping[str, api.IncidentStatus] = {status: status for status in get_args(api.IncidentStatus)}
RESOLVED: api.IncidentStatus = "resolved"


def impact(headline: Headline) -> api.Indicator:
    """How bad it is, by severity. Of an advisory that is withdrawn, nothing is bad."""
    return "none" if headline.withdrawn else IMPACTS.get(headline.severity.code, "major")


def is_unresolved(headline: Headline) -> bool:
    """Whether an advisory is neither resolved nor withdrawn."""
    return not headline.withdrawn and headline.status.code != RESOLVED


def incident(
    headline: Headline, language: Language, publication: Publication, components: Mapping[str, api.Component]
) -> api.Incident:
    """The incident of an advisory, in a language."""
    record, edition = publication.records[headline.id], publication.edition(headline)
    states = list(_states(record))
    status = states[-1].status
    return api.Incident(
        id=headline.id,
        name=entry_title(edition, language),
        status=status,
        created_at=headline.published,
        updated_at=headline.updated,
        monitoring_at=_since("monitoring", states),
        resolved_at=_since(RESOLVED, states) if status == RESOLVED else None,
        impact=impact(headline),
        shortlink=page_url(publication.site, headline),
        started_at=headline.published,
        page_id=publication.site.feeds.authority,
        incident_updates=tuple(reversed([*_updates(headline, edition, states, language, publication)])),
        components=tuple(components[product] for product in record.current.advisory.affected.products),
    )


class State(NamedTuple):
    """A release, and the status of the incident from then on: what is withdrawn is resolved."""

    release: Release
    status: api.IncidentStatus

    @property
    def at(self) -> datetime:
        return self.release.released_at

    def availability_of(self, product: str) -> api.ComponentStatus:
        """What was said of a product then; nothing is wrong with one that is not named."""
        named = product in self.release.advisory.affected.products and self.status != RESOLVED
        return availability(self.release.advisory) if named else WORKING


def _states(record: Record) -> Iterator[State]:
    for number, release in enumerate(record.releases, start=1):
        withdrawn = Record(releases=record.releases[:number]).is_withdrawn
        yield State(release, RESOLVED if withdrawn else STATUSES.get(release.advisory.incident.status, "investigating"))


def _since(status: api.IncidentStatus, states: Sequence[State]) -> datetime | None:
    """When a status was last come to."""
    begun = [states[0], *(now for before, now in pairwise(states) if now.status != before.status)]
    return next((state.at for state in reversed(begun) if state.status == status), None)


def _updates(
    headline: Headline, edition: Edition, states: Iterable[State], language: Language, publication: Publication
) -> Iterator[api.IncidentUpdate]:
    """One for each release that readers must see, the oldest first."""
    notes = {note.number: note for note in edition.releases}
    announced = [state for state in states if state.release.is_announced]
    for before, state in zip([None, *announced], announced, strict=False):
        release = state.release
        yield api.IncidentUpdate(
            id=f"{headline.id}-{release.number}",
            status=state.status,
            body=_body(notes[release.number], headline, language, publication),
            incident_id=headline.id,
            created_at=state.at,
            updated_at=release.changed_at(headline.language),
            display_at=state.at,
            affected_components=tuple(_affected(before, state)) or None,
        )


def _body(note: ReleaseNote, headline: Headline, language: Language, publication: Publication) -> str:
    """What an update says: what was changed and why; of the first publication, the summary as it was then."""
    if note.number == 1:
        return entry_summary(publication.edition_at(headline, 1), language)
    said = [plain_text(note.text)] if note.text else []
    return "\n".join([capitalised(note.change.label), *said, *note.changes])


def _affected(before: State | None, state: State) -> Iterator[api.AffectedComponent]:
    """The products that a release names, with what it says of their availability."""
    for product in state.release.advisory.affected.products:
        yield api.AffectedComponent(
            code=product,
            name=state.release.product_names[product],
            old_status=before.availability_of(product) if before else WORKING,
            new_status=state.availability_of(product),
        )
