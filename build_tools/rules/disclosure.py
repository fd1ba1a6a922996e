"""Rules on what must not be told by accident: secrets, the inside of networks, personal data.

They read every value of a file, its comments and `internal` notes, since the file itself lies in git, also where it is
half written and no draft yet; and the translations of its prose. What they find is named by its first characters alone,
so that no log repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from string import digits
from typing import Any, NamedTuple

from build_tools.history.releases import Pending
from build_tools.language.languages import Translations
from build_tools.model.draft import Draft
from build_tools.problems import Fault, Place, Problem, counted
from build_tools.rules.credentials import named_keys, passwords, passwords_in_addresses, random_words, tokens
from build_tools.rules.known import Known
from build_tools.rules.personal_data import bank_accounts, card_numbers, email_addresses, national_ids, phone_numbers
from build_tools.rules.private_places import internal_names, private_addresses, private_paths
from build_tools.rules.waivers import Waivers
from build_tools.yaml_source import FieldPath, SourceTree

MOST = 20
"""So many findings of one text are told: whoever has pasted a log deletes it as a whole."""

_HARMLESS = re.compile(r"[a-z_]*|[0-9]{4}-[0-9]{2}-[0-9]{2}|ADV-[0-9-]+")
"""Codes, days and ids: most values."""

_COMMENT = re.compile(r"(?:^|\s)#(.*)")
_MAY = " If it may stand, say why under `waivers:`."


class _Value(NamedTuple):
    """A text, the field that it belongs to, and where it stands."""

    path: FieldPath
    text: str
    place: Place | None = None


def check_draft(
    draft: Draft, known: Known, translations: Translations, pending: Iterable[Pending] = ()
) -> Iterator[Problem]:
    """Warn of what a draft and its translations hold that should not be public, and of waivers that are not needed."""
    waivers = Waivers(draft.source)
    values = (*_of_file(draft.source), *_translated(draft, translations), *_pending(draft, pending))
    yield from _disclosures(draft.source, values, waivers, known.site.publisher.email)
    yield from waivers.unused()


def check_half_written(source: SourceTree, own: str = "") -> Iterator[Problem]:
    """Warn of the same in a file that could not be loaded; without `own`, e-mail addresses are passed over."""
    yield from _disclosures(source, _of_file(source), Waivers(source), own)


def _disclosures(source: SourceTree, values: Iterable[_Value], waivers: Waivers, own: str) -> Iterator[Problem]:
    """The first findings of each text that are not waived; the comments of a file are one text."""
    for _, together in groupby(values, key=lambda value: (value.path, value.place and value.place.file)):
        found = [(value, fault) for value in together for fault in _told(value, own, waivers)]
        more = f" {counted(len(found) - MOST, 'more finding')} in this text: not listed." if len(found) > MOST else ""
        for at, (value, fault) in enumerate(found[:MOST], 1):
            message, place = fault.message + more * (at == MOST), _place(source, value, fault)
            yield Problem(place, fault.code, message, fault.mend + _MAY, severity="warning")


def _told(value: _Value, own: str, waivers: Waivers) -> Iterator[Fault]:
    for fault in faults(value.text, own):
        may_be_called = fault.code == "phone-number" and value.path[:1] == ("contact",)
        if not may_be_called and not waivers.cover(fault.code, fault.words):
            yield fault


def _place(source: SourceTree, value: _Value, fault: Fault) -> Place:
    """Where the words stand; in a catalogue, the entry."""
    if value.place is None:
        return source.place_of_words(value.path, fault.words)
    file, line, column = value.place
    return Place(file, line, column + fault.start) if file == source.file else value.place


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


NAMES_SECRET = re.compile(r"pass|pwd|pin$|senha|kennw|key|secret|token|schlüssel|chave|[^a-z_]", re.IGNORECASE)
"""The names of fields that tell what their value is; the model has none of these."""


def _of_file(source: SourceTree) -> Iterator[_Value]:
    """Every value of a file but the words that are waived, and the comments."""
    yield from (value for value in _leaves(source.content, ()) if not _is_waived_words(value.path))
    yield from _comments(source)


def _leaves(value: Any, path: FieldPath) -> Iterator[_Value]:
    if isinstance(value, str):
        yield _Value(path, value)
    elif isinstance(value, dict):
        for name, item in value.items():
            if isinstance(item, str | None) and NAMES_SECRET.search(name):
                yield _Value((*path, name), f"{name}: {item or ''}")
            else:
                yield from _leaves(item, (*path, name))
    else:
        for at, item in enumerate(value or ()):
            yield from _leaves(item, (*path, at))


def _is_waived_words(path: FieldPath) -> bool:
    return path[0] == "waivers" and path[-1] == "words"


def _comments(source: SourceTree) -> Iterator[_Value]:
    """What stands behind a `#`, each in its place."""
    for number, line in enumerate(source.lines, 1):
        if "#" in line and (comment := _COMMENT.search(line)):
            yield _Value(("#",), comment[1], Place(source.file, number, comment.start(1) + 1))


def _translated(draft: Draft, translations: Translations) -> Iterator[_Value]:
    for path, texts in translations.texts.items():
        for field, text in texts.items():
            if place := translations.places[path].get(field):
                yield _Value((field,), text, place)


def _pending(draft: Draft, pending: Iterable[Pending]) -> Iterator[_Value]:
    """Translations of what was said of releases, and is no longer in the draft."""
    in_draft = {text.path for text in draft.authored}
    for one in pending:
        for field, text in one.texts.items():
            if field not in in_draft:
                yield _Value((field,), text, Place(next(iter(one.sources))))
