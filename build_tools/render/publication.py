"""Publication: all that an output is rendered from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from build_tools.language.language import Language
from build_tools.model.edition import Edition, Headline
from build_tools.model.frame import Frames
from build_tools.site import Site


@dataclass(frozen=True)
class Publication:
    """The site, its languages, its headlines by language (newest change first), and the theme's frames.

    `edition` localises a whole advisory when an output wants it, since most want few; `workers` is how many
    processes may render at once.
    """

    site: Site
    languages: Mapping[str, Language]
    headlines: Mapping[str, tuple[Headline, ...]]
    edition: Callable[[Headline], Edition]
    frames: Frames
    workers: int = 1

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[str, Headline]]:
        """The headlines of each advisory, by advisory id and language."""
        table: dict[str, dict[str, Headline]] = {}
        for language, headlines in self.headlines.items():
            for headline in headlines:
                table.setdefault(headline.id, {})[language] = headline
        return table
