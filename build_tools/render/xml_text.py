"""XML as feeds write it: the namespaces that every reader knows, by the prefixes that all use, and UTF-8."""

from __future__ import annotations

import xml.etree.ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARATION = b"<?xml version='1.0' encoding='utf-8'?>\n"
for _prefix, _namespace in (("atom", ATOM), ("content", CONTENT), ("dc", DC), ("fh", HISTORY)):
    ET.register_namespace(_prefix, _namespace)


def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element with a text and attributes."""
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def xml_text(root: ET.Element) -> bytes:
    """A document as the bytes of its file."""
    ET.indent(root)
    return _DECLARATION + ET.tostring(root, encoding="unicode").encode() + b"\n"
