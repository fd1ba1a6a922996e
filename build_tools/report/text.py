"""The report for people: a line for each problem, coloured in a terminal, and a last line that counts."""

from __future__ import annotations

import click

from build_tools.problems import Problem, counted
from build_tools.report.findings import Printed, Report

_MORE = "`advisory explain CODE` tells more."


def printed(report: Report) -> Printed:
    """Problems, and how many errors, on standard error; how many advisories are well on standard output."""
    lines = "".join(f"{coloured(problem)}\n" for problem in report.problems)
    if errors := report.count("error"):
        last = f"{counted(errors, 'error')}. Nothing was published or changed. {_MORE}"
        return Printed(err=f"{lines}{click.style(last, bold=True)}\n")
    found = f"nothing that stops a build, {counted(len(report.problems), 'warning')}. {_MORE}"
    checked = counted(report.advisories, "advisory", "advisories")
    state = found if report.problems else "no problem."
    return Printed(f"{checked} checked in {', '.join(report.languages)}: {state}\n", lines)


def coloured(problem: Problem) -> str:
    """A problem on one line, in the colour of its severity."""
    return click.style(str(problem), fg="red" if problem.severity == "error" else "yellow")
