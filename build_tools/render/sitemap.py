"""`/sitemap.xml` and `/robots.txt`: which pages search engines should know, and that they may read all.

Drafts, what is withdrawn, and pages that say that there is nothing are left out. The languages of a page stand in its
head alone. More than 50,000 pages are told in parts, `sitemap-1.xml` and so on, which `sitemap.xml` then lists.
Source of the format: sitemaps.org, version 0.9; RFC 9309.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from urllib.parse import quote

from build_tools.feed_items import page_path
from build_tools.model.edition import Headline
from build_tools.model.moment import rfc3339
from build_tools.render.publication import Publication, Rendering

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
AT_MOST = 50_000
SITEMAP = "sitemap.xml"
Entry = tuple[str, str | None]
"""The address of a page or of a part, and when it last changed, if that is known."""


def render(publication: Publication, paths: Iterable[str]) -> Iterator[Rendering]:
    """Both files, for a site that has these paths."""
    entries, url = list(_entries(publication, paths)), publication.site.url
    parts = [entries[start : start + AT_MOST] for start in range(0, len(entries), AT_MOST)]
    yield "robots.txt", partial(_robots, publication)
    if len(parts) == 1:
        yield SITEMAP, partial(_document, "urlset", "url", entries)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield SITEMAP, partial(_document, "sitemapindex", "sitemap", [(url + name, None) for name in names])
    for name, part in zip(names, parts, strict=True):
        yield name, partial(_document, "urlset", "url", part)


def _entries(publication: Publication, paths: Iterable[str]) -> Iterator[Entry]:
    """The pages in the order of their paths."""
    advisories = {page_path(one): one for headlines in publication.headlines.values() for one in headlines}
    pages = (path.removesuffix("index.html") for path in paths if f"/{path}".endswith("/index.html"))
    for page in sorted(pages):
        headline = advisories.get(page)
        if headline is None or not (headline.draft or headline.withdrawn):
            yield publication.site.url + quote(page), _changed(headline)


def _changed(headline: Headline | None) -> str | None:
    return None if headline is None else rfc3339(headline.updated)


def _document(root_name: str, name: str, entries: Sequence[Entry]) -> bytes:
    root = ET.Element(f"{{{NAMESPACE}}}{root_name}")
    for address, changed in entries:
        element = ET.SubElement(root, f"{{{NAMESPACE}}}{name}")
        ET.SubElement(element, f"{{{NAMESPACE}}}loc").text = address
        if changed:
            ET.SubElement(element, f"{{{NAMESPACE}}}lastmod").text = changed
    ET.indent(root)
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True, default_namespace=NAMESPACE)
    return xml + b"\n"


def _robots(publication: Publication) -> bytes:
    """Nothing is forbidden, for who may not read a page cannot read there that it wants to be left out."""
    if publication.site.demonstration:
        return b"# A demonstration: every page asks to be left out of search.\nUser-agent: *\nDisallow:\n"
    return f"User-agent: *\nDisallow:\n\nSitemap: {publication.site.url}{SITEMAP}\n".encode()
