"""Writes the texts of an advisory as XLIFF 2.0 (OASIS), for a translator's tool.

In: texts with what is known of their translation. Out: the bytes of one file, for one language. A unit has the key of
its text as id, by which it comes back; Markdown stays as it is; line breaks and spaces count.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from build_tools.interchange.xliff import NAMESPACE
from build_tools.language.po_file import Earlier


class Unit(NamedTuple):
    """One text: its key, its words, its current translation or none, notes, and what was translated before."""

    key: str
    source: str
    target: str
    notes: Sequence[str]
    earlier: Earlier | None = None


class Heading(NamedTuple):
    """Of which advisory and file the texts are, and the tags of both languages."""

    advisory: str
    file: str
    source_language: str
    language: str


def xliff(heading: Heading, units: Iterable[Unit]) -> bytes:
    """The file."""
    languages = {"srcLang": heading.source_language, "trgLang": heading.language}
    root = ET.Element("xliff", {"xmlns": NAMESPACE, "version": "2.0", **languages})
    file = ET.SubElement(root, "file", id=heading.advisory, original=heading.file)
    for unit in units:
        _add(file, unit)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(file: ET.Element, unit: Unit) -> None:
    element = ET.SubElement(file, "unit", {"id": unit.key, "name": unit.key, "canResegment": "no"})
    element.set("xml:space", "preserve")
    notes = ET.SubElement(element, "notes")
    for category, words in _notes(unit):
        ET.SubElement(notes, "note", category=category).text = words
    segment = ET.SubElement(element, "segment", state="translated" if unit.target else "initial")
    ET.SubElement(segment, "source").text = unit.source
    if unit.target:
        ET.SubElement(segment, "target").text = unit.target


def _notes(unit: Unit) -> Iterable[tuple[str, str]]:
    yield from (("instruction", note) for note in unit.notes)
    if unit.earlier:
        before = ("previous-source", unit.earlier.source), ("previous-translation", unit.earlier.translation)
        yield from before
