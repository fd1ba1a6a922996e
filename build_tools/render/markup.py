"""HTML from editions: the Jinja environment that all pages and feeds share, and how a text is shown.

Everything is escaped by Jinja; a translation is a value like any other and never a template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from build_tools import authored_text
from build_tools.language.language import Language, capitalised
from build_tools.model.edition import Edition, Text
from build_tools.model.moment import rfc3339

Link = Callable[[str], str]
"""From a path below the site's root to the address to write: relative in a page, absolute in a feed."""


@cache
def environment() -> Environment:
    """Jinja with escaping on, undefined names refused, and our filters."""
    jinja = Environment(
        loader=PackageLoader("build_tools"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    jinja.filters |= {"capitalised": capitalised, "rfc3339": rfc3339}
    return jinja


def render_template(name: str, language: Language, link: Link, **values: Any) -> Markup:
    """Render a template in a language."""
    rendered = (
        environment()
        .get_template(name)
        .render(
            language=language,
            gettext=language.gettext,
            ngettext=language.ngettext,
            gettext_in=_gettext_in,
            link=link,
            **values,
        )
    )
    return Markup(rendered.strip())  # noqa: S704 - a template of ours, escaped by Jinja


def _gettext_in(language: Language, message: str) -> str:
    """A text of the interface in another language than the page's."""
    return language.gettext(message)


def shower(edition: Edition, anchors: Mapping[str, str]) -> Callable[[Text], Markup]:
    """How the texts of an edition are shown: Markdown as HTML, another language than the page's marked with `lang`."""

    def show(text: Text) -> Markup:
        html = authored_text.to_html(text.value, anchors) if text.markdown else escape(text.value)
        if text.lang == edition.tag:
            return html
        block = Markup('<div lang="{}">{}</div>') if text.markdown else Markup('<span lang="{}">{}</span>')
        return block.format(text.lang, html)

    return show


def edition_html(template: str, edition: Edition, language: Language, link: Link, **values: Any) -> Markup:
    """Render a template that shows one edition."""
    addresses = {reference.id: reference.url for reference in edition.references}
    return render_template(template, language, link, edition=edition, show=shower(edition, addresses), **values)
