"""What a draft is checked against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.fidelity.pair import Tongue
from build_tools.language.vocabulary import Vocabulary
from build_tools.site import Site


@dataclass(frozen=True)
class Known:
    """The site's settings, its vocabulary, and its languages by path as checks on translations know them."""

    site: Site
    vocabulary: Vocabulary
    tongues: Mapping[str, Tongue] = field(default_factory=dict)
