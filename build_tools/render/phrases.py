"""What all fragments are put together from: a text, an instant, who states it, and how certain it is, as HTML.

Every value is escaped where it is put in; what these functions return is HTML. Most statements of a large site are said
many times over: what they look like is remembered.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from markupsafe import Markup, escape

from build_tools import authored_text
from build_tools.language.directions import direction_of
from build_tools.language.language import Language
from build_tools.model.moment import rfc3339
from build_tools.model.said import Said, Term, Text

NOTHING = Markup("")


@lru_cache(maxsize=8192)
def show(language: Language, text: Text) -> Markup:
    """A text: Markdown as HTML, and another language than the page's marked with `lang`."""
    shown = authored_text.to_html(text.value, dict(text.links)) if text.markdown else escape(text.value)
    if text.lang == language.tag:
        return shown
    element = "div" if text.markdown else "span"
    return html(f"<{element} {in_language(language, text.lang)}>{shown}</{element}>")


def in_language(language: Language, tag: str) -> Markup:
    """The attributes of what is in the language of a tag: `lang`, and `dir` where it is written the other way."""
    direction = direction_of(tag)
    turned = "" if direction == language.setting.direction else f' dir="{direction}"'
    return html(f'lang="{escape(tag)}"{turned}')


@lru_cache(maxsize=8192)
def instant(language: Language, moment: datetime) -> Markup:
    """An instant in UTC, to which a script adds the reader's own time."""
    locale, words = escape(language.setting.locale.replace("_", "-")), escape(language.instant(moment))
    return html(f'<time datetime="{rfc3339(moment)}" data-local="{locale}">{words}</time>')


@lru_cache(maxsize=1024)
def sources(language: Language, terms: tuple[Term, ...], element: str = "span") -> Markup:
    """Who states it, in a line of its own; nothing where nobody is named."""
    if not terms:
        return NOTHING
    codes = escape(" ".join(term.code for term in terms))
    names = " · ".join(term.label for term in terms)
    line = escape(language.ngettext("Source: {sources}", "Sources: {sources}", len(terms), sources=names))
    return html(f'<{element} class="source" data-sources="{codes}">{line}</{element}>')


@lru_cache(maxsize=8192)
def words(language: Language, said: Said, basis: str = "") -> Markup:
    """A statement with its certainty, what it is based on, its note, and its sources."""
    return html(f"{show(language, said.text)}{_doubt(said)}{basis}{support(language, said)}")


def with_address(_language: Language, sentence: str, address: str) -> Markup:
    """A sentence with a link to an e-mail address where it has `{email}`."""
    link = Markup('<a href="mailto:{0}"><bdi>{0}</bdi></a>').format(address)
    return link.join(sentence.split("{email}"))


def bracketed(said: Said) -> str:
    """The word for what is not confirmed, behind a name."""
    return "" if said.certainty.code == "confirmed" else _certainty(f"({said.certainty.label})")


def _doubt(said: Said) -> str:
    """The sentence for what is not confirmed, behind another sentence."""
    return "" if said.certainty.code == "confirmed" else _certainty(said.certainty.text)


def _certainty(words: str) -> str:
    return f' <span class="certainty">{escape(words)}</span>'


def support(language: Language, said: Said) -> str:
    """The note on a statement, and who states it."""
    note = f' <span class="note">{show(language, said.note)}</span>' if said.note else ""
    return f"{note} {sources(language, said.sources)}" if said.sources else note


def html(text: str) -> Markup:
    """A text as HTML, every value of which was escaped when it was put in."""
    return Markup(text)  # noqa: S704 - whoever calls it has escaped
