"""No page asks another host for anything, and none runs a script that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected

_LOADING = re.compile(rb"<(?:audio|embed|iframe|img|input|link|object|script|source|track|video)\b[^>]*>")
_FOREIGN = re.compile(rb"""\b(?:data|href|poster|src|srcset)\s*=\s*["']?(?:https?:)?//""")
_NAMING_ONLY = re.compile(rb"""^<link\b[^>]*\brel=["']?(?:alternate|canonical)["'\s>]""")
_DATA = re.compile(rb"^<script\b[^>]*\btype=\"application/ld\+json\"")


def check(files: Mapping[str, bytes], paths: Set[str], expected: Expected) -> Iterator[Problem]:
    """Yield every element that makes a page fetch from elsewhere, and every inline script."""
    for path, content in files.items():
        tags = _LOADING.findall(content.lower()) if path.endswith(".html") else ()
        for tag in tags:
            if _FOREIGN.search(tag) and not _NAMING_ONLY.search(tag):
                yield Problem(Place(path), "foreign-resource", f"The page asks another host: {tag.decode()}")
            if tag.startswith(b"<script") and b" src=" not in tag and not _DATA.search(tag):
                yield Problem(Place(path), "inline-script", "The page holds a script; scripts belong into files.")
