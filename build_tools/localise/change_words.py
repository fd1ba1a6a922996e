"""The sentences for what a release changed: one for each field and way of changing, translated like the interface."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.language.language import gettext_noop

LISTED: Mapping[tuple[str, str], str] = {
    ("affected.products", "added"): gettext_noop("Added to the affected products: {items}."),
    ("affected.products", "removed"): gettext_noop("No longer listed as affected: {items}."),
    ("affected.not_affected_products", "added"): gettext_noop("Added to the products that are not affected: {items}."),
    ("affected.not_affected_products", "removed"): gettext_noop("No longer listed as “not affected”: {items}."),
    ("data.exposed", "added"): gettext_noop("Added to the data exposed: {items}."),
    ("data.exposed", "removed"): gettext_noop("No longer listed as exposed: {items}."),
    ("data.exposed", "revised"): gettext_noop("Information changed on the data exposed: {items}."),
    ("data.not_exposed", "added"): gettext_noop("Added to the data that is not exposed: {items}."),
    ("data.not_exposed", "removed"): gettext_noop("No longer listed as “not exposed”: {items}."),
    ("data.not_exposed", "revised"): gettext_noop("Information changed on the data that is not exposed: {items}."),
    ("risks", "added"): gettext_noop("Added to the possible consequences: {items}."),
    ("risks", "removed"): gettext_noop("No longer among the possible consequences: {items}."),
    ("risks", "revised"): gettext_noop("Information changed on the possible consequences: {items}."),
    ("never_asked.items", "added"): gettext_noop("Added to what is never asked for in unsolicited messages: {items}."),
    ("never_asked.items", "removed"): gettext_noop(
        "No longer listed as never asked for in unsolicited messages: {items}."
    ),
}
"""Changes that are one sentence for all entries, by their labels."""

SINGLE: Mapping[tuple[str, str], str] = {
    ("actions", "added"): gettext_noop("New recommendation: “{entry}”."),
    ("actions", "removed"): gettext_noop("No longer among the recommendations: “{entry}”."),
    ("actions", "revised"): gettext_noop("Information changed on a recommendation: “{entry}”."),
    ("timeline", "added"): gettext_noop("Added to the timeline: {entry}"),
    ("timeline", "removed"): gettext_noop("Removed from the timeline: {entry}"),
    ("timeline", "revised"): gettext_noop("Changed in the timeline: {entry}"),
    ("assessment", "added"): gettext_noop("Added to the assessment: {entry}"),
    ("assessment", "removed"): gettext_noop("No longer stated: “{entry}”"),
    ("assessment", "revised"): gettext_noop("Information changed on the assessment: {entry}"),
    ("measures.taken", "added"): gettext_noop("Now among the measures taken: {entry}"),
    ("measures.ongoing", "added"): gettext_noop("Now among the measures under way: {entry}"),
    ("measures.planned", "added"): gettext_noop("Now among the measures planned: {entry}"),
    **{
        (f"measures.{phase}", kind): message
        for phase in ("taken", "ongoing", "planned")
        for kind, message in (
            ("removed", gettext_noop("No longer among the measures: {entry}")),
            ("revised", gettext_noop("Information changed on a measure: {entry}")),
        )
    },
}
"""Changes that are a sentence for each entry."""

REPLACED: Mapping[str, str] = {
    "incident.kind": gettext_noop("Kind of incident: {after}. Before: {before}."),
    "incident.status": gettext_noop("Status: {after}. Before: {before}."),
    "incident.severity.code": gettext_noop("Severity: {after}. Before: {before}."),
    "incident.organisation": gettext_noop("Organisation concerned: {after}. Before: {before}."),
    "incident.vendor.name": gettext_noop("Vendor concerned: {after}. Before: {before}."),
    "incident.vendor.service": gettext_noop("Service of the vendor: {after}. Before: {before}."),
    "data.stated_by": gettext_noop("Source of the statements on data: {after}. Before: {before}."),
    "never_asked.stated_by": gettext_noop(
        "Source of the statement on what is never asked for: {after}. Before: {before}."
    ),
}
"""Values that are named, before and after."""

GROUPS = {
    "incident.kind": "kinds",
    "incident.vendor.service": "services",
    "incident.status": "statuses",
    "incident.severity.code": "severities",
    "incident.own_systems": "own_systems",
    "affected.people": "people",
    "affected.contacted_directly": "contacts_with_people",
    "data.exposed": "data",
    "data.not_exposed": "data",
    "never_asked.items": "data",
    "timeline": "events",
    "assessment": "assessments",
    **{f"measures.{phase}": "measures" for phase in ("taken", "ongoing", "planned")},
}
"""The group of the vocabulary for the codes of a field; `risks` and `actions` are named like theirs."""

NOW = gettext_noop("Now stated: {entry}")
NO_LONGER = gettext_noop("No longer stated: “{entry}”")
"""What is said of a value that has a sentence of its own."""
