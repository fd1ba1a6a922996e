"""Reads the history, and tells what is wrong with it.

In: the folder of the history, and what the codes are. Out: all releases by advisory id, oldest first, each with its
later translations, and a problem for everything that was altered, lost, or put into another order.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from build_tools.history.files import FOLDER, Name, is_unaltered, name_of
from build_tools.model.advisory import is_advisory_id
from build_tools.model.moment import rfc3339
from build_tools.model.release import LaterTranslation, Release
from build_tools.problems import FieldError, Place, Problem

Codes = Mapping[str, Iterable[str]]
Model = TypeVar("Model", Release, LaterTranslation)
FORMAT = 1
_FORMAT = re.compile(rb'\s*\{\s*"format": ([0-9]{1,6}),')
_CONFLICT = re.compile(rb"^(?:<{7}|={7}|>{7})", re.MULTILINE)
_RESTORE = "Restore the file from git; a release is never edited."
_MOVE = "Restore what was there from git, and move anything else out of the history."


def released(releases: tuple[Release, ...], now: datetime) -> tuple[Release, ...]:
    """The releases whose time has come, with the later translations whose time has come."""
    return tuple(release.as_of(now) for release in releases if release.released_at <= now)


def read_history(root: Path, advisories: str, codes: Codes) -> tuple[dict[str, tuple[Release, ...]], list[Problem]]:
    """All releases by advisory id, oldest first, and what is wrong with their files."""
    histories: dict[str, tuple[Release, ...]] = {}
    ids, problems = released_ids(root, advisories)
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


class _File(NamedTuple):
    """A file of the history: what its name says, its place, and its content."""

    name: Name
    place: Place
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class _Before(NamedTuple):
    """The file before one of a chain: its SHA-256, and its instant as far as that can be read."""

    digest: str | None = None
    at: datetime | None = None


def _read_files(root: Path, folder: Path) -> tuple[list[_File], list[Problem]]:
    """The files of one advisory in their order, and a problem for each whose name is none of the history's."""
    files: list[_File] = []
    problems: list[Problem] = []
    for path in _entries(folder):
        place, name = Place(path.relative_to(root).as_posix()), name_of(path)
        if name and path.is_file() and not path.is_symlink():
            files.append(_File(name, place, path.read_bytes()))
        else:
            message = "This is not the file of a release, such as `0001.json`."
            problems.append(Problem(place, "history-misplaced", message, _MOVE))
    return sorted(files), problems


def _read_chain(files: list[_File], advisory_id: str, codes: Codes) -> tuple[tuple[Release, ...], list[Problem]]:
    """The releases of one advisory, each following the one before it, with what was added to each."""
    releases: list[Release] = []
    problems: list[Problem] = []
    before = _Before()
    for number, file in enumerate((file for file in files if not file.name.language), 1):
        release, found = _read(file, Release, codes)
        if release:
            later = [it for it in files if it.name.language and it.name.release == file.name.release]
            found = list(_faults(file, release, number, before, advisory_id))
            release, added = _with_later(file, release, later)
            releases.append(release)
            found += added
        problems += found
        before = _Before(file.digest, release.released_at if release else None)
    return tuple(releases), [*problems, *_strays(files)]


def _read(file: _File, model: type[Model], codes: Codes) -> tuple[Model | None, list[Problem]]:
    """Read one file. Exactly one of model and problems is empty."""
    if fault := _fault_of_content(file):
        return None, [fault]
    try:
        return model.model_validate_json(file.content, context={"codes": codes}), []
    except ValidationError as error:
        return None, [_unreadable(file.place, details) for details in error.errors(include_url=False)]


def _fault_of_content(file: _File) -> Problem | None:
    """Why a file cannot be trusted, or not be read by this version."""
    found = _FORMAT.match(file.content)
    if found and int(found[1]) != FORMAT:
        message = f"This file has the format {int(found[1])}, and this version of the press reads format {FORMAT}."
        mend = "Install the version of the press that wrote it, or a newer one."
        return Problem(file.place, "history-newer", message, mend)
    if is_unaltered(file.content):
        return None
    if _CONFLICT.search(file.content):
        message = "Two people released this at once, and git left the choice open."
        mend = "Keep the release that was published, whole: `git checkout main -- FILE`. Then release the other again."
        return Problem(file.place, "history-conflict", message, mend)
    message = "This file is not as it was written: its SHA-256 is another."
    return Problem(file.place, "history-altered", message, _RESTORE)


def _unreadable(place: Place, details: ErrorDetails) -> Problem:
    """An unchanged release can only be unreadable because what it refers to has changed."""
    fault = details.get("ctx", {}).get("error")
    if isinstance(fault, FieldError) and fault.code == "unknown-code":
        mend = "Put the code back into locales/vocabulary.yaml; a code that was released is never removed."
        return Problem(place, "history-code", fault.message, mend)
    where = ".".join(str(step) for step in details["loc"])
    mend = "Use the version of the press that wrote this file, or a newer one."
    return Problem(place, "history-unreadable", f"`{where}` cannot be read by this version.", mend)


def _faults(file: _File, release: Release, number: int, before: _Before, advisory_id: str) -> Iterator[Problem]:
    """What is wrong with a release beside the others of its advisory."""
    if release.advisory.id != advisory_id:
        message = f"This release of `{release.advisory.id}` lies in the folder of `{advisory_id}`."
        yield Problem(file.place, "history-misplaced", message, _RESTORE)
    if release.number != number or file.name.release != number:
        yield Problem(file.place, "history-gap", f"Release {number} is missing before this one.", _RESTORE)
    elif release.previous != before.digest:
        yield Problem(file.place, "history-chain", "This release does not follow the file before it.", _RESTORE)
    elif before.at and release.released_at <= before.at:
        message = f"This release is of {rfc3339(release.released_at)}, and the one before it is not earlier."
        yield Problem(file.place, "history-order", message, _RESTORE)


def _with_later(file: _File, release: Release, later: list[_File]) -> tuple[Release, list[Problem]]:
    """A release with its later translations, and what is wrong with them."""
    problems: list[Problem] = []
    before: dict[str, _Before] = {}
    additions = []
    for one in later:
        addition, found = _read(one, LaterTranslation, {})
        if addition:
            last = before.get(addition.language, _Before(file.digest, release.released_at))
            found = list(_faults_of_addition(one, addition, release, last))
            before[addition.language] = _Before(one.digest, addition.translated_at)
            additions.append(addition)
        problems += found
    return release.with_fields(later=tuple(additions)) if additions else release, problems


def _faults_of_addition(
    file: _File, addition: LaterTranslation, release: Release, before: _Before
) -> Iterator[Problem]:
    """What is wrong with a later translation beside its release and those before it."""
    says = (addition.advisory, addition.release, addition.language, addition.number)
    if says != (release.advisory.id, release.number, file.name.language, file.name.number):
        message = (
            f"This file belongs to release {addition.release} of `{addition.advisory}`, as number {addition.number}."
        )
        yield Problem(file.place, "history-misplaced", message, _RESTORE)
    elif addition.previous != before.digest:
        yield Problem(file.place, "history-chain", "This translation does not follow the file before it.", _RESTORE)
    elif before.at and addition.translated_at < before.at:
        message = f"This translation is of {rfc3339(addition.translated_at)}, and the file before it is later."
        yield Problem(file.place, "history-order", message, _RESTORE)


def _strays(files: list[_File]) -> Iterator[Problem]:
    """Later translations without their release."""
    numbers = {file.name.release for file in files if not file.name.language}
    for file in files:
        if file.name.release not in numbers:
            message = f"Release {file.name.release}, which this file adds to, is missing."
            yield Problem(file.place, "history-gap", message, _RESTORE)
