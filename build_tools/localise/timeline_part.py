"""When things happened, when the organisation knew, and when there will be news."""

from __future__ import annotations

from datetime import datetime

from build_tools.localise.speaker import Speaker, entry_paths
from build_tools.model.advisory import Advisory
from build_tools.model.edition import TimelinePart
from build_tools.model.moment import Moment
from build_tools.model.said import Dated
from build_tools.model.statements import Event


def timeline(advisory: Advisory, speaker: Speaker) -> TimelinePart:
    """The events in the advisory's order, and when the organisation knew."""
    events = advisory.timeline
    pairs = zip(events, entry_paths("timeline", events), strict=True)
    return TimelinePart(tuple(_dated(event, path, speaker) for event, path in pairs), aware_at(advisory, speaker))


def _dated(event: Event, path: str, speaker: Speaker) -> Dated:
    machine = event.date.written if isinstance(event.date, Moment) else None
    return Dated(when(event, speaker), machine, speaker.said("events", event, path))


def when(event: Event, speaker: Speaker) -> str:
    """The date of an event in words, no more precise than it was stated."""
    gettext, moment = speaker.language.gettext, speaker.language.moment
    if isinstance(event.date, Moment):
        return moment(event.date)
    if event.not_before and event.not_after:
        return gettext("Between {first} and {last}", first=moment(event.not_before), last=moment(event.not_after))
    if event.not_before:
        return gettext("{date} or later (exact date not known)", date=moment(event.not_before))
    if event.not_after:
        return gettext("{date} or earlier (exact date not known)", date=moment(event.not_after))
    return gettext("Date not known")


def aware_at(advisory: Advisory, speaker: Speaker) -> str | None:
    """When the organisation became aware of the incident, as a sentence, if the advisory speaks of it."""
    aware, gettext, name = advisory.aware_at, speaker.language.gettext, speaker.values["organisation"]
    if aware is None:
        return None
    if isinstance(aware, str):
        return gettext("It is not known when {organisation} became aware of the incident.", organisation=name)
    date = speaker.language.moment(aware)
    return gettext("{organisation} became aware of the incident on {date}.", organisation=name, date=date)


def next_update(value: str | datetime, speaker: Speaker) -> str:
    """When the next update comes, or that there is none."""
    if isinstance(value, str):
        return speaker.phrase("next_updates", value, "text")
    return speaker.language.gettext("Next update by {date}.", date=speaker.language.instant(value))
