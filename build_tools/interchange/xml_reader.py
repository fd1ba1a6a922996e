"""XML read safely, as a stream of elements that each say their line.

A file that declares a document type is refused before anything in it counts: without one there are no entities, so none
can name a file of this machine or grow without end. XLIFF 2 has no document type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from build_tools.problems import Place, Problem
from build_tools.source_text import decoded

DEEPEST = 100


class Element(NamedTuple):
    """An element that begins: its namespace, its name, its attributes without namespace, and its place."""

    namespace: str
    name: str
    attributes: Mapping[str, str]
    place: Place


class Handlers(NamedTuple):
    """What is done where an element begins and ends, and with text."""

    begin: Callable[[Element], None]
    end: Callable[[], None]
    text: Callable[[str], None]


class RefusedError(Exception):
    """The file is not read any further: where, why, and the mend."""

    def __init__(self, place: Place, message: str, mend: str) -> None:
        super().__init__(message)
        self.place, self.message, self.mend = place, message, mend


def read_xml(file: str, content: bytes, handlers: Handlers) -> list[Problem]:
    """Go through a file. Returns what stopped it."""
    text, problems = decoded(file, content)
    if text is None:
        return problems
    parser = expat.ParserCreate("utf-8", " ")
    _connect(parser, file, handlers)
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        message = f"This is no sound XML: {expat.errors.messages[error.code]}."
        return [
            Problem(
                Place(file, error.lineno, error.offset + 1), "xliff-form", message, "Save the file anew with its tool."
            )
        ]
    except RefusedError as why:
        return [Problem(why.place, "xliff-form", why.message, why.mend)]
    return []


def _connect(parser: expat.XMLParserType, file: str, handlers: Handlers) -> None:
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        place = _place(parser, file)
        if depth > DEEPEST:
            raise RefusedError(
                place, f"More than {DEEPEST} elements stand in each other.", "Save the file anew with its tool."
            )
        namespace, _, plain = name.rpartition(" ")
        handlers.begin(Element(namespace, plain, attributes, place))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1
        handlers.end()

    def refuse_doctype(*_: object) -> None:
        message = "The file declares a document type, which XLIFF 2 does not have."
        raise RefusedError(_place(parser, file), message, "Delete the `<!DOCTYPE …>`.")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = refuse_doctype


def _place(parser: expat.XMLParserType, file: str) -> Place:
    return Place(file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
