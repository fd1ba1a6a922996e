"""While the site is a demonstration, every page and feed says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected

_ITEMS = re.compile(rb'<item>|"items"')


def check(files: Mapping[str, bytes], paths: Set[str], expected: Expected) -> Iterator[Problem]:
    """Yield every page and feed whose label does not fit the setting."""
    for path, content in files.items():
        labelled = _is_labelled(path, content, expected.labels)
        if labelled is not None and labelled != expected.demonstration:
            yield Problem(Place(path), "demonstration-label", "The demonstration label does not fit the setting.")


def _is_labelled(path: str, content: bytes, labels: Mapping[str, str]) -> bool | None:
    """Whether the label is there; None for files that carry none."""
    if path.endswith(".html"):
        return b"data-demonstration" in content and b'<meta name="robots" content="noindex">' in content
    if path.endswith((".rss", "feed.json")):
        channel = _ITEMS.split(content, maxsplit=1)[0]
        return labels[path.split("/", maxsplit=1)[0]].encode() in channel
    return None
