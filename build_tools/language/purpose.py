"""What a translator is told of a text: what it is for, what happens without a translation, how it is written.

In: an authored text. Out: lines in plain words.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.authored import NOTES, AuthoredText
from build_tools.model.described import description_at

_NOTE = NOTES[0]


def translators_notes(text: AuthoredText) -> tuple[str, ...]:
    """All that a translator should know of a text of a draft."""
    return tuple(_notes(text.path, text.location, critical=text.critical, markdown=text.markdown))


def translators_notes_of_release(key: str) -> tuple[str, ...]:
    """All that a translator should know of what was said of a release that is published."""
    return tuple(_notes(key, tuple(_NOTE.split(".")), critical=True, markdown=True))


def _notes(path: str, location: tuple[str | int, ...], *, critical: bool, markdown: bool) -> Iterator[str]:
    if description := description_at(location):
        yield f"{path}: {description.text}"
    if critical:
        yield "Critical: without a current translation, the whole page shows its prose in the source language."
    else:
        yield "Not critical: without a current translation, other languages leave it out."
    if markdown:
        yield "Markdown: keep lists, *emphasis* and links such as [words](ref:name) as they are; translate the words."
    else:
        yield "Plain text in one paragraph."
