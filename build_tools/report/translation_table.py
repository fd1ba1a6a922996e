"""The status of translations for people: a table of texts by languages for each advisory, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from build_tools.problems import counted
from build_tools.report.translation_status import Entry, Status

_COLOURS: Mapping[str, str] = {
    "current": "green",
    "complete": "green",
    "stale": "yellow",
    "leaves-out": "yellow",
    "missing": "red",
    "partial": "red",
}
_LAST = "readers would get"
_LEGEND = """\
! critical: where one is stale or missing, all prose of that page is in the source language (partial).
Other texts that are stale or missing are left out (leaves-out). stale: the source text has changed since.
"""


def status_text(status: Status) -> str:
    """All that there is to tell, with colours."""
    tables = "".join(f"{_table(entry, [one.path for one in status.languages])}\n" for entry in status.entries)
    return f"{tables}{_LEGEND if status.entries else ''}{_summary(status)}\n"


def _table(entry: Entry, languages: Sequence[str]) -> str:
    states = entry.states
    rows = [(f"{'!' if text.critical else ' '} {text.key}", text.states) for text in states.texts]
    last = (f"  {_LAST}", {path: states.edition(path) for path in languages})
    width = max(len(name) for name, _ in [*rows, last])
    lines = [_line(states.advisory, width, [path.ljust(10) for path in languages])]
    lines += [_line(name, width, [_cell(of[path]) for path in languages]) for name, of in [*rows, last]]
    return "\n".join([*lines, *_waiting(entry), ""])


def _line(name: str, width: int, cells: Sequence[str]) -> str:
    return f"{name.ljust(width)}  {' '.join(cells)}".rstrip()


def _cell(state: str) -> str:
    return click.style(state, fg=_COLOURS.get(state)) + " " * (10 - len(state))


def _waiting(entry: Entry) -> Iterator[str]:
    if any(entry.waiting.values()):
        yield f"Translated and not public yet ({', '.join(sorted(entry.waiting))}). To publish it:"
        yield f"  advisory translations release {entry.states.advisory}"


def _summary(status: Status) -> str:
    counts, editions = status.counts, status.editions
    told = (
        f"{counted(len(status.entries), 'advisory', 'advisories')}: {counts['current']:,} translations current, "
        f"{counts['stale']:,} stale, {counts['missing']:,} missing; {counted(editions['partial'], 'partial edition')}."
    )
    if status.errors:
        errors = counted(len(status.errors), "error")
        return click.style(f"{told} Blocked by {errors}: nothing can be published before they are mended.", bold=True)
    return told
