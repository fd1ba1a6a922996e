"""`/api/v2/*.json`: what clients of the Statuspage status API (version 2) read, with its field names and enums.

Source of the format: the public status API of Atlassian Statuspage, v2. Clients compare names, enums and nulls
strictly, so that the members here, their order and their nulls are those of that API, also where they say
nothing of an advisory (`tweet_id`). Instants carry milliseconds.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import PlainSerializer

from build_tools.api.published import Published


def _with_milliseconds(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Millisecond = Annotated[datetime, PlainSerializer(_with_milliseconds)]
Indicator = Literal["none", "minor", "major", "critical"]
IncidentStatus = Literal["investigating", "identified", "monitoring", "resolved"]
ComponentStatus = Literal["operational", "degraded_performance", "partial_outage", "major_outage"]


class Page(Published):
    """The status page. `id` never changes; `url` is the home page of the language."""

    id: str
    name: str
    url: str
    time_zone: str = "Etc/UTC"
    updated_at: Millisecond


class Status(Published):
    """The worst impact of what is not resolved, and that in words."""

    indicator: Indicator
    description: str


class Component(Published):
    """A product. Its status is about availability alone."""

    id: str
    name: str
    status: ComponentStatus
    created_at: Millisecond
    updated_at: Millisecond
    position: int
    description: str | None = None
    showcase: bool = True
    start_date: str | None = None
    group_id: str | None = None
    page_id: str
    group: bool = False
    only_show_if_degraded: bool = False


class AffectedComponent(Published):
    """What an update says of a product: its status before and after."""

    code: str
    name: str
    old_status: ComponentStatus
    new_status: ComponentStatus


class IncidentUpdate(Published):
    """A release that readers must see. `affected_components` is null where none is, and never an empty list."""

    id: str
    status: IncidentStatus
    body: str
    incident_id: str
    created_at: Millisecond
    updated_at: Millisecond
    display_at: Millisecond
    affected_components: tuple[AffectedComponent, ...] | None
    deliver_notifications: bool = True
    custom_tweet: str | None = None
    tweet_id: str | None = None


class Incident(Published):
    """An advisory, with its updates from the newest to the first."""

    id: str
    name: str
    status: IncidentStatus
    created_at: Millisecond
    updated_at: Millisecond
    monitoring_at: Millisecond | None
    resolved_at: Millisecond | None
    impact: Indicator
    shortlink: str
    started_at: Millisecond
    page_id: str
    incident_updates: tuple[IncidentUpdate, ...]
    components: tuple[Component, ...]
    reminder_intervals: str | None = None


class StatusDocument(Published):
    """`status.json`"""

    page: Page
    status: Status


class ComponentsDocument(Published):
    """`components.json`"""

    page: Page
    components: tuple[Component, ...]


class IncidentsDocument(Published):
    """`incidents.json` and `incidents/unresolved.json`"""

    page: Page
    incidents: tuple[Incident, ...]


class MaintenancesDocument(Published):
    """`scheduled-maintenances.json`, `…/upcoming.json` and `…/active.json`: advisories schedule nothing."""

    page: Page
    scheduled_maintenances: tuple[Incident, ...] = ()


class SummaryDocument(Published):
    """`summary.json`: everything but what is resolved."""

    page: Page
    components: tuple[Component, ...]
    incidents: tuple[Incident, ...]
    scheduled_maintenances: tuple[Incident, ...] = ()
    status: Status
