"""Importing: takes a finished translation into the catalogue of an advisory, whole or not at all.

In: what a file holds, and which advisory and language it is meant for. Out: the catalogue as it will be, or all that
stands against it, each with its line in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from build_tools.interchange.destination import Destination
from build_tools.interchange.incoming import Incoming, IncomingText
from build_tools.language.catalogue_merge import with_translations
from build_tools.language.catalogue_update import Wanted, read_before
from build_tools.language.waivers import Waived
from build_tools.model.advisory import Advisory
from build_tools.model.authored import AuthoredText, normalised
from build_tools.problems import Place, Problem, did_you_mean, in_order, is_blocking, shown
from build_tools.rules.fidelity import check_rendition
from build_tools.rules.prose import Rendition, problems_of_translation
from build_tools.source_text import NEEDED_BY_SCRIPTS, suspect_characters
from build_tools.translating import Translating


class Imported(NamedTuple):
    """The catalogue with the translations, its path, and how many of these are new, were there, and are missing; and by
    key what the translator has waived of them, with the reasons."""

    file: str
    content: bytes
    new: int
    known: int
    untranslated: int
    waived: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Import:
    """One import: the texts of a file, for one advisory that was read, into one language."""

    translating: Translating
    target: Destination
    incoming: Incoming
    replace: bool = False

    def run(self, root: Path) -> tuple[Imported | None, tuple[Problem, ...]]:
        """The catalogue as it will be, and warnings; or none, and all that stands against it."""
        if is_blocking(problems := in_order(self._problems())):
            return None, problems
        file, locale, messages = self._wanted[self.target.language.locale]
        before, found = read_before(root / file, file, locale)
        if is_blocking(found):
            return None, in_order(found)
        texts = {text.key: text.words for text in self.incoming.texts if text.words}
        fresh = {key: words for key, words in texts.items() if not self._is_known(key, words)}
        contexts = {f"{self.target.advisory}/{key}": words for key, words in fresh.items()}
        waived = {text.key: it for text in self.incoming.texts if text.words and (it := self._needed(text))}
        waived_in = {f"{self.target.advisory}/{key}": reasons for key, reasons in waived.items()}
        content = with_translations(before, messages, locale, contexts, waived_in)
        untranslated = len(self.incoming.texts) - len(texts)
        return Imported(file, content, len(fresh), len(texts) - len(fresh), untranslated, waived), problems

    @cached_property
    def _wanted(self) -> Mapping[str, Wanted]:
        return self.translating.catalogues(self.target.advisory)

    @cached_property
    def _keys(self) -> list[str]:
        """The keys of the texts that there are to translate."""
        return [message.context.partition("/")[2] for message in self._wanted[self.target.language.locale].messages]

    @cached_property
    def _authored(self) -> Mapping[str, tuple[AuthoredText, Advisory]]:
        return self.translating.authored(self.target.advisory)

    @cached_property
    def _current(self) -> Mapping[str, str]:
        return self.translating.translated(self.target.advisory, self.target.language.path)

    def _is_known(self, key: str, words: str) -> bool:
        return normalised(self._current.get(key, "")) == normalised(words)

    def _problems(self) -> Iterator[Problem]:
        if found := [*self._problems_of_languages()]:
            yield from found
            return
        keys: dict[str, Place] = {}
        for text in self.incoming.texts:
            if keys.setdefault(text.key, text.place) != text.place:
                message = f"The text `{text.key}` stands here a second time."
                yield Problem(text.place, "repeated", message, f"It stands in line {keys[text.key].line}; keep one.")
            if text.words:
                yield from self._problems_of(text)

    def _problems_of_languages(self) -> Iterator[Problem]:
        named, advisory = self.incoming.source_language, self.target.advisory
        source = self.translating.written[advisory].draft.advisory.language
        found = self.translating.site.language_called(named.name) if named else None
        if named and (found is None or found.path != source):
            message = f"The file was translated from {shown(named.name)}; {advisory} is written in `{source}`."
            yield Problem(
                named.place, "other-language", message, "Translate what `advisory translations export` writes."
            )
        elif self.target.language.path == source:
            message, place = f"{advisory} is written in `{source}` itself.", self.incoming.texts[0].place
            yield Problem(place, "other-language", message, "Import a translation into another language.")
        elif self.target.language.locale not in self._wanted:
            message = f"{advisory} has no text of its own: the facts speak for themselves in every language."
            yield Problem(self.incoming.texts[0].place, "unknown-text", message, "There is nothing to translate.")

    def _problems_of(self, text: IncomingText) -> Iterator[Problem]:
        """What stands against one text."""
        if text.key not in self._keys:
            message = f"{self.target.advisory} has no text `{text.key}` to translate."
            mend = did_you_mean(text.key, self._keys, "Delete it from the file.")
            yield Problem(text.place, "unknown-text", message, mend)
            return
        stale = [*self._stale(text)]
        yield from stale or self._existing(text)
        yield from self._unfit(text)
        yield from () if stale else self._unfaithful(text)

    def _stale(self, text: IncomingText) -> Iterator[Problem]:
        """A translation of other words than those that stand there now."""
        now, _ = self._authored[text.key]
        written = self.translating.written[self.target.advisory]
        before = written.translations.earlier.get(self.target.language.path, {}).get(text.key)
        source = text.source
        if source is None and before and normalised(before.translation) == normalised(text.words):
            source = before.source
        if source is not None and normalised(source) != normalised(now.text):
            here, there = _difference(normalised(source), normalised(now.text))
            message = f"`{text.key}` was translated from other words: {here}. The text is now: {there}."
            mend = "Translate the text as it is now: `advisory translations export --xliff` writes it."
            yield Problem(text.place, "stale-translation", message, mend)

    def _unfit(self, text: IncomingText) -> Iterator[Problem]:
        """What a reader must not see, or what is not finished."""
        if not text.is_finished:
            message = f"The translation of `{text.key}` is marked as not finished."
            mend = "Finish it and remove the mark (`fuzzy` in PO, `initial` in XLIFF), or leave it empty."
            yield Problem(text.place, "not-finished", message, mend)
        for _, message, mend in suspect_characters(text.words, but=NEEDED_BY_SCRIPTS):
            yield Problem(text.place, "forbidden-character", message, mend)
        yield from problems_of_translation(self._rendition(text))

    def _rendition(self, text: IncomingText) -> Rendition:
        authored, advisory = self._authored[text.key]
        return Rendition(text.words, authored, advisory, self.target.language.path, text.place)

    def _unfaithful(self, text: IncomingText) -> Iterator[Problem]:
        """What does not say the same as the text; what its translator or the catalogue waives, stands."""
        source = normalised(self._authored[text.key][0].text)
        waived = {source: {**self._waived.get(source, {}), **text.waived}}
        for problem in check_rendition(self._rendition(text), waived, self.translating.held_to):
            if problem.code != "waiver-unused" or text.waived:
                yield problem

    def _needed(self, text: IncomingText) -> dict[str, str]:
        """The waivers of a text that it is not accepted without."""
        found = check_rendition(self._rendition(text), {}, self.translating.held_to) if text.waived else ()
        codes = {problem.code for problem in found}
        return {code: reason for code, reason in text.waived.items() if code in codes}

    @cached_property
    def _waived(self) -> Waived:
        """What is waived in the catalogue."""
        return self.translating.written[self.target.advisory].waived.get(self.target.language.path, {})

    def _existing(self, text: IncomingText) -> Iterator[Problem]:
        """Another translation that is there already."""
        current = self._current.get(text.key)
        if current and not self.replace and normalised(current) != normalised(text.words):
            here, there = _difference(normalised(text.words), normalised(current))
            message = f"`{text.key}` has another translation already: {there}. Here stands: {here}."
            mend = "Import with `--replace` to take this one, or delete it from the file."
            yield Problem(text.place, "translation-exists", message, mend)


def _difference(one: str, other: str) -> tuple[str, str]:
    """Two texts as messages quote them, from a little before the first word in which they differ."""
    first, second = one.split(), other.split()
    same = next((at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None)
    start = max(0, (min(len(first), len(second)) if same is None else same) - 2)
    mark = "… " if start else ""
    return shown(mark + " ".join(first[start:])), shown(mark + " ".join(second[start:]))
