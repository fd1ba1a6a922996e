"""The small pieces of HTML that stand dozens of times on a page: texts, statements, data, instants.

Functions rather than template macros, since a site of a thousand advisories has a hundred thousand of them; templates
use them as filters, with the page's language bound. Every value is escaped where it is put in; what these functions
return is HTML. Most statements of a large site are said many times over: what they look like is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup, escape

from build_tools import authored_text
from build_tools.language.language import Language
from build_tools.model.edition import Headline
from build_tools.model.moment import rfc3339
from build_tools.model.said import Advice, Dated, Items, Said, Term, Text

NOTHING = Markup("")


@lru_cache(maxsize=8192)
def show(language: Language, text: Text) -> Markup:
    """A text: Markdown as HTML, and another language than the page's marked with `lang`."""
    html = authored_text.to_html(text.value, dict(text.links)) if text.markdown else escape(text.value)
    if text.lang == language.tag:
        return html
    element = "div" if text.markdown else "span"
    return _html(f'<{element} lang="{escape(text.lang)}">{html}</{element}>')


@lru_cache(maxsize=8192)
def instant(language: Language, moment: datetime) -> Markup:
    """An instant in UTC, to which a script adds the reader's own time."""
    locale, words = escape(language.setting.locale.replace("_", "-")), escape(language.instant(moment))
    return _html(f'<time datetime="{rfc3339(moment)}" data-local="{locale}">{words}</time>')


@lru_cache(maxsize=1024)
def sources(language: Language, terms: tuple[Term, ...], element: str = "span") -> Markup:
    """Who states it, in a line of its own; nothing where nobody is named."""
    if not terms:
        return NOTHING
    codes = escape(" ".join(term.code for term in terms))
    line = escape(language.gettext("Source: {sources}", sources=" · ".join(term.label for term in terms)))
    return _html(f'<{element} class="source" data-sources="{codes}">{line}</{element}>')


@lru_cache(maxsize=8192)
def words(language: Language, said: Said, basis: str = "") -> Markup:
    """A statement with its certainty, what it is based on, its note, and its sources."""
    return _html(f"{show(language, said.text)}{_bracketed(said)}{basis}{_support(language, said)}")


def paragraph(language: Language, said: Said) -> Markup:
    """A statement as a paragraph."""
    return _html(f'<p data-code="{escape(said.code)}">{words(language, said)}</p>')


def statements(language: Language, entries: Iterable[Said]) -> Markup:
    """A list of statements."""
    rows = "".join(_row(language, said) for said in entries)
    return _html(f'<ul class="statements">\n{rows}</ul>')


@lru_cache(maxsize=8192)
def _row(language: Language, said: Said) -> str:
    return f'<li data-code="{escape(said.code)}">{words(language, said)}</li>\n'


def risks(language: Language, entries: Iterable[Said]) -> Markup:
    """A list of what may follow, each with its name first."""
    rows = "".join(_risk(language, said) for said in entries)
    return _html(f'<ul class="statements">\n{rows}</ul>')


@lru_cache(maxsize=8192)
def _risk(language: Language, said: Said) -> str:
    name, basis = f"<strong>{escape(said.label)}</strong>", _based_on(language, said.details)
    return f'<li data-code="{escape(said.code)}">{name} – {words(language, said, basis)}</li>\n'


def data_list(language: Language, data: Items) -> Markup:
    """A list of data, each with its definition, and below it the source that speaks for all."""
    rows = "".join(_datum(language, said) for said in data.items)
    return _html(f'<ul class="data-list">\n{rows}</ul>\n{sources(language, data.sources, "p")}')


@lru_cache(maxsize=8192)
def _datum(language: Language, said: Said) -> str:
    stop = "." if said.note else ""
    name = f"<strong>{escape(said.label)}</strong>{_bracketed(said)}"
    definition = f'<span class="definition">– {show(language, said.text)}{stop}</span>'
    return f'<li data-code="{escape(said.code)}">{name} {definition}{_support(language, said)}</li>\n'


def actions(language: Language, entries: Iterable[Advice]) -> Markup:
    """The recommended actions: what to do, how, why, and who recommends it."""
    rows = "".join(_action(language, advice) for advice in entries)
    return _html(f'<ol class="actions">\n{rows}</ol>')


@lru_cache(maxsize=8192)
def _action(language: Language, advice: Advice) -> str:
    said, gettext = advice.said, language.gettext
    how, how_text, why, why_text = map(escape, (gettext("How:"), advice.how, gettext("Why:"), advice.why))
    lines = [
        f'<li data-code="{escape(said.code)}">',
        f"<h3>{escape(said.label)}</h3>\n<p>{show(language, said.text)}</p>",
        f"<p><strong>{how}</strong> {how_text}</p>\n<p><strong>{why}</strong> {why_text}</p>",
    ]
    lines += [f'<p class="note">{show(language, said.note)}</p>'] if said.note else []
    lines += [f"<p>{sources(language, said.sources)}</p>"] if said.sources else []
    return "\n".join([*lines, "</li>\n"])


def timeline(language: Language, entries: Iterable[Dated]) -> Markup:
    """What happened when."""
    rows = "".join(_event(language, entry) for entry in entries)
    return _html(f'<ol class="timeline">\n{rows}</ol>')


def _event(language: Language, entry: Dated) -> str:
    said, when = entry.said, escape(entry.when)
    when = _html(f'<time datetime="{escape(entry.machine)}">{when}</time>') if entry.machine else when
    row = f'<li data-code="{escape(said.code)}"><span class="timeline__when">{when}</span>\n'
    return f'{row}<span class="timeline__what">{words(language, said)}</span></li>\n'


def chips(language: Language, edition: Headline) -> Markup:
    """Status and severity, in words; the style sheet adds the shapes."""
    return _chips(language, edition.status, edition.severity)


@lru_cache(maxsize=1024)
def _chips(language: Language, status: Term, severity: Term) -> Markup:
    pairs = (
        ("status", language.gettext("Status:"), status),
        ("severity", language.gettext("Severity:"), severity),
    )
    rows = (
        f'<span class="chip chip--{kind}" data-{kind}="{escape(term.code)}">'
        f"{escape(name)} <strong>{escape(term.label)}</strong></span>\n"
        for kind, name, term in pairs
    )
    return _html(f'<p class="chips">\n{"".join(rows)}</p>')


def unpublished(language: Language, edition: Headline) -> Markup:
    """In a preview, that readers do not see this: a draft, or what is released and not public yet. Else nothing."""
    if not edition.draft:
        return NOTHING
    mark, until = "data-draft", edition.embargoed_until
    said = language.gettext("Draft. Not released.")
    if until:
        mark, said = (
            "data-draft data-embargoed",
            language.gettext("Embargoed until {time}.", time=language.instant(until)),
        )
    return _html(f"<strong {mark}>{escape(said)}</strong>")


def _bracketed(said: Said) -> str:
    """The word for what is not confirmed."""
    if said.certainty.code == "confirmed":
        return ""
    return f' <span class="certainty">({escape(said.certainty.label)})</span>'


def _based_on(language: Language, data: tuple[Term, ...]) -> str:
    if not data:
        return ""
    listed = language.listed(term.label for term in data)
    basis = language.gettext("Data that makes this possible: {data}.", data=listed)
    return f' <span class="based-on">{escape(basis)}</span>'


def _support(language: Language, said: Said) -> str:
    """The note on a statement, and who states it."""
    note = f' <span class="note">{show(language, said.note)}</span>' if said.note else ""
    return f"{note} {sources(language, said.sources)}" if said.sources else note


def _html(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - every value in it was escaped when it was put in


FRAGMENTS: Mapping[str, Callable[..., Markup]] = {
    fragment.__name__: fragment
    for fragment in (
        show,
        instant,
        sources,
        words,
        paragraph,
        statements,
        risks,
        data_list,
        actions,
        timeline,
        chips,
        unpublished,
    )
}
"""By the name that templates call them by."""
