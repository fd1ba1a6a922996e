"""The words that all feeds share: titles that tell the truth about language and demonstration, and full text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from build_tools.authored_text import to_html
from build_tools.language.language import Language, capitalised
from build_tools.model.edition import Edition, Headline, Update
from build_tools.model.said import Text
from build_tools.render.markup import render_template
from build_tools.render.publication import Publication
from build_tools.site import Site


def feed_title(site: Site, language: Language, *about: str) -> str:
    """The feed's title, with what it is about; while the site is a demonstration, it says so."""
    ends = [demonstration_word(language)] if site.demonstration else []
    return " – ".join([language.site_text(site.name), *about, *ends])


def demonstration_word(language: Language) -> str:
    """The word that marks a demonstration."""
    return language.gettext("Demonstration")


def entry_title(headline: Headline, language: Language) -> str:
    """The advisory's title, with a word before it where it is a draft, withdrawn, or in another language."""
    return _marked(headline, [language.gettext("withdrawn")] if headline.withdrawn else [], language)


def update_title(update: Update, language: Language) -> str:
    """The kind of change before the advisory's title of that time; where it is in another language, it says so."""
    return f"{capitalised(update.note.change.label)} – {_marked(update.headline, [], language)}"


def entry_summary(headline: Headline, language: Language) -> str:
    """The advisory's summary, after a word where it is withdrawn or in another language."""
    notices = [language.gettext("Withdrawn.")] if headline.withdrawn else []
    return " ".join([*notices, *_of_language(headline, language), headline.summary.value])


def update_summary(update: Update, language: Language) -> str:
    """What a release changed, or what was said of it; of the first, and of one that says neither, the summary."""
    note = update.note
    words = note.changes or [_plain(note.text or update.headline.summary)]
    return " ".join([*_of_language(update.headline, language), *words])


def text_language(headline: Headline) -> str:
    """The tag of the language in which the prose of an entry really is."""
    return headline.source_tag if headline.partial else headline.tag


def entry_html(edition: Edition, language: Language, publication: Publication) -> str:
    """The whole advisory as HTML with absolute addresses; a demonstration is labelled first."""
    return _labelled("sections.html", language, publication, publication.values_of(edition))


def update_html(update: Update, language: Language, publication: Publication) -> str:
    """What a release changed, what was said of it, and the summary of that time, as HTML with absolute addresses."""
    values = {"headline": update.headline, "release": update.note}
    return _labelled("update.html", language, publication, values)


def _labelled(template: str, language: Language, publication: Publication, values: Mapping[str, Any]) -> str:
    """A template with absolute addresses, behind the label of a demonstration."""

    def absolute(path: str) -> str:
        return publication.site.url + path

    label = render_template("demonstration.html", language, absolute, site=publication.site)
    return str(_turned(label + render_template(template, language, absolute, **values), language))


def _turned(html: Markup, language: Language) -> Markup:
    """In a feed reader, whose own page runs from left to right, text of the other direction says so itself."""
    if language.setting.direction == "ltr":
        return html
    return Markup('<div lang="{}" dir="{}">{}</div>').format(language.tag, language.setting.direction, html)


def _marked(headline: Headline, marks: list[str], language: Language) -> str:
    """A title behind the words for what it is: a draft first, and another language last."""
    if headline.draft:
        marks = [language.gettext("embargoed") if headline.embargoed_until else language.gettext("draft"), *marks]
    if headline.partial:
        marks = [*marks, language.gettext("not yet fully translated")]
    return f"[{', '.join(marks)}] {headline.title}" if marks else str(headline.title)


def _of_language(headline: Headline, language: Language) -> list[str]:
    return [language.gettext("Not yet fully translated.")] if headline.partial else []


def _plain(text: Text) -> str:
    """A text without the marks of Markdown."""
    return str(to_html(text.value, dict(text.links)).striptags()) if text.markdown else text.value
