"""While the site is a demonstration, every page and feed says so."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected


def check(tree: Mapping[str, bytes], expected: Expected) -> Iterator[Problem]:
    """Yield every page and feed whose label does not fit the setting."""
    for path, content in tree.items():
        labelled = _is_labelled(path, content, expected.labels)
        if labelled is not None and labelled != expected.demonstration:
            yield Problem(Place(path), "demonstration-label", "The demonstration label does not fit the setting.")


def _is_labelled(path: str, content: bytes, labels: Mapping[str, str]) -> bool | None:
    """Whether the label is there; None for files that carry none."""
    if path.endswith(".html"):
        return b"data-demonstration" in content and b'<meta name="robots" content="noindex">' in content
    if path.endswith(".rss"):
        title = ET.fromstring(content).findtext("channel/title") or ""  # noqa: S314 - our own output
    elif path.endswith("feed.json"):
        title = str(json.loads(content)["title"])
    else:
        return None
    return labels[path.split("/", maxsplit=1)[0]] in title
