"""A notice for the terminal: the HTML that the templates made, as lines of text.

In: HTML, and how it is to be written. Out: lines, none wider than asked for unless a single word is. What is said, and
in which order, is the page's alone; what is added are marks for headings, lists and notices, the addresses of links,
and the name of another language.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder

from rich.cells import cell_len
from rich.text import Text

UNDERLINES = {"h1": "=", "h2": "-"}
_BLOCKS = {"section", "header", "div", "p", "ul", "ol", "li", "h1", "h2", "h3", "blockquote", "pre"}
_LINES = {"chip", "source", "based-on", "timeline__when", "timeline__what"}
"""Elements that begin a line, and classes that do."""

_APART = {"section", "header", "div", "actions", "timeline", "releases"}
"""Elements and classes whose parts stand apart from each other."""

_STYLES: Mapping[str, str] = {
    **dict.fromkeys(("h1", "h2", "h3", "strong", "code", "timeline__when", "release__head"), "bold"),
    **dict.fromkeys(("source", "based-on"), "dim"),
    "em": "italic",
    "a": "underline",
}
"""How elements and classes look where the terminal can show it."""

_BAR = "│ "
_SPACE = re.compile(r"[ \t\n\r\f]+")


class Form(NamedTuple):
    """How a page is written: its width, its language, the names of the languages by tag, and its own address."""

    width: int
    tag: str
    names: Mapping[str, str]
    address: str


def page_lines(html: str, form: Form) -> list[Text]:
    """The lines of a page, or of a part of one."""
    reader = _Reader(form)
    reader.feed(html)
    reader.close()
    return _lines(reader.builder.close(), form.width)


def wrapped(text: Text, width: int, first: str = "", rest: str = "") -> Iterator[Text]:
    """A text in lines that break between words and never in one, behind a mark and what stands below the mark."""
    room = max(width - cell_len(first), 1)
    start = 0
    for line in textwrap.wrap(text.plain, room, break_long_words=False, break_on_hyphens=False):
        yield Text(rest if start else first) + text[start : start + len(line)]
        start += len(line) + 1


def underlined(lines: list[Text], mark: str) -> list[Text]:
    """A heading with a line below it, which is seen without colour as well."""
    return [*lines, Text(mark * max((cell_len(line.plain) for line in lines), default=0))]


class _Reader(HTMLParser):
    """Makes a tree of a page, and writes into it what a terminal cannot show in another way."""

    def __init__(self, form: Form) -> None:
        super().__init__(convert_charrefs=True)
        self.form, self.builder = form, TreeBuilder()
        self.links: list[str] = []
        self.language = ""
        self.builder.start("div", {})

    def close(self) -> None:
        super().close()
        self.builder.end("div")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        lang = values.get("lang", self.form.tag)
        if tag == "a":
            is_chip = "chip" in values.get("class", "").split()  # leads to a list of others
            self.links.append("" if is_chip else values.get("href", ""))
        elif lang != self.form.tag:
            self.language = f"[{self.form.names.get(lang, lang)}] "
        self.builder.start(tag, values)
        if tag == "br":
            self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        if self.language and data.strip():
            data, self.language = self.language + data.lstrip(), ""
        self.builder.data(data)

    def handle_endtag(self, tag: str) -> None:
        element = self.builder.end(tag)
        if tag == "a":
            address = self.links.pop()
            is_said = address.removeprefix("mailto:") == "".join(element.itertext())
            if address and not is_said and not address.startswith(f"{self.form.address}#"):
                self.builder.data(f" <{address}>")


def _lines(element: Element, width: int) -> list[Text]:
    """The lines of all that stands in an element, with an empty one between parts that stand apart."""
    lines: list[Text] = []
    is_apart = _is(element, _APART)
    is_below_heading = False
    for part in _parts(element):
        found = list(wrapped(part, width)) if isinstance(part, Text) else _block(part, width)
        is_close = isinstance(part, Element) and _is(part, {"source"})
        if found:
            lines += [Text()] if lines and is_apart and not is_below_heading and not is_close else []
            lines += found
            is_below_heading = isinstance(part, Element) and part.tag in ("h2", "h3")
    return lines


def _block(element: Element, width: int) -> list[Text]:
    """The lines of an element that begins a line."""
    if element.tag == "li" or _is(element, {"notice"}):
        mark = element.get("mark", _BAR)
        rest = _BAR if mark == _BAR else " " * len(mark)
        lines = _lines(element, width - len(mark))
        return [Text(rest if number else mark) + line for number, line in enumerate(lines)]
    if element.tag in ("ul", "ol"):
        for number, item in enumerate(element, 1):
            item.set("mark", f"{number}. " if _is(element, {"actions"}) else "• ")
    lines = _lines(element, width)
    return underlined(lines, UNDERLINES[element.tag]) if element.tag in UNDERLINES else lines


def _parts(element: Element) -> Iterator[Text | Element]:
    """The running texts of an element and the blocks between them."""
    run, style = Text(), _style(element)
    _add(run, element.text, style)
    for child in element:
        if _is(child, _BLOCKS | _LINES) or child.tag == "br":
            yield _ended(run)
            yield child
            run = Text()
        else:
            _write(run, child, style)
        _add(run, child.tail, style)
    yield _ended(run)


def _write(run: Text, element: Element, style: str) -> None:
    """Add all that an element in running text says."""
    own = f"{style} {_style(element)}".strip()
    _add(run, element.text, own)
    for child in element:
        _write(run, child, own)
        _add(run, child.tail, own)


def _add(run: Text, words: str | None, style: str) -> None:
    """Add words, with white space folded as a browser does."""
    folded = _SPACE.sub(" ", words or "")
    is_begun = bool(run.plain) and not run.plain.endswith(" ")
    run.append(folded if is_begun else folded.lstrip(" "), style)


def _ended(run: Text) -> Text:
    run.rstrip()
    return run


def _is(element: Element, names: set[str]) -> bool:
    """Whether an element has one of these names, or a class of one of these names."""
    return not names.isdisjoint({element.tag, *element.get("class", "").split()})


def _style(element: Element) -> str:
    return " ".join(_STYLES[name] for name in (element.tag, *element.get("class", "").split()) if name in _STYLES)
