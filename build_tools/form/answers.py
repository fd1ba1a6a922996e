"""Answers: what the desk says of an advisory and of what a form holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from build_tools.form.differences import Difference
from build_tools.preview.preview import Preview
from build_tools.problems import Problem
from build_tools.yaml_source import FieldPath


@dataclass(frozen=True)
class Found:
    """A problem, and the field that it is about; none where it is about the whole file."""

    path: FieldPath
    title: str
    problem: Problem


@dataclass(frozen=True)
class Opened:
    """A file as it is on the disk: its digest and what the form shows of it; None where it cannot be read as YAML."""

    digest: str
    value: Any
    problems: tuple[Found, ...]


@dataclass(frozen=True)
class Conflict:
    """The file is not as the form read it: what is on the disk now, and where the form differs from it."""

    digest: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Checked:
    """What is wrong with what a form holds, the preview, and whether that shows it; else it is as it was before."""

    problems: tuple[Found, ...]
    preview: Preview | None = None
    is_shown: bool = False
