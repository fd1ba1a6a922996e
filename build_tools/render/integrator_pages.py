"""`/{L}/integrators/`: what programs can read here, what they can rely on, and examples to copy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from build_tools.language.language import Language
from build_tools.render.examples import examples_of
from build_tools.render.markup import render_template
from build_tools.render.page import Page, everywhere, relative_link, rendering
from build_tools.render.publication import Publication, Rendering

INTEGRATORS = "integrators/"


def render(publication: Publication) -> Iterator[Rendering]:
    """One page for each language."""
    for language in publication.languages.values():
        yield rendering(f"{language.path}/{INTEGRATORS}", partial(_page, language, publication), publication)


def _page(language: Language, publication: Publication) -> Page:
    path = f"{language.path}/{INTEGRATORS}"
    body = render_template(
        "integrators.html",
        language,
        relative_link(path),
        site=publication.site,
        examples=lambda topic: examples_of(topic, language, publication),
    )
    description = language.gettext("What programs can read here, what they can rely on, and examples to copy.")
    title = language.gettext("For developers")
    return Page(path, language, title, description, body, everywhere(publication, INTEGRATORS))
