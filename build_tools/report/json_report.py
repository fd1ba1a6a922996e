"""The report as one JSON object, for programs. docs/format.md says what stands in it."""

from __future__ import annotations

import json

from build_tools.problems import Problem
from build_tools.report.findings import Printed, Report

VERSION = 1


def printed(report: Report) -> Printed:
    """The object, on standard output."""
    content = {
        "version": VERSION,
        "advisories": report.advisories,
        "counts": {"errors": report.count("error"), "warnings": report.count("warning")},
        "problems": [_entry(problem, report.folder) for problem in report.problems],
    }
    return Printed(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _entry(problem: Problem, folder: str) -> dict[str, str | int]:
    return {
        "file": folder + problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "mend": problem.mend,
    }
