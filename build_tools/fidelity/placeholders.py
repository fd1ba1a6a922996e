"""Placeholders: a template's translation has the same names in curly brackets, each as often, and nothing else there.

In: a pair. Out: faults. A name is all that may stand in brackets: no attribute, no index, no format. A text that is no
template has the same brackets as its source. A plural form that is for one number alone may leave {count} out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from build_tools.fidelity.pair import Pair
from build_tools.problems import Fault, shown

_IN_BRACKETS = re.compile(r"\{([^{}]*)\}")
_COUNT = "count"
_MOST = 12
"""So many names are told."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
TEMPLATE_SYNTAX = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|<%|%>|\$\{")
"""What a template engine might take for its own."""


def placeholders(pair: Pair) -> Iterator[Fault]:
    """Tell of each name that is missing or doubled, that is another, and that says more than a name."""
    old, new = Counter(_IN_BRACKETS.findall(pair.source)), Counter(_IN_BRACKETS.findall(pair.translation))
    mend = f"They are: {_named(sorted(old.elements())) or 'none'}."
    if pair.number is not None and new[_COUNT] <= 1:
        del old[_COUNT], new[_COUNT]
    for name in new - old:
        yield _added(name, old, mend, pair)
    missing = old - new
    if missing and not new - old:
        yield Fault("placeholders", f"The translation lacks {shown(_named(missing.elements()))}.", mend, "")
    if not new - old and not missing:
        yield from _brackets(pair)


def _added(name: str, old: Counter[str], mend: str, pair: Pair) -> Fault:
    words = f"{{{name}}}"
    if name in old:
        message = f"{shown(words)} stands more often in the translation than in the source."
    elif pair.is_template and not _NAME.fullmatch(name):
        message = f"{shown(words)} is more than a name; only names may stand in curly brackets."
    else:
        message = f"{shown(words)} is not in the source."
    return Fault("placeholders", message, mend, words, max(0, pair.translation.find(words)))


def _brackets(pair: Pair) -> Iterator[Fault]:
    """A bracket that stands alone."""
    if not TEMPLATE_SYNTAX.search(pair.translation):
        for bracket in "{}":
            if _alone(bracket, pair.source) != _alone(bracket, pair.translation):
                message = f"The source and the translation differ in the number of {shown(bracket)}."
                yield Fault("placeholders", message, "Write the curly brackets as in the source.", bracket)
                return


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in islice(names, _MOST))


def _alone(bracket: str, text: str) -> int:
    return _IN_BRACKETS.sub("", text).count(bracket)
