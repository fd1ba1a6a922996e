"""The report as workflow commands of GitHub Actions, which show each problem beside its line in a pull request.

What separates the parts of a command is escaped as GitHub's own toolkit does: `%` and line ends everywhere, `:` and
`,` in properties.
"""

from __future__ import annotations

from build_tools.problems import Problem
from build_tools.report.findings import Printed, Report, sentence

_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def printed(report: Report) -> Printed:
    """A line for each problem, on standard output; nothing where all is well."""
    return Printed("".join(f"{_command(problem, report.folder)}\n" for problem in report.problems))


def _command(problem: Problem, folder: str) -> str:
    place = problem.place
    properties = {"file": folder + place.file, "line": place.line, "col": place.column, "title": problem.code}
    written = ",".join(f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in properties.items())
    return f"::{problem.severity} {written}::{sentence(problem).translate(_IN_MESSAGE)}"
