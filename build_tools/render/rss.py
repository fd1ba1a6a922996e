"""RSS 2.0: a document of a feed as RSS, each item with its full text.

Source of the format: RSS 2.0 specification, RSS Advisory Board; namespaces Atom, Dublin Core and Content. Archives are
left to Atom and JSON Feed.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from email.utils import format_datetime

from markupsafe import escape

from build_tools.feed_files import RSS
from build_tools.model.moment import rfc3339
from build_tools.render.feed_documents import Document
from build_tools.render.feed_entries import Entry
from build_tools.render.xml_text import ATOM, CONTENT, DC, add, xml_text

_LINK = f"{{{ATOM}}}link"


def write(document: Document) -> bytes:
    """The document as the bytes of its file."""
    root = ET.Element("rss", version="2.0")
    channel = add(root, "channel")
    add(channel, "title", document.title)
    add(channel, "link", document.home)
    add(channel, "description", document.channel.description)
    add(channel, "language", document.language.tag)
    add(channel, "lastBuildDate", _rfc822(document.updated))
    _links(channel, document)
    for entry in document.entries:
        _item(channel, entry, document.site.publisher.name)
    return xml_text(root)


def _links(channel: ET.Element, document: Document) -> None:
    add(channel, _LINK, rel="self", type=RSS.media_type, href=document.url(RSS))
    if document.site.feeds.hub:
        add(channel, _LINK, rel="hub", href=document.site.feeds.hub)


def _item(channel: ET.Element, entry: Entry, publisher: str) -> None:
    item, words = add(channel, "item"), entry.words
    add(item, "title", words.title)
    add(item, "link", entry.url)
    add(item, "guid", entry.item.identity, isPermaLink="false")
    add(item, "pubDate", _rfc822(entry.item.published))
    add(item, f"{{{ATOM}}}updated", rfc3339(entry.item.updated))
    add(item, f"{{{DC}}}creator", publisher)
    add(item, f"{{{DC}}}language", entry.language)
    for _group, term in entry.terms:
        add(item, "category", term.label)
    add(item, "description", str(escape(words.summary)))
    add(item, f"{{{CONTENT}}}encoded", words.html or "")
    add(item, _LINK, rel="related", type="application/json", href=entry.document)


def _rfc822(instant: datetime) -> str:
    return format_datetime(instant.astimezone(UTC))
