"""Rules on what must not be told by accident: secrets, the inside of networks, personal data.

They read every value of a draft's file, its comments and `internal` notes, since the file itself lies in git, and the
translations of its prose. What they find is named by its first characters alone, so that no log repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from string import digits
from typing import Any, NamedTuple

from build_tools.authored_text import Fault
from build_tools.history.releases import Pending
from build_tools.language.languages import Translations
from build_tools.model.draft import Draft
from build_tools.problems import Place, Problem
from build_tools.rules.credentials import named_keys, passwords, passwords_in_addresses, random_words, tokens
from build_tools.rules.known import Known
from build_tools.rules.personal_data import bank_accounts, card_numbers, email_addresses, national_ids, phone_numbers
from build_tools.rules.private_places import internal_names, private_addresses, private_paths
from build_tools.rules.waivers import Waivable
from build_tools.yaml_source import FieldPath

_HARMLESS = re.compile(r"[a-z_]*|[0-9]{4}-[0-9]{2}-[0-9]{2}|ADV-[0-9-]+")
"""Codes, days and ids: most values."""

_COMMENT = re.compile(r"(?:^|\s)#(.*)")
_MAY = " If it may stand, say why under `waivers:`."


class _Value(NamedTuple):
    """A text, the field that it belongs to, and where it stands."""

    path: FieldPath
    text: str
    place: Place | None = None


def disclosures(
    draft: Draft, known: Known, translations: Translations, pending: Iterable[Pending] = ()
) -> Iterator[Waivable]:
    """Warn of everything in a draft and its translations that looks as if it should not be public."""
    own = known.site.publisher.email
    for value in (*_values(draft), *_comments(draft), *_translated(draft, translations), *_pending(draft, pending)):
        for fault in faults(value.text, own):
            if fault.code != "phone-number" or value.path[:1] != ("contact",):
                problem = Problem(
                    _place(draft, value, fault.words), fault.code, fault.message, fault.mend + _MAY, severity="warning"
                )
                yield Waivable(problem, fault.words)


def _place(draft: Draft, value: _Value, words: str) -> Place:
    """Where the words stand; in a catalogue, the entry."""
    if value.place is None:
        return draft.place_of_words(value.path, words)
    file, line, column = value.place
    return Place(file, line, column + value.text.find(words)) if file == draft.file else value.place


@lru_cache(maxsize=4096)
def faults(text: str, own: str) -> tuple[Fault, ...]:
    """All that a text tells, each thing once; `own` is the publisher's e-mail address."""
    return () if _HARMLESS.fullmatch(text) else tuple(_faults(text, own))


def _faults(text: str, own: str) -> Iterator[Fault]:
    """What was found is crossed out before the next look."""
    lowered = text.lower()
    for find, hints in _FINDERS.items():
        if any(hint in lowered for hint in hints):
            for fault in find(text):
                yield fault
                text = text.replace(fault.words, "\0" * len(fault.words))
    for fault in email_addresses(text, own) if "@" in text else ():
        yield fault


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


def _values(draft: Draft) -> Iterator[_Value]:
    """Every value of the file but the words that are waived."""
    return (value for value in _leaves(draft.source.content, ()) if not _is_waived_words(value.path))


def _leaves(value: Any, path: FieldPath) -> Iterator[_Value]:
    if isinstance(value, str):
        yield _Value(path, value)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, (*path, name))
    else:
        for at, item in enumerate(value or ()):
            yield from _leaves(item, (*path, at))


def _is_waived_words(path: FieldPath) -> bool:
    return path[0] == "waivers" and path[-1] == "words"


def _comments(draft: Draft) -> Iterator[_Value]:
    """What stands behind a `#`, each in its place."""
    for number, line in enumerate(draft.source.lines, 1):
        if "#" in line and (comment := _COMMENT.search(line)):
            yield _Value(("#",), comment[1], Place(draft.file, number, comment.start(1) + 1))


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
