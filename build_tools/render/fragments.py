"""The small pieces of HTML that stand dozens of times on a page: texts, statements, data, instants.

Functions rather than template macros, since a site of a thousand advisories has a hundred thousand of them.
Every value is escaped where it is put in; what these functions return is HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup, escape

from build_tools import authored_text
from build_tools.language.language import Language
from build_tools.model.edition import Edition, Items, Said, Term, Text
from build_tools.model.moment import rfc3339


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
        locale = self.language.setting.locale.replace("_", "-")
        return _html(
            f'<time datetime="{rfc3339(instant)}" data-local="{escape(locale)}">'
            f"{escape(self.language.instant(instant))}</time>"
        )

    def sources(self, terms: tuple[Term, ...], element: str = "span") -> Markup:
        """Who states it, in a line of its own; nothing where nobody is named."""
        if not terms:
            return Markup("")
        codes = " ".join(term.code for term in terms)
        if (codes, element) not in self._sources:
            line = self.language.gettext("Source: {sources}", sources=" · ".join(term.label for term in terms))
            html = f'<{element} class="source" data-sources="{escape(codes)}">{escape(line)}</{element}>'
            self._sources[codes, element] = _html(html)
        return self._sources[codes, element]

    def statement(self, said: Said, basis: str = "") -> Markup:
        """A statement with its certainty, what it is based on, its note, and its sources."""
        parts: list[str] = [self.show(said.text), self.certainty(said)]
        parts += [f' <span class="based-on">{escape(basis)}</span>'] if basis else []
        return _html("".join([*parts, *self._note_and_sources(said)]))

    def statements(self, entries: Iterable[Said]) -> Markup:
        """A list of statements."""
        rows = (f'<li data-code="{escape(said.code)}">{self.statement(said)}</li>\n' for said in entries)
        return _html(f'<ul class="statements">\n{"".join(rows)}</ul>')

    def data_list(self, data: Items) -> Markup:
        """A list of data, each with its definition, and below it the source that speaks for all."""
        rows = "".join(map(self._data_row, data.items))
        return _html(f'<ul class="data-list">\n{rows}</ul>\n{self.sources(data.sources, "p")}')

    def certainty(self, said: Said) -> Markup:
        """A word in brackets for what is not confirmed."""
        if said.certainty.code == "confirmed":
            return Markup("")
        return _html(f' <span class="certainty">({escape(said.certainty.label)})</span>')

    def chips(self, edition: Edition) -> Markup:
        """Status and severity, in words; the style sheet adds the shapes."""
        pairs = (
            ("status", self.language.gettext("Status:"), edition.status),
            ("severity", self.language.gettext("Severity:"), edition.severity),
        )
        chips = (
            f'<span class="chip chip--{kind}" data-{kind}="{escape(term.code)}">'
            f"{escape(name)} <strong>{escape(term.label)}</strong></span>\n"
            for kind, name, term in pairs
        )
        return _html(f'<p class="chips">\n{"".join(chips)}</p>')

    def _data_row(self, said: Said) -> str:
        stop = "." if said.note else ""
        label = f"<strong>{escape(said.label)}</strong>{self.certainty(said)}"
        definition = f'<span class="definition">– {self.show(said.text)}{stop}</span>'
        rest = "".join(self._note_and_sources(said))
        return f'<li data-code="{escape(said.code)}">{label} {definition}{rest}</li>\n'

    def _note_and_sources(self, said: Said) -> list[str]:
        note = [f' <span class="note">{self.show(said.note)}</span>'] if said.note else []
        return [*note, f" {self.sources(said.sources)}"] if said.sources else note


def _html(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - every value in it was escaped when it was put in
