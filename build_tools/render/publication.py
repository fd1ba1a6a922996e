"""Publication: all that an output is rendered from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from build_tools.language.language import Language
from build_tools.model.edition import Edition
from build_tools.model.frame import Frames
from build_tools.site import Site


@dataclass(frozen=True)
class Publication:
    """The site, its languages, its editions by language (newest change first), the theme's frames, and how many
    processes may render at once."""

    site: Site
    languages: Mapping[str, Language]
    editions: Mapping[str, tuple[Edition, ...]]
    frames: Frames
    workers: int = 1

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[str, Edition]]:
        """The editions of each advisory, by advisory id and language."""
        table: dict[str, dict[str, Edition]] = {}
        for language, editions in self.editions.items():
            for edition in editions:
                table.setdefault(edition.id, {})[language] = edition
        return table
