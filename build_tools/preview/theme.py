"""Theme: the newest frames that could be rendered. One that is broken leaves those that were there before.

In: what all advisories rest on, and the stamps of the theme's files. Out: frames, or what is wrong with the theme.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from build_tools.foundation import Foundation
from build_tools.frames import ThemeError, theme_words
from build_tools.model.frame import Frames
from build_tools.pipeline import render_frames
from build_tools.preview.files import Stamps
from build_tools.problems import Place, Problem


@dataclass(frozen=True)
class Theme:
    """The newest frames that could be rendered, what is wrong with the theme, and what both were made of."""

    frames: Frames | None = None
    problems: tuple[Problem, ...] = ()
    made_of: object = None

    def for_foundation(self, foundation: Foundation, stamps: Stamps) -> Theme:
        """The frames for other settings and texts; where nothing is different that they show, these."""
        made_of = stamps, theme_words(foundation.site, foundation.languages.values())
        if made_of == self.made_of:
            return self
        try:
            return Theme(render_frames(foundation), (), made_of)
        except ThemeError as error:
            file = os.path.relpath(error.file, foundation.root) if error.file else foundation.settings
            mend = "Mend the theme, or its settings."
            problem = Problem(Place(file, error.line), "theme", f"The theme cannot be rendered: {error}", mend)
            return Theme(self.frames, (problem,), made_of)
