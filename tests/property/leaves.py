"""What an output holds, as independent readers tell it: element by element, value by value; and what it must hold.

An output is written once with harmless words, `token`s, and once with hostile ones. Word for word, the second must be
the first with the hostile texts in the places of the tokens: then they are text, and all of it came through.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import feedparser
import html5lib

TOKEN = re.compile("([wW])([0-9]+)q")
INVISIBLE = str.maketrans("", "", "\u2068\u2069")
_DIGEST = re.compile(r"\b[0-9a-f]{64,128}\b")
Texts = Callable[[int], str]
"""What stands in the place of a message, by its number."""


def token(number: int) -> str:
    """A harmless word, by which the place of a message is found."""
    return f"w{number}q"


Leaf = tuple[str, ...]


def leaves(path: str, content: bytes) -> Iterator[Leaf]:
    """Whatever an output holds, as independent readers tell it."""
    if path.endswith(".html"):
        yield from of_page(content.decode())
    elif path.endswith(".json"):
        yield from of_json((), json.loads(content))
    elif path.endswith((".rss", ".atom", ".xml")):
        yield from of_xml(content)
    else:
        yield from ((line,) for line in content.decode().splitlines())


def of_page(html: str) -> Iterator[Leaf]:
    """Each element and comment with its depth, attributes and texts, JSON read as such; what the parser objects to."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    yield from of_element(parser.parse(html), 0)
    yield tuple(str(code) for _, code, _ in parser.errors)


def of_element(element: ET.Element, depth: int) -> Iterator[Leaf]:
    attributes = [part for name, value in element.attrib.items() for part in (name, value)]
    if "application/ld+json" in attributes:
        yield (str(depth), str(element.tag), *attributes)
        yield from of_json((), json.loads(element.text or ""))
        return
    yield (str(depth), str(element.tag), element.text or "", *attributes)
    for child in element:
        yield from of_element(child, depth + 1)
        yield (str(depth), child.tail or "")


def of_json(at: Leaf, value: Any) -> Iterator[Leaf]:
    """Each value with the way to it; HTML is read as such."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from of_json((*at, key), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from of_json((*at, str(number)), inner)
    elif at and at[-1] in ("content_html", "html"):
        yield from of_page(value)
    else:
        yield (*at, type(value).__name__, str(value))


def of_xml(content: bytes) -> Iterator[Leaf]:
    """Each element; what is HTML is read as such; and what the reader of feeds finds in a feed that is no text."""
    root = ET.fromstring(content)
    html = [*root.findall(".//item/description"), *root.findall(".//item/{*}encoded")]
    html += [element for element in root.iter() if element.get("type") == "html"]
    for element in root.iter():
        if element in html:
            yield from of_page(element.text or "")
        else:
            yield (element.tag, element.text or "", *(part for pair in element.attrib.items() for part in pair))
    feed = feedparser.parse(content)
    yield ("feed", str(feed.bozo), *(f"{entry.id} {entry.link}" for entry in feed.entries))


def with_texts(words: str, texts: Texts) -> str:
    """A text as it must read, with the translator's words in their places: with a capital where they stand first."""

    def said(match: re.Match[str]) -> str:
        text = texts(int(match[2]))
        return text[:1].upper() + text[1:] if match[1] == "W" else text

    return TOKEN.sub(said, words)


def plain(words: str) -> str:
    """Without isolates, which surround what is written from right to left, and digests; white space is folded."""
    return " ".join(_DIGEST.sub("…", words.translate(INVISIBLE)).split())


def assert_same_but_for(texts: Texts, harmless: Mapping[str, list[Leaf]], built: Mapping[str, bytes]) -> None:
    """Every output holds what it held with tokens, with these texts in their places. Digests are of other bytes."""
    assert built.keys() == harmless.keys()
    for path, before in harmless.items():
        expected = [tuple(plain(with_texts(part, texts)) for part in leaf) for leaf in before]
        assert [tuple(map(plain, leaf)) for leaf in leaves(path, built[path])] == expected, path
