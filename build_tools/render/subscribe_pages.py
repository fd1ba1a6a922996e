"""`/{L}/subscribe/`: what a feed is, how to use one, and the addresses to copy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from build_tools.language.language import Language
from build_tools.render.markup import render_template
from build_tools.render.page import Page, everywhere, relative_link, rendering
from build_tools.render.publication import Publication, Rendering

SUBSCRIBE = "subscribe/"


def render(publication: Publication) -> Iterator[Rendering]:
    """One page for each language."""
    for language in publication.languages.values():
        yield rendering(f"{language.path}/{SUBSCRIBE}", partial(_page, language, publication), publication)


def _page(language: Language, publication: Publication) -> Page:
    path, alternates = f"{language.path}/{SUBSCRIBE}", everywhere(publication, SUBSCRIBE)
    others = [alternate for alternate in alternates if alternate.language is not language]
    body = render_template("subscribe.html", language, relative_link(path), site=publication.site, others=others)
    description = language.gettext("How to learn of new advisories and of changes with a feed reader.")
    return Page(path, language, language.gettext("Subscribe"), description, body, alternates)
