"""Rules on the catalogues: generated text exists, whole, in every language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.language.catalogue import Catalogue
from build_tools.language.language import Language
from build_tools.language.languages import is_source_language
from build_tools.language.messages import Message, Messages
from build_tools.language.vocabulary import placeholders
from build_tools.problems import Place, Problem


def check_catalogues(languages: Sequence[Language], messages: Messages) -> Iterator[Problem]:
    """Run every rule of this module on the catalogues of every language but the source language."""
    for language in languages:
        if is_source_language(language.setting):
            continue
        pairs = (
            (language.interface, messages.interface),
            (language.words, messages.vocabulary),
            (language.site_texts, messages.site),
        )
        for catalogue, wanted in pairs:
            yield from catalogue_is_complete(catalogue, wanted)
            yield from placeholders_are_kept(catalogue, wanted)


def catalogue_is_complete(catalogue: Catalogue, wanted: Sequence[Message]) -> Iterator[Problem]:
    """Every generated text has a current translation."""
    for message in wanted:
        if not catalogue.has(message.context, message.text):
            name = message.context or message.text
            mend = "Run `advisory translations update`, translate what is empty there, and remove `fuzzy` marks."
            yield Problem(Place(catalogue.file), "not-translated", f"`{name}` has no translation.", mend)


def placeholders_are_kept(catalogue: Catalogue, wanted: Sequence[Message]) -> Iterator[Problem]:
    """A translation has the placeholders of its source text, each as often."""
    for message in wanted:
        entry = catalogue.entries.get((message.context, message.text))
        if entry is None:
            continue
        allowed = {placeholders(message.text), placeholders(message.plural or message.text)}
        for translation in entry.msgstr_plural.values() or [entry.msgstr]:
            if placeholders(translation) not in allowed:
                names = ", ".join(f"{{{name}}}" for name in placeholders(message.text)) or "none"
                place = Place(catalogue.file, entry.linenum or 1)
                text = f"The placeholders of `{message.context or message.text}` differ from the source."
                yield Problem(place, "placeholders", text, f"They are: {names}.")
