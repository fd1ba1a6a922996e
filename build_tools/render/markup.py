"""HTML from editions: the Jinja environment that all pages and feeds share, and how a text is shown.

Everything is escaped by Jinja; a translation is a value like any other and never a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from markupsafe import Markup

from build_tools.feed_items import FEEDS, page_path
from build_tools.language.language import Language
from build_tools.model.edition import Edition, Term
from build_tools.render.fragments import Fragments

Link = Callable[[str], str]
"""From a path below the site's root to the address to write: relative in a page, absolute in a feed."""


class _Translated(Environment):
    """Jinja that puts the constant texts of the interface into a template when it is compiled, escaped like values."""

    def __init__(self, gettext: Callable[[str], str], **options: Any) -> None:
        super().__init__(**options)
        self.gettext = gettext

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for output in template.find_all(nodes.Output):
            output.nodes = [self._translated(node) for node in output.nodes]
        return template

    def _translated(self, node: nodes.Expr) -> nodes.Expr:
        match node:
            case nodes.Call(node=nodes.Name(name="gettext"), args=[nodes.Const(value=message)], kwargs=[]):
                return nodes.Const(self.gettext(message))
        return node


@lru_cache(maxsize=32)
def environment(language: Language) -> Environment:
    """Jinja for one language, with escaping on, undefined names refused, and our filters."""
    jinja = _Translated(
        language.gettext,
        loader=PackageLoader("build_tools"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    jinja.filters |= {"labels": _labels}
    return jinja


def render_template(name: str, language: Language, link: Link, **values: Any) -> Markup:
    """Render a template in a language; `html` shows the parts of editions."""
    words = {
        "language": language,
        "gettext": language.gettext,
        "ngettext": language.ngettext,
        "gettext_in": _gettext_in,
        "feeds": FEEDS,
        "page_path": page_path,
    }
    rendered = (
        environment(language)
        .get_template(name)
        .render({"html": Fragments(language, {}), "link": link, **words, **values})
    )
    return Markup(rendered.strip())  # noqa: S704 - a template of ours, escaped by Jinja


def _labels(terms: Iterable[Term]) -> list[str]:
    return [term.label for term in terms]


def _gettext_in(language: Language, message: str) -> str:
    """A text of the interface in another language than the page's."""
    return language.gettext(message)


def edition_html(template: str, edition: Edition, language: Language, link: Link, **values: Any) -> Markup:
    """Render a template that shows one edition."""
    links = {reference.id: reference.url for reference in edition.references}
    return render_template(template, language, link, edition=edition, html=Fragments(language, links), **values)
