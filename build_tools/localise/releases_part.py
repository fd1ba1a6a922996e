"""What was released when: what each release changed, by the facts, and what was said of it."""

from __future__ import annotations

from build_tools.localise.changes_part import change_sentences
from build_tools.localise.speaker import Speaker, speaker_of
from build_tools.model.edition import ReleaseNote
from build_tools.model.release import Record, Release


def release_notes(speaker: Speaker) -> tuple[ReleaseNote, ...]:
    """The releases, newest first."""
    releases = speaker.record.releases
    if len(releases) == 1:
        return (_release_note(releases[0], (), speaker),)
    speakers = [*(_speaker_until(number, speaker) for number in range(1, len(releases))), speaker]
    notes = []
    for index, release in enumerate(releases):
        changes = speaker.record.changes[index]
        sentences = change_sentences(changes, speakers[index - 1], speakers[index]) if index else ()
        notes.append(_release_note(release, tuple(sentences), speaker))
    return tuple(reversed(notes))


def _speaker_until(number: int, speaker: Speaker) -> Speaker:
    """One who speaks for an earlier release of the same record."""
    return speaker_of(Record(releases=speaker.record.releases[:number]), speaker.language, speaker.site)


def _release_note(release: Release, changes: tuple[str, ...], speaker: Speaker) -> ReleaseNote:
    text = speaker.words.note(release, newest=release is speaker.release)
    kind = speaker.term("changes", release.change)
    return ReleaseNote(release.number, release.released_at, kind, text, changes)
