"""The status of translations: what is current, what readers would get, and what a program or a script makes of it.

In: the states of some advisories, and the problems that were found. Out: one JSON object, and an exit code.
docs/format.md says what stands in both.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from build_tools.model.translation_states import EditionState, State, TranslationStates
from build_tools.problems import Problem
from build_tools.site import LanguageSetting

VERSION = 1
ALL_CURRENT, NOT_ALL_CURRENT, BLOCKED = 0, 1, 2
"""The exit codes."""


class Entry(NamedTuple):
    """One advisory: its states, how often it was released, and by language path what waits to be published."""

    states: TranslationStates
    releases: int
    waiting: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Status:
    """All that is told."""

    languages: tuple[LanguageSetting, ...]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be mended before anything can be published."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def exit_code(self) -> int:
        """What the command ends with."""
        if self.errors:
            return BLOCKED
        return ALL_CURRENT if all(entry.states.all_current for entry in self.entries) else NOT_ALL_CURRENT

    @property
    def counts(self) -> Counter[State]:
        """How often there is each state."""
        return sum((entry.states.counts for entry in self.entries), Counter())

    @property
    def editions(self) -> Counter[EditionState]:
        """What readers of each advisory and language would get, and how often."""
        return Counter(entry.states.edition(one.path) for entry in self.entries for one in self.languages)


def status_json(status: Status) -> str:
    """The object, for programs."""
    content = {
        "version": VERSION,
        "exit_code": status.exit_code,
        "languages": [{"path": one.path, "tag": one.tag, "name": one.name} for one in status.languages],
        "summary": {
            "advisories": len(status.entries),
            "texts": {state: status.counts[state] for state in ("source", "current", "stale", "missing")},
            "editions": {state: status.editions[state] for state in ("complete", "leaves-out", "partial")},
        },
        "advisories": [_entry(entry, status.languages) for entry in status.entries],
        "problems": [_problem(problem) for problem in status.errors],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _entry(entry: Entry, languages: tuple[LanguageSetting, ...]) -> dict[str, Any]:
    states = entry.states
    return {
        "id": states.advisory,
        "language": states.source_language,
        "releases": entry.releases,
        "editions": {one.path: states.edition(one.path) for one in languages},
        "unpublished": {path: list(keys) for path, keys in entry.waiting.items()},
        "texts": [{"key": it.key, "critical": it.critical, "states": dict(it.states)} for it in states.texts],
    }


def _problem(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "code": problem.code,
        "message": problem.message,
        "mend": problem.mend,
    }
