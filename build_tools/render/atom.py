"""Atom: a document of a feed as Atom, each entry with its full text where the document has it.

Source of the format: RFC 4287; archives: RFC 5005; hub: WebSub.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from build_tools.feed_files import ATOM as FORMAT
from build_tools.feed_items import FeedItem, tag_uri
from build_tools.model.moment import rfc3339
from build_tools.render.feed_documents import Document
from build_tools.render.feed_entries import Entry
from build_tools.render.xml_text import ATOM, HISTORY, LANG, add, xml_text

_PAGE = "text/html"


def write(document: Document) -> bytes:
    """The document as the bytes of its file."""
    root = ET.Element("feed", {"xmlns": ATOM, LANG: document.language.tag})
    add(root, "title", document.title)
    add(root, "subtitle", document.channel.description)
    entries = list(document.entries)
    add(root, "updated", _updated(entries[0].item) if entries else rfc3339(document.updated))
    author = add(root, "author")
    add(author, "name", document.site.publisher.name)
    add(author, "uri", document.site.url)
    _links(root, document)
    add(root, "id", document.identity)
    for entry in entries:
        _entry(root, entry, document)
    return xml_text(root)


def _links(root: ET.Element, document: Document) -> None:
    add(root, "link", rel="alternate", type=_PAGE, hreflang=document.language.tag, href=document.home)
    add(root, "link", rel="self", type=FORMAT.media_type, href=document.url(FORMAT))
    for relation, address in document.history(FORMAT).items():
        add(root, "link", rel=relation, type=FORMAT.media_type, href=address)
    if document.year is not None:
        add(root, f"{{{HISTORY}}}archive")
    elif document.site.feeds.hub:
        add(root, "link", rel="hub", href=document.site.feeds.hub)


def _entry(root: ET.Element, entry: Entry, document: Document) -> None:
    element, words = add(root, "entry", **{LANG: entry.language}), entry.words
    add(element, "title", words.title)
    _links_of(element, entry)
    add(element, "id", entry.item.identity)  # behind the links: some readers take an id that comes first for one
    add(element, "published", rfc3339(entry.item.published))
    add(element, "updated", _updated(entry.item))
    for group, term in entry.terms:
        scheme = tag_uri(document.site.feeds, f"vocabulary/{group}")
        add(element, "category", term=term.code, scheme=scheme, label=term.label)
    add(element, "summary", words.summary)
    if words.html is not None:
        add(element, "content", words.html, **{"type": "html", LANG: document.language.tag})


def _links_of(element: ET.Element, entry: Entry) -> None:
    """Each page once by language, and this language's once more at the end without one.

    Most readers take the first alternate link for the page of an entry, and some take the last.
    """
    for tag, address in entry.alternates.items():
        add(element, "link", rel="alternate", type=_PAGE, hreflang=tag, href=address)
    add(element, "link", rel="alternate", type=_PAGE, href=entry.url)
    add(element, "link", rel="related", type="application/json", href=entry.document)


def _updated(item: FeedItem) -> str:
    """The instant, with as many millionths of a second as items changed before this one in the same second.

    Validators warn of two entries with one instant. What counts are all instants that an item has ever had, so that
    none goes back.
    """
    whole = rfc3339(item.updated)
    return f"{whole.removesuffix('Z')}.{item.place:06}Z" if item.place else whole
