"""What an advisory's page says of itself to search engines and other programs: a `NewsArticle` as JSON-LD.

Source of the names: schema.org, NewsArticle, CorrectionComment and MediaObject.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from build_tools.feed_items import page_url
from build_tools.language.language import Language
from build_tools.model.edition import Edition, Headline, ReleaseNote
from build_tools.model.moment import rfc3339
from build_tools.render.document_forms import Form, forms_of
from build_tools.render.feed_text import text_language
from build_tools.render.plain_text import plain_text
from build_tools.render.publication import Publication
from build_tools.site import Site

Members = dict[str, Any]
_LINE_ENDS = {0x2028: r"\u2028", 0x2029: r"\u2029"}
"""What ends a line in scripts, and not in JSON."""


def news_article(edition: Edition, publication: Publication) -> Markup:
    """The text of the script element of an edition. No word of it can end that element, or begin a comment."""
    members = {name: value for name, value in _members(edition, publication).items() if value}
    dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    return Markup(str(htmlsafe_json_dumps(members, dumps=dumps)).translate(_LINE_ENDS))  # noqa: S704 - escaped by Jinja


def _members(edition: Edition, publication: Publication) -> Members:
    site, url = publication.site, page_url(publication.site, edition)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "identifier": edition.id,
        "version": str(edition.releases[0].number),
        "headline": edition.title.value,
        "description": plain_text(edition.summary),
        "disambiguatingDescription": _label(site, publication.languages[edition.language]),
        "inLanguage": text_language(edition),
        "datePublished": rfc3339(edition.published),
        "dateModified": rfc3339(edition.updated),
        "creativeWorkStatus": _status(edition, publication),
        "isAccessibleForFree": True,
        "author": _publisher(site),
        "publisher": _publisher(site),
        "correction": [_correction(release, url) for release in _corrections(edition)],
        **_translations(edition, publication),
        "encoding": [_encoding(form, site.url + path) for form, path in forms_of(edition)],
        "isBasedOn": [
            {"@type": "CreativeWork", "name": link.title.value, "url": link.url} for link in edition.references
        ],
    }


def _encoding(form: Form, url: str) -> Members:
    return {"@type": "MediaObject", "name": form.name, "encodingFormat": form.media_type, "contentUrl": url}


def _label(site: Site, language: Language) -> str | None:
    """While the site is a demonstration, that it is one."""
    if not site.demonstration:
        return None
    told = language.gettext("Built from public reporting. It is not a publication of the organisations named in it.")
    return f"{language.gettext('Demonstration.')} {told}"


def _status(edition: Edition, publication: Publication) -> str:
    if edition.draft:
        return "Draft"
    if edition.withdrawn:
        return "Withdrawn"
    return "Obsolete" if publication.successor(edition) else "Published"


def _publisher(site: Site) -> Members:
    return {"@type": "Organization", "name": site.publisher.name, "email": site.publisher.email, "url": site.url}


def _corrections(edition: Edition) -> Iterator[ReleaseNote]:
    """What was corrected, the newest first; a withdrawal takes back all, while it holds."""
    for release in edition.releases:
        if release.change.code == "correction" or release is edition.withdrawal:
            yield release


def _correction(release: ReleaseNote, url: str) -> Members:
    words = [*release.changes, *([plain_text(release.text)] if release.text else ())]
    return {
        "@type": "CorrectionComment",
        "name": release.change.label,
        "url": f"{url}#release-{release.number}",
        "datePublished": rfc3339(release.released_at),
        "text": "\n".join(words),
    }


def _translations(edition: Edition, publication: Publication) -> Mapping[str, Any]:
    """The original of a translation, or the translations of an original. Who shows the original's text is none."""
    editions = publication.by_id[edition.id].values()
    if edition.tag != edition.source_tag:
        originals = (other for other in editions if other.tag == other.source_tag and not edition.partial)
        return {"translationOfWork": next((_work(other, publication.site) for other in originals), None)}
    complete = (other for other in editions if other.tag != other.source_tag and not other.partial)
    return {"workTranslation": [_work(other, publication.site) for other in complete]}


def _work(headline: Headline, site: Site) -> Members:
    """Another edition, without its words: they may change while this one stays as it is."""
    url = page_url(site, headline)
    return {"@type": "NewsArticle", "@id": url, "url": url, "inLanguage": headline.tag}
