"""Reads every advisory for a preview, and again what changed.

In: what all advisories rest on, what was read before, and what changed. Out: new readings. A broken file takes nothing
from the preview: its advisory stays as it last was, and the problems are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from build_tools.advisories import check_all, folder_missing
from build_tools.foundation import Foundation
from build_tools.history.read import read_releases, released_ids
from build_tools.language.languages import advisory_file, source_digests
from build_tools.load import load_advisory, yaml_files
from build_tools.model.advisory import is_advisory_id
from build_tools.preview.files import Changed
from build_tools.preview.filled_part import filled_part
from build_tools.preview.readings import Chain, DraftFile, Readings, Standing
from build_tools.problems import Problem, is_blocking
from build_tools.rules.released import check_released
from build_tools.site import Site
from build_tools.written import check_written, is_as_released, read_written


def read_all(foundation: Foundation, before: Readings | None = None) -> Readings:
    """Read every advisory but those that are as released and were never touched; a broken one stays as it was before.

    Those were checked when they were released, and most are such: `check` reads them, and has their warnings.
    """
    folder = foundation.root / foundation.site.advisories_dir
    files = {path.relative_to(foundation.root).as_posix() for path in yaml_files(folder)}
    ids, _ = released_ids(foundation.root, foundation.site.advisories_dir)
    drafts = {file: draft for file, draft in before.drafts.items() if file in files} if before else {}
    unread = Readings(foundation, drafts=drafts, standing=before.standing if before else {})
    return read_again(unread, Changed(files, everything=True, histories=set(ids), advisories=files))


def read_again(before: Readings, changed: Changed) -> Readings:
    """Read what changed, and check it with the rest."""
    foundation, chains = before.foundation, dict(before.chains)
    for advisory_id in changed.histories:
        chains[advisory_id] = _read_chain(foundation, advisory_id)
    ids = filter(is_advisory_id, changed.histories)
    files = {*changed.advisories, *(advisory_file(foundation.site, advisory_id) for advisory_id in ids)}
    read = replace(before, chains={of: chain for of, chain in chains.items() if chain != Chain()})
    touched = before.touched if changed.everything else files
    for file in sorted(files):
        path = foundation.root / file
        read = _with_file(read, file, path.read_bytes() if path.is_file() else None, is_touched=file in touched)
    return _settled(_with_rules_on_releases(read) if changed.histories or changed.everything else read)


def with_file(before: Readings, file: str, content: bytes) -> Readings:
    """The readings as they would be if a file of an advisory held something else."""
    return _settled(_with_file(before, file, content, is_touched=True))


def _read_chain(foundation: Foundation, advisory_id: str) -> Chain:
    if not is_advisory_id(advisory_id):
        return Chain()
    folder, codes = foundation.site.advisories_dir, foundation.vocabulary.groups
    releases, problems = read_releases(foundation.root, folder, advisory_id, codes)
    return Chain(releases, tuple(problems))


def _with_file(read: Readings, file: str, content: bytes | None, *, is_touched: bool) -> Readings:
    """The readings with one file read again, or without one that is gone."""
    drafts, digests = dict(read.drafts), dict(read.digests)
    foundation, home_of = read.foundation, _id_at_home(read.foundation.site, file)
    drafts.pop(file, None)
    if home_of:
        digests.pop(home_of, None)
    if content is not None:
        if home_of:
            of_disk = source_digests(foundation.root, foundation.site, home_of)
            digests[home_of] = {**of_disk, file: hashlib.sha256(content).hexdigest()}
        read = replace(read, digests=digests)
        is_read = is_touched or not _is_as_released(read, home_of)
        drafts[file] = _read_draft(read, file, content) if is_read else DraftFile()
    return replace(read, drafts=drafts, digests=digests)


def _id_of(file: str) -> str:
    """The id that a file is named after, wherever it lies; empty if there is none."""
    name = file.rpartition("/")[2].rpartition(".")[0]
    return name if is_advisory_id(name) else ""


def _id_at_home(site: Site, file: str) -> str:
    """The id whose file this is; empty for one that lies elsewhere, as a copy does."""
    advisory_id = _id_of(file)
    return advisory_id if advisory_id and file == advisory_file(site, advisory_id) else ""


def _is_as_released(read: Readings, advisory_id: str) -> bool:
    return is_as_released(read.chains.get(advisory_id, Chain()).releases, read.digests.get(advisory_id, {}))


def _read_draft(read: Readings, file: str, content: bytes) -> DraftFile:
    """Read a file; what is wrong with one that has blanks is said of the whole, and only what is filled in is shown."""
    foundation = read.foundation
    draft, problems = load_advisory(file, content, foundation.vocabulary.groups, foundation.site.publisher.email)
    if draft is None:
        unread = DraftFile(None, tuple(problems))
        filled = filled_part(file, content) if unread.is_unfinished else None
        shown = _read_draft(read, file, filled) if filled else unread
        return unread if shown.is_broken else unread._replace(written=shown.written)
    advisory_id = draft.advisory.id
    releases, digests = read.chains.get(advisory_id, Chain()).releases, read.digests.get(advisory_id, {})
    written, problems = read_written(foundation.root, foundation.site, draft, releases, digests)
    return DraftFile(written, (*problems, *check_written(written, foundation.known)))


def _with_rules_on_releases(read: Readings) -> Readings:
    """The readings with the rules that look at all releases."""
    foundation = read.foundation
    histories = {advisory_id: chain.releases for advisory_id, chain in read.chains.items() if chain.releases}
    _, misplaced = released_ids(foundation.root, foundation.site.advisories_dir)
    found = check_released(histories, foundation.known, foundation.settings)
    return replace(read, of_releases=(*misplaced, *found))


def _settled(read: Readings) -> Readings:
    """The readings with the rules on all drafts together, and with the last good state of every advisory."""
    together = tuple(_check_together(read))
    broken = {problem.place.file for problem in together if problem.severity == "error"}
    broken |= {file for file, draft in read.drafts.items() if draft.is_broken}
    ids = sorted({*read.chains, *_ids_of_files(read)})
    standing = {advisory_id: _standing(read, advisory_id, broken) for advisory_id in ids}
    return replace(read, together=together, standing={of: one for of, one in standing.items() if one})


def _check_together(read: Readings) -> Iterable[Problem]:
    if missing := folder_missing(read.foundation):
        yield missing
        return
    files = [file for _, file in sorted(read.drafts.items()) if not file.is_unfinished]
    drafts = [file.written.draft for file in files if file.written]
    released = {advisory_id for advisory_id, chain in read.chains.items() if chain.releases}
    yield from check_all(drafts, released, _ids_of_files(read), read.foundation.known)


def _ids_of_files(read: Readings) -> set[str]:
    """The ids that files are named after, wherever these lie."""
    return {_id_of(file) for file in read.drafts} - {""}


def _standing(read: Readings, advisory_id: str, broken: set[str]) -> Standing | None:
    """The state of an advisory now, and where a part of it is broken, the last good one; None where there is none."""
    before = read.standing.get(advisory_id)
    chain, file = read.chains.get(advisory_id, Chain()), advisory_file(read.foundation.site, advisory_id)
    if is_blocking(chain.problems):
        return before
    written = read.drafts.get(file, DraftFile()).written
    if file in broken:
        written = before.written if before else None
    if before and before.releases is chain.releases and before.written is written:
        return before
    return Standing(chain.releases, written) if chain.releases or written else None
