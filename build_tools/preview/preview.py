"""Preview: a project as its editor sees it, of which single files of the site are rendered.

In: a project, the theme's frames, and the preview before. Out: a `Preview`, made anew only for what changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from build_tools.model.frame import Frames
from build_tools.pipeline import Voices, expected, next_change, preview_record, publication_of, voices_of
from build_tools.problems import Problem
from build_tools.project import Project
from build_tools.render import renderings
from build_tools.verify import verify_tree


@dataclass(frozen=True)
class Preview:
    """The site of a project, drafts and all. `until` is when it will show something else by itself."""

    project: Project
    voices: Mapping[str, Voices]
    frames: Frames
    until: datetime | None
    _rendered: dict[str, bytes] = field(default_factory=dict, compare=False)

    @cached_property
    def _renderings(self) -> Mapping[str, Callable[[], bytes]]:
        return renderings(publication_of(self.project, self.voices, self.frames))

    @property
    def paths(self) -> Iterable[str]:
        """The paths of all files of the site."""
        return self._renderings.keys()

    def render(self, path: str) -> bytes | None:
        """One file of the site: the bytes that a whole build of the preview has there; None where there is none."""
        if path not in self._rendered and path in self._renderings:
            self._rendered[path] = self._renderings[path]()
        return self._rendered.get(path)

    def faults(self, path: str) -> list[Problem]:
        """What is wrong with one rendered file."""
        content = self.render(path)
        if content is None:
            return []
        return verify_tree({path: content}, expected(self.project, frozenset(self._renderings)))

    def stamp(self, path: str) -> str:
        """What tells one look of a page from another: its bytes and those of the style sheets and scripts."""
        content = self.render(path)
        return hashlib.sha256(self._stamp_of_assets + (b"" if content is None else content)).hexdigest()

    @cached_property
    def _stamp_of_assets(self) -> bytes:
        assets = b"".join(content for _, content in sorted(self.frames.assets.items()))
        return hashlib.sha256(assets).digest()


def make_preview(
    project: Project, frames: Frames, now: datetime, before: Preview | None = None, changed: Iterable[str] = ()
) -> Preview:
    """The preview of a project as of an instant. Of one `before`, all but the advisories that `changed` is kept."""
    voices = {} if before is None else dict(before.voices)
    ids = changed if before else dict.fromkeys([*project.histories, *project.written])
    for advisory_id in ids:
        record = preview_record(project, advisory_id, now)
        voices.pop(advisory_id, None)
        if record:
            voices[advisory_id] = voices_of(record, project)
    return Preview(project, voices, frames, next_change(project, now))
