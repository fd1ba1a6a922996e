"""While the site is a demonstration, every page, feed and document says so; otherwise none does."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Set
from io import BytesIO

from build_tools.api.documents import FOLDER
from build_tools.feed_files import ATOM, JSON_FEED, RSS, Format, format_of
from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected

_LABEL, _NOT_INDEXED = b" data-demonstration>", b'<meta name="robots" content="noindex">'
_TITLES = {RSS: "title", ATOM: "{http://www.w3.org/2005/Atom}title"}
_WITHDRAWN = b" data-withdrawn>"
"""Marks at the end of a tag, which no words can look like."""
_SAYS_WHETHER = b'\n "demonstration": '
_IS_ONE = _SAYS_WHETHER + b"true,\n"
"""A member of the document itself, by its indentation: in a string, no line begins."""


def check(files: Mapping[str, bytes], paths: Set[str], expected: Expected) -> Iterator[Problem]:
    """Yield every page, feed and document whose label does not fit the setting."""
    for path, content in files.items():
        if any(found != expected.demonstration for found in _labels(path, content, expected.labels)):
            yield Problem(Place(path), "demonstration-label", "The demonstration label does not fit the setting.")


def _labels(path: str, content: bytes, words: Mapping[str, str]) -> list[bool]:
    """Whether each label that a file of this kind should have is there."""
    if path.endswith(".html"):
        always_hidden = _WITHDRAWN in content or path.rpartition("/")[2] == "404.html"
        hidden = [] if always_hidden else [_NOT_INDEXED in content]
        return [_LABEL in content, *hidden]
    if path.startswith(f"{FOLDER}/") and _SAYS_WHETHER in content:
        return [_IS_ONE in content]
    if form := format_of(path):
        title = _feed_title(form, content)
        return [] if title is None else [words[path.split("/", maxsplit=1)[0]] in title]
    return []


def _feed_title(form: Format, content: bytes) -> str | None:
    """The title of a feed; None where the feed cannot be read, which `syntax` reports."""
    try:
        if form is JSON_FEED:
            return str(json.loads(content).get("title", ""))
        return _first(_TITLES[form], content)
    except (ValueError, ET.ParseError):
        return None


def _first(name: str, content: bytes) -> str:
    """The text of the first element of a name, which stands near the beginning."""
    for _event, element in ET.iterparse(BytesIO(content)):  # noqa: S314 - our own output
        if element.tag == name:
            return element.text or ""
    return ""
