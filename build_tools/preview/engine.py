"""Engine: holds a preview, and makes it anew when files change or an embargo ends.

In: the folder of a project, in whatever state it is. Out: the preview, as far as there is one, and all problems.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from build_tools.foundation import Foundation, read_foundation
from build_tools.preview.files import Changed, Stamps, changed, read_layout, take_stamps
from build_tools.preview.preview import Preview, make_preview
from build_tools.preview.read import read_again, read_all, with_file
from build_tools.preview.readings import Readings
from build_tools.preview.theme import Theme
from build_tools.problems import Problem, in_order, is_blocking
from build_tools.site import CONFIG


@dataclass(frozen=True)
class State:
    """The preview, as far as there is one; what is wrong; and which files were new when it was made."""

    preview: Preview | None = None
    problems: tuple[Problem, ...] = ()
    files: Set[str] = frozenset()


class Unsaved(NamedTuple):
    """The preview with a file as it is being written, what is wrong with that file, and whether it is shown in it."""

    preview: Preview | None
    problems: tuple[Problem, ...]
    is_shown: bool


class Engine:
    """The preview of a project on the disk. Any thread may ask; `refresh` reads what changed since it was last called.

    `clock` decides which releases are public, and when a draft would be released.
    """

    def __init__(
        self, root: Path, settings: str = CONFIG, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.root, self.settings, self._clock = root, settings, clock
        self._lock = threading.RLock()
        self._layout = read_layout(root, settings)
        self._stamps: Stamps = {}
        self._readings: Readings | None = None
        self._theme = Theme()
        self._of_foundation: tuple[Problem, ...] = ()
        self._made_at = clock()
        self._state: State | None = None

    @property
    def folders(self) -> list[Path]:
        """Where a change may make another preview, beside the settings."""
        return [self.root / folder for folder in self._layout.folders]

    @property
    def languages(self) -> list[str]:
        """The names of the languages that are shown; none while there is nothing to show."""
        preview = self.state.preview
        return [language.setting.name for language in preview.project.languages.values()] if preview else []

    def is_current(self, state: State) -> bool:
        """Whether a state is the newest that was made."""
        return state is self._state

    @property
    def state(self) -> State:
        """The newest state. What is public by now is shown as such."""
        with self._lock:
            return self.refresh() if self._state is None else self._state_at(self._state, self._clock())

    def refresh(self) -> State:
        """Look for changes, read what changed, and make the preview anew; a file that is broken changes nothing."""
        with self._lock:
            stamps, now = take_stamps(self.root, self._layout), self._clock()
            what = changed(self._stamps, stamps, self._layout)
            if self._state and not what.files:
                return self._state_at(self._state, now)
            old, before, self._stamps = self._stamps, self._readings, stamps
            try:
                self._read(what)
                preview = self._made(_differing(before, self._readings) | self._due(now), now)
            except BaseException:
                self._stamps, self._readings = old, before
                raise
            self._state = State(preview, self._problems(), what.files)
            return self._state

    def with_file(self, file: str, content: bytes) -> Unsaved:
        """The preview as it would be if the YAML file of an advisory held something else, and what is wrong with that.

        `file` is its path, relative to the project. Nothing is saved, and nothing that was read is forgotten.
        """
        with self._lock:
            state, before = self.state, self._readings
            if before is None or state.preview is None:
                return Unsaved(None, state.problems, is_shown=False)
            readings = with_file(before, file, content)
            ids, frames = _differing(before, readings), state.preview.frames
            preview = make_preview(readings.project, frames, self._clock(), state.preview, ids)
            together = [problem for problem in readings.together if problem.place.file == file]
            written = readings.drafts[file]
            is_shown = not written.is_broken and not is_blocking(together)
            return Unsaved(preview, in_order([*written.problems, *together]), is_shown)

    def _state_at(self, state: State, now: datetime) -> State:
        """A state with what has become public since it was made; itself, if nothing has."""
        if state.preview and state.preview.until and state.preview.until <= now:
            self._state = state = replace(state, preview=self._made(self._due(now), now), files=frozenset())
        return state

    def _read(self, what: Changed) -> None:
        """Read what changed. What all advisories rest on is exchanged only for one that is whole."""
        if what.everything or self._readings is None:
            self._layout = read_layout(self.root, self.settings)
            self._stamps = take_stamps(self.root, self._layout)
            foundation, problems = read_foundation(self.root, self.settings)
            self._of_foundation = tuple(problems)
            if foundation and not is_blocking(problems) and self._stand_on(foundation):
                return
        if self._readings:
            self._readings = read_again(self._readings, what)

    def _stand_on(self, foundation: Foundation) -> bool:
        """Read everything anew on another foundation, unless the releases do not fit it."""
        readings = read_all(foundation, self._readings)
        if is_blocking(readings.of_releases):
            self._of_foundation += readings.of_releases
            return False
        self._readings = readings
        self._theme = self._theme.for_foundation(foundation, self._theme_stamps())
        return True

    def _theme_stamps(self) -> Stamps:
        folder = f"{self._layout.theme}/"
        return {path: stamp for path, stamp in self._stamps.items() if path == self.settings or path.startswith(folder)}

    def _made(self, ids: Set[str], now: datetime) -> Preview | None:
        """The preview as of an instant, with other advisories under some ids; None while nothing can be shown."""
        readings, frames = self._readings, self._theme.frames
        if readings is None or frames is None:
            return None
        project, before = readings.project, self._state.preview if self._state else None
        if before and before.project.languages is not project.languages:
            before = None
        preview = make_preview(project, frames, now, before, ids)
        self._made_at = now
        return preview

    def _due(self, now: datetime) -> Set[str]:
        """The ids of the advisories of which something has become public since the preview was made."""
        if self._state is None or self._state.preview is None:
            return frozenset()
        return {
            advisory_id
            for advisory_id, releases in self._state.preview.project.histories.items()
            for release in releases
            if any(self._made_at < instant <= now for instant in release.instants)
        }

    def _problems(self) -> tuple[Problem, ...]:
        of_advisories = self._readings.problems if self._readings else []
        return in_order([*self._of_foundation, *self._theme.problems, *of_advisories])


def _differing(before: Readings | None, after: Readings | None) -> Set[str]:
    """The ids of the advisories whose last good state is another."""
    old, new = (readings.standing if readings else {} for readings in (before, after))
    return {advisory_id for advisory_id in old.keys() | new.keys() if old.get(advisory_id) is not new.get(advisory_id)}
