"""Where the CSAF documents lie and what they are called: ids, file names, paths below the site's root.

Source of the rules: CSAF 2.0, sections 5.1 (file names), 7.1.9 (well-known URL), 7.1.11 (a folder for each year) and
9.1.9 (ids of translations).
"""

from __future__ import annotations

import re
from datetime import UTC

from build_tools.model.edition import Headline

FOLDER = ".well-known/csaf"
PROVIDER_METADATA = f"{FOLDER}/provider-metadata.json"
ROLIE_FEED = f"{FOLDER}/csaf-feed-tlp-white.json"
INDEX = f"{FOLDER}/index.txt"
CHANGES = f"{FOLDER}/changes.csv"
SIGNATURE = ".asc"
"""What the name of a signature has behind that of its document."""

_OTHERS = re.compile(r"[^+\-a-z0-9]+")


def is_original(headline: Headline) -> bool:
    """Whether an edition is in the language that its advisory was written in; the others are translations."""
    return headline.tag == headline.source_tag


def document_id(headline: Headline) -> str:
    """The tracking id of an edition: the advisory's own, and for a translation with the language behind it."""
    return headline.id if is_original(headline) else f"{headline.id}-{headline.tag}"


def file_name(tracking_id: str) -> str:
    """The id in lower case; each run of other characters than `+`, `-`, letters and digits is one `_`."""
    return f"{_OTHERS.sub('_', tracking_id.lower())}.json"


def document_path(headline: Headline) -> str:
    """The path of an edition's CSAF document, in the folder of the year of its first release."""
    return f"{FOLDER}/{headline.published.astimezone(UTC).year}/{file_name(document_id(headline))}"


def key_path(fingerprint: str) -> str:
    """The path of the public key that signatures are verified with."""
    return f"{FOLDER}/openpgp/{fingerprint}{SIGNATURE}"


def is_document(path: str) -> bool:
    """Whether a path of the site is that of a CSAF document."""
    return re.fullmatch(rf"{re.escape(FOLDER)}/[0-9]{{4}}/[^/]+\.json", path) is not None
