"""No page asks another host for anything, and none runs a script that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected

_FOREIGN = re.compile(
    rb"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|data)=["']?(?:https?:)?//|<link\b[^>]*\brel="(?:stylesheet|icon|preload|preconnect|dns-prefetch|prefetch|modulepreload|manifest)"[^>]*\bhref="(?:https?:)?//""",
    re.I,
)
_INLINE = re.compile(rb"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)[^>]*>", re.I)


def check(files: Mapping[str, bytes], paths: Set[str], expected: Expected) -> Iterator[Problem]:
    """Yield every page that would fetch from elsewhere, or that has an inline script."""
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        if found := _FOREIGN.search(content):
            yield Problem(Place(path), "foreign-resource", f"The page asks another host: {found.group().decode()}")
        if _INLINE.search(content):
            yield Problem(Place(path), "inline-script", "The page holds a script; scripts belong into files.")
