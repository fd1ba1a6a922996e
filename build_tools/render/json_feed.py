"""JSON Feed 1.1: a document of a feed as JSON, each item with its facts as codes in `_advisory`.

Source of the format: jsonfeed.org, version 1.1.
"""

from __future__ import annotations

from typing import Any

from build_tools.feed_files import JSON_FEED
from build_tools.model.moment import rfc3339
from build_tools.render.feed_documents import Document
from build_tools.render.feed_entries import Entry, Words
from build_tools.render.json_text import json_text


def write(document: Document) -> bytes:
    """The document as the bytes of its file."""
    older, hub = document.history(JSON_FEED).get("prev-archive"), document.site.feeds.hub
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": document.title,
        "home_page_url": document.home,
        "feed_url": document.url(JSON_FEED),
        "description": document.channel.description,
        **({"next_url": older} if older else {}),
        "language": document.language.tag,
        "authors": [{"name": document.site.publisher.name}],
        **({"hubs": [{"type": "WebSub", "url": hub}]} if hub and document.year is None else {}),
        "items": [_item(entry) for entry in document.entries],
    }
    return json_text(feed, in_one_line=document.year is not None)


def _content(words: Words) -> dict[str, str]:
    """The full text, or the summary in its place: the standard wants one of the two contents in every item."""
    if words.html is None:
        return {"content_text": words.summary}
    return {"summary": words.summary, "content_html": words.html}


def _item(entry: Entry) -> dict[str, Any]:
    words = entry.words
    return {
        "id": entry.item.identity,
        "url": entry.url,
        "title": words.title,
        **_content(words),
        "date_published": rfc3339(entry.item.published),
        "date_modified": rfc3339(entry.item.updated),
        "language": entry.language,
        "tags": [term.code for _group, term in entry.terms],
        "_advisory": entry.facts,
    }
