"""The small pieces of HTML that stand dozens of times on a page: texts, statements, data, instants.

Functions rather than template macros, since a site of a thousand advisories has a hundred thousand of them.
Every value is escaped where it is put in; what these functions return is HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup, escape

from build_tools import authored_text
from build_tools.language.language import Language
from build_tools.model.edition import Advice, Headline, Items, Said, Term, Text
from build_tools.model.moment import rfc3339

NOTHING = Markup("")


@dataclass(frozen=True)
class Fragments:
    """Shows the parts of editions to a reader of one language; `links` gives the addresses of references by id."""

    language: Language
    links: Mapping[str, str]
    _sources: dict[tuple[str, str], Markup] = field(default_factory=dict, compare=False)

    def show(self, text: Text) -> Markup:
        """A text: Markdown as HTML, and another language than the page's marked with `lang`."""
        html = authored_text.to_html(text.value, self.links) if text.markdown else escape(text.value)
        if text.lang == self.language.tag:
            return html
        block = Markup('<div lang="{}">{}</div>') if text.markdown else Markup('<span lang="{}">{}</span>')
        return block.format(text.lang, html)

    def instant(self, instant: datetime) -> Markup:
        """An instant in UTC, to which a script adds the reader's own time."""
        return _instant(self.language, instant)

    def sources(self, terms: tuple[Term, ...], element: str = "span") -> Markup:
        """Who states it, in a line of its own; nothing where nobody is named."""
        if not terms:
            return NOTHING
        codes = " ".join(term.code for term in terms)
        if (codes, element) not in self._sources:
            line = self.language.gettext("Source: {sources}", sources=" · ".join(term.label for term in terms))
            html = f'<{element} class="source" data-sources="{escape(codes)}">{escape(line)}</{element}>'
            self._sources[codes, element] = _html(html)
        return self._sources[codes, element]

    def statement(self, said: Said, basis: str = "") -> Markup:
        """A statement with its certainty, what it is based on, its note, and its sources."""
        text, note, sources = self.show(said.text), self._note(said), self.sources(said.sources)
        return _statement(text, _certainty(said), basis, note, sources)

    def statements(self, entries: Iterable[Said]) -> Markup:
        """A list of statements."""
        rows = (f'<li data-code="{escape(said.code)}">{self.statement(said)}</li>\n' for said in entries)
        return _html(f'<ul class="statements">\n{"".join(rows)}</ul>')

    def data_list(self, data: Items) -> Markup:
        """A list of data, each with its definition, and below it the source that speaks for all."""
        rows = "".join(map(self._data_row, data.items))
        return _html(f'<ul class="data-list">\n{rows}</ul>\n{self.sources(data.sources, "p")}')

    def action(self, advice: Advice) -> Markup:
        """A recommended action: what to do, how, why, and who recommends it."""
        said, gettext = advice.said, self.language.gettext
        words = (gettext("How:"), advice.how, gettext("Why:"), advice.why)
        return _action(said.label, self.show(said.text), words, self._note(said), self.sources(said.sources))

    def chips(self, edition: Headline) -> Markup:
        """Status and severity, in words; the style sheet adds the shapes."""
        return _chips(self.language, edition.status, edition.severity)

    def _data_row(self, said: Said) -> str:
        text, note, sources = self.show(said.text), self._note(said), self.sources(said.sources)
        return _data_row(said.code, said.label, _certainty(said), (text, note, sources))

    def _note(self, said: Said) -> Markup:
        return self.show(said.note) if said.note else NOTHING


# Most statements of a large site are said many times over; what they look like is remembered.


@lru_cache(maxsize=8192)
def _instant(language: Language, instant: datetime) -> Markup:
    locale = language.setting.locale.replace("_", "-")
    return _html(
        f'<time datetime="{rfc3339(instant)}" data-local="{escape(locale)}">{escape(language.instant(instant))}</time>'
    )


@lru_cache(maxsize=8192)
def _chips(language: Language, status: Term, severity: Term) -> Markup:
    pairs = (
        ("status", language.gettext("Status:"), status),
        ("severity", language.gettext("Severity:"), severity),
    )
    chips = (
        f'<span class="chip chip--{kind}" data-{kind}="{escape(term.code)}">'
        f"{escape(name)} <strong>{escape(term.label)}</strong></span>\n"
        for kind, name, term in pairs
    )
    return _html(f'<p class="chips">\n{"".join(chips)}</p>')


@lru_cache(maxsize=8192)
def _statement(text: Markup, certainty: str, basis: str, note: Markup, sources: Markup) -> Markup:
    parts = [text, _bracketed(certainty)]
    parts += [f' <span class="based-on">{escape(basis)}</span>'] if basis else []
    return _html("".join([*parts, _note_and_sources(note, sources)]))


@lru_cache(maxsize=8192)
def _data_row(code: str, label: str, certainty: str, texts: tuple[Markup, Markup, Markup]) -> str:
    text, note, sources = texts
    stop = "." if note else ""
    name = f"<strong>{escape(label)}</strong>{_bracketed(certainty)}"
    definition = f'<span class="definition">– {text}{stop}</span>'
    return f'<li data-code="{escape(code)}">{name} {definition}{_note_and_sources(note, sources)}</li>\n'


@lru_cache(maxsize=8192)
def _action(label: str, text: Markup, words: tuple[str, str, str, str], note: Markup, sources: Markup) -> Markup:
    how, how_text, why, why_text = map(escape, words)
    lines = [
        f"<h3>{escape(label)}</h3>\n<p>{text}</p>",
        f"<p><strong>{how}</strong> {how_text}</p>\n<p><strong>{why}</strong> {why_text}</p>",
    ]
    lines += [f'<p class="note">{note}</p>'] if note else []
    return _html("\n".join([*lines, f"<p>{sources}</p>"] if sources else lines))


def _note_and_sources(note: Markup, sources: Markup) -> str:
    shown = f' <span class="note">{note}</span>' if note else ""
    return f"{shown} {sources}" if sources else shown


def _certainty(said: Said) -> str:
    """The word for what is not confirmed."""
    return "" if said.certainty.code == "confirmed" else said.certainty.label


def _bracketed(certainty: str) -> str:
    return f' <span class="certainty">({escape(certainty)})</span>' if certainty else ""


def _html(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - every value in it was escaped when it was put in
