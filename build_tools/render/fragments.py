"""The small pieces of HTML that stand dozens of times on a page: statements, data, actions, the timeline.

Functions rather than template macros, since a site of a thousand advisories has a hundred thousand of them; templates
use them as filters, with the page's language bound. Every value is escaped where it is put in, or was by `phrases`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from build_tools.language.language import Language
from build_tools.model.edition import Headline
from build_tools.model.said import Advice, Dated, Items, Said, Term
from build_tools.render.phrases import (
    NOTHING,
    bracketed,
    html,
    in_language,
    instant,
    show,
    sources,
    support,
    with_address,
    words,
)


def paragraph(language: Language, said: Said) -> Markup:
    """A statement as a paragraph."""
    return html(f'<p data-code="{escape(said.code)}">{words(language, said)}</p>')


def statements(language: Language, entries: Iterable[Said]) -> Markup:
    """A list of statements."""
    rows = "".join(_row(language, said) for said in entries)
    return html(f'<ul class="statements">\n{rows}</ul>')


@lru_cache(maxsize=8192)
def _row(language: Language, said: Said) -> str:
    return f'<li data-code="{escape(said.code)}">{words(language, said)}</li>\n'


def risks(language: Language, entries: Iterable[Said]) -> Markup:
    """A list of what may follow, each with its name first."""
    rows = "".join(_risk(language, said) for said in entries)
    return html(f'<ul class="statements">\n{rows}</ul>')


@lru_cache(maxsize=8192)
def _risk(language: Language, said: Said) -> str:
    name, basis = f"<strong>{escape(said.label)}</strong>", _based_on(language, said.details)
    return f'<li data-code="{escape(said.code)}">{name} – {words(language, said, basis)}</li>\n'


def data_list(language: Language, data: Items) -> Markup:
    """A list of data, each with its definition, and below it the source that speaks for all."""
    rows = "".join(_datum(language, said) for said in data.items)
    return html(f'<ul class="data-list">\n{rows}</ul>\n{sources(language, data.sources, "p")}')


@lru_cache(maxsize=8192)
def _datum(language: Language, said: Said) -> str:
    stop = "." if said.note or said.sources else ""
    name = f"<strong>{escape(said.label)}</strong>{bracketed(said)}"
    definition = f'<span class="definition">– {show(language, said.text)}{stop}</span>'
    return f'<li data-code="{escape(said.code)}">{name} {definition}{support(language, said)}</li>\n'


def actions(language: Language, entries: Iterable[Advice]) -> Markup:
    """The recommended actions: what to do, how, why, and who recommends it."""
    rows = "".join(_action(language, advice) for advice in entries)
    return html(f'<ol class="actions">\n{rows}</ol>')


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
    return html(f'<ol class="timeline">\n{rows}</ol>')


def _event(language: Language, entry: Dated) -> str:
    said, when = entry.said, escape(entry.when)
    when = html(f'<time datetime="{escape(entry.machine)}">{when}</time>') if entry.machine else when
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
    return html(f'<p class="chips">\n{"".join(rows)}</p>')


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
    return html(f"<strong {mark}>{escape(said)}</strong>")


def _based_on(language: Language, data: tuple[Term, ...]) -> str:
    if not data:
        return ""
    listed = language.listed(term.label for term in data)
    basis = language.gettext("Data that makes this possible: {data}.", data=listed)
    return f' <span class="based-on">{escape(basis)}</span>'


FRAGMENTS: Mapping[str, Callable[..., Markup]] = {
    fragment.__name__: fragment
    for fragment in (
        show,
        in_language,
        instant,
        sources,
        words,
        with_address,
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
