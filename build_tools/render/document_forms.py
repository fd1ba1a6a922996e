"""The forms in which an advisory is published for programs, each a file of its own: for the page's head and JSON-LD.

A new form is a line in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from build_tools.model.edition import Headline

JSON = "application/json"
PROVIDER_METADATA = ".well-known/csaf/provider-metadata.json"
"""What describes the publisher of CSAF documents."""


class Form(NamedTuple):
    """What a form is called, its media type, and the path of its file for an edition."""

    name: str
    media_type: str
    path: Callable[[Headline], str]


FORMS: tuple[Form, ...] = ()


def forms_of(headline: Headline) -> tuple[tuple[Form, str], ...]:
    """The forms of an edition, each with its path below the site's root. Of what is not released there are none."""
    return () if headline.draft else tuple((form, form.path(headline)) for form in FORMS)
