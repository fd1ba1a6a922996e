"""Links: addresses and references are the same on both sides, and lead to no host that is not on the list.

In: a pair. Out: faults. Compared are links by reference, web addresses and names of hosts, e-mail addresses and
telephone numbers; each is wanted as often as in the source, and links in its order, since their words follow it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from build_tools.fidelity.pair import Pair
from build_tools.problems import Fault, shown

_TARGET = re.compile(r"\[([^\[\]\n]{0,300})\]\(([^()\s]{1,500})\)")
_MAIL = re.compile(r"(?<![^\s(<\[:,;/„“\"'*])[^\s@<>()\[\]„“\":,;]{1,64}@[^\s@<>()\[\]„“”\",;:!?*]{1,250}")
_ADDRESS = re.compile(r"(?i:https?|ftp|mailto|javascript|data|tel):(?://)?[^\s<>()\[\]„“”\"*`]{1,500}")
_HOST = re.compile(
    r"(?<![\w.@/-])(?:[^\W_][\w-]{0,62}\.){1,5}[^\W\d_]{2,18}(?![\w@-])(?:/[^\s<>()\[\]„“”\"*`]{0,500})?"
)
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?!\d\d?/\d\d?/\d\d)(?:\+|00?(?=[1-9])|\(0?\d{2,4}\)[ ]?)\d[\d  ()/‑–-]{5,22}\d(?![\w.,/:-]*\d)"
    r"|(?<!\w)0800[\d  -]{5,12}\d"
)
_END = ".,;:!?'’"
_HOST_OF = re.compile(r"[a-z]+:/*(?:[^/@]*@)?([^/:?#]*)|([^/:?#]*)", re.IGNORECASE)
_ALIKE = 0.75
_MOST = 5


class _Kind(NamedTuple):
    """What can lead somewhere: the code of its faults, what it is called, and how it is found in a text."""

    code: str
    noun: str
    pattern: re.Pattern[str]


_REFERENCE = _Kind("reference-changed", "link", _TARGET)
_LINK = _Kind("link-changed", "web address", _ADDRESS)
_PHONE_NUMBER = _Kind("phone-changed", "telephone number", _PHONE)
_IN_TEXT = (
    _Kind("address-changed", "e-mail address", _MAIL),
    _LINK,
    _Kind("link-changed", "web address", _HOST),
    _PHONE_NUMBER,
)


class _Found(NamedTuple):
    """What leads somewhere in a text."""

    links: tuple[tuple[str, str], ...]
    """The target and the words of each link."""
    others: tuple[tuple[str, ...], ...]
    """What stands in the text itself, by kind."""


_NOTHING = _Found((), ((),) * len(_IN_TEXT))


def links(pair: Pair) -> Iterator[Fault]:
    """Tell of each link, address and number that is missing, that is new, or that is another."""
    source, translation = _found(pair.source), _found(pair.translation)
    if source == translation == _NOTHING:
        return
    yield from _link_faults(source, translation, pair)
    for kind, old, new in zip(_IN_TEXT, source.others, translation.others, strict=True):
        yield from _kind_faults(kind, old, new, pair)


@lru_cache(maxsize=512)
def _found(text: str) -> _Found:
    targets = tuple((match[2], match[1]) for match in _TARGET.finditer(text))
    rest = _TARGET.sub(lambda match: f" {match[1]} ", text) if targets else text
    others = []
    for kind in _IN_TEXT:
        others.append(tuple(match[0].rstrip(_END) for match in kind.pattern.finditer(rest)))
        rest = kind.pattern.sub(" ", rest) if others[-1] else rest
    return _Found(targets, tuple(others))


def _link_faults(source: _Found, translation: _Found, pair: Pair) -> Iterator[Fault]:
    """The targets of links, by reference or by address; a link that keeps its words, such as a name, may move."""
    old, new = [target for target, _ in source.links], [target for target, _ in translation.links]
    if Counter(old) != Counter(new):
        yield from _differences(_LINK, old, new, pair)
    elif old != new and {*source.links} != {*translation.links}:
        yield _disordered(_kind(_LINK, new[0]), old, new)


def _kind_faults(kind: _Kind, old: Sequence[str], new: Sequence[str], pair: Pair) -> Iterator[Fault]:
    before, after = [_plain(one, kind) for one in old], [_plain(one, kind) for one in new]
    if Counter(before) != Counter(after):
        yield from _differences(kind, old, new, pair)
    elif before != after:
        yield _disordered(kind, old, new)


def _plain(text: str, kind: _Kind) -> str:
    """What is compared: of a telephone number its digits, however they are parted."""
    return re.sub(r"[^\d+]", "", text) if kind is _PHONE_NUMBER else text


def _disordered(kind: _Kind, old: Sequence[str], new: Sequence[str]) -> Fault:
    code = kind.code
    message = f"The translation has {_all(new)}, in this order, and the source {_all(old)}."
    return Fault(code, message, "Write each where it belongs, in the order of the source.", new[0])


def _differences(kind: _Kind, old: Sequence[str], new: Sequence[str], pair: Pair) -> Iterator[Fault]:
    """What is new, beside what it probably stands for; and what is missing."""
    missing, added = list((Counter(old) - Counter(new)).elements()), list((Counter(new) - Counter(old)).elements())
    for there in added[:_MOST]:
        likest = max(missing[:_MOST], key=lambda one: _likeness(one, there), default="")
        if likest:
            missing.remove(likest)
        yield (
            _unknown_host(there, likest, pair)
            if _leads_elsewhere(kind, there, pair)
            else _added(_kind(kind, likest or there), likest, there, pair)
        )
    for lost in missing[:_MOST]:
        code, noun = _kind(kind, lost).code, _kind(kind, lost).noun
        message = f"The source has the {noun} {shown(lost)}, and the translation does not."
        yield Fault(code, message, f"Write {shown(lost)}, as in the source.", "")


def _added(kind: _Kind, old: str, new: str, pair: Pair) -> Fault:
    code, said = kind.code, f"The source has {shown(old)}." if old else f"The source has no such {kind.noun}."
    message = f"The {kind.noun} {shown(new)} is not in the source. {said}"
    return Fault(code, message, _mend(old), new, max(0, pair.translation.find(new)))


def _leads_elsewhere(kind: _Kind, address: str, pair: Pair) -> bool:
    """Whether an address leads to a host that neither the list nor the source knows."""
    if kind.code != _LINK.code or _is_reference(address):
        return False
    found = _found(pair.source)
    known = (*(target for target, _ in found.links), *found.others[1], *found.others[2])
    return _host(address) not in {*pair.surroundings.hosts, *map(_host, known), ""}


def _unknown_host(address: str, old: str, pair: Pair) -> Fault:
    host = _host(address)
    likest = max(pair.surroundings.hosts, key=lambda known: _likeness(known, host), default="")
    like = f"; it looks like {shown(likest)}, and is another" if likest and _likeness(likest, host) >= _ALIKE else ""
    message = f"{shown(address)} leads to a host that is not on the list{like}."
    return Fault("host-unknown", message, _mend(old), address, max(0, pair.translation.find(address)))


def _mend(old: str) -> str:
    return f"Write {shown(old)}, as in the source." if old else "Delete it."


def _kind(kind: _Kind, target: str) -> _Kind:
    return _REFERENCE if kind is _LINK and _is_reference(target) else kind


def _host(address: str) -> str:
    match = _HOST_OF.match(address)
    return ((match[1] or match[2] or "") if match else "").lower()


def _is_reference(target: str) -> bool:
    return target.startswith("ref:")


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:200], other[:200]).ratio()


def _all(targets: Sequence[str]) -> str:
    return ", ".join(map(shown, targets[:_MOST]))
