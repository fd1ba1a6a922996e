"""Rules on an advisory's translated prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from build_tools import authored_text
from build_tools.history.releases import Pending
from build_tools.language.languages import Translations
from build_tools.model.advisory import Advisory
from build_tools.model.authored import NOTES, AuthoredText
from build_tools.model.draft import Draft
from build_tools.problems import Place, Problem


class Rendition(NamedTuple):
    """A text in another language: the words, the text that they translate, of which advisory, the path of the language,
    and where the words stand."""

    words: str
    text: AuthoredText
    advisory: Advisory
    language: str
    place: Place


def check_translations(draft: Draft, translations: Translations) -> Iterator[Problem]:
    """Run every rule of this module on the translations of one draft."""
    for rule in RULES:
        yield from rule(draft, translations)


def every_language_has_the_prose(draft: Draft, translations: Translations) -> Iterator[Problem]:
    """Warn of a language that would show an advisory's prose in the source language, or less of it."""
    for path, translated in translations.texts.items():
        missing = [text for text in draft.authored if text.path not in translated and text.path not in NOTES]
        if missing:
            critical = any(text.critical for text in missing)
            effect = "its page would show all prose in the source language" if critical else "its page leaves them out"
            has = "has" if len(missing) == 1 else "have"
            message = f"{len(missing)} of {len(draft.authored)} texts {has} no `{path}` translation: {effect}."
            mend = f"Run `advisory translations update`, and translate what is empty in {draft.advisory.id}.po."
            yield Problem(draft.place("id"), "prose-not-translated", message, mend, severity="warning")


def every_language_has_the_release_text(draft: Draft, translations: Translations) -> Iterator[Problem]:
    """Warn of a language in which readers could not read what is said of the next release."""
    for path, translated in translations.texts.items():
        for text in draft.authored:
            if text.path in NOTES and text.path not in translated:
                message = (
                    f"What is said of this release has no `{path}` translation: its page would show all prose in the "
                    "source language."
                )
                mend = f"Run `advisory translations update`, and translate it in {draft.advisory.id}.po."
                place = draft.place(*text.location)
                yield Problem(place, "release-text-not-translated", message, mend, severity="warning")


def check_pending(draft: Draft, pending: Iterable[Pending]) -> Iterator[Problem]:
    """A translation of what was said of a release, and is no longer in the draft, holds no more than its source may."""
    in_draft = {text.text for text in draft.authored}
    for release, language, texts, sources in pending:
        for text in release.authored:
            if text.path in texts and text.text not in in_draft:
                words, place = texts[text.path], Place(next(iter(sources)))
                yield from problems_of_translation(Rendition(words, text, release.advisory, language, place))


def translations_are_clean(draft: Draft, translations: Translations) -> Iterator[Problem]:
    """A translation holds no more than its source may: no HTML, no foreign link, no second line in plain text."""
    for path, translated in translations.texts.items():
        for text in draft.authored:
            if place := translations.places[path].get(text.path):
                words = translated[text.path]
                yield from problems_of_translation(Rendition(words, text, draft.advisory, path, place))


def problems_of_translation(rendition: Rendition) -> Iterator[Problem]:
    """A translation is told whatever is wrong with it, wherever it comes from and before it is taken."""
    words, text, advisory, _language, place = rendition
    links = {reference.id: reference.url for reference in advisory.references}
    for fault in authored_text.faults(words, links=links, is_markdown=text.markdown):
        yield Problem(place, fault.code, fault.message, fault.mend)
    if not text.markdown and "\n" in words.strip():
        yield Problem(place, "line-break", "This text has more than one line.", "Delete the `\\n`.")


RULES: tuple[Callable[[Draft, Translations], Iterator[Problem]], ...] = (
    every_language_has_the_prose,
    every_language_has_the_release_text,
    translations_are_clean,
)
