"""What stands ready for teams on GitHub: its forms are valid, and its words are those of the press."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import yaml

from build_tools.drafting import preset_kinds
from build_tools.project import Project
from tests.conftest import ROOT

GITHUB = ROOT / ".github"


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("github-workflows", "workflows/advisories.yml"),
        ("github-issue-forms", "ISSUE_TEMPLATE/incident.yml"),
        ("github-issue-config", "ISSUE_TEMPLATE/config.yml"),
    ],
)
def test_a_form_is_valid(schema: str, file: str) -> None:
    """The published JSON Schema of GitHub's format accepts the file."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(GITHUB / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_kind_of_incident_can_be_reported(project: Project) -> None:
    """The form offers each kind that an advisory can begin with, under the name that `advisory new` takes."""
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/incident.yml").read_text(encoding="utf-8"))
    offered = next(part for part in form["body"] if part.get("id") == "kind")["attributes"]["options"]
    kinds = project.vocabulary.groups["kinds"]
    assert offered == [f"{kinds[kind].label} ({kind})" for kind in kinds] + ["something else"]
    assert set(kinds) == set(preset_kinds())


def test_the_workflow_runs_commands_that_exist() -> None:
    """Every `make` target and every `advisory` command of the workflow is one of this repository."""
    workflow = yaml.safe_load((GITHUB / "workflows/advisories.yml").read_text(encoding="utf-8"))
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert len(runs) >= 5
    for run in runs:
        if target := re.fullmatch(r"make (\w+)", run):
            assert re.search(rf"^{target[1]}:", makefile, re.MULTILINE)
        else:
            options = re.fullmatch(r"\.venv/bin/advisory (\w+)(.*)", run)
            assert options
            command = [sys.executable, "-m", "build_tools", options[1], "--help"]
            told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
            assert all(option in told for option in re.findall(r"--[a-z]+", options[2]))
