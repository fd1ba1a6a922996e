"""`/`: the languages. Works without JavaScript; with it, a browser goes on to its own language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from build_tools.render.markup import render_template
from build_tools.render.page import Page, everywhere, relative_link, rendering
from build_tools.render.publication import Publication, Rendering


def render(publication: Publication) -> Iterator[Rendering]:
    """The one page at the root, in the frame of the first language."""
    yield rendering("", partial(_chooser, publication), publication)


def _chooser(publication: Publication) -> Page:
    languages = list(publication.languages.values())
    alternates = everywhere(publication, "")
    body = render_template(
        "chooser.html", languages[0], relative_link(""), alternates=alternates, site=publication.site
    )
    title = " · ".join(language.gettext("Choose your language") for language in languages)
    description = languages[0].site_text(publication.site.description)
    return Page("", languages[0], title, description, body, alternates)
