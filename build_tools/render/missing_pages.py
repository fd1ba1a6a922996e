"""`/404.html` and `/{L}/404.html`: what a server shows where there is nothing.

Such a page is shown at addresses of any depth. So its links, and those of its frame, begin at the site's root.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import urljoin, urlsplit

from build_tools.language.language import Language
from build_tools.model.frame import Frame
from build_tools.render.markup import Link, render_template
from build_tools.render.page import Page, everywhere, hole_values
from build_tools.render.publication import Publication, Rendering

FILE = "404.html"
_RELATIVE = re.compile(r'(?<=\s)(href|src)="(?![a-z]+:|/|#)([^"]*)"')


def render(publication: Publication) -> Iterator[Rendering]:
    """One page for each language, and one for all of them."""
    languages = tuple(publication.languages.values())
    yield FILE, partial(_page, FILE, languages, publication)
    for language in languages:
        path = f"{language.path}/{FILE}"
        yield path, partial(_page, path, (language,), publication)


def _page(path: str, languages: Sequence[Language], publication: Publication) -> bytes:
    """The page in some languages, in the frame of the first of them."""
    language, link = languages[0], rooted(publication.site.url)
    page = Page(
        path=path,
        language=language,
        title=" · ".join(one.gettext("Page not found") for one in languages),
        description=" ".join(one.gettext("There is no page at this address.") for one in languages),
        body=render_template("missing.html", language, link, languages=languages),
        alternates=everywhere(publication, ""),
        is_missing=True,
    )
    frame = _rooted_frame(publication.frames.pages[language.path, 1], link(f"{language.path}/"))
    return frame.fill(hole_values(page, publication, link)).encode()


def rooted(url: str) -> Link:
    """Addresses that begin at the root of the host of a site, which may lie in a folder there."""
    root = urlsplit(url).path
    return lambda target: root + target


def _rooted_frame(frame: Frame, folder: str) -> Frame:
    """A frame of the pages in a folder, with links that lead to the same places from everywhere."""

    def at_root(found: re.Match[str]) -> str:
        return f'{found[1]}="{urljoin(folder, found[2])}"'

    return Frame(tuple(_RELATIVE.sub(at_root, it) if isinstance(it, str) else it for it in frame.segments))
