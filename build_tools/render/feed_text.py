"""The words that all feeds share: titles that tell the truth about language and demonstration, and full text."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from build_tools.feed_items import feed_items
from build_tools.language.language import Language
from build_tools.model.edition import Edition, Headline
from build_tools.render.markup import render_template
from build_tools.render.publication import Publication
from build_tools.site import Site


@dataclass(frozen=True)
class FeedEntry:
    """An item of a feed with the edition that it carries."""

    identity: str
    url: str
    edition: Edition


def feed_entries(language: Language, publication: Publication) -> list[FeedEntry]:
    """The entries of one language's feed, newest change first."""
    items = feed_items(publication.headlines[language.path], publication.site)
    return [FeedEntry(item.identity, item.url, publication.edition(item.headline)) for item in items]


def feed_title(site: Site, language: Language) -> str:
    """The feed's title; while the site is a demonstration, it says so."""
    title = language.site_text(site.name)
    return f"{title} – {demonstration_word(language)}" if site.demonstration else title


def demonstration_word(language: Language) -> str:
    """The word that marks a demonstration."""
    return language.gettext("Demonstration")


def entry_title(edition: Headline, language: Language) -> str:
    """The advisory's title, with a word before it where it is a draft, withdrawn, or in another language."""
    marks = []
    if edition.draft:
        marks.append(language.gettext("embargoed") if edition.embargoed_until else language.gettext("draft"))
    if edition.withdrawn:
        marks.append(language.gettext("withdrawn"))
    if edition.partial:
        marks.append(language.gettext("not yet fully translated"))
    return f"[{', '.join(marks)}] {edition.title}" if marks else str(edition.title)


def entry_summary(edition: Edition, language: Language) -> str:
    """The advisory's summary, after a word where it is withdrawn or in another language."""
    notices = [language.gettext("Withdrawn.")] if edition.withdrawn else []
    notices += [language.gettext("Not yet fully translated.")] if edition.partial else []
    return " ".join([*notices, edition.summary.value])


def text_language(edition: Edition) -> str:
    """The tag of the language in which the prose of an entry really is."""
    return edition.source_tag if edition.partial else edition.tag


def entry_html(edition: Edition, language: Language, publication: Publication) -> str:
    """The whole advisory as HTML with absolute addresses; a demonstration is labelled first."""

    def absolute(path: str) -> str:
        return publication.site.url + path

    label = render_template("demonstration.html", language, absolute, site=publication.site)
    sections = render_template("sections.html", language, absolute, **publication.values_of(edition))
    return str(_turned(label + sections, language))


def _turned(html: Markup, language: Language) -> Markup:
    """In a feed reader, whose own page runs from left to right, text of the other direction says so itself."""
    if language.setting.direction == "ltr":
        return html
    return Markup('<div lang="{}" dir="{}">{}</div>').format(language.tag, language.setting.direction, html)
