"""A comparison for the terminal: what readers will be told, and below it what its editor wants to know.

In: a comparison, the project, and how it is to be written. Out: lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from rich.text import Text

from build_tools.cli.terminal_page import Form, page_lines, underlined, wrapped
from build_tools.comparing import Comparison, TextChange, Waiting
from build_tools.model.moment import rfc3339
from build_tools.project import Project
from build_tools.render.markup import render_template

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.4
"""How much of two texts must be the same for marks to help; of what has less in common, marks are all one sees."""


def comparison_lines(comparison: Comparison, project: Project, form: Form) -> Iterator[Text]:
    """All that a comparison says."""
    yield from _said(_first_sentence(comparison, project), form)
    if comparison.before is None:
        yield from _commands(f"advisory show {comparison.edition.id}")
    if not comparison.is_different:
        yield from _waiting_translations(comparison, form)
        return
    yield from _told(comparison, project, form)
    yield from _facts(comparison, form)
    yield from _texts(comparison, form)
    yield from _translations(comparison, project, form)
    if _is_with_newest(comparison, project):
        yield from _kind(comparison, form)
        yield from _next(comparison, form)


def _is_with_newest(comparison: Comparison, project: Project) -> bool:
    releases = project.histories.get(comparison.edition.id, ())
    return comparison.before is None or comparison.before.number == len(releases)


def _first_sentence(comparison: Comparison, project: Project) -> str:
    advisory_id, before = comparison.edition.id, comparison.before
    if before is None:
        return f"{advisory_id} was never released: all of it is new. To read it whole:"
    release = f"release {before.number} of {rfc3339(before.released_at)}"
    state = "the draft beside" if comparison.is_different else "nothing has changed since"
    newest = f" The newest is release {len(project.histories[advisory_id])}."
    return f"{advisory_id}: {state} {release}.{'' if _is_with_newest(comparison, project) else newest}"


def _waiting_translations(comparison: Comparison, form: Form) -> Iterator[Text]:
    """What was translated since the release, and is not public yet."""
    for one in comparison.pending:
        yield from _said(f"Translated since, and not released ({one.language}): {', '.join(one.texts)}.", form)
    if comparison.pending:
        yield from _commands(f"advisory translations release {comparison.edition.id}")


def _told(comparison: Comparison, project: Project, form: Form) -> Iterator[Text]:
    """What readers will see of the release on its page, word for word."""
    note, language = comparison.note, project.languages[comparison.edition.language]
    yield from _titled(f"What readers will be told ({language.setting.name})", form)
    yield from wrapped(Text(note.change.label, "bold"), form.width)
    if note.changes or note.text:
        yield from page_lines(render_template("release.html", language, str, release=note), form)
    elif comparison.before:
        yield from _said("(Nothing but that there is a release: no change of this kind is told.)", form)


def _facts(comparison: Comparison, form: Form) -> Iterator[Text]:
    """The facts before and after, as the source has them."""
    if comparison.facts:
        yield from _titled("Facts that are different", form)
    for change in comparison.facts:
        words = f"{change.before} → {change.after}" if change.before else f"+ {change.after}"
        if change.is_order:
            words = "in another order"
        elif not change.after:
            words = f"- {change.before}"
        yield from _said(f"{change.path}: {words}", form, "• ", "  ")


def _texts(comparison: Comparison, form: Form) -> Iterator[Text]:
    """The texts before and after; words that are gone stand in [-…-], and new ones in {+…+}."""
    if comparison.texts:
        yield from _titled("Texts that are different", form)
    for number, change in enumerate(comparison.texts):
        yield from [Text()] if number else []
        yield from wrapped(Text(change.path, "bold"), form.width)
        before, after = marked(change)
        yield from wrapped(before, form.width, "- ", "  ")
        yield from wrapped(after, form.width, "+ ", "  ")


def marked(change: TextChange) -> tuple[Text, Text]:
    """A text before and after, each with marks around what the other has not; of another text altogether, none."""
    if _alike(change.before.split(), change.after.split()).ratio() < _ALIKE:
        return Text(change.before), Text(change.after)
    before, after = Text(), Text()
    for is_same, gone, added in _by_turns(_WORDS.findall(change.before), _WORDS.findall(change.after)):
        before.append(gone if is_same or not gone else f"[-{gone}-]", "" if is_same else "bold red")
        after.append(added if is_same or not added else f"{{+{added}+}}", "" if is_same else "bold green")
    return before, after


def _by_turns(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """What is the same in both, and what is different, by turns; a space between two differences belongs to them."""
    steps = (
        (name == "equal", "".join(old[first:last]), "".join(new[start:end]))
        for name, first, last, start, end in _alike(old, new).get_opcodes()
    )
    for is_same, run in groupby(steps, key=lambda step: step[0] and not step[1].isspace()):
        _, gone, added = zip(*run, strict=True)
        yield is_same, "".join(gone), "".join(added)


def _alike(old: list[str], new: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, old, new, autojunk=False)


def _translations(comparison: Comparison, project: Project, form: Form) -> Iterator[Text]:
    """Which texts are not translated, and what readers will see instead."""
    if comparison.waiting:
        yield from _titled("Translations", form)
    for one in comparison.waiting:
        yield from _said(f"{project.languages[one.language].setting.name}: {_state(one)}", form, "• ", "  ")


def _state(waiting: Waiting) -> str:
    parts = [f"the edit takes the translation away from {', '.join(waiting.lost)}"] if waiting.lost else []
    parts += [f"not translated yet: {', '.join(waiting.untranslated)}"] if waiting.untranslated else []
    if not parts:
        return "everything is translated."
    seen = "all prose in the source language" if waiting.partial else "nothing of these texts"
    return f"{'; '.join(parts)}. Until that is translated, readers see {seen}, and a notice that says so."


def _kind(comparison: Comparison, form: Form) -> Iterator[Text]:
    """What kind of change this is, and what stands in the way of its release."""
    yield from _titled("What kind of change this is", form)
    yield from _said(_REASONS[comparison.amounts_to], form)
    for sentence in comparison.taken_back:
        yield from _said(sentence, form, "• ", "  ")
    declared = comparison.note.change.code
    if comparison.problems:
        yield from _said(f"The draft says `change: {declared}`. It cannot be released like this:", form)
    else:
        yield from _said(f"The draft says `change: {declared}`, which fits.", form)
    for problem in comparison.problems:
        yield from _said(str(problem), form, "• ", "  ")


_REASONS = {
    "initial": "The first release is called `initial`.",
    "editorial": "No fact has changed. The least that this may be called is `editorial`.",
    "update": "Facts were added, or things went on. This is an `update`.",
    "correction": "What was said as a fact is taken back or replaced. This is a `correction`:",
}


def _next(comparison: Comparison, form: Form) -> Iterator[Text]:
    """The commands that come next."""
    advisory_id = comparison.edition.id
    yield from _titled("Next", form)
    if comparison.problems:
        yield from _said("Mend what is said above, and look again:", form)
        yield from _commands(f"advisory diff {advisory_id}")
        return
    if any(one.lost or one.untranslated for one in comparison.waiting):
        yield from _said("Translate first, or release now and publish the translations later:", form)
        yield from _commands("advisory translations update")
    yield from _commands(f"advisory release {advisory_id}")


def _titled(words: str, form: Form) -> list[Text]:
    return [Text(), *underlined(list(wrapped(Text(words, "bold"), form.width)), "-")]


def _said(words: str, form: Form, first: str = "", rest: str = "") -> Iterator[Text]:
    return wrapped(Text(" ".join(words.split())), form.width, first, rest)


def _commands(*commands: str) -> Iterator[Text]:
    """Commands, each in a line that can be copied."""
    return (Text(f"  {command}") for command in commands)
