"""No page or style sheet asks another host for anything, no page holds a script, and none leads its reader away.

A thousand advisories make 60 MB of pages. They are searched for the few characters without which nothing of this
kind can be there; only the tags around them are read, and most of those are known to be harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from html.parser import HTMLParser
from types import MappingProxyType

from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected

_SUSPECT = (
    re.compile(rb"//"),
    re.compile(rb"<(?:base|meta|script|style)\b"),
    re.compile(rb"""on(?<=[\s"'/]on)[a-z]+\s*="""),
)
_TAG = re.compile(rb"""<[a-z][^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+>""")
_HARMLESS = re.compile(rb'<a href="[^"]*">|<link rel="(?:alternate|canonical)"[^>]*>|<meta name="[^>]*>')
_FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//")
_FOREIGN_IN_CSS = re.compile(rf"""(?:url\(|@import)\s*["']?{_FOREIGN.pattern}""")
_FETCHING = frozenset({"action", "background", "data", "formaction", "ping", "poster", "src", "xlink:href"})
_FETCHING_ONE_OF = frozenset({"imagesrcset", "srcset"})
_ONLY_NAMING = frozenset({"alternate", "canonical"})
Fault = tuple[str, str]


def check(files: Mapping[str, bytes], paths: Set[str], expected: Expected) -> Iterator[Problem]:
    """Yield what fetches from elsewhere in a page or a style sheet, every script in a page, and what leads away."""
    for path, content in files.items():
        if path.endswith((".css", ".html")):
            faults = _faults_of_page if path.endswith(".html") else _faults_of_style
            for code, message in faults(content.lower()):
                yield Problem(Place(path), code, message)


def _faults_of_page(html: bytes) -> Iterator[Fault]:
    tags = dict.fromkeys(tag for pattern in _SUSPECT for tag in _tags_around(pattern, html))
    for tag in tags:
        yield from _faults_of_tag(tag)
    if any(tag.startswith(b"<style") for tag in tags):
        yield from _faults_of_style(html)


def _faults_of_style(css: bytes) -> Iterator[Fault]:
    for found in _FOREIGN_IN_CSS.finditer(css.decode(errors="replace")):
        yield "foreign-resource", f"A style asks another host: {found[0]}"


def _tags_around(pattern: re.Pattern[bytes], html: bytes) -> Iterator[bytes]:
    """The tags in which a pattern is found, without those that are harmless whatever their values are."""
    for found in pattern.finditer(html):
        tag = _TAG.match(html, html.rfind(b"<", 0, found.end()))
        if tag and tag.end() > found.start() and not _HARMLESS.fullmatch(tag[0]):
            yield tag[0]


@lru_cache(maxsize=4096)
def _faults_of_tag(tag: bytes) -> tuple[Fault, ...]:
    text, reader = tag.decode(errors="replace"), _TagReader()
    reader.feed(text)
    return tuple(_faults(reader.name, reader.attributes, text))


class _TagReader(HTMLParser):
    """Reads the name of a tag, and its attributes with entities resolved; what is no tag has no name."""

    name = ""
    attributes: Mapping[str, str] = MappingProxyType({})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name, self.attributes = tag, {name: value or "" for name, value in attrs}


def _faults(name: str, attributes: Mapping[str, str], tag: str) -> Iterator[Fault]:
    if not name:
        yield "not-well-formed", f"A parser refuses this tag: {tag}"
    if any(_asks_another_host(name, attribute, attributes) for attribute in attributes):
        yield "foreign-resource", f"The page asks another host: {tag}"
    if _is_script(name, attributes):
        yield "inline-script", f"The page holds a script; scripts belong into files: {tag}"
    if name == "base" or attributes.get("http-equiv") == "refresh":
        yield "leads-away", f"The page, or every link of it, leads elsewhere: {tag}"


def _asks_another_host(name: str, attribute: str, attributes: Mapping[str, str]) -> bool:
    value = attributes[attribute]
    if attribute == "style":
        return bool(_FOREIGN_IN_CSS.search(value))
    if attribute in _FETCHING_ONE_OF:
        return any(map(_FOREIGN.match, value.split(",")))
    fetching = attribute in _FETCHING or (attribute == "href" and not _only_names(name, attributes))
    return fetching and bool(_FOREIGN.match(value))


def _only_names(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether the `href` of a tag is an address that the page names and does not ask."""
    return name in ("a", "area") or (name == "link" and {*attributes.get("rel", "").split()} <= _ONLY_NAMING)


def _is_script(name: str, attributes: Mapping[str, str]) -> bool:
    written_here = name == "script" and "src" not in attributes and attributes.get("type") != "application/ld+json"
    return written_here or any(attribute.startswith("on") for attribute in attributes)
