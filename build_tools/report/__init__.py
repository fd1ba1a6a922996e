"""Reports of a check: for people, for programs, for GitHub, and for everything that reads SARIF.

In: a `Report`. Out: a `Printed`, the text for standard output and the text for standard error. A new format is one
module with one function, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from build_tools.report import github, json_report, sarif, text
from build_tools.report.findings import Printed as Printed
from build_tools.report.findings import Report as Report

Format = Callable[[Report], Printed]

FORMATS: Mapping[str, Format] = {
    "text": text.printed,
    "json": json_report.printed,
    "github": github.printed,
    "sarif": sarif.printed,
}
"""What a report can be written as, by the name on the command line."""
