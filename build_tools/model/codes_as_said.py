"""Coded entries as people write them: how an entry is written here that was written in another way.

In: what stands where a coded entry belongs, the names of the fields that it can have, and the codes of the vocabulary.
Out: the entry in one line of YAML, or nothing where nobody can tell. Nothing is guessed: it is proposed to the editor.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from build_tools.model.dates_as_said import read_date
from build_tools.model.described import as_yaml
from build_tools.model.moment import DATE
from build_tools.model.synonyms import named_by
from build_tools.problems import closest

Codes = Mapping[str, Mapping[str, Any]]
Aside = tuple[str, Any]
"""The name of a field, or nothing where none was written, and what belongs into it."""

_BRACKETS = re.compile(r"(?P<code>[^()\[\]]+?)[\s:,]*[(\[](?P<aside>[^()\[\]]+)[)\]]")
_BEHIND = re.compile(r"(?P<code>.+?)(?:\s*[,;:]\s*|\s+[–—-]\s+)(?P<aside>.+)")
_DOUBT = re.compile(r"(?P<code>\w.*?)\s*\(?\?\)?")
_REMARKS = ("note", "reason")
_UNCERTAIN = "possible"


def read_entry(value: str | Mapping[str, Any], group: str, fields: Collection[str], codes: Codes) -> str | None:
    """How an entry of a group is written, of which a text or a mapping says more than a code, in another way."""
    spoken = _Spoken(group, fields, codes)
    code, asides = spoken.in_text(value) if isinstance(value, str) else spoken.in_mapping(value)
    meant = spoken.code(code)
    named = [spoken.named(*aside) for aside in asides]
    if meant is None or None in named or (isinstance(value, str) and not named):
        return None
    entry = {"code": meant} | dict(filter(None, named))
    return as_yaml(entry) if len(entry) > 1 else meant


class _Spoken:
    """What the words for an entry mean, among the codes of its group and the fields that it can have."""

    def __init__(self, group: str, fields: Collection[str], codes: Codes) -> None:
        self.group, self.fields, self.codes = group, fields, codes

    def code(self, words: str) -> str | None:
        """The code that is meant, or probably meant."""
        known = self.codes[self.group]
        return self._known(words, self.group) or next(iter(closest(words, known)), None)

    def in_text(self, text: str) -> tuple[str, list[Aside]]:
        """The words for the code, and what stands beside them."""
        if doubted := _DOUBT.fullmatch(text):
            return doubted["code"], [("certainty", _UNCERTAIN)]
        for form in (_BRACKETS, _BEHIND):
            if found := form.fullmatch(text.strip()):
                return found["code"], [self._aside(found["aside"])]
        first, _, rest = text.partition(" ")
        most, _, last = text.rpartition(" ")
        for code, word in ((most, last), (rest, first)):
            if code and self._known(word, "certainties"):
                return code, [("certainty", word)]
        return text, []

    def in_mapping(self, mapping: Mapping[str, Any]) -> tuple[str, list[Aside]]:
        """The words for the code, and what stands beside them; with a key of no field, nothing that can be named."""
        code, asides = str(mapping.get("code", "")), list[Aside]()
        for key, value in mapping.items():
            words, name = self._name_in(key)
            if key in self.fields:
                asides += [(key, value)] if key != "code" else []
            elif code:
                asides.append(("", key) if not value and self._is_of_a_field(key) else ("?", key))
            else:
                code = words
                is_clear = name or not isinstance(value, str) or " " in value or self._is_of_a_field(value)
                asides += [(name if is_clear else "?", value)] if value else []
        return code, asides

    def named(self, name: str, value: Any) -> Aside | None:
        """A part of an entry with the name of its field, in the form that it has there."""
        if not isinstance(value, str):
            return (name, value) if name in self.fields else None
        if not name:
            name = next(self._fields_of(value), "")
        if name not in self.fields:
            return None
        group = {"certainty": "certainties", "stated_by": "sources"}.get(name)
        if name == "date" and len(days := read_date(value).found) == 1:
            return name, days[0]
        return name, (self._known(value, group) or value) if group else value

    def _name_in(self, key: str) -> tuple[str, str]:
        """The words for a code in a key, and the name of a field behind them, if there is one."""
        found = re.fullmatch(r"(.+?)[\s,;]+(\w+)", key)
        return (found[1], found[2]) if found and found[2] in self.fields else (key, "")

    def _aside(self, words: str) -> Aside:
        name, value = words.strip(), ""
        if found := re.fullmatch(r"(\w+)\s*[:= ]\s*(.+)", name):
            name, value = found.groups()
        return (name, value) if name in self.fields and value else ("", words.strip())

    def _is_of_a_field(self, words: str) -> bool:
        """Whether words without a name belong into one field alone."""
        return next(self._fields_of(words), "note") not in _REMARKS

    def _fields_of(self, words: str) -> Iterator[str]:
        """The fields that words without a name may belong into, the likeliest first."""
        if self._known(words, "certainties"):
            yield "certainty"
        if self._known(words, "sources"):
            yield "stated_by"
        if words == "unknown" or re.fullmatch(DATE, words) or read_date(words).found:
            yield "date"
        if not self._known(words, self.group):
            yield from (name for name in _REMARKS if name in self.fields)

    def _known(self, words: str, group: str) -> str | None:
        """The code of a group that words name."""
        known = self.codes.get(group, {})
        return words if words in known else named_by(words, {code: (code, *it.also) for code, it in known.items()})
