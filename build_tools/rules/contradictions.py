"""Rules on statements that cannot both be true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from build_tools.language.vocabulary import EXPOSED
from build_tools.model.draft import Draft
from build_tools.problems import Problem
from build_tools.rules.known import Known
from build_tools.rules.names import codes_in


def data_lists_are_disjoint(draft: Draft, known: Known) -> Iterator[Problem]:
    """No kind of data is exposed and not exposed at once."""
    yield from _disjoint(draft, "data", "exposed", "not_exposed", lambda item: str(item.code))


def products_are_disjoint(draft: Draft, known: Known) -> Iterator[Problem]:
    """No product is affected and not affected at once."""
    yield from _disjoint(draft, "affected", "products", "not_affected_products", str)


def _disjoint(draft: Draft, part: str, first: str, second: str, name: Callable[[Any], str]) -> Iterator[Problem]:
    """A problem for each entry that stands in two lists of a part of which it can be in one only."""
    parent = getattr(draft.advisory, part)
    taken = {name(item) for item in getattr(parent, first)}
    for index, item in enumerate(getattr(parent, second)):
        if name(item) in taken:
            message = f"`{name(item)}` stands in `{first}` and in `{second}`."
            yield Problem(draft.place(part, second, index), "contradiction", message, "Keep the one that is true.")


def whole_is_not_exposed_without_its_parts(draft: Draft, known: Known) -> Iterator[Problem]:
    """What is not exposed has no part that is exposed."""
    data, entries = draft.advisory.data, known.vocabulary.groups["data"]
    parts = {whole: item.code for item in data.exposed for whole in entries[item.code].part_of}
    for index, item in enumerate(data.not_exposed):
        if part := parts.get(item.code):
            message = f"`{item.code}` includes `{part}`, which stands in `exposed`."
            mend = f"Delete `{item.code}` here, or `{part}` there."
            yield Problem(draft.place("data", "not_exposed", index), "contradiction", message, mend)


def count_fits_people(draft: Draft, known: Known) -> Iterator[Problem]:
    """A number of people stands only where people are affected."""
    count, nobody = draft.advisory.affected.count, draft.advisory.affected.people.code == "none"
    if count and nobody != (count.high == 0):
        message = "Nobody is affected, and a number of people is given." if nobody else "Nobody is counted here."
        mend = "Delete the line `count:`, or mend `people:`."
        yield Problem(draft.place("affected", "count"), "contradiction", message, mend)


def statements_agree(draft: Draft, known: Known) -> Iterator[Problem]:
    """No code stands beside one that the vocabulary says it excludes."""
    excluding = known.vocabulary.excluding
    for path, group, code in codes_in(draft.advisory, excluding):
        excluded = excluding[group, code]
        found = [other for _, _, other in codes_in(draft.advisory, set(excluded) - {EXPOSED})]
        if EXPOSED in excluded and draft.advisory.data.exposed:
            found.append(".".join(EXPOSED))
        for other in found:
            message = f"`{code}` and `{other}` contradict each other."
            yield Problem(draft.place(*path), "contradiction", message, "Keep the one that is true.")


def what_is_confirmed_is_certain(draft: Draft, known: Known) -> Iterator[Problem]:
    """A code that says that something is confirmed is not marked as uncertain."""
    confirming = {path[:-1]: code for path, _, code in codes_in(draft.advisory, known.vocabulary.certain)}
    for path, _, doubt in codes_in(draft.advisory, {("certainties", "possible")}):
        if code := confirming.get(path[:-1]):
            message = f"`{code}` says that it is confirmed, and `certainty: {doubt}` that it is not."
            mend = "Delete the certainty, or choose a code that leaves it open."
            yield Problem(draft.place(*path), "contradiction", message, mend)


def what_is_done_is_taken(draft: Draft, known: Known) -> Iterator[Problem]:
    """A measure whose sentence says that it is over is neither under way nor planned."""
    entries = known.vocabulary.groups["measures"]
    for phase in ("ongoing", "planned"):
        for index, measure in enumerate(getattr(draft.advisory.measures, phase)):
            if entries[measure.code].done:
                message = f"`{measure.code}` says that it is over, and stands under `{phase}`."
                mend = "Move it to `taken:`, or delete it until it is done."
                yield Problem(draft.place("measures", phase, index), "contradiction", message, mend)


def resolved_is_not_investigated(draft: Draft, known: Known) -> Iterator[Problem]:
    """Where an incident is over, its investigation mostly is as well."""
    if draft.advisory.incident.status == "resolved":
        for index, measure in enumerate(draft.advisory.measures.ongoing):
            if measure.code == "investigation":
                place = draft.place("measures", "ongoing", index)
                message = "The incident is `resolved`, and its investigation is still going on."
                mend = "Move it to `taken:`, or choose another status. If both are true, leave it."
                yield Problem(place, "still-investigated", message, mend, severity="warning")
