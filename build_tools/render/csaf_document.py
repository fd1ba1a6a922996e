"""A CSAF document: an edition with its links and its history."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools import feed_items
from build_tools.api.csaf import (
    CsafDocument,
    Distribution,
    Engine,
    Generator,
    Notice,
    Publisher,
    Reference,
    Revision,
    Severity,
    Tracking,
    TrafficLight,
)
from build_tools.csaf_paths import document_id, document_path, is_original
from build_tools.language.language import Language, capitalised
from build_tools.model.edition import Edition, Headline, ReleaseNote
from build_tools.model.release import Release
from build_tools.render.csaf_notes import language_name, notes, released, replacements
from build_tools.render.csaf_text import paragraphs, plain
from build_tools.render.feed_text import entry_title
from build_tools.render.publication import Publication
from build_tools.site import Site

GENERATOR = Generator(engine=Engine(name="Incident Advisory Press"))
EVERYBODY = Distribution(tlp=TrafficLight(label="WHITE", url="https://www.first.org/tlp/v1/"))


def document(edition: Edition, publication: Publication) -> CsafDocument:
    """The document of an edition."""
    language = publication.languages[edition.language]
    return CsafDocument(
        document=Notice(
            aggregate_severity=Severity(text=edition.severity.label),
            distribution=EVERYBODY,
            lang=edition.tag,
            notes=notes(edition, publication),
            publisher=publisher(publication.site),
            references=tuple(_references(edition, publication)),
            source_lang=None if is_original(edition) else edition.source_tag,
            title=entry_title(edition, language),
            tracking=_tracking(edition, publication),
        )
    )


def publisher(site: Site) -> Publisher:
    """Who publishes; the same in every document. docs/decisions/0012-csaf.md says why the category is `vendor`."""
    namespace = f"https://{site.feeds.authority}"
    return Publisher(
        category="vendor", contact_details=site.publisher.email, name=site.publisher.name, namespace=namespace
    )


def _tracking(edition: Edition, publication: Publication) -> Tracking:
    releases = publication.records[edition.id].releases
    language = publication.languages[edition.language]
    pairs = zip(reversed(edition.releases), releases, strict=True)
    return Tracking(
        current_release_date=edition.updated,
        generator=GENERATOR,
        id=document_id(edition),
        initial_release_date=edition.published,
        revision_history=tuple(_revision(note, release, language) for note, release in pairs),
        status="final" if edition.withdrawn or edition.status.code == "resolved" else "interim",
        version=str(edition.releases[0].number),
    )


def _revision(note: ReleaseNote, release: Release, language: Language) -> Revision:
    """A release: what it is and what it changed, and when texts of it were translated later."""
    later = (addition.translated_at for addition in release.later if addition.language == language.path)
    translated = (language.gettext("Later translation: {date}.", date=language.instant(instant)) for instant in later)
    summary = paragraphs(f"{capitalised(note.change.label)}.", released(note), *translated)
    return Revision(date=note.released_at, number=str(note.number), summary=summary)


def _references(edition: Edition, publication: Publication) -> Iterator[Reference]:
    """The links. Of a translation, the first is its original, and the last are those of the original's own links that
    are not among its own (section 9.1.9).
    """
    original = publication.by_id[edition.id][_path_of(edition.source_tag, publication)]
    if is_original(edition):
        yield from _links(edition, edition, publication)
        return
    language, site = publication.languages[edition.language], publication.site
    summary = language.gettext(
        "The original of this document – {language}", language=language_name(site, edition.source_tag)
    )
    first = Reference(category="external", summary=summary, url=site.url + document_path(original))
    own = [first, *_links(edition, edition, publication)]
    yield from own
    known = {reference.url for reference in own}
    yield from (it for it in _links(original, edition, publication) if it.url not in known)


def _path_of(tag: str, publication: Publication) -> str:
    return next(path for path, language in publication.languages.items() if language.tag == tag)


def _links(of: Headline, edition: Edition, publication: Publication) -> Iterator[Reference]:
    """The links of the document of a headline, in the words of an edition: itself, its page, replacements, the rest."""
    site, gettext = publication.site, publication.languages[edition.language].gettext
    own = of.tag == edition.tag
    if own:
        yield Reference(category="self", summary=gettext("This document"), url=site.url + document_path(of))
    has_external = any(it.kind == "external" for it in publication.records[edition.id].current.advisory.references)
    category = "self" if has_external and own else "external"
    page = gettext("This advisory as a web page – {language}", language=language_name(site, of.tag))
    yield Reference(category=category, summary=page, url=feed_items.page_url(site, of))
    successor, predecessors = replacements(of, publication)
    if successor:
        summary = gettext("Replaced by: {id}.", id=successor.id)
        yield Reference(category="external", summary=summary, url=site.url + document_path(successor))
    for predecessor in predecessors:
        summary = f"{gettext('This advisory replaces:')} {predecessor.id}"
        yield Reference(category="external", summary=summary, url=site.url + document_path(predecessor))
    kinds = {it.id: it.kind for it in publication.records[edition.id].current.advisory.references}
    for link in edition.references:
        yield Reference(category=kinds[link.id], summary=plain(link.title), url=link.url)
