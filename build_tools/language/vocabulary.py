"""The vocabulary: the codes of `locales/vocabulary.yaml` with their English texts and standard IRIs.

In: the bytes of the file. Out: a `Vocabulary`, or problems with line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import TypeAdapter, ValidationError

from build_tools.model.fields import Frozen, Name
from build_tools.model.synonyms import plainly
from build_tools.problems import Problem
from build_tools.remembered import remembered
from build_tools.validation import problems_of
from build_tools.yaml_source import FieldPath, read_yaml

PLACEHOLDERS = frozenset({"organisation", "vendor", "service", "products", "publisher"})
PLACEHOLDER = re.compile(r"\{(\w+)\}")
COUNT = "count"
"""The placeholder of the number by which the plural form of a text is chosen."""


class Entry(Frozen):
    """The texts of one code. Which of them there are depends on the group.

    `excludes` names what cannot be true as well: codes of the same group, `group.code` of another one, or the list
    `data.exposed`. `part_of` names data of which this is a part: it is not exposed only if no part of it is.
    `certain`: its text says that something is confirmed. `done`: its text says that a measure is
    over. `also` lists what editors call it. `text_of_one` takes the place of `text` where exactly one product is named:
    no plural form of a catalogue, since some languages use that of one for twenty-one as well.
    """

    label: Name | None = None
    title: Name | None = None
    text: Name | None = None
    text_of_one: Name | None = None
    definition: Name | None = None
    what: Name | None = None
    how: Name | None = None
    why: Name | None = None
    dpv: Name | None = None
    veris: Name | None = None
    excludes: tuple[Name, ...] = ()
    part_of: tuple[Name, ...] = ()
    certain: bool = False
    done: bool = False
    also: tuple[Name, ...] = ()

    def texts(self) -> dict[str, str]:
        """The translatable texts by field name."""
        return {name: value for name in _TEXT_FIELDS if (value := getattr(self, name))}

    @property
    def words(self) -> str:
        """What the code stands for, in one line: its label, and the sentence that goes with it if it says more."""
        label, sentence = self.label or "", self.definition or self.text or self.what or ""
        if plainly(label) == plainly(sentence.rstrip(".")):
            return label
        return " – ".join(filter(None, (label, sentence)))


_TEXT_FIELDS = ("label", "title", "text", "text_of_one", "definition", "what", "how", "why")

Key = tuple[str, str]
"""A group and a code of it."""

EXPOSED = ("data", "exposed")
"""What a code excludes that says that no data was exposed: the list of that name, and no code."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "kinds": ("label", "title", "text"),
    "statuses": ("label", "text"),
    "severities": ("label", "text"),
    "aspects": ("label", "text"),
    "sources": ("label",),
    "services": ("label",),
    "own_systems": ("text",),
    "people": ("text",),
    "contacts_with_people": ("text",),
    "certainties": ("label", "text"),
    "data": ("label", "definition"),
    "events": ("text",),
    "assessments": ("text",),
    "risks": ("label", "text"),
    "measures": ("text",),
    "actions": ("label", "what", "how", "why"),
    "next_updates": ("text",),
    "changes": ("label",),
}
"""The groups, and the texts that every code of a group must have."""

_GROUPS = TypeAdapter(dict[str, dict[str, Entry]])


@dataclass(frozen=True)
class Vocabulary:
    """All codes by group."""

    groups: Mapping[str, Mapping[str, Entry]]

    @cached_property
    def messages(self) -> Mapping[str, str]:
        """Every translatable text by its context `group.code.field`."""
        return {
            f"{group}.{code}.{field}": text
            for group, entries in self.groups.items()
            for code, entry in entries.items()
            for field, text in entry.texts().items()
        }

    def needs(self, group: str, code: str) -> frozenset[str]:
        """The placeholders that the texts of a code are made with."""
        return self._needs[group, code]

    @cached_property
    def of_vendor(self) -> frozenset[tuple[str, str]]:
        """The codes, each with its group, whose texts speak of a vendor."""
        return frozenset(key for key, names in self._needs.items() if {"vendor", "service"} & names)

    @cached_property
    def excluding(self) -> Mapping[Key, tuple[Key, ...]]:
        """The codes, each with its group, that exclude others, and which; `EXPOSED` for the list of that name."""
        return {
            key: tuple(_key(other, key[0]) for other in entry.excludes)
            for key, entry in self._entries()
            if entry.excludes
        }

    @cached_property
    def certain(self) -> frozenset[Key]:
        """The codes, each with its group, that say themselves that something is confirmed."""
        return frozenset(key for key, entry in self._entries() if entry.certain)

    def _entries(self) -> Iterator[tuple[Key, Entry]]:
        return (((group, code), entry) for group, entries in self.groups.items() for code, entry in entries.items())

    @cached_property
    def _needs(self) -> Mapping[Key, frozenset[str]]:
        return {
            key: frozenset(name for text in entry.texts().values() for name in placeholders(text))
            for key, entry in self._entries()
        }


def placeholders(text: str) -> tuple[str, ...]:
    """The names in curly brackets, sorted, each as often as it stands there."""
    return tuple(sorted(PLACEHOLDER.findall(text)))


@remembered
def read_vocabulary(file: str, content: bytes) -> tuple[Vocabulary | None, list[Problem]]:
    """Read the vocabulary. Exactly one of vocabulary and problems is empty."""
    tree, problems = read_yaml(file, content)
    if tree is None:
        return None, problems
    try:
        groups = _GROUPS.validate_python(tree.content)
    except ValidationError as error:
        return None, problems_of(error, tree)
    problems = [
        Problem(tree.place(path), "vocabulary", message, "Compare the entries beside it.")
        for path, message in _faults(groups)
    ]
    return (None, problems) if problems else (Vocabulary(groups), [])


def _faults(groups: Mapping[str, Mapping[str, Entry]]) -> Iterator[tuple[FieldPath, str]]:
    for group in REQUIRED.keys() - groups.keys():
        yield (), f"The group `{group}` is missing."
    for group, entries in groups.items():
        if group not in REQUIRED:
            yield (group,), f"`{group}` is no group of the vocabulary."
            continue
        for code, entry in entries.items():
            texts = entry.texts()
            for field in set(REQUIRED[group]) - texts.keys():
                yield (group, code), f"The text `{field}` is missing."
            if ("products" in placeholders(entry.text or "")) != bool(entry.text_of_one):
                yield (group, code), "A `text` with `{products}` has a `text_of_one` beside it, and no other has."
            for field, text in texts.items():
                for name in set(placeholders(text)) - PLACEHOLDERS:
                    yield (group, code, field), f"`{{{name}}}` is no placeholder."
            for field in ("excludes", "part_of"):
                for at, other in enumerate(getattr(entry, field)):
                    named, name = _key(other, group)
                    is_known = name in groups.get(named, ()) or (named, name) == EXPOSED
                    if not is_known or (field == "part_of" and named != group):
                        where = "this group" if named == group or field == "part_of" else "the group before it"
                        yield (group, code, field, at), f"`{other}` is no code of {where}."
        yield from _ambiguous(group, entries)


def _key(name: str, group: str) -> Key:
    """The group and the code that a code of a group names: `group.code`, or a code beside it."""
    other, _, code = name.rpartition(".")
    return other or group, code


def _ambiguous(group: str, entries: Mapping[str, Entry]) -> Iterator[tuple[FieldPath, str]]:
    """A word for a code is no code of its group, nor a word for another one."""
    meant = {plainly(code): code for code in entries}
    for code, entry in entries.items():
        for at, word in enumerate(entry.also):
            first = meant.setdefault(plainly(word), code)
            if first != code:
                yield (group, code, "also", at), f"`{word}` stands for `{first}` already."
