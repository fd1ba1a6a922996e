"""Desk: reads an advisory for the form, says what is wrong with an edit, previews it, and saves it.

In: the engine of a preview, the id of an advisory, and what a form holds. Out: what the form is to show, problems by
field, and the file. A file that is not as the form read it is never written over without being told to.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.atomic_files import write_atomically
from build_tools.form.answers import Checked, Conflict, Found, Opened
from build_tools.form.differences import Difference, differences, texts
from build_tools.form.fields import Schema, form_schema
from build_tools.form.places import field_of, title_of
from build_tools.form.values import from_form, to_form
from build_tools.language.languages import advisory_file
from build_tools.preview.engine import Engine
from build_tools.problems import Place, Problem
from build_tools.project import Project
from build_tools.schema import advisory_schema
from build_tools.source_text import suspect_characters
from build_tools.yaml_edit import NotWritableError, edited
from build_tools.yaml_source import SourceTree, read_yaml


class NoAdvisoryError(LookupError):
    """There is no file of this advisory."""


class NothingToStandOnError(RuntimeError):
    """The settings or the vocabulary cannot be read, and so there is no form. `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class _Source:
    """The text of a file, and its tree; of a file that cannot be read, those of the last time that it could."""

    digest: str
    text: str
    tree: SourceTree
    problems: tuple[Problem, ...] = ()


@dataclass
class Desk:
    """All advisories of a project, as far as forms need them."""

    engine: Engine
    _last: dict[str, _Source] = field(default_factory=dict)
    _made_of: tuple[object, Schema] = (None, {})
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def schema(self) -> Schema:
        """The schema of the form. Raises NothingToStandOnError."""
        project = self.project()
        if self._made_of[0] is not project.vocabulary:
            self._made_of = project.vocabulary, form_schema(advisory_schema(project.site, project.vocabulary))
        return self._made_of[1]

    def opened(self, advisory_id: str) -> Opened:
        """What the form shows of an advisory. Raises NoAdvisoryError, NothingToStandOnError."""
        source = self._source(advisory_id)
        if source.problems or not source.text:
            found = [Found((), f"Line {problem.place.line}", problem) for problem in source.problems]
            return Opened(source.digest, None, tuple(found))
        problems = self._checked(advisory_id, source.text.encode(), source.tree).problems
        return Opened(source.digest, to_form(source.tree.content, self.schema()), problems)

    def checked(self, advisory_id: str, value: Any) -> Checked:
        """What is wrong with what a form holds, and the preview of it. Raises ValueError for what no form holds."""
        source = self._source(advisory_id)
        try:
            text, tree = self._written(source, value)
        except NotWritableError as error:
            return Checked(tuple(self._not_writable(value, error)))
        return self._checked(advisory_id, text.encode("utf-8"), tree)

    def saved(self, advisory_id: str, value: Any, digest: str) -> Opened | Conflict:
        """Write what a form holds, if the file still has this digest.

        Raises ValueError for what no form holds, NotWritableError for what cannot be written, OSError for a disk that
        does not take it.
        """
        with self._lock:
            source = self._source(advisory_id)
            if source.digest != digest:
                return self._conflict(source, value)
            text, _ = self._written(source, value)
            write_atomically(self._path(advisory_id), text.encode("utf-8"))
        self.engine.refresh()
        return self.opened(advisory_id)

    def compared(self, advisory_id: str, value: Any) -> Conflict:
        """What is on the disk, and where a form differs from it."""
        return self._conflict(self._source(advisory_id), value)

    def digest(self, advisory_id: str) -> str:
        """What tells one state of a file from another; empty where there is no file."""
        try:
            return hashlib.sha256(self._path(advisory_id).read_bytes()).hexdigest()
        except FileNotFoundError:
            return ""

    def project(self) -> Project:
        """What all forms rest on. Raises NothingToStandOnError."""
        preview = self.engine.state.preview
        if preview is None:
            raise NothingToStandOnError(self.engine.state.problems)
        return preview.project

    def _path(self, advisory_id: str) -> Path:
        return self.engine.root / advisory_file(self.project().site, advisory_id)

    def _source(self, advisory_id: str) -> _Source:
        """The file of an advisory; one that cannot be read keeps what was last read of it, with its own digest."""
        try:
            content = self._path(advisory_id).read_bytes()
        except FileNotFoundError:
            raise NoAdvisoryError(advisory_id) from None
        digest, file = hashlib.sha256(content).hexdigest(), advisory_file(self.project().site, advisory_id)
        tree, problems = read_yaml(file, content)
        if tree is not None:
            self._last[advisory_id] = _Source(digest, content.decode("utf-8"), tree)
            return self._last[advisory_id]
        last = self._last.get(advisory_id, _Source("", "", SourceTree(file)))
        return _Source(digest, last.text, last.tree, tuple(problems))

    def _written(self, source: _Source, value: Any) -> tuple[str, SourceTree]:
        """The text of a file with what a form holds. Raises NotWritableError, ValueError."""
        if not source.text:
            raise NotWritableError(source.problems)
        text = edited(source.text, from_form(value, source.tree.content, self.schema()))
        tree, problems = read_yaml(source.tree.file, text.encode("utf-8"))
        if tree is None:
            raise NotWritableError(problems)
        return text, tree

    def _checked(self, advisory_id: str, text: bytes, tree: SourceTree) -> Checked:
        """What is wrong with a text, by field, and the preview of it."""
        file, schema = advisory_file(self.project().site, advisory_id), self.schema()
        unsaved = self.engine.with_file(file, text)
        paths = [field_of(problem, tree, schema) for problem in unsaved.problems]
        found = [Found(path, title_of(path, schema), it) for path, it in zip(paths, unsaved.problems, strict=True)]
        return Checked(tuple(found), unsaved.preview, unsaved.is_shown)

    def _not_writable(self, value: Any, error: NotWritableError) -> Iterator[Found]:
        """Why a value cannot be written: the characters in it, or what the reader says of the file."""
        schema, told = self.schema(), False
        for path, text in texts(value):
            for _, message, mend in suspect_characters(text):
                told = True
                yield Found(path, title_of(path, schema), Problem(Place(""), "forbidden-character", message, mend))
        if not told:
            yield from (Found((), "The whole advisory", problem) for problem in error.problems)

    def _conflict(self, source: _Source, value: Any) -> Conflict:
        schema = self.schema()
        if source.problems:
            words = "cannot be read: " + source.problems[0].message
            return Conflict(source.digest, (Difference("The whole file", "as in this form", words),))
        return Conflict(source.digest, differences(value, to_form(source.tree.content, schema), schema))
