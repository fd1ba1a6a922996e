"""Rules on one draft, across its fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from build_tools import authored_text
from build_tools.model.draft import Draft
from build_tools.model.statements import Event
from build_tools.problems import Place, Problem
from build_tools.rules import contradictions, names, timeline, wording
from build_tools.rules.known import Known

Rule = Callable[[Draft, Known], Iterator[Problem]]


def check_record(draft: Draft, known: Known) -> Iterator[Problem]:
    """Run every rule of this module on one draft."""
    for rule in RULES:
        yield from rule(draft, known)


def entries_stand_once(draft: Draft, known: Known) -> Iterator[Problem]:
    """No list names the same code, id or word twice."""
    for path, items in _lists(draft.advisory, ()):
        entries = [_entry_name(item) for item in items]
        seen: Counter[str] = Counter()
        for index, name in enumerate(entries):
            seen[name] += 1
            if name and seen[name] > 1:
                place = draft.place(*path, index)
                yield Problem(place, "repeated", f"`{name}` stands in this list already.", "Delete one of them.")


def _entry_name(item: Any) -> str:
    return item if isinstance(item, str) else str(getattr(item, "code", None) or getattr(item, "id", ""))


def _lists(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Sequence[Any]]]:
    """Every list in a model with its path; lists of events may repeat a code and are left out."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _lists(getattr(value, name), (*path, name))
    elif isinstance(value, tuple) and not any(isinstance(item, Event) for item in value):
        yield path, value
        for index, item in enumerate(value):
            yield from _lists(item, (*path, index))


def texts_are_clean(draft: Draft, known: Known) -> Iterator[Problem]:
    """Authored text holds no HTML, no link but to a reference, and no markup beyond the safe subset."""
    links = {reference.id: reference.url for reference in draft.advisory.references}
    for text in draft.authored:
        for fault in authored_text.faults(text.text, links=links, is_markdown=text.markdown):
            place = draft.place_of_words(text.location, fault.words)
            yield Problem(place, fault.code, fault.message, fault.mend)


def comments_cut_no_text(draft: Draft, known: Known) -> Iterator[Problem]:
    """A comment right behind a text may have been meant as a part of it."""
    lines = draft.source.lines
    for text in draft.authored:
        start = draft.place(*text.location)
        first = lines[start.line - 1][start.column - 1 :]
        for number, line in enumerate([first, *lines[start.line :]], start.line):
            words, comment, _ = line.partition(" #")
            if first[:1] in tuple("\"'|>") or not words.strip() or words.strip() not in text.text:
                break
            if comment:
                message = "What stands behind ` #` is a comment, which readers do not see."
                mend = "If it belongs to the text, put the whole text in double quotes; if not, on a line of its own."
                place = Place(start.file, number, lines[number - 1].index(" #") + 2)
                yield Problem(place, "comment-behind-text", message, mend, severity="warning")


def plain_texts_are_one_paragraph(draft: Draft, known: Known) -> Iterator[Problem]:
    """Titles, summaries, notes and reasons are one paragraph."""
    for text in draft.authored:
        if not text.markdown and "\n" in text.text.strip():
            mend = "Join the lines; in YAML, `>-` instead of `|` does that."
            yield Problem(draft.place(*text.location), "line-break", "This text has more than one line.", mend)


def exposure_is_stated(draft: Draft, known: Known) -> Iterator[Problem]:
    """An incident that touched confidentiality names the data exposed."""
    advisory = draft.advisory
    aspects = advisory.incident.aspects
    if "confidentiality" in aspects and not advisory.data.exposed:
        mend = "List the kinds of data under `data: exposed:`, or remove `confidentiality`."
        place = draft.place("incident", "aspects", aspects.index("confidentiality"))
        yield Problem(place, "no-exposed-data", "Confidentiality is affected, but no exposed data is named.", mend)


def actions_are_given(draft: Draft, known: Known) -> Iterator[Problem]:
    """A reader is told what to do."""
    if not draft.advisory.actions:
        mend = "Add at least one entry under `actions:`, the most important first."
        place = draft.place("actions")
        yield Problem(place, "no-actions", "Readers are not told what they should do.", mend, severity="warning")


def withdrawal_has_reason(draft: Draft, known: Known) -> Iterator[Problem]:
    """A withdrawal says why."""
    release = draft.advisory.release
    if release.change == "withdrawal" and not release.reason:
        mend = "Add `reason: …` beside `change:`; readers will see it."
        yield Problem(draft.place("release", "change"), "no-reason", "A withdrawal needs a reason.", mend)


def supersedes_another(draft: Draft, known: Known) -> Iterator[Problem]:
    """An advisory is not superseded by itself."""
    if draft.advisory.superseded_by == draft.advisory.id:
        place = draft.place("superseded_by")
        yield Problem(
            place, "superseded-by-itself", "The advisory names itself here.", "Name the one that replaces it."
        )


RULES: tuple[Rule, ...] = (
    names.language_is_known,
    names.products_are_known,
    contradictions.products_are_disjoint,
    contradictions.data_lists_are_disjoint,
    contradictions.whole_is_not_exposed_without_its_parts,
    contradictions.count_fits_people,
    contradictions.statements_agree,
    contradictions.what_is_confirmed_is_certain,
    contradictions.what_is_done_is_taken,
    contradictions.resolved_is_not_investigated,
    entries_stand_once,
    timeline.events_are_in_order,
    timeline.bounds_run_forward,
    timeline.years_are_likely,
    names.vendor_for_sentences,
    texts_are_clean,
    wording.no_text_stands_in_typographic_quotes,
    wording.names_are_written,
    comments_cut_no_text,
    plain_texts_are_one_paragraph,
    exposure_is_stated,
    actions_are_given,
    withdrawal_has_reason,
    supersedes_another,
)
