"""`/.well-known/security.txt`: whom to tell of a weakness in the site itself. Nothing, where the settings name nobody.

Source of the format: RFC 9116; its field `CSAF` is that of CSAF 2.0, section 7.1.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urljoin

from build_tools.csaf_paths import PROVIDER_METADATA
from build_tools.model.moment import rfc3339
from build_tools.render.publication import Publication, Rendering
from build_tools.security_txt import PATH, SecurityTxt
from build_tools.site import Site


def render(publication: Publication) -> Iterator[Rendering]:
    """The one file."""
    if settings := publication.site.security_txt:
        yield PATH, partial(_file, settings, publication.site)


def _file(settings: SecurityTxt, site: Site) -> bytes:
    comment = "# Demonstration. No real organisation is behind these addresses.\n" if site.demonstration else ""
    return (comment + "".join(f"{name}: {value}\n" for name, value in _fields(settings, site) if value)).encode()


def _fields(settings: SecurityTxt, site: Site) -> Iterator[tuple[str, str | None]]:
    """The fields; the most wanted contact comes first. Programs look for the file at the root of its host alone."""
    for contact in settings.contacts:
        yield "Contact", contact
    yield "Expires", rfc3339(settings.expires)
    yield "Encryption", settings.encryption
    yield "Acknowledgments", settings.acknowledgments
    yield "Preferred-Languages", ", ".join(site.tags.values())
    yield "Canonical", urljoin(site.url, f"/{PATH}")
    yield "Policy", settings.policy
    yield "Hiring", settings.hiring
    yield "CSAF", site.url + PROVIDER_METADATA
