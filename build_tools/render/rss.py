"""`/{L}/advisories.rss`: RSS 2.0, one item per advisory, with the full text.

Source of the format: RSS 2.0 specification, RSS Advisory Board; namespaces Atom, Dublin Core and Content.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial

from markupsafe import escape

from build_tools.feed_items import RSS
from build_tools.language.language import Language
from build_tools.model.moment import rfc3339
from build_tools.render.feed_text import (
    FeedEntry,
    entry_html,
    entry_summary,
    entry_title,
    feed_entries,
    feed_title,
    text_language,
)
from build_tools.render.publication import Publication, Rendering

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
for prefix, namespace in (("atom", ATOM), ("content", CONTENT), ("dc", DC)):
    ET.register_namespace(prefix, namespace)


def render(publication: Publication) -> Iterator[Rendering]:
    """One feed for each language."""
    for language in publication.languages.values():
        yield f"{language.path}/{RSS.file}", partial(_feed, language, publication)


def _feed(language: Language, publication: Publication) -> bytes:
    site, entries = publication.site, feed_entries(language, publication)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", feed_title(site, language))
    _add(channel, "link", f"{site.url}{language.path}/")
    _add(channel, "description", language.site_text(site.description))
    _add(channel, "language", language.tag)
    if entries:
        _add(channel, "lastBuildDate", _rfc822(entries[0].edition.updated))
    link = {"rel": "self", "type": RSS.media_type, "href": f"{site.url}{language.path}/{RSS.file}"}
    ET.SubElement(channel, f"{{{ATOM}}}link", link)
    for entry in entries:
        _item(channel, entry, language, publication)
    ET.indent(root)
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _item(channel: ET.Element, entry: FeedEntry, language: Language, publication: Publication) -> None:
    edition, site = entry.edition, publication.site
    element = ET.SubElement(channel, "item")
    _add(element, "title", entry_title(edition, language))
    _add(element, "link", entry.url)
    _add(element, "guid", entry.identity, isPermaLink="false")
    _add(element, "pubDate", _rfc822(edition.published))
    _add(element, f"{{{ATOM}}}updated", rfc3339(edition.updated))
    _add(element, f"{{{DC}}}creator", site.publisher.name)
    _add(element, f"{{{DC}}}language", text_language(edition))
    for term in (edition.status, edition.severity):
        _add(element, "category", term.label)
    _add(element, "description", str(escape(entry_summary(edition, language))))
    _add(element, f"{{{CONTENT}}}encoded", entry_html(edition, language, publication))


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text


def _rfc822(instant: datetime) -> str:
    return format_datetime(instant.astimezone(UTC))
