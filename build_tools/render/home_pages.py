"""`/{L}/`: what is going on now, what a reader should do, recent advisories, how to subscribe."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from build_tools.language.language import Language
from build_tools.render.markup import render_template
from build_tools.render.page import Page, everywhere, relative_link, rendering
from build_tools.render.publication import Publication, Rendering

OPEN_SHOWN = 5
RECENT_SHOWN = 10


def render(publication: Publication) -> Iterator[Rendering]:
    """One page for each language."""
    for language in publication.languages.values():
        yield rendering(f"{language.path}/", partial(_home, language, publication), publication)


def _home(language: Language, publication: Publication) -> Page:
    path = f"{language.path}/"
    headlines = [headline for headline in publication.headlines[language.path] if not headline.withdrawn]
    ongoing = [headline for headline in headlines if headline.status.code != "resolved"]
    shown = {headline.id for headline in ongoing[:OPEN_SHOWN]}
    body = render_template(
        "home.html",
        language,
        relative_link(path),
        site=publication.site,
        ongoing=[publication.edition(headline) for headline in ongoing[:OPEN_SHOWN]],
        ongoing_count=len(ongoing),
        recent=[headline for headline in headlines if headline.id not in shown][:RECENT_SHOWN],
    )
    description = language.site_text(publication.site.description)
    return Page(path, language, language.gettext("Overview"), description, body, everywhere(publication, ""))
