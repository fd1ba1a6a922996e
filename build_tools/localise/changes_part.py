"""What a release changed, in sentences that are made from the facts of the two states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from build_tools.language.text_names import text_names
from build_tools.localise.affected_part import count_sentence
from build_tools.localise.change_words import GROUPS, LISTED, NO_LONGER, NOW, REPLACED, SINGLE
from build_tools.localise.speaker import Speaker, entry_paths
from build_tools.localise.timeline_part import aware_at, next_update, when
from build_tools.model.changes import Change
from build_tools.model.counts import Count
from build_tools.model.fields import Statement
from build_tools.model.statements import Event


class _Told(NamedTuple):
    """A change, and who speaks for the release before it and for the one that made it."""

    change: Change
    before: Speaker
    after: Speaker

    @property
    def say(self) -> Speaker:
        """Who knows the entries: of what is gone, the one before."""
        return self.before if self.change.kind == "removed" else self.after

    def gettext(self, message: str, **values: str) -> str:
        return self.after.language.gettext(message, **values)


def change_sentences(changes: Iterable[Change], before: Speaker, after: Speaker) -> Iterator[str]:
    """The changes that a release made, each as one sentence or more; `before` speaks for the release before it."""
    for change in changes:
        yield from _sentences(_Told(change, before, after))


def _sentences(told: _Told) -> Iterator[str]:
    field, key = told.change.field, (told.change.field, told.change.kind)
    if key in LISTED:
        labels = (_label(field, item, told) for item in told.change.items)
        return iter([told.gettext(LISTED[key], items=told.say.language.listed(labels))])
    if key in SINGLE:
        return (told.gettext(SINGLE[key], entry=_entry(field, item, told.say)) for item in told.change.items)
    return OTHERS[field](told)


def _label(field: str, name: str, told: _Told) -> str:
    """The name of an entry, with its certainty where that is not plain, or has perhaps changed.

    Of a consequence only doubt is told: "extortion (confirmed)" reads as if it had happened.
    """
    if field.startswith("affected."):
        return told.say.product_name(name)
    entry = _found(field, name, told.say)[1]
    label = told.say.phrase(GROUPS.get(field, field), getattr(entry, "code", entry), "label")
    certainty = getattr(entry, "certainty", "confirmed")
    is_plain = certainty == "confirmed" and (told.change.kind != "revised" or field == "risks")
    return label if is_plain else f"{label} ({told.say.phrase('certainties', certainty, 'label')})"


def _entry(field: str, name: str, say: Speaker) -> str:
    """One entry of a list as a sentence, with its certainty; an event with its date."""
    path, entry = _found(field, name, say)
    if field == "actions":
        return say.phrase("actions", entry.code, "label")
    doubt = "" if entry.certainty == "confirmed" else f" {say.phrase('certainties', entry.certainty, 'text')}"
    words = _words(GROUPS[field], entry, path, say) + doubt
    return f"{when(entry, say)} – {words}" if isinstance(entry, Event) else words


def _found(field: str, name: str, say: Speaker) -> tuple[str, Any]:
    """An entry of a list by its name, with its field path."""
    entries: Any = say.release.advisory
    for part in field.split("."):
        entries = getattr(entries, part)
    plain = all(isinstance(entry, str) for entry in entries)
    paths = [f"{field}.{entry}" for entry in entries] if plain else entry_paths(field, entries)
    return next(pair for pair in zip(paths, entries, strict=True) if pair[0] == f"{field}.{name}")


def _words(group: str, statement: Statement, path: str, say: Speaker) -> str:
    """A statement in the reader's language: in the advisory's own words where they exist in that language."""
    text = say.said(group, statement, path).text
    return text.value if text.lang == say.language.tag else say.phrase(group, statement.code, "text")


def _replaced(told: _Told) -> Iterator[str]:
    change, unknown = told.change, told.gettext("not stated")
    before, after = _name(change.field, change.before, told.before), _name(change.field, change.after, told.after)
    yield told.gettext(REPLACED[change.field], before=before or unknown, after=after or unknown)


def _name(field: str, value: Any, say: Speaker) -> str:
    """A value by its name; nothing where there is none."""
    if value is None or isinstance(value, tuple):
        return say.language.listed(term.label for term in say.sources(value or ()))
    if field in ("incident.organisation", "incident.vendor.name"):
        return str(getattr(value, "name", value))
    return say.phrase(GROUPS[field], getattr(value, "code", value), "label")


def _texts(told: _Told) -> Iterator[str]:
    """The texts that changed, by what readers call them."""
    yield told.gettext("Changes to texts: {items}.", items=text_names(told.after.language, told.change.items))


def _aspects(told: _Told) -> Iterator[str]:
    message = NO_LONGER if told.change.kind == "removed" else NOW
    return (told.gettext(message, entry=told.say.phrase("aspects", code, "text")) for code in told.change.items)


def _stated(told: _Told) -> Iterator[str]:
    """A value that is said by a sentence of its own; of a correction, what was said before as well."""
    change, say = told.change, STATED[told.change.field]
    if change.kind != "removed":
        yield told.gettext(NOW, entry=say(change.after, told.after))
    if change.nature == "correction" and change.before is not None:
        yield told.gettext(NO_LONGER, entry=say(change.before, told.before))


def _successor(told: _Told) -> Iterator[str]:
    if after := told.change.after:
        yield told.gettext("Replaced by: {id}.", id=after)
    else:
        yield told.gettext("No longer replaced by another advisory.")


def _order(told: _Told) -> Iterator[str]:
    yield told.gettext("The order of the recommendations has changed.")


def _statement(field: str) -> Callable[[Any, Speaker], str]:
    return lambda statement, say: _words(GROUPS[field], statement, field, say)


def _count(count: Count, say: Speaker) -> str:
    return count_sentence(count, say.language)


def _aware(_value: Any, say: Speaker) -> str:
    return aware_at(say.release.advisory, say) or ""


STATED: Mapping[str, Callable[[Any, Speaker], str]] = {
    "affected.people": _statement("affected.people"),
    "affected.contacted_directly": _statement("affected.contacted_directly"),
    "incident.own_systems": _statement("incident.own_systems"),
    "affected.count": _count,
    "aware_at": _aware,
    "next_update": next_update,
}
"""Values that are whole sentences, and who says them."""

OTHERS: Mapping[str, Callable[[_Told], Iterator[str]]] = {
    **dict.fromkeys(REPLACED, _replaced),
    **dict.fromkeys(STATED, _stated),
    "incident.aspects": _aspects,
    "superseded_by": _successor,
    "actions.order": _order,
    "text": _texts,
}
"""How the changes that are in no table are said."""
