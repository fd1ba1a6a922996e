"""Rules on what must not be told by accident: secrets, the inside of networks, personal data.

They read every value of a file, its comments and `internal` notes, since the file itself lies in git, also where it is
half written and no draft yet, or no YAML at all; and the translations of its prose. What they find is named by its
first characters alone, so that no log repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from string import digits

from build_tools.history.releases import Pending
from build_tools.language.languages import Translations
from build_tools.model.draft import Draft
from build_tools.problems import Fault, Place, Problem, counted
from build_tools.rules.credentials import named_keys, passwords, passwords_in_addresses, random_words, tokens
from build_tools.rules.known import Known
from build_tools.rules.personal_data import bank_accounts, card_numbers, email_addresses, national_ids, phone_numbers
from build_tools.rules.private_places import internal_names, private_addresses, private_paths
from build_tools.rules.searched_texts import (
    SearchedText,
    texts_of_file,
    texts_of_lines,
    texts_of_pending,
    texts_of_translations,
)
from build_tools.rules.waivers import Waivers
from build_tools.yaml_source import SourceTree, read_yaml

SECRETS = ("secret-key", "secret-password")
MOST = 20
"""So many findings of one text are told: whoever has pasted a log deletes it as a whole."""

_HARMLESS = re.compile(r"[a-z_]*|[0-9]{4}-[0-9]{2}-[0-9]{2}|ADV-[0-9-]+")
"""Codes, days and ids: most values."""

_MAY = " If it may stand, say why under `waivers:`."


def check_draft(
    draft: Draft, known: Known, translations: Translations, pending: Iterable[Pending] = ()
) -> Iterator[Problem]:
    """Warn of what a draft and its translations hold that should not be public, and of waivers that are not needed."""
    waivers = Waivers(draft.source)
    values = (
        *texts_of_file(draft.source),
        *texts_of_translations(draft, translations),
        *texts_of_pending(draft, pending),
    )
    yield from _disclosures(draft.source, values, waivers, known.site.publisher.email)
    yield from waivers.unused()


def secrets_in(words: str, place: Place) -> Iterator[Problem]:
    """The keys and passwords in words that stand in no file, as problems."""
    for fault in faults(words, ""):
        if fault.code in SECRETS:
            yield Problem(place, fault.code, fault.message, fault.mend)


def check_half_written(source: SourceTree, own: str = "") -> Iterator[Problem]:
    """Warn of the same in a file that could not be loaded; without `own`, e-mail addresses are passed over."""
    yield from _disclosures(source, texts_of_file(source), Waivers(source), own)


def check_unreadable(file: str, content: bytes, own: str = "") -> Iterator[Problem]:
    """Warn of the same in a file that is no YAML; its waivers count where they can be read without the rest."""
    fields = [*texts_of_lines(file, content)]
    waivers = "".join(field.text for field in fields if field.path == ("waivers",))
    source = read_yaml(file, waivers.encode())[0] or SourceTree(file)
    values = (field for field in fields if field.path != ("waivers",))
    yield from _disclosures(source, values, Waivers(source), own)


def _disclosures(source: SourceTree, texts: Iterable[SearchedText], waivers: Waivers, own: str) -> Iterator[Problem]:
    """The first findings of each text that are not waived; the comments of a file are one text."""
    for _, together in groupby(texts, key=lambda value: (value.path, value.place and value.place.file)):
        found = [(value, fault) for value in together for fault in _told(value, own, waivers)]
        more = f" {counted(len(found) - MOST, 'more finding')} in this text: not listed." if len(found) > MOST else ""
        for at, (value, fault) in enumerate(found[:MOST], 1):
            message, place = fault.message + more * (at == MOST), _place(source, value, fault)
            yield Problem(place, fault.code, message, fault.mend + _MAY, severity="warning")


def _told(value: SearchedText, own: str, waivers: Waivers) -> Iterator[Fault]:
    for fault in faults(value.text, own):
        may_be_called = fault.code == "phone-number" and value.path[:1] == ("contact",)
        if not may_be_called and not waivers.cover(fault.code, fault.words):
            yield fault


def _place(source: SourceTree, value: SearchedText, fault: Fault) -> Place:
    """Where the words stand; in a catalogue, the entry."""
    if value.place is None:
        return source.place_of_words(value.path, fault.words)
    file, line, column = value.place
    if file != source.file:
        return value.place
    *above, before = value.text[: fault.start].split("\n")
    return Place(file, line + len(above), len(before) + (1 if above else column))


@lru_cache(maxsize=4096)
def faults(text: str, own: str) -> tuple[Fault, ...]:
    """All that a text tells, each thing once; `own` is the publisher's e-mail address."""
    if _HARMLESS.fullmatch(text):
        return ()
    return tuple({(fault.code, fault.words): fault for fault in reversed([*_faults(text, own)])}.values())[::-1]


def _faults(text: str, own: str) -> Iterator[Fault]:
    """What was found is crossed out before the next look."""
    lowered = text.lower()
    for find, hints in _FINDERS.items():
        if any(hint in lowered for hint in hints):
            found = list(find(text))
            yield from found
            text = _without(text, found)
    yield from email_addresses(text, own) if own and "@" in text else ()


def _without(text: str, found: Iterable[Fault]) -> str:
    """A text in which nothing stands where something was found; what follows stays in its place."""
    parts, end = [], 0
    for fault in found:
        parts += [text[end : fault.start], "\0" * len(fault.words)]
        end = fault.start + len(fault.words)
    return "".join([*parts, text[end:]])


_FINDERS: Mapping[Callable[[str], Iterator[Fault]], tuple[str, ...]] = {
    tokens: ("",),
    passwords_in_addresses: ("://",),
    passwords: ("pass", "pwd", "pin", "senha", "kennw"),
    named_keys: ("key", "secret", "token", "bearer", "schlüssel", "chave"),
    bank_accounts: tuple(digits),
    card_numbers: tuple(digits),
    national_ids: tuple(digits),
    phone_numbers: tuple(digits),
    private_addresses: ("::", *digits),
    internal_names: ("localhost", ".local", ".internal", ".corp", ".lan", ".intranet", ".home"),
    private_paths: ("\\", ":/", "/home/", "/users/"),
    random_words: tuple(digits),
}
"""The surest first; and of each, what a text must hold to be worth its look."""
