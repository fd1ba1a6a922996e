"""A feed names its own address as its own, and the pages and documents that it leads to are there.

In XML, what is in a text is escaped, so that no text can look like one of these links.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from html import unescape
from typing import Any

from build_tools.feed_files import JSON_FEED, Format, format_of
from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected

_LINK = re.compile(r"<(?:atom:)?link\b([^<>]*)/>|<link>([^<]*)</link>")
_ATTRIBUTE = re.compile(r'(rel|href)="([^"]*)"')
_NOT_HERE = frozenset({"related", "hub"})
Link = tuple[str, str]
"""A relation, and the address that it leads to."""


def check(files: Mapping[str, bytes], paths: Set[str], expected: Expected) -> Iterator[Problem]:
    """Yield every feed whose address is another than it says, and every link of one to what is not produced."""
    for path, content in files.items():
        form = format_of(path)
        links = _links(form, content.decode(errors="replace")) if form else None
        if links is not None:
            yield from _faults(path, links, paths, expected.url)


def _faults(path: str, links: Iterable[Link], paths: Set[str], url: str) -> Iterator[Problem]:
    if [address for relation, address in links if relation == "self"] != [url + path]:
        yield Problem(Place(path), "feed-address", "The feed does not say, once, at which address it is.")
    for relation, address in dict.fromkeys(links):
        if relation not in _NOT_HERE and not _is_there(address, paths, url):
            yield Problem(Place(path), "dead-link", f"The link `{address}` leads nowhere.")


def _is_there(address: str, paths: Set[str], url: str) -> bool:
    path = address.partition("#")[0].removeprefix(url)
    return (f"{path}index.html" if path.endswith("/") or not path else path) in paths


def _links(form: Format, text: str) -> list[Link] | None:
    """The links of a feed; None where it cannot be read, which `syntax` reports."""
    if form is JSON_FEED:
        try:
            return list(_of_json(json.loads(text)))
        except ValueError:
            return None
    return [_of_tag(attributes, plain) for attributes, plain in _LINK.findall(text)]


def _of_tag(attributes: str, plain: str) -> Link:
    values = dict(_ATTRIBUTE.findall(attributes))
    return values.get("rel", "alternate"), unescape(values.get("href", plain))


def _of_json(feed: Mapping[str, Any]) -> Iterator[Link]:
    names = {"feed_url": "self", "home_page_url": "alternate", "next_url": "prev-archive"}
    yield from ((relation, feed[name]) for name, relation in names.items() if name in feed)
    yield from (("alternate", item["url"]) for item in feed["items"])
