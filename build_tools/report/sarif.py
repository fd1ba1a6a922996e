"""The report as SARIF 2.1.0 (OASIS), which code hosts and editors read: each code found is a rule with its explanation.

Files are named by relative URIs; columns count characters.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from urllib.parse import quote

from build_tools.explanations import Explanation, read_explanations
from build_tools.problems import Problem
from build_tools.report.findings import Printed, Report, sentence

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
PACKAGE = "incident-advisory-press"

Json = dict[str, object]


def printed(report: Report) -> Printed:
    """One run with its rules and results, on standard output."""
    codes = sorted({problem.code for problem in report.problems})
    explanations = read_explanations() if codes else {}
    driver: Json = {
        "name": "advisory",
        "fullName": "Incident advisory press",
        "version": version(PACKAGE),
        "rules": [_rule(code, explanations[code]) for code in codes],
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes, report.folder) for problem in report.problems],
    }
    content: Json = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return Printed(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _rule(code: str, explanation: Explanation) -> Json:
    return {
        "id": code,
        "shortDescription": {"text": explanation.first_sentence},
        "fullDescription": {"text": explanation.what},
        "help": {"text": explanation.text},
    }


def _result(problem: Problem, codes: Sequence[str], folder: str) -> Json:
    place = problem.place
    location: Json = {
        "artifactLocation": {"uri": quote(folder + place.file)},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": sentence(problem)},
        "locations": [{"physicalLocation": location}],
    }
