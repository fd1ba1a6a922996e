"""Feeds and JSON are well-formed, and no page has a hole left in it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected


def check(tree: Mapping[str, bytes], expected: Expected) -> Iterator[Problem]:
    """Yield every file that a parser refuses, and every page that was not filled."""
    for path, content in tree.items():
        try:
            if path.endswith(".json"):
                json.loads(content)
            elif path.endswith((".rss", ".atom", ".xml")):
                ET.fromstring(content)  # noqa: S314 - our own output
        except (ValueError, ET.ParseError) as error:
            yield Problem(Place(path), "not-well-formed", f"A parser refuses this file: {error}")
        if path.endswith(".html") and b"4hole" in content:
            yield Problem(Place(path), "open-hole", "A hole of the frame was not filled.")
