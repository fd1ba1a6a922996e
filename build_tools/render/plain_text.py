"""Texts without marks, for formats that know no HTML: a line for each paragraph and each entry of a list."""

from __future__ import annotations

import re

from markupsafe import Markup

from build_tools import authored_text
from build_tools.model.said import Text

_END_OF_BLOCK = re.compile(r"</(?:p|li|h\d)>")


def plain_text(text: Text) -> str:
    """The words of a text. Of a link, the words remain; the page that they are taken from has its address."""
    if not text.markdown:
        return text.value
    blocks = _END_OF_BLOCK.split(authored_text.to_html(text.value, dict(text.links)))
    return "\n".join(filter(None, (Markup(block).striptags() for block in blocks)))  # noqa: S704 - tags are taken away
