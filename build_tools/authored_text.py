"""Authored text: the small safe subset of Markdown that advisories are written in.

Paragraphs, lists, *emphasis*, **strong**, `code`, and links by the id of a reference, `[words](ref:id)`.
Everything else, HTML and entities included, is text and comes out as the characters that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import markdown
import nh3
from markupsafe import Markup

TAGS = frozenset({"p", "ul", "ol", "li", "em", "strong", "code", "a", "br", "pre", "blockquote"})
_AMPERSAND = "\ue000"
_HTML = re.compile(r"<[a-zA-Z!/?][^>]*>")
_LINK = re.compile(r'<a href="([^"]*)"')
_PRODUCED_TAG = re.compile(r"<([a-z][a-z0-9]*)")
_TAG_NAMES = {"img": "a picture", "hr": "a horizontal line"}


def to_html(text: str, links: Mapping[str, str]) -> Markup:
    """Render to sanitised HTML; `links` gives the address of each reference by id."""

    def resolved(_element: str, attribute: str, value: str) -> str | None:
        return links.get(value.removeprefix("ref:")) if attribute == "href" else None

    clean = nh3.clean(
        _convert(text),
        tags=set(TAGS),
        attributes={"a": {"href"}},
        attribute_filter=resolved,
        url_schemes={"ref", "http", "https"},
        link_rel=None,
    )
    return Markup(clean)  # noqa: S704 - sanitised in the line above


def to_plain(text: str) -> str:
    """The words alone, one paragraph per line, without marks."""
    html = re.sub(r"</(p|li)>", "\n", _convert(text))
    words = Markup(re.sub(r"<[^>]+>", "", html)).unescape()  # noqa: S704 - unescaped to plain text
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())


def faults(text: str, *, links: Mapping[str, str], is_markdown: bool) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and mend for everything that does not belong into authored text."""
    if found := _HTML.search(text):
        yield (
            "raw-html",
            f"`{found.group()}` is HTML; it would be shown as it stands.",
            "Delete it and write plain words.",
        )
    if not is_markdown:
        return
    html = _convert(text)
    for target in _LINK.findall(html):
        yield from _link_faults(target, links)
    for tag in sorted(set(_PRODUCED_TAG.findall(html)) - TAGS):
        name = _TAG_NAMES.get(tag, "a heading")
        yield "markup", f"This text holds {name}.", "Use paragraphs, lists, *emphasis* and **strong** alone."


def _link_faults(target: str, links: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    name = target.removeprefix("ref:")
    if not target.startswith("ref:"):
        mend = "Add the address to `references:` and write `[words](ref:its_id)`."
        yield "link-not-reference", f"The link goes to `{target}` and not to a reference.", mend
    elif name not in links:
        yield "unknown-reference", f"There is no reference `{name}`.", "Add it to `references:`, or mend the id."


def _convert(text: str) -> str:
    converter = _converter()
    html: str = converter.reset().convert(text.replace("&", _AMPERSAND))
    return html.replace(_AMPERSAND, "&amp;")


@cache
def _converter() -> markdown.Markdown:
    """Python-Markdown without what lets HTML or entities through."""
    converter = markdown.Markdown()
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.inlinePatterns.deregister("entity")
    converter.inlinePatterns.deregister("autolink")
    converter.inlinePatterns.deregister("automail")
    return converter
