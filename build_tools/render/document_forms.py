"""The forms in which an advisory is published for programs, each a file of its own: for the page's head and JSON-LD.

A new form is a line in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from build_tools.api.documents import advisory_path
from build_tools.csaf_paths import document_path
from build_tools.model.edition import Headline

JSON = "application/json"


class Form(NamedTuple):
    """What a form is called, its media type, and the path of its file for an edition."""

    name: str
    media_type: str
    path: Callable[[Headline], str]


FORMS = (
    Form("JSON", JSON, lambda headline: advisory_path(headline.id)),
    Form("CSAF 2.0", JSON, document_path),
)


def forms_of(headline: Headline) -> tuple[tuple[Form, str], ...]:
    """The forms of an edition, each with its path below the site's root. Of what is not released there are none."""
    return () if headline.draft else tuple((form, form.path(headline)) for form in FORMS)
