"""Authored text: the small safe subset of Markdown that advisories are written in.

Paragraphs, lists with `-`, *emphasis*, **strong**, `code`, and links by the id of a reference, `[words](ref:id)`.
Everything else, HTML and entities included, is text and comes out as the characters that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from html import unescape
from itertools import groupby, islice
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup, escape

from build_tools.leftovers import leftovers, placeholder
from build_tools.problems import Fault, did_you_mean, shown

if TYPE_CHECKING:
    from markdown import Markdown

TAGS = frozenset({"p", "ul", "ol", "li", "em", "strong", "code", "a", "br", "pre", "blockquote"})
_AMPERSAND = "\ue000"
_HTML = re.compile(r"<[a-zA-Z!/?][^<>]*>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{2,5}|#x[0-9a-fA-F]{2,5});")
_DEEP = re.compile(r"^ {33}|^\s*(?:[-*+] |> ?){9}", re.MULTILINE)
_TABLE = re.compile(r"^ *\|.*\|", re.MULTILINE)
_MOST_BRACKETS = 100
_MOST_FAULTS = 20
_ADDRESS = re.compile(r"<(https?:|mailto:|[^<>@\s]+@)")
_CLEANER = nh3.Cleaner(tags=set(TAGS), attributes={"a": {"href"}, "*": set()}, url_schemes={"ref"}, link_rel=None)
_REFERENCE = re.compile(r'<a href="(?:ref:)?([^"]*)">')
_LINK = re.compile(r'<a href="([^"]*)"')
_LINK_TITLE = re.compile(r'<a href="[^"]*" title="([^"]*)"')
_PRODUCED_TAG = re.compile(r"<([a-z][a-z0-9]*)[^>]*>([^<]*)")
_TAG_NAMES = {"img": ("a picture", "!["), "hr": ("a horizontal line", "")}
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_WITHOUT_MARKS = re.compile(r"[^\W\d_][^*_`\[\]<>\\#&\n\ue000]*(?<!\s)(?:\n[^\W\d_][^*_`\[\]<>\\#&\n\ue000]*(?<!\s))*")
"""One paragraph in which every line begins with a letter and no character is a mark: most texts are."""

_LEFT_OUT = (
    *("html", "entity", "autolink", "automail"),
    *("reference", "short_reference", "image_reference", "short_image_ref"),
)


def to_html(text: str, links: Mapping[str, str]) -> Markup:
    """Render to sanitised HTML; `links` gives the address of each reference by id."""
    return Markup("\n").join(_part_html(part, links) for part in _parts(text))


def _parts(text: str) -> Iterator[str]:
    """Paragraphs without marks, each alone since it ends what is before it, and between them what Markdown reads.

    Several blank lines count as one.
    """
    for is_plain, blocks in groupby(_BLANK_LINES.split(text), _is_plain):
        if is_plain:
            yield from blocks
        else:
            yield "\n\n".join(blocks)


def _is_plain(block: str) -> bool:
    return _WITHOUT_MARKS.fullmatch(block) is not None


def _part_html(part: str, links: Mapping[str, str]) -> Markup:
    if _is_plain(part):
        return Markup(f"<p>{part}</p>")  # noqa: S704 - nothing in it means anything to Markdown or HTML
    return markdown_html(part, links)


def markdown_html(text: str, links: Mapping[str, str]) -> Markup:
    """Render a text in one piece, as `to_html` does in parts, which is quicker."""

    def linked(match: re.Match[str]) -> str:
        address = links.get(match[1])
        return f'<a href="{escape(address)}">' if address else "<a>"

    clean = _REFERENCE.sub(linked, _CLEANER.clean(_convert(text)))
    return Markup(clean)  # noqa: S704 - sanitised in the line above


def faults(text: str, *, links: Mapping[str, str], is_markdown: bool) -> Iterator[Fault]:
    """What does not belong into authored text, the first twenty findings."""
    return islice(_faults(text, links, is_markdown=is_markdown), _MOST_FAULTS)


def _faults(text: str, links: Mapping[str, str], *, is_markdown: bool) -> Iterator[Fault]:
    yield from leftovers(text)
    for html in _HTML.findall(text):
        if fault := placeholder(html):
            yield fault
            continue
        what = "an address in brackets" if _ADDRESS.match(html) else "HTML"
        message = f"{shown(html)} is {what}; readers would see these characters."
        yield Fault("raw-html", message, "Delete it and write plain words.", html)
    yield from _entities(text)
    if not is_markdown:
        return
    if _DEEP.search(text):
        mend = "Indent a list in a list by four spaces; a few levels are enough."
        yield Fault("markup", "A line of this text is indented by more than 32 spaces, or begins many lists.", mend, "")
        return
    if text.count("[") > _MOST_BRACKETS:
        message = f"This text has more than {_MOST_BRACKETS} opening brackets."
        yield Fault("markup", message, "Write a few links; the others can stand under `references:`.", "")
        return
    if table := _TABLE.search(text):
        yield Fault("markup", "This text holds a table.", "Write a list, or sentences.", table[0].strip())
    html = "" if all(map(_is_plain, _BLANK_LINES.split(text))) else _convert(text)
    for target in _LINK.findall(html):
        yield from _link_faults(unescape(target), links)
    for title in map(unescape, _LINK_TITLE.findall(html)):
        message = f"The words {shown(title)} stand behind the id of a link; readers would not see them."
        yield Fault("markup", message, "Delete them, and the quotes around them.", title)
    for tag, words in _PRODUCED_TAG.findall(html):
        if tag not in TAGS:
            name, mark = _TAG_NAMES.get(tag, ("a heading", unescape(words).strip()))
            mend = "Use paragraphs, lists, links, *emphasis* and **strong** alone."
            yield Fault("markup", f"This text holds {name}.", mend, mark)


def _entities(text: str) -> Iterator[Fault]:
    """Characters in the way of web pages, such as `&nbsp;`, which some programs leave behind."""
    for entity in dict.fromkeys(_ENTITY.findall(text)) if "&" in text else ():
        meant = unescape(entity)
        if meant != entity:
            mend = f"Write `{meant}`." if meant.strip() and meant.isprintable() else "Write a space."
            message = f"`{entity}` is written for web pages; readers would see these characters."
            yield Fault("html-entity", message, mend, entity)


def _link_faults(target: str, links: Mapping[str, str]) -> Iterator[Fault]:
    name = target.removeprefix("ref:")
    if not target.startswith("ref:"):
        mend = "Add the address to `references:` and write `[words](ref:its_id)`."
        yield Fault("link-not-reference", f"The link goes to {shown(target)} and not to a reference.", mend, target)
    elif name not in links:
        mend = did_you_mean(name, links, "Add it to `references:`, or mend the id.")
        yield Fault("unknown-reference", f"There is no reference {shown(name)}.", mend, target)


@lru_cache(maxsize=4096)
def _convert(text: str) -> str:
    converter = _converter()
    html: str = converter.reset().convert(text.replace("&", _AMPERSAND))
    return html.replace(_AMPERSAND, "&amp;")


@cache
def _converter() -> Markdown:
    """Python-Markdown without HTML, entities, numbered lists, and links by a definition elsewhere in the text."""
    from markdown import Markdown  # noqa: PLC0415 - most texts have no marks, and a check of these need not load it

    converter = Markdown()
    converter.preprocessors.deregister("html_block")
    converter.parser.blockprocessors.deregister("reference")
    converter.parser.blockprocessors.deregister("olist")  # `9. November` is a date and stays one
    for pattern in _LEFT_OUT:
        converter.inlinePatterns.deregister(pattern)
    return converter
