"""Changes: what differs between two states of an advisory, field by field, and what each difference amounts to.

Pure. In: two advisories. Out: the differences in the order of the fields, each with its nature.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from build_tools.model.advisory import Advisory
from build_tools.model.authored import entry_names, normalised, texts_of_field
from build_tools.model.fields import Authored, Statement
from build_tools.model.marks import marked_fields
from build_tools.model.natures import LISTS, PHASES, VALUES, Nature, facts_of, nature_of

Kind = Literal["added", "removed", "revised"]


class Change(NamedTuple):
    """A difference in one field: entries that were added, removed or revised, or a value before and after.

    `items` are the names of the entries of a list, as field paths name them; of a single value it is empty.
    """

    field: str
    kind: Kind
    nature: Nature
    items: tuple[str, ...] = ()
    before: Any = None
    after: Any = None


def changes_between(before: Advisory, after: Advisory) -> tuple[Change, ...]:
    """Every difference that readers can see, or that changes what is said."""
    return tuple(change for comparison in COMPARISONS for change in comparison(before, after))


def _lists(before: Advisory, after: Advisory) -> Iterator[Change]:
    for field, (added, removed) in LISTS.items():
        old, new = _at(before, field) or (), _at(after, field) or ()
        if old != new:
            yield from _of_list(field, added, removed, _matched(old, new))
    names = [[action.code for action in advisory.actions] for advisory in (before, after)]
    kept = [[code for code in codes if code in names[0] and code in names[1]] for codes in names]
    if kept[0] != kept[1]:
        yield Change("actions.order", "revised", "news")


def _of_list(field: str, added: Nature, removed: Nature, matched: _Matched) -> Iterator[Change]:
    if matched.added:
        yield Change(field, "added", added, matched.added)
    if matched.removed:
        yield Change(field, "removed", removed, matched.removed)
    yield from _revised(field, matched.kept)


class _Matched(NamedTuple):
    """The names of the entries of two lists: those of the one or the other alone, and of both, with the entries."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: Mapping[str, tuple[Any, Any]]


def _matched(old: Sequence[Any], new: Sequence[Any]) -> _Matched:
    """Match entries of one code: those that say the same, and the others in their order."""
    left, right, kept = _named(old), _named(new), {}
    for is_match in (_is_same, _is_of_one_code):
        for name in list(right):
            found = next((other for other in left if is_match(left[other], right[name])), None)
            if found is not None:
                kept[name] = left.pop(found), right.pop(name)
    return _Matched(tuple(right), tuple(left), {name: kept[name] for name in _named(new) if name in kept})


def _is_same(old: Any, new: Any) -> bool:
    return bool(old == new) or (_is_of_one_code(old, new) and nature_of(old, new) is None)


def _is_of_one_code(old: Any, new: Any) -> bool:
    return bool(getattr(old, "code", old) == getattr(new, "code", new))


def _revised(field: str, kept: Mapping[str, tuple[Any, Any]]) -> Iterator[Change]:
    """The entries that both lists have, and of which something else is said now."""
    natures = {name: nature for name, (old, new) in kept.items() if (nature := nature_of(old, new))}
    for nature in dict.fromkeys(natures.values()):
        yield Change(field, "revised", nature, tuple(name for name, its in natures.items() if its == nature))


def _measures(before: Advisory, after: Advisory) -> Iterator[Change]:
    """Measures go on from planned to taken; where one was and is no more, or goes back, that is corrected."""
    if before.measures == after.measures:
        return
    old, new = _phases(before), _phases(after)
    for phase in PHASES:
        field = f"measures.{phase}"
        reached = {
            code: it for code, it in new.items() if it.phase == phase and (code not in old or old[code].phase != phase)
        }
        for nature in dict.fromkeys(_step(old.get(code), it) for code, it in reached.items()):
            yield Change(
                field, "added", nature, tuple(c for c, it in reached.items() if _step(old.get(c), it) == nature)
            )
        if gone := tuple(code for code, it in old.items() if it.phase == phase and code not in new):
            yield Change(field, "removed", "correction", gone)
        stayed = (code for code in new if code in old and old[code].phase == new[code].phase == phase)
        yield from _revised(field, {code: (old[code].measure, new[code].measure) for code in stayed})


class _Phase(NamedTuple):
    phase: str
    measure: Statement


def _step(old: _Phase | None, new: _Phase) -> Nature:
    """What it amounts to that a measure is in another phase."""
    if old is None:
        return "news"
    is_back = PHASES.index(old.phase) > PHASES.index(new.phase)
    return "correction" if is_back or nature_of(old.measure, new.measure) == "correction" else "news"


def _phases(advisory: Advisory) -> dict[str, _Phase]:
    """The phase of each measure."""
    return {it.code: _Phase(phase, it) for phase in PHASES for it in getattr(advisory.measures, phase)}


def _values(before: Advisory, after: Advisory) -> Iterator[Change]:
    for field, nature in VALUES.items():
        old, new = _at(before, field), _at(after, field)
        if old != new and (old := _plain(old)) != (new := _plain(new)):
            is_same = isinstance(old, Statement) and isinstance(new, Statement) and old.code == new.code
            amounts_to = (nature_of(old, new) if is_same else None) or nature(old, new)
            yield Change(field, "removed" if new is None else "revised", amounts_to, (), old, new)


def _texts(before: Advisory, after: Advisory) -> Iterator[Change]:
    """Authored texts that were added, removed or written anew; white space is none."""
    fields = [name for name in _WORDED if getattr(before, name) != getattr(after, name)]
    old, new = (_words(advisory, fields) for advisory in (before, after))
    if changed := tuple(path for path in dict.fromkeys([*old, *new]) if old.get(path) != new.get(path)):
        yield Change("text", "revised", "wording", changed)


def _words(advisory: Advisory, fields: Iterable[str]) -> dict[str, str]:
    """The authored texts in some fields, with the addresses of links and the sources of lessons."""
    texts = {text.path: normalised(text.text) for field in fields for text in texts_of_field(advisory, field)}
    addresses = {f"references.{reference.id}.url": reference.url for reference in advisory.references}
    sources = {f"text.lessons.{lesson.id}.stated_by": " ".join(lesson.stated_by) for lesson in advisory.text.lessons}
    return texts | addresses | sources


def _at(advisory: Advisory, field: str) -> Any:
    value: Any = advisory
    for name in field.split("."):
        value = getattr(value, name, None)
    return value


def _plain(value: Any) -> Any:
    """A value without the texts that may stand beside it."""
    return facts_of(value) if isinstance(value, Statement) else value


def _named(entries: Sequence[Any]) -> dict[str, Any]:
    """The entries of a list by the names that field paths give them."""
    plain = all(isinstance(entry, str) for entry in entries)
    return dict(zip(entries if plain else entry_names(tuple(entries)), entries, strict=True))


COMPARISONS = (_values, _lists, _measures, _texts)
_WORDED = tuple(name for name in marked_fields(Advisory, Authored) if name != "release")
