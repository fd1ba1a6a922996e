"""What a tree is verified against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """The site's address, whether it is a demonstration, the word for that by language path, and known paths."""

    url: str
    demonstration: bool
    labels: Mapping[str, str]
    elsewhere: frozenset[str] = frozenset()
