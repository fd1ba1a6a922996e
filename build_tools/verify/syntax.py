"""Feeds and JSON are well-formed."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Set

from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected


def check(files: Mapping[str, bytes], paths: Set[str], expected: Expected) -> Iterator[Problem]:
    """Yield every file that a parser refuses."""
    for path, content in files.items():
        try:
            if path.endswith(".json"):
                json.loads(content)
            elif path.endswith((".rss", ".atom", ".xml")):
                ET.fromstring(content)  # noqa: S314 - our own output
        except (ValueError, ET.ParseError) as error:
            yield Problem(Place(path), "not-well-formed", f"A parser refuses this file: {error}")
