"""Whether products work, by what advisories say of availability: the status of a component, in Statuspage's words.

A security advisory alone does not make a product look down. Only one that is unresolved, names the aspect
`availability`, and whose timeline does not say that the service is restored does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from build_tools.api.statuspage import ComponentStatus
from build_tools.model.advisory import Advisory
from build_tools.model.release import Record

WORKING: ComponentStatus = "operational"
BY_SEVERITY: Mapping[str, ComponentStatus] = {
    "low": "degraded_performance",
    "medium": "partial_outage",
    "high": "major_outage",
    "critical": "major_outage",
}
_FROM_BEST: tuple[ComponentStatus, ...] = ("operational", "degraded_performance", "partial_outage", "major_outage")


def availability(advisory: Advisory) -> ComponentStatus:
    """What an advisory says of the products that it names as affected."""
    incident, events = advisory.incident, {event.code for event in advisory.timeline}
    if "availability" not in incident.aspects or incident.status == "resolved" or "service_restored" in events:
        return WORKING
    if "service_partly_restored" in events:
        return "degraded_performance"
    return BY_SEVERITY.get(incident.severity.code, "partial_outage")


def status_of(product: str, records: Iterable[Record]) -> ComponentStatus:
    """The worst that advisories which are not withdrawn say of a product."""
    said = (
        availability(record.current.advisory)
        for record in records
        if not record.is_withdrawn and product in record.current.advisory.affected.products
    )
    return max(said, key=_FROM_BEST.index, default=WORKING)
