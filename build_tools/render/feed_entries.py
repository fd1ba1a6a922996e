"""From an item to what every format writes of it: texts, addresses, terms and facts.

Of an advisory that a current feed carries, the whole text is there; archives have summaries, which need no edition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from build_tools.feed_items import FeedItem, page_path
from build_tools.model.edition import Headline
from build_tools.model.release import Release
from build_tools.model.said import Term
from build_tools.render.feed_facts import Facts, brief_facts, document_url, products, release_facts, whole_facts
from build_tools.render.feed_text import (
    entry_html,
    entry_summary,
    entry_title,
    text_language,
    update_html,
    update_summary,
    update_title,
)
from build_tools.render.publication import Publication

REMEMBERED_WHOLE, REMEMBERED_BRIEF = 256, 4096
"""How many entries are kept, so that three formats and the feeds of products make each once: 25 kB each, and 3 kB."""


class Words(NamedTuple):
    """What a reader sees: title, summary, and the text as HTML, where it is carried."""

    title: str
    summary: str
    html: str | None


@dataclass(frozen=True)
class Entry:
    """An item of a feed with all that is said of it.

    `language` is the tag of the language that its text really has. Where the whole text is carried, `alternates` are
    the pages of the advisory by tag, that of this text first. `terms` has status, severity and products by group;
    `document` is the address of its facts.
    """

    item: FeedItem
    url: str
    words: Words
    language: str
    terms: tuple[tuple[str, Term], ...]
    alternates: Mapping[str, str]
    document: str
    facts: Facts


Entries = Callable[[FeedItem, bool], Entry]
"""From an item, and whether its whole text is wanted, to what is written of it."""


def entries_of(publication: Publication) -> Entries:
    """Makes the entries of a publication, and remembers the last of them."""
    whole = lru_cache(maxsize=REMEMBERED_WHOLE)(partial(_entry, publication, whole=True))
    brief = lru_cache(maxsize=REMEMBERED_BRIEF)(partial(_entry, publication, whole=False))

    def entry(item: FeedItem, is_whole: bool) -> Entry:
        return (whole if is_whole else brief)(item)

    return entry


class _Told(NamedTuple):
    """What is said of an item, and of which state of the advisory."""

    headline: Headline
    release: Release
    words: Words
    facts: Facts


def _entry(publication: Publication, item: FeedItem, whole: bool) -> Entry:
    told = _advisory(publication, item, whole) if item.release is None else _update(publication, item, whole)
    headline, terms = told.headline, [("statuses", told.headline.status), ("severities", told.headline.severity)]
    anchor = "" if item.release is None else f"#release-{item.release}"
    return Entry(
        item=item,
        url=publication.site.url + page_path(headline) + anchor,
        words=told.words,
        language=text_language(headline),
        terms=(*terms, *(("products", product) for product in products(told.release))),
        alternates=_alternates(publication, headline, anchor) if whole else {},
        document=document_url(publication, headline.id),
        facts=told.facts,
    )


def _advisory(publication: Publication, item: FeedItem, whole: bool) -> _Told:
    headline, language = item.headline, publication.languages[item.headline.language]
    release = publication.records[headline.id].current
    facts, html = brief_facts(headline, release, publication), None
    if whole:
        edition = publication.edition(headline)
        facts, html = {**facts, **whole_facts(edition)}, entry_html(edition, language, publication)
    words = Words(entry_title(headline, language), entry_summary(headline, language), html)
    return _Told(headline, release, words, facts)


def _update(publication: Publication, item: FeedItem, whole: bool) -> _Told:
    number = item.release or 1
    update, language = publication.update(item.headline, number), publication.languages[item.headline.language]
    release = publication.records[item.headline.id].releases[number - 1]
    facts = {**brief_facts(update.headline, release, publication), **release_facts(update.note)}
    html = update_html(update, language, publication) if whole else None
    words = Words(update_title(update, language), update_summary(update, language), html)
    return _Told(update.headline, release, words, facts)


def _alternates(publication: Publication, headline: Headline, anchor: str) -> Mapping[str, str]:
    """The page of this text, then those in other languages that are complete."""
    pages = {text_language(headline): publication.site.url + page_path(headline) + anchor}
    for other in publication.by_id[headline.id].values():
        if not other.partial:
            pages.setdefault(other.tag, publication.site.url + page_path(other) + anchor)
    return pages
