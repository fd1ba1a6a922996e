"""History: what the public has seen, one file per release, append-only, hash-chained per advisory.

    advisories/history/<ID>/0001.json

A release holds the facts as codes, the source texts, and the translations and names that were current; never the
`internal` notes. Each file ends with the SHA-256 of its own content, and names that of the file before it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from build_tools.atomic_files import create_atomically
from build_tools.model.advisory import Advisory
from build_tools.model.release import Release
from build_tools.problems import FieldError, Place, Problem
from build_tools.site import Site

FOLDER = "history"
Codes = Mapping[str, Iterable[str]]


class Content(NamedTuple):
    """What a release freezes: facts, current translations, the SHA-256 of each file they come from, and names."""

    advisory: Advisory
    translations: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, str]
    site: Site


def freeze(content: Content, released_at: datetime, number: int, previous: str | None) -> Release:
    """Release `number` of an advisory; `previous` is the SHA-256 of the file of the release before it."""
    advisory, site = content.advisory, content.site
    named = {*advisory.affected.products, *advisory.affected.not_affected_products}
    return Release(
        number=number,
        released_at=released_at.replace(microsecond=0),
        change=advisory.release.change,
        previous=previous,
        advisory=public(advisory),
        translations={language: dict(sorted(texts.items())) for language, texts in content.translations.items()},
        sources=content.sources,
        publisher=site.publisher.name,
        product_names={product: name for product, name in site.product_names.items() if product in named},
    )


def public(advisory: Advisory) -> Advisory:
    """The advisory without what is never published."""
    return advisory.with_fields(internal=None)


def release_bytes(release: Release) -> bytes:
    """The content of the release's file: readable, and the same for the same release."""
    data = release.model_dump(mode="json", exclude_none=True)
    data.setdefault("previous", None)
    return _sealed(json.dumps(data, ensure_ascii=False, indent=2).encode())


_SEAL = re.compile(rb',\n  "sha256": "([0-9a-f]{64})"\n}\n\Z')


def _sealed(data: bytes) -> bytes:
    """A JSON object with the SHA-256 of all that stands in it before, as its last member."""
    body = data.removesuffix(b"\n}")
    return body + f',\n  "sha256": "{hashlib.sha256(body).hexdigest()}"\n}}\n'.encode()


def _unsealed(content: bytes) -> bytes | None:
    """The object without its seal; None if a byte of it has changed since."""
    seal = _SEAL.search(content)
    if seal is None or hashlib.sha256(content[: seal.start()]).hexdigest() != seal[1].decode():
        return None
    return content[: seal.start()] + b"\n}"


def release_path(advisories: Path, advisory_id: str, number: int) -> Path:
    """Where a release lies."""
    return advisories / FOLDER / advisory_id / f"{number:04d}.json"


def file_digest(path: Path) -> str:
    """SHA-256 of a file as it lies there, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_release(advisories: Path, release: Release) -> Path:
    """Add the release to the history. Raises FileExistsError when that number is taken: nothing is rewritten."""
    path = release_path(advisories, release.advisory.id, release.number)
    create_atomically(path, release_bytes(release))
    return path


def unreleased(
    advisory: Advisory, translations: Mapping[str, Mapping[str, str]], releases: tuple[Release, ...]
) -> bool:
    """Whether the draft differs from the newest release, in a fact, a text or a translation."""
    if not releases:
        return True
    newest = releases[-1]
    same = public(advisory) == newest.advisory
    return not same or {k: dict(v) for k, v in translations.items()} != {
        k: dict(v) for k, v in newest.translations.items()
    }


def released(releases: tuple[Release, ...], now: datetime) -> tuple[Release, ...]:
    """The releases whose time has come."""
    return tuple(release for release in releases if release.released_at <= now)


def read_history(root: Path, advisories: str, codes: Codes) -> tuple[dict[str, tuple[Release, ...]], list[Problem]]:
    """All releases by advisory id, oldest first, and what is wrong with their files."""
    histories: dict[str, tuple[Release, ...]] = {}
    problems: list[Problem] = []
    for folder in sorted((root / advisories / FOLDER).glob("*/")):
        chain, found = _read_chain(root, folder, codes)
        histories |= {folder.name: chain} if chain else {}
        problems += found
    return histories, problems


def _read_chain(root: Path, folder: Path, codes: Codes) -> tuple[tuple[Release, ...], list[Problem]]:
    """The releases of one advisory, each following the file before it."""
    releases: list[Release] = []
    problems: list[Problem] = []
    before = None
    for number, path in enumerate(sorted(filter(Path.is_file, folder.glob("[!.]*.json"))), 1):
        place, content = Place(path.relative_to(root).as_posix()), path.read_bytes()
        release, found = read_release(place, content, codes)
        if release:
            releases.append(release)
            found = list(_faults(place, path, release, number, before))
        problems += found
        before = hashlib.sha256(content).hexdigest()
    return tuple(releases), problems


_RESTORE = "Restore the file from git; a release is never edited."


def read_release(place: Place, content: bytes, codes: Codes) -> tuple[Release | None, list[Problem]]:
    """Read one file of the history. Exactly one of release and problems is empty."""
    data = _unsealed(content)
    if data is None:
        message = "This file is not as it was written: its SHA-256 is another."
        return None, [Problem(place, "history-altered", message, _RESTORE)]
    try:
        return Release.model_validate_json(data, context={"codes": codes}), []
    except ValidationError as error:
        return None, [_unreadable(place, details) for details in error.errors(include_url=False)]


def _unreadable(place: Place, details: ErrorDetails) -> Problem:
    """An unchanged release can only be unreadable because what it refers to has changed."""
    fault = details.get("ctx", {}).get("error")
    if isinstance(fault, FieldError) and fault.code == "unknown-code":
        mend = "Put the code back into locales/vocabulary.yaml; a code that was released is never removed."
        return Problem(place, "history-code", fault.message, mend)
    where = ".".join(str(step) for step in details["loc"])
    mend = "Use the version of the press that wrote this file, or a newer one."
    return Problem(place, "history-unreadable", f"`{where}` cannot be read by this version.", mend)


def _faults(place: Place, path: Path, release: Release, number: int, before: str | None) -> Iterable[Problem]:
    if release.advisory.id != path.parent.name:
        message = f"This release of `{release.advisory.id}` lies in the folder of `{path.parent.name}`."
        yield Problem(place, "history-misplaced", message, _RESTORE)
    if release.number != number or path.stem != f"{number:04d}":
        yield Problem(place, "history-gap", f"Release {number} is missing before this one.", _RESTORE)
    elif release.previous != before:
        yield Problem(place, "history-chain", "This release does not follow the file before it.", _RESTORE)
