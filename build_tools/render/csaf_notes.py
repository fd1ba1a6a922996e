"""The notes of a CSAF document: an edition, part by part, in the order of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from build_tools.api.csaf import Note
from build_tools.language.language import Language, capitalised
from build_tools.language.text_names import text_names
from build_tools.model.authored import note_key
from build_tools.model.edition import Edition, Headline, ReleaseNote
from build_tools.model.release import Record
from build_tools.model.said import Said, Term
from build_tools.render.csaf_text import advice, bullets, data, dated, paragraphs, plain, risk, sources, statement
from build_tools.render.publication import Publication
from build_tools.site import Site


@dataclass(frozen=True)
class _Parts:
    """What the notes are made of."""

    edition: Edition
    language: Language
    publication: Publication


def notes(edition: Edition, publication: Publication) -> tuple[Note, ...]:
    """The notes of an edition; whether it still holds comes first."""
    parts = _Parts(edition, publication.languages[edition.language], publication)
    return tuple(note for section in SECTIONS for note in section(parts) if note.text)


def released(note: ReleaseNote) -> str:
    """What a release changed, and what was said of it."""
    return paragraphs(bullets(note.changes), plain(note.text) if note.text else None)


def replacements(of: Headline, publication: Publication) -> tuple[Headline | None, list[Headline]]:
    """What takes the place of an advisory, and what it takes the place of, as far as that is public."""
    successor = publication.successor(of)
    predecessors = [it for it in publication.predecessors(of) if not it.draft]
    return None if successor and successor.draft else successor, predecessors


def _standing(parts: _Parts) -> Iterator[Note]:
    """Whether the advisory still holds: withdrawn, replaced, corrected."""
    edition, gettext, day = parts.edition, parts.language.gettext, parts.language.day
    if release := edition.withdrawal:
        message = gettext("This advisory was withdrawn on {date}.", date=day(release.released_at.date()))
        advised = gettext("Do not rely on it any longer. It stays here so that nothing that was published disappears.")
        reason = plain(release.text) if release.text else None
        yield _general(capitalised(release.change.label), f"{message} {advised}", reason)
    successor, predecessors = replacements(edition, parts.publication)
    if successor:
        replaced = gettext("This advisory has been replaced by:")
        yield _general(None, f"{replaced} {successor.title} ({successor.id})")
    if (release := edition.last_correction) and not edition.withdrawal:
        message = gettext("Corrected on {date}.", date=day(release.released_at.date()))
        yield _general(capitalised(release.change.label), message, released(release))
    for predecessor in predecessors:
        yield _general(None, f"{gettext('This advisory replaces:')} {predecessor.title} ({predecessor.id})")


def _summary(parts: _Parts) -> Iterator[Note]:
    edition, gettext = parts.edition, parts.language.gettext
    yield Note(category="summary", text=plain(edition.summary), title=capitalised(gettext("summary")))
    reason = f" {plain(edition.severity_reason)}" if edition.severity_reason else ""
    status = f"{gettext('Status:')} {edition.status.text}"
    yield _general(None, status, f"{gettext('Severity:')} {edition.severity.text}{reason}", edition.next_update)


def _affected(parts: _Parts) -> Iterator[Note]:
    affected, language = parts.edition.affected, parts.language
    yield _general(
        language.gettext("Am I affected?"),
        statement(language, affected.people),
        affected.count,
        _not_affected(language, affected.not_affected_products),
        *(statement(language, said) for said in (affected.contact, affected.own_systems) if said),
    )


def _not_affected(language: Language, products: Sequence[Term]) -> str | None:
    if not products:
        return None
    one, many = "Product not affected: {products}.", "Products not affected: {products}."
    return language.ngettext(one, many, len(products), products=language.listed(term.label for term in products))


def _actions(parts: _Parts) -> Iterator[Note]:
    said = map(partial(advice, parts.language), parts.edition.actions)
    yield _general(parts.language.gettext("What should I do?"), bullets(said))


def _data(parts: _Parts) -> Iterator[Note]:
    edition, language, title = parts.edition, parts.language, parts.language.gettext("Which data is concerned?")
    yield _general(title, *(aspect.text for aspect in edition.aspects))
    yield _general(f"{title} {language.gettext('Exposed')}", data(language, edition.exposed))
    yield _general(f"{title} {language.gettext('Not exposed')}", data(language, edition.not_exposed))


def _meaning(parts: _Parts) -> Iterator[Note]:
    meaning, language = parts.edition.meaning, parts.language
    yield _general(language.gettext("What does this mean?"), _statements(language, meaning.assessment))
    risks = map(partial(risk, language), meaning.risks)
    yield _general(language.gettext("Possible consequences"), bullets(risks))


def _measures(parts: _Parts) -> Iterator[Note]:
    measures, language = parts.edition.measures, parts.language
    for title, said in (
        (language.gettext("Measures taken"), measures.taken),
        (language.gettext("Measures under way"), measures.ongoing),
        (language.gettext("Measures planned"), measures.planned),
    ):
        yield _general(f"{language.gettext('What is being done?')} {title}", _statements(language, said))


def _what_happened(parts: _Parts) -> Iterator[Note]:
    edition, language = parts.edition, parts.language
    told = plain(edition.what_happened) if edition.what_happened else None
    text = paragraphs(statement(language, edition.kind), told)
    yield Note(category="details", text=text, title=language.gettext("What happened?"))
    events = bullets(map(partial(dated, language), edition.timeline.events))
    text = paragraphs(events, edition.timeline.aware_at)
    yield Note(category="details", text=text, title=language.gettext("Timeline"))


def _genuine_messages(parts: _Parts) -> Iterator[Note]:
    edition, language = parts.edition, parts.language
    asked = statement(language, edition.never_asked) if edition.never_asked else None
    title = language.gettext("How do I recognise a genuine message?")
    yield _general(title, asked, plain(edition.genuine_messages))


def _lessons(parts: _Parts) -> Iterator[Note]:
    language = parts.language
    passages = (f"{plain(lesson.text)} {sources(language, lesson.sources)}".strip() for lesson in parts.edition.lessons)
    yield _general(language.gettext("What can be learnt from this?"), *passages)


def _contact(parts: _Parts) -> Iterator[Note]:
    edition, gettext, publisher = parts.edition, parts.language.gettext, parts.publication.site.publisher
    asked = gettext("Questions about this advisory: {publisher}", publisher=publisher.name)
    text = plain(edition.contact) if edition.contact else f"{asked}, {publisher.email}"
    yield _general(gettext("Where can I ask?"), text)


def _translation(parts: _Parts) -> Iterator[Note]:
    """Where a translation is not complete: which texts are in which language, or which are left out."""
    edition, language, site = parts.edition, parts.language, parts.publication.site
    if not edition.missing:
        return
    source = language_name(site, edition.source_tag)
    if edition.partial:
        text = language.gettext(
            "Language of this document: {language}. Source language: {source}. Shown in the source language until the "
            "translation is complete: {texts}.",
            language=language_name(site, edition.tag),
            source=source,
            texts=text_names(language, _authored(parts.publication.records[edition.id])),
        )
    else:
        text = language.gettext(
            "Left out here until it is translated: {texts}. The original has these texts. Its language: {source}.",
            source=source,
            texts=text_names(language, edition.missing),
        )
    yield Note(category="other", text=text, title=language.gettext("Translation"))


def _authored(record: Record) -> Iterator[str]:
    """The field paths of all texts that an edition shows: those of the newest release, and what was said of others."""
    yield from sorted((text.path for text in record.current.authored), key=lambda path: not path.startswith("text."))
    yield from (note_key(release.number) for release in record.releases[:-1] if release.note)


def language_name(site: Site, tag: str) -> str:
    """A language of the site by its own name."""
    return next(setting.name for setting in site.languages if setting.tag == tag)


def _disclaimer(parts: _Parts) -> Iterator[Note]:
    gettext = parts.language.gettext
    if parts.publication.site.demonstration:
        about = gettext("Built from public reporting. It is not a publication of the organisations named in it.")
        yield Note(category="legal_disclaimer", text=f"{gettext('Demonstration.')} {about}")


def _statements(language: Language, entries: Iterable[Said]) -> str:
    return bullets(statement(language, said) for said in entries)


def _general(title: str | None, *text: str | None) -> Note:
    return Note(category="general", text=paragraphs(*text), title=title)


SECTIONS = (
    _standing,
    _summary,
    _affected,
    _actions,
    _data,
    _meaning,
    _measures,
    _what_happened,
    _genuine_messages,
    _lessons,
    _contact,
    _translation,
    _disclaimer,
)
