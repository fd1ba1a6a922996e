"""Puts the parts of an edition together."""

from __future__ import annotations

from build_tools.localise import affected_part, releases_part, response_part, timeline_part
from build_tools.localise.speaker import Speaker
from build_tools.model.edition import Edition, Headline, Update
from build_tools.model.release import Record


def headline(say: Speaker) -> Headline:
    """What a list says of a record's newest release in a language."""
    record = say.record
    advisory, incident = record.current.advisory, record.current.advisory.incident
    return Headline(
        id=advisory.id,
        language=say.language.path,
        tag=say.language.tag,
        source_tag=say.source_tag,
        draft=record.draft,
        embargoed_until=record.embargoed_until,
        release_command=_release_command(record),
        withdrawn=record.is_withdrawn,
        superseded_by=advisory.superseded_by,
        partial=say.words.partial,
        missing=say.words.missing,
        published=record.releases[0].released_at,
        updated=max(release.changed_at(say.language.path) for release in record.releases),
        title=say.authored("text.title") or say.generated(say.phrase("kinds", incident.kind.code, "title")),
        summary=say.authored("text.summary") or say.generated(affected_part.summary(advisory, say)),
        status=say.term("statuses", incident.status),
        severity=say.term("severities", incident.severity.code),
    )


def _release_command(record: Record) -> str | None:
    """What an editor types to release what a preview shows; None where it is released already."""
    if not record.draft or record.embargoed_until:
        return None
    command = "advisory translations release" if record.only_translations else "advisory release"
    return f"{command} {record.current.advisory.id}"


def update(say: Speaker, number: int, known: Headline | None = None) -> Update:
    """One release of a record in a language: the headline as it was then, if it is not known, and what it changed."""
    then = say.until(number)
    return Update(known or headline(then), releases_part.newest_note(then, say.record.changes[number - 1]))


def localise(say: Speaker) -> Edition:
    """The edition of a record's newest release in a language."""
    record, site = say.record, say.site
    advisory, incident = record.current.advisory, record.current.advisory.incident
    return Edition(
        **vars(headline(say)),
        names=say.values,
        releases=releases_part.release_notes(say),
        what_happened=say.authored("text.what_happened"),
        lessons=response_part.lessons(advisory, say),
        kind=say.said("kinds", incident.kind, "incident.kind"),
        severity_reason=say.authored("incident.severity.reason"),
        aspects=tuple(say.term("aspects", aspect) for aspect in incident.aspects),
        affected=affected_part.affected_part(advisory, say),
        exposed=affected_part.data_items(advisory.data, "exposed", say),
        not_exposed=affected_part.data_items(advisory.data, "not_exposed", say),
        timeline=timeline_part.timeline(advisory, say),
        meaning=response_part.meaning(advisory, say),
        measures=response_part.measures(advisory.measures, say),
        actions=response_part.actions(advisory.actions, say),
        never_asked=response_part.never_asked(advisory.never_asked, say),
        genuine_messages=say.authored("genuine_messages") or say.setting(site.publisher.genuine_messages),
        contact=say.authored("contact"),
        next_update=timeline_part.next_update(advisory.next_update, say),
        references=response_part.references(advisory, say),
    )
