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
    """The file is not read any further: why, and the mend."""

    def __init__(self, message: str, mend: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.message, self.mend, self.place = message, mend, place


def read_xml(file: str, content: bytes, handlers: Handlers, code: str) -> list[Problem]:
    """Go through a file. Returns what stopped it, with the code `code` where the file is no sound XML."""
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
            Problem(Place(file, error.lineno, error.offset + 1), code, message, "Save the file anew with its tool.")
        ]
    except RefusedError as why:
        return [Problem(why.place or _place(parser, file), code, why.message, why.mend)]
    return []


def _connect(parser: expat.XMLParserType, file: str, handlers: Handlers) -> None:
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise RefusedError(
                f"More than {DEEPEST} elements stand in each other.", "Save the file anew with its tool."
            )
        namespace, _, plain = name.rpartition(" ")
        handlers.begin(Element(namespace, plain, attributes, _place(parser, file)))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1
        handlers.end()

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = _refuse_doctype


def _refuse_doctype(*_: object) -> None:
    raise RefusedError("The file declares a document type, which XLIFF 2 does not have.", "Delete the `<!DOCTYPE …>`.")


def _place(parser: expat.XMLParserType, file: str) -> Place:
    return Place(file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
