"""Changes: what differs between two states of an advisory, field by field, and what each difference amounts to.

Pure. In: two advisories. Out: the differences in the order of the fields. `news` adds to what was said or follows the
course of events; a `correction` takes back or replaces what was said as a fact; `wording` touches no fact at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from build_tools.model.advisory import Advisory, Event
from build_tools.model.authored import authored_texts, entry_names, normalised
from build_tools.model.fields import Count, Statement

Nature = Literal["wording", "news", "correction"]
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
        old, new = _named(_at(before, field)), _named(_at(after, field))
        if more := tuple(name for name in new if name not in old):
            yield Change(field, "added", added, more)
        if fewer := tuple(name for name in old if name not in new):
            yield Change(field, "removed", removed, fewer)
        yield from _revised(field, old, new)


def _revised(field: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """The entries that both lists have, and of which something else is said now."""
    natures = {name: nature for name in new if name in old and (nature := _nature(old[name], new[name]))}
    for nature in dict.fromkeys(natures.values()):
        yield Change(field, "revised", nature, tuple(name for name, its in natures.items() if its == nature))


def _nature(old: Any, new: Any) -> Nature | None:
    """What a difference between two entries of one name amounts to; None where only their texts differ, or nothing."""
    if not isinstance(old, Statement) or _facts(old) == _facts(new):
        return None
    is_confirmed = (old.certainty, new.certainty) == ("possible", "confirmed") or old.certainty == new.certainty
    is_dated = not isinstance(old, Event) or not isinstance(new, Event) or _when_fits(old, new)
    is_kept = set(old.stated_by) <= set(new.stated_by)
    return "news" if is_confirmed and is_dated and is_kept else "correction"


def _facts(statement: Statement) -> Statement:
    return statement.with_fields(note=None, text=None)


def _when_fits(old: Event, new: Event) -> bool:
    """Whether a date says no more than was known before: nothing, bounds around it, or the day of that time."""
    if _when(old) == _when(new) or old.date == "unknown":
        return True
    (first, last), (earliest, latest) = old.span, new.span
    if first == last and first and earliest == latest and earliest:
        return first.instant is None and first.day == earliest.day
    is_after = first is None or (earliest is not None and not first.surely_after(earliest))
    return is_after and (last is None or (latest is not None and not latest.surely_after(last)))


def _when(event: Event) -> tuple[Any, Any, Any]:
    return event.date, event.not_before, event.not_after


def _measures(before: Advisory, after: Advisory) -> Iterator[Change]:
    """Measures go on from planned to taken; where one was and is no more, or goes back, that is corrected."""
    old, new = _phases(before), _phases(after)
    for phase in PHASES:
        if reached := tuple(name for name, at in new.items() if at == phase and old.get(name) != phase):
            is_back = any(PHASES.index(old[name]) > PHASES.index(phase) for name in reached if name in old)
            yield Change(f"measures.{phase}", "added", "correction" if is_back else "news", reached)
        gone = tuple(name for name, at in old.items() if at == phase and name not in new)
        if gone:
            yield Change(f"measures.{phase}", "removed", "correction", gone)
        kept = {name for name in new if old.get(name) == new[name] == phase}
        lists = (_named(getattr(advisory.measures, phase)) for advisory in (before, after))
        yield from _revised(f"measures.{phase}", *({n: item for n, item in one.items() if n in kept} for one in lists))


def _phases(advisory: Advisory) -> dict[str, str]:
    """The phase of each measure."""
    return {measure.code: phase for phase in PHASES for measure in getattr(advisory.measures, phase)}


def _values(before: Advisory, after: Advisory) -> Iterator[Change]:
    for field, nature in VALUES.items():
        old, new = _at(before, field), _at(after, field)
        if old != new:
            is_same = isinstance(old, Statement) and isinstance(new, Statement) and old.code == new.code
            amounts_to = (_nature(old, new) if is_same else None) or nature(old, new)
            yield Change(field, "removed" if new is None else "revised", amounts_to, (), old, new)


def _texts(before: Advisory, after: Advisory) -> Iterator[Change]:
    """Authored texts that were added, removed or written anew; white space is none."""
    old, new = (_words(advisory) for advisory in (before, after))
    if changed := tuple(path for path in dict.fromkeys([*old, *new]) if old.get(path) != new.get(path)):
        yield Change("text", "revised", "wording", changed)


def _words(advisory: Advisory) -> dict[str, str]:
    """The authored texts, but for those of the release, with the addresses of links and the sources of lessons."""
    texts = {
        text.path: normalised(text.text) for text in authored_texts(advisory) if not text.path.startswith("release.")
    }
    addresses = {f"references.{reference.id}.url": reference.url for reference in advisory.references}
    sources = {f"text.lessons.{lesson.id}.stated_by": " ".join(lesson.stated_by) for lesson in advisory.text.lessons}
    return texts | addresses | sources


def _at(advisory: Advisory, field: str) -> Any:
    value: Any = advisory
    for name in field.split("."):
        value = getattr(value, name, None)
    return _facts(value) if isinstance(value, Statement) else value


def _named(entries: Sequence[Any] | None) -> dict[str, Any]:
    """The entries of a list by the names that field paths give them."""
    entries = tuple(entries or ())
    plain = all(isinstance(entry, str) for entry in entries)
    return dict(zip(entries if plain else entry_names(entries), entries, strict=True))


def _always(nature: Nature) -> Callable[[Any, Any], Nature]:
    return lambda _old, _new: nature


def _from_unknown(*unknown: Any) -> Callable[[Any, Any], Nature]:
    """News where nothing was known before; what was said as known is corrected."""

    def nature(old: Any, new: Any) -> Nature:
        known = getattr(old, "code", old)
        return "news" if known in unknown and new is not None else "correction"

    return nature


def _sources(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> Nature:
    """Another source for the same is news; one that is gone was wrong."""
    return "news" if set(old or ()) <= set(new or ()) else "correction"


def _contact(old: Any, new: Any) -> Nature:
    """Contact with the people affected goes on in one direction."""
    steps = ["not_planned", "planned", "started", "done"]
    at = [steps.index(value.code) if value and value.code in steps else -1 for value in (old, new)]
    return "news" if at[0] < at[1] else "correction"


def _count(old: Count | None, new: Count | None) -> Nature:
    """A number is news where there was none, or where it lies within the range that was known."""
    if old is None or old.low is None or old.high is None:
        return "news" if new is not None else "correction"
    fits = (
        new is not None and new.low is not None and new.high is not None and old.low <= new.low <= new.high <= old.high
    )
    return "news" if fits else "correction"


PHASES = ("planned", "ongoing", "taken")
LISTS: Mapping[str, tuple[Nature, Nature]] = {
    "affected.products": ("news", "correction"),
    "affected.not_affected_products": ("news", "correction"),
    "incident.aspects": ("news", "correction"),
    "data.exposed": ("news", "correction"),
    "data.not_exposed": ("news", "correction"),
    "timeline": ("news", "correction"),
    "assessment": ("news", "correction"),
    "risks": ("news", "correction"),
    "actions": ("news", "news"),
    "never_asked.items": ("news", "news"),
}
"""The lists, and what an entry that is added or removed amounts to."""

VALUES: Mapping[str, Callable[[Any, Any], Nature]] = {
    "incident.kind": _always("correction"),
    "incident.status": _always("news"),
    "incident.severity.code": _always("news"),
    "incident.organisation": _always("correction"),
    "incident.vendor": _from_unknown(None),
    "incident.own_systems": _from_unknown(None, "under_investigation"),
    "affected.people": _from_unknown("unknown"),
    "affected.count": _count,
    "affected.contacted_directly": _contact,
    "data.stated_by": _sources,
    "never_asked.stated_by": _sources,
    "aware_at": _from_unknown(None, "unknown"),
    "next_update": _always("news"),
    "superseded_by": _always("news"),
}
"""The single values, and what a difference amounts to."""

COMPARISONS = (_values, _lists, _measures, _texts)
