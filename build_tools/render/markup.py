"""HTML from editions: the Jinja environment that all pages and feeds share, and how a text is shown.

Everything is escaped by Jinja; a translation is a value like any other and never a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from build_tools import feed_files
from build_tools.feed_items import page_path
from build_tools.language.catalogue import Catalogue
from build_tools.language.language import Language
from build_tools.model.said import Term
from build_tools.render.fragments import FRAGMENTS

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


class _Compiled(BytecodeCache):
    """Templates with the words of one catalogue, each compiled once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._known[bucket.key] = (bucket.checksum, bucket.code)


@lru_cache(maxsize=32)
def _compiled(_: Catalogue) -> _Compiled:
    return _Compiled()


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
        bytecode_cache=_compiled(language.interface),
    )
    jinja.filters |= {name: partial(fragment, language) for name, fragment in FRAGMENTS.items()}
    jinja.filters |= {"labels": _labels, "code_words": code_words}
    return jinja


def render_template(name: str, language: Language, link: Link, **values: Any) -> Markup:
    """Render a template in a language."""
    words = {
        "language": language,
        "gettext": language.gettext,
        "ngettext": language.ngettext,
        "gettext_in": _gettext_in,
        "feeds": feed_files,
        "page_path": page_path,
    }
    rendered = environment(language).get_template(name).render({"link": link, **words, **values})
    return Markup(rendered.strip())  # noqa: S704 - a template of ours, escaped by Jinja


def _labels(terms: Iterable[Term]) -> list[str]:
    return [term.label for term in terms]


def code_words(text: str) -> Markup:
    """A text in which what stands between backquotes is code."""
    parts = [
        Markup("<code>{}</code>").format(part) if at % 2 else escape(part) for at, part in enumerate(text.split("`"))
    ]
    return Markup("").join(parts)


def _gettext_in(language: Language, message: str) -> str:
    """A text of the interface in another language than the page's."""
    return language.gettext(message)
