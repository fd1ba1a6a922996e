"""Markup: a translation has the structure of its source, and nothing that a page or a template engine might run.

In: a pair. Out: faults. Compared are paragraphs, emphasis, strong words, code with what stands in it, lists, and marks
that mean nothing where they stand, as half of a pair does. What is forbidden in any text, such as HTML, is told of
authored text by `authored_text.faults`; of templates it is told here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from build_tools.authored_text import faults, to_html
from build_tools.fidelity.pair import Pair
from build_tools.fidelity.placeholders import TEMPLATE_SYNTAX
from build_tools.problems import Fault, shown

_TAG = re.compile(r"<(p|em|strong|code|a|blockquote|pre|h[1-6]|br)\b")
_ANY_TAG = re.compile(r"<[^>]*>")
_CODE = re.compile(r"(?<!`)`++[^`\n]++`++")
_MARKS = re.compile(r"\*+|`|~~|[\[\]]|#|\||\\\\|_")
_MARKED = re.compile(r"[\n*`\[\]~#|_>\\]")
_BULLET = re.compile(r"^[ \t]*(?:[-*+][ \t]+)+", re.MULTILINE)
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_NAMES = {
    "p": "paragraphs",
    "em": "emphasis",
    "strong": "strong words",
    "code": "code",
    "a": "links",
    "blockquote": "quotes",
    "pre": "blocks of code",
    "br": "line breaks",
}


def markup(pair: Pair) -> Iterator[Fault]:
    """Tell of each kind of markup that is not as in the source, and of syntax of templates and pages."""
    yield from _template_syntax(pair)
    yield from _half_pairs(pair)
    if pair.is_template:
        yield from _html(pair)
    if not _is_marked(pair.source) and not _is_marked(pair.translation):
        return
    yield from _code(pair)
    yield from _list_marks(pair)
    if any(fault.code == "markup" for text in (pair.source, pair.translation) for fault in _refused(text)):
        return
    if pair.is_markdown and (different := _differences(_structure(pair.source), _structure(pair.translation))):
        yield from different
    elif _loose_marks(pair.source) != _loose_marks(pair.translation):
        yield _loose(pair)


def _refused(text: str) -> Iterator[Fault]:
    """What no text may have, such as a table; what is refused need not be compared."""
    return faults(text, links={}, is_markdown=True)


def _is_marked(text: str) -> bool:
    return _MARKED.search(text) is not None


def _template_syntax(pair: Pair) -> Iterator[Fault]:
    for mark in dict.fromkeys(TEMPLATE_SYNTAX.findall(pair.translation)):
        if pair.translation.count(mark) > pair.source.count(mark):
            message = f"{shown(mark)} stands in the translation and not in the source; a program might run it."
            mend = "Delete it, and what it encloses."
            yield Fault("template-syntax", message, mend, mark, pair.translation.find(mark))
            return


def _half_pairs(pair: Pair) -> Iterator[Fault]:
    """Brackets and straight quotation marks that come in pairs in the source, and not in the translation."""
    for one, other in ("()", '""'):
        if _is_paired(pair.source, one, other) and not _is_paired(pair.translation, one, other):
            message = f"One half of a pair {shown(one + other)} is missing in the translation."
            yield Fault("markup-changed", message, "Write both halves.", one, max(0, pair.translation.find(one)))


def _is_paired(text: str, one: str, other: str) -> bool:
    return text.count(one) % 2 == 0 if one == other else text.count(one) == text.count(other)


def _html(pair: Pair) -> Iterator[Fault]:
    for found in _HTML.finditer(pair.translation):
        if found[0] not in pair.source:
            message = f"{shown(found[0])} is HTML; readers would see these characters."
            yield Fault("raw-html", message, "Delete it and write plain words.", found[0], found.start())


def _code(pair: Pair) -> Iterator[Fault]:
    """What stands between backticks is typed by readers, and stays as it is."""
    old, new = Counter(_CODE.findall(pair.source)), Counter(_CODE.findall(pair.translation))
    for words in new - old if sum(new.values()) == sum(old.values()) else ():
        lost = next(iter(old - new))
        message = f"The code {words} is not in the source. The source has {lost}."
        yield Fault("markup-changed", message, f"Write {lost}.", words, pair.translation.find(words))


def _list_marks(pair: Pair) -> Iterator[Fault]:
    """Items begin in the same way, with the same mark and as far from the edge."""
    old, new = _BULLET.findall(pair.source), _BULLET.findall(pair.translation)
    if len(old) == len(new) and old != new:
        other = next(mark for mark, wanted in zip(new, old, strict=True) if mark != wanted)
        message = f"An item of the list begins with {shown(other)}, and in the source in another way."
        yield Fault("markup-changed", message, "Begin each item as in the source, with `- `.", other.strip())


@lru_cache(maxsize=512)
def _structure(text: str) -> Counter[str]:
    return Counter(_TAG.findall(to_html(text, {}))) if _is_marked(text) else Counter({"p": 1})


def _differences(old: Counter[str], new: Counter[str]) -> list[Fault]:
    """A fault for each kind of markup that stands more or less often."""
    different = []
    for tag in sorted({*old, *new}):
        if old[tag] != new[tag]:
            message = f"The source has {old[tag]} and the translation {new[tag]}: {_NAMES.get(tag, 'headings')}."
            different.append(Fault("markup-changed", message, "Set the same marks and blank lines as the source.", ""))
    return different


@lru_cache(maxsize=512)
def _loose_marks(text: str) -> Counter[str]:
    """The marks that readers would see."""
    return Counter(_MARKS.findall(unescape(_ANY_TAG.sub("", to_html(text, {}))) if _is_marked(text) else text))


def _loose(pair: Pair) -> Fault:
    old, new = _loose_marks(pair.source), _loose_marks(pair.translation)
    mark = next(iter([*(new - old), *(old - new)]))
    message = f"{shown(mark)} stands {new[mark]} times among the words, and {old[mark]} times in the source."
    mend = "Set both halves of each mark, directly at the words: `**words**`."
    return Fault("markup-changed", message, mend, mark, max(0, pair.translation.find(mark)))
