"""What may be wrong with files of the history: altered, lost, misplaced, or in another order.

In: a file, what was read of it, and the file before it. Out: problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from pydantic_core import ErrorDetails

from build_tools.history.files import File, is_unaltered
from build_tools.model.moment import rfc3339
from build_tools.model.release import LaterTranslation, Release
from build_tools.problems import FieldError, Place, Problem

FORMAT = 1
_FORMAT = re.compile(rb'\s*\{\s*"format": ([0-9]{1,6}),')
_CONFLICT = re.compile(rb"^(?:<{7}|={7}|>{7})", re.MULTILINE)
_RESTORE = "Restore the file from git; a release is never edited."


class Before(NamedTuple):
    """The file before one of a chain: its SHA-256, and its instant as far as that can be read."""

    digest: str | None = None
    at: datetime | None = None


def fault_of_content(file: File) -> Problem | None:
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


def unreadable(place: Place, details: ErrorDetails) -> Problem:
    """An unchanged release can only be unreadable because what it refers to has changed."""
    fault = details.get("ctx", {}).get("error")
    if isinstance(fault, FieldError) and fault.code == "unknown-code":
        mend = "Put the code back into locales/vocabulary.yaml; a code that was released is never removed."
        return Problem(place, "history-code", fault.message, mend)
    where = ".".join(str(step) for step in details["loc"])
    mend = "Use the version of the press that wrote this file, or a newer one."
    return Problem(place, "history-unreadable", f"`{where}` cannot be read by this version.", mend)


def faults_of_release(file: File, release: Release, number: int, before: Before, advisory_id: str) -> Iterator[Problem]:
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


def faults_of_addition(file: File, addition: LaterTranslation, release: Release, before: Before) -> Iterator[Problem]:
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


def strays(files: list[File]) -> Iterator[Problem]:
    """Later translations without their release."""
    numbers = {file.name.release for file in files if not file.name.language}
    for file in files:
        if file.name.release not in numbers:
            message = f"Release {file.name.release}, which this file adds to, is missing."
            yield Problem(file.place, "history-gap", message, _RESTORE)
