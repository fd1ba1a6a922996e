"""States of translations: for every text of an advisory and every language, whether readers of it get the words.

In: a record, as the public may see it; or what is known of each text. Out: `TranslationStates`. What is stale is
decided by source texts alone, never by dates: white space and the form of Unicode do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from build_tools.model.authored import NOTES, normalised, note_key
from build_tools.model.release import Record, Release

State = Literal["source", "current", "stale", "missing"]
"""`source`: it was written in this language. `stale`: what was translated had another source text. `missing`: it was
never translated."""
EditionState = Literal["complete", "leaves-out", "partial"]
"""`leaves-out`: texts that are not critical are left out. `partial`: all prose is shown in the source language."""


class TextStates(NamedTuple):
    """One text, by its key: a field path, or `releases.N.text`; and its state by language path."""

    key: str
    critical: bool
    states: Mapping[str, State]


@dataclass(frozen=True)
class TranslationStates:
    """The states of all texts of an advisory, in their order, and its source language."""

    advisory: str
    source_language: str
    texts: tuple[TextStates, ...]

    def edition(self, language: str) -> EditionState:
        """What readers of a language would get."""
        lacking = [text.critical for text in self.texts if text.states[language] in ("stale", "missing")]
        if any(lacking):
            return "partial"
        return "leaves-out" if lacking else "complete"

    @property
    def counts(self) -> Counter[State]:
        """How often there is each state."""
        return Counter(state for text in self.texts for state in text.states.values())

    @property
    def all_current(self) -> bool:
        """Whether nothing is stale or missing."""
        return not self.counts["stale"] and not self.counts["missing"]


def record_states(record: Record, languages: Iterable[str]) -> TranslationStates:
    """The states of what readers see: the texts of the newest release, and what was said of each release."""
    newest, paths = record.current, tuple(languages)
    fields = [text for text in newest.authored if text.path not in NOTES]
    texts = [TextStates(text.path, text.critical, _of_field(record, text.path, paths)) for text in fields]
    return TranslationStates(
        newest.advisory.id, newest.advisory.language, (*texts, *note_states(record.releases, paths))
    )


def note_states(
    releases: Iterable[Release], languages: Iterable[str], waiting: Mapping[str, Iterable[str]] | None = None
) -> Iterator[TextStates]:
    """The states of what was said of each release. It is frozen, so its translation is never stale.

    `waiting` are the keys, by language path, that are translated and not yet recorded.
    """
    paths = tuple(languages)
    for release in releases:
        if note := release.note:
            key = note_key(release.number)
            known = {path for path in paths if note.path in release.translations_into(path)}
            known |= {path for path, keys in (waiting or {}).items() if key in keys}
            states = {path: state_of(path, release.advisory.language, is_current=path in known) for path in paths}
            yield TextStates(key, note.critical, states)


def state_of(language: str, source_language: str, *, is_current: bool, was_translated: bool = False) -> State:
    """The state of one text in one language; `was_translated` says whether it is there for another source text."""
    if language == source_language:
        return "source"
    if is_current:
        return "current"
    return "stale" if was_translated else "missing"


def _of_field(record: Record, path: str, languages: Iterable[str]) -> dict[str, State]:
    """A text is stale where an earlier release had it in other words, and those were translated."""
    newest = record.current
    source = {text.path: normalised(text.text) for text in newest.authored}[path]
    before = [
        release
        for release in record.releases[:-1]
        for text in release.authored
        if text.path == path and normalised(text.text) != source
    ]
    return {
        language: state_of(
            language,
            newest.advisory.language,
            is_current=path in newest.translations_into(language),
            was_translated=any(path in release.translations_into(language) for release in before),
        )
        for language in languages
    }
