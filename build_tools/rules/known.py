"""What a draft is checked against."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.language.vocabulary import Vocabulary
from build_tools.site import Site


@dataclass(frozen=True)
class Known:
    """The site's settings and its vocabulary."""

    site: Site
    vocabulary: Vocabulary
