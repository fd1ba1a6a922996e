"""What a draft is checked against."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.fidelity.standard import Standard
from build_tools.language.vocabulary import Vocabulary
from build_tools.site import Site


@dataclass(frozen=True)
class Known:
    """The site's settings, its vocabulary, and what translations are held against."""

    site: Site
    vocabulary: Vocabulary
    standard: Standard = field(default_factory=Standard)
