"""What was released when: what each release changed, by the facts, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.localise.changes_part import change_sentences
from build_tools.localise.speaker import Speaker
from build_tools.model.changes import Change
from build_tools.model.edition import ReleaseNote
from build_tools.model.release import Release


def release_notes(speaker: Speaker) -> tuple[ReleaseNote, ...]:
    """The releases, newest first."""
    releases = speaker.record.releases
    if len(releases) == 1:
        return (_release_note(releases[0], (), speaker),)
    speakers = [speaker.until(release.number) for release in releases]
    notes = []
    for index, release in enumerate(releases):
        changes = speaker.record.changes[index]
        sentences = change_sentences(changes, speakers[index - 1], speakers[index]) if index else ()
        notes.append(_release_note(release, tuple(sentences), speaker))
    return tuple(reversed(notes))


def newest_note(speaker: Speaker, changes: Iterable[Change]) -> ReleaseNote:
    """The newest release alone, which made these changes."""
    before = speaker.until(max(1, speaker.release.number - 1))
    return _release_note(speaker.release, tuple(change_sentences(changes, before, speaker)), speaker)


def _release_note(release: Release, changes: tuple[str, ...], speaker: Speaker) -> ReleaseNote:
    text = speaker.words.note(release, newest=release is speaker.release)
    kind = speaker.term("changes", release.change)
    return ReleaseNote(release.number, release.released_at, kind, text, changes)
