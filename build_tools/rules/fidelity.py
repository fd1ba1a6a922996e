"""Rules on what translations say: the same as their sources, as far as a program can tell.

The checks are those of `build_tools.fidelity`. A translator who is right all the same says so in a comment of the
entry in the catalogue, `# waiver negation-changed: the sentence denies it in other words`. It stands with the source
text, and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import polib
from babel import Locale

from build_tools.fidelity.checks import faults
from build_tools.fidelity.pair import Pair, Surroundings, Tongue
from build_tools.fidelity.wording import Wording
from build_tools.history.releases import Pending
from build_tools.language.catalogue import Catalogue
from build_tools.language.languages import SOURCE_LANGUAGE, Translations, is_source_language
from build_tools.language.messages import Message, Messages
from build_tools.language.vocabulary import COUNT, placeholders
from build_tools.language.waivers import Waived, waivers_of
from build_tools.model.advisory import Advisory
from build_tools.model.authored import normalised
from build_tools.model.draft import Draft
from build_tools.problems import Place, Problem
from build_tools.rules.known import Known
from build_tools.rules.prose import Rendition

if TYPE_CHECKING:
    from build_tools.language.language import Language

NEVER_WAIVED = frozenset({"forbidden-character", "raw-html", "template-syntax", "placeholders", "not-filled-in"})
_MAY_BE_WAIVED = " If it is right as it is, write `# waiver {code}: why` above its entry in the PO file."
TOLD_OF_ANY_TEXT = frozenset({"not-filled-in", "raw-html"})
"""What `rules.prose` tells of the text of an advisory, translated or not."""
WARNINGS = frozenset(
    {
        *("length-unlikely", "glossary-missing", "wrong-capitals", "wrong-variety", "informal-address"),
        *("roles-swapped", "thing-changed"),
    }
)
"""What is no matter of truth, or told with some doubt: such a translation may be published."""


def check_draft_translations(
    draft: Draft, translations: Translations, waived: Mapping[str, Waived], known: Known
) -> Iterator[Problem]:
    """The current translations of a draft; what is `waived`, by the path of the language and the source text."""
    for path, words in translations.texts.items():
        for text in draft.authored:
            if text.path in words:
                place = translations.places[path][text.path]
                rendition = Rendition(words[text.path], text, draft.advisory, path, place)
                yield from check_rendition(rendition, waived.get(path, {}), known)


def check_pending_translations(
    pending: Iterable[Pending], draft: Draft, waived: Mapping[str, Waived], known: Known
) -> Iterator[Problem]:
    """Translations of what was said of releases, and is no longer in the draft."""
    in_draft = {text.text for text in draft.authored}
    for release, path, texts, sources in pending:
        for text in release.authored:
            if text.path in texts and text.text not in in_draft:
                place = Place(next(iter(sources)))
                rendition = Rendition(texts[text.path], text, release.advisory, path, place)
                yield from check_rendition(rendition, waived.get(path, {}), known)


def check_rendition(rendition: Rendition, waived: Waived, known: Known) -> Iterator[Problem]:
    """One translation of a text of an advisory, wherever it comes from; what is `waived` of its language."""
    words, text, advisory, path, place = rendition
    tongues = known.standard.tongues
    if advisory.language in tongues and path in tongues:
        compared = Compared(tongues[advisory.language], tongues[path], _surroundings(advisory, known))
        pair = Pair(text.text, words, *compared, is_markdown=text.markdown)
        yield from _problems(pair, place, waived.get(normalised(text.text), {}))


def check_catalogues_of_press(languages: Iterable[Language], messages: Messages, known: Known) -> Iterator[Problem]:
    """The translations of the press itself, which are all from the same language."""
    site, tongues = known.site, known.standard.tongues
    sources = [tongue for tongue in tongues.values() if tongue.locale.language == SOURCE_LANGUAGE]
    spoken = sources[0] if sources else Tongue(Locale(SOURCE_LANGUAGE), Wording())
    names = dict.fromkeys([site.publisher.name, *site.product_names.values()])
    around = Surroundings(tuple(names), glossary=known.standard.glossary)
    for language in languages:
        if not is_source_language(language.setting):
            compared = Compared(spoken, tongues[language.path], around)
            yield from _check_catalogue(language.interface, messages.interface, compared)
            yield from _check_catalogue(language.words, messages.vocabulary, compared)
            yield from _check_catalogue(language.site_texts, messages.site, compared)


class Compared(NamedTuple):
    """Between which languages, and in which surroundings, texts are compared."""

    spoken: Tongue
    language: Tongue
    around: Surroundings


def _check_catalogue(catalogue: Catalogue, messages: Iterable[Message], compared: Compared) -> Iterator[Problem]:
    for message in messages:
        entry = catalogue.entry(message.context, message.text, message.plural)
        if entry is None:
            continue
        waived, place = waivers_of(entry), Place(catalogue.file, entry.linenum or 1)
        for source, words, number in _forms(message, entry, catalogue):
            pair = Pair(source, words, *compared, is_template=True, is_markdown=False, number=number)
            yield from _problems(pair, place, waived)


def _forms(message: Message, entry: polib.POEntry, catalogue: Catalogue) -> Iterator[tuple[str, str, int | None]]:
    """Each translation beside the form of the source that it stands for, which is the singular where it is said of one;
    and the number that it is said of, if it is said of one number alone."""
    if not message.plural:
        yield message.text, entry.msgstr, None
        return
    of_one, singular_counts = catalogue.form_of(1), COUNT in placeholders(message.text)
    for form, words in entry.msgstr_plural.items():
        number = catalogue.plural_rule.only_number(form)
        is_singular = form == of_one and (singular_counts or number is not None)
        yield (message.text if is_singular else message.plural), words, number


def _problems(pair: Pair, place: Place, waived: Mapping[str, str]) -> Iterator[Problem]:
    """What is not waived, each kind once, and a word on each waiver that nothing needs."""
    told = () if pair.is_template else TOLD_OF_ANY_TEXT
    found = {fault.code: fault for fault in reversed([*faults(pair)]) if fault.code not in told}
    for code, fault in found.items():
        if code in waived and code not in NEVER_WAIVED:
            continue
        may = (
            ""
            if code in NEVER_WAIVED
            else f" If it is right as it is, write `# waiver {code}: why` above its entry in the PO file."
        )
        problem = Problem(place, code, fault.message, fault.mend + may)
        yield replace(problem, severity="warning") if code in WARNINGS else problem
    for code in waived:
        if code not in found:
            message = f"Nothing here needs the waiver of `{code}` any more."
            yield Problem(place, "waiver-unused", message, "Delete its line.", "warning")


def _surroundings(advisory: Advisory, known: Known) -> Surroundings:
    """The names that an advisory speaks of, and where its links may lead."""
    incident, site = advisory.incident, known.site
    names = [site.publisher.name, *site.product_names.values()]
    names += [one.name for one in (incident.organisation, incident.vendor) if one]
    hosts = {urlsplit(reference.url).hostname or "" for reference in advisory.references}
    references = tuple(reference.id for reference in advisory.references)
    return Surroundings(tuple(dict.fromkeys(names)), tuple(sorted(hosts)), references, known.standard.glossary)
