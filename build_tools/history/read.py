"""Reads the history, and tells what is wrong with it.

In: the folder of the history, and what the codes are. Out: all releases by advisory id, oldest first, each with its
later translations, and a problem for everything that was altered, lost, or put into another order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from build_tools.history.faults import (
    Before,
    fault_of_content,
    faults_of_addition,
    faults_of_release,
    strays,
    unreadable,
)
from build_tools.history.files import FOLDER, File, name_of
from build_tools.model.advisory import is_advisory_id
from build_tools.model.release import LaterTranslation, Release
from build_tools.problems import Place, Problem

Codes = Mapping[str, Iterable[str]]
Model = TypeVar("Model", Release, LaterTranslation)
_MOVE = "Restore what was there from git, and move anything else out of the history."


def released(releases: tuple[Release, ...], now: datetime) -> tuple[Release, ...]:
    """The releases whose time has come, with the later translations whose time has come."""
    return tuple(release.as_of(now) for release in releases if release.released_at <= now)


def read_history(
    root: Path, advisories: str, codes: Codes, wanted: Set[str] = frozenset()
) -> tuple[dict[str, tuple[Release, ...]], list[Problem]]:
    """All releases by advisory id, oldest first, and what is wrong with their files; or those that are wanted alone."""
    histories: dict[str, tuple[Release, ...]] = {}
    ids, problems = (sorted(wanted), []) if wanted else released_ids(root, advisories)
    for advisory_id in ids:
        chain, found = read_releases(root, advisories, advisory_id, codes)
        histories |= {advisory_id: chain} if chain else {}
        problems += found
    return histories, problems


def released_ids(root: Path, advisories: str) -> tuple[list[str], list[Problem]]:
    """The ids of the advisories that have a folder in the history, and a problem for whatever else lies there."""
    entries = _entries(root / advisories / FOLDER)
    ids = {path.name: None for path in entries if path.is_dir() and is_advisory_id(path.name)}
    others = [Place(path.relative_to(root).as_posix()) for path in entries if path.name not in ids]
    message = "This is no folder of an advisory's releases."
    return [*ids], [Problem(place, "history-misplaced", message, _MOVE) for place in others]


def read_releases(
    root: Path, advisories: str, advisory_id: str, codes: Codes
) -> tuple[tuple[Release, ...], list[Problem]]:
    """All releases of one advisory, oldest first, and what is wrong with their files."""
    files, problems = _read_files(root, root / advisories / FOLDER / advisory_id)
    chain, found = _read_chain(files, advisory_id, codes)
    return chain, [*problems, *found]


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder of the history, but for what systems and editors hide there."""
    if folder.is_dir():
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return [folder] if folder.is_symlink() or folder.exists() else []


def _read_files(root: Path, folder: Path) -> tuple[list[File], list[Problem]]:
    """The files of one advisory in their order, and a problem for each whose name is none of the history's."""
    files: list[File] = []
    problems: list[Problem] = []
    for path in _entries(folder):
        place, name = Place(path.relative_to(root).as_posix()), name_of(path)
        if name and path.is_file() and not path.is_symlink():
            files.append(File(name, place, path.read_bytes()))
        else:
            message = "This is not the file of a release, such as `0001.json`."
            problems.append(Problem(place, "history-misplaced", message, _MOVE))
    return sorted(files), problems


def _read_chain(files: list[File], advisory_id: str, codes: Codes) -> tuple[tuple[Release, ...], list[Problem]]:
    """The releases of one advisory, each following the one before it, with what was added to each."""
    releases: list[Release] = []
    problems: list[Problem] = []
    before = Before()
    for number, file in enumerate((file for file in files if not file.name.language), 1):
        release, found = _read(file, Release, codes)
        if release:
            later = [it for it in files if it.name.language and it.name.release == file.name.release]
            found = list(faults_of_release(file, release, number, before, advisory_id))
            release, added = _with_later(file, release, later)
            releases.append(release)
            found += added
        problems += found
        before = Before(file.digest, release.released_at if release else None)
    return tuple(releases), [*problems, *strays(files)]


def _read(file: File, model: type[Model], codes: Codes) -> tuple[Model | None, list[Problem]]:
    """Read one file. Exactly one of model and problems is empty."""
    if fault := fault_of_content(file):
        return None, [fault]
    try:
        return model.model_validate_json(file.content, context={"codes": codes}), []
    except ValidationError as error:
        return None, [unreadable(file.place, details) for details in error.errors(include_url=False)]


def _with_later(file: File, release: Release, later: list[File]) -> tuple[Release, list[Problem]]:
    """A release with its later translations, and what is wrong with them."""
    problems: list[Problem] = []
    before: dict[str, Before] = {}
    additions = []
    for one in later:
        addition, found = _read(one, LaterTranslation, {})
        if addition:
            last = before.get(addition.language, Before(file.digest, release.released_at))
            found = list(faults_of_addition(one, addition, release, last))
            before[addition.language] = Before(one.digest, addition.translated_at)
            additions.append(addition)
        problems += found
    return release.with_fields(later=tuple(additions)) if additions else release, problems
