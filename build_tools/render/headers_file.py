"""`/_headers`: what Netlify, Cloudflare Pages and others that read this file say beside each file of the site.

Another server's form is another output made from `response_headers.table`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from build_tools.render.publication import Publication, Rendering
from build_tools.response_headers import table


def render(publication: Publication) -> Iterator[Rendering]:
    """The one file."""
    yield "_headers", partial(_file, publication)


def _file(publication: Publication) -> bytes:
    blocks = []
    for path, headers in table(publication.site, publication.frames.assets):
        blocks.append("\n".join([path, *(f"  {name}: {value}" for name, value in headers.items())]))
    return ("\n\n".join(blocks) + "\n").encode()
