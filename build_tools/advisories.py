"""Advisories: what lies in their folder, loaded and checked: drafts, what is translated of them, and releases.

In: what they are checked with, and which of them are wanted. Out: `Advisories`, and all problems at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.foundation import Foundation
from build_tools.history.read import read_history
from build_tools.history.related import related_ids
from build_tools.language.languages import advisory_file, orphans
from build_tools.load import load_advisories, yaml_files
from build_tools.model.advisory import advisory_id_in, is_advisory_id
from build_tools.model.draft import Draft
from build_tools.problems import Place, Problem, counted
from build_tools.rules.corpus import Corpus, check_corpus
from build_tools.rules.known import Known
from build_tools.rules.released import check_released
from build_tools.written import Digests, Releases, Written, check_written, digests_by_id, is_as_released, read_written


@dataclass(frozen=True)
class Advisories:
    """What was read of advisories: those that are written, the digests of their files by id, and their releases."""

    written: tuple[Written, ...] = ()
    sources: Mapping[str, Digests] = field(default_factory=dict)
    histories: Mapping[str, Releases] = field(default_factory=dict)


class Wanted(NamedTuple):
    """Which drafts are read, where it is not all of them.

    With `only_changed`, drafts whose files are the ones that their newest release was frozen from are passed over:
    what depends on their files alone was checked then, and they have nothing to release. With `only_finished`, drafts
    that still have blanks are left out with a word, whatever else is wrong with them. With `only_released`, no draft is
    read at all: what was released can be withdrawn, whatever is being written. With `only_id` or `only_ids`, no other
    draft is read, no release but of advisories that replace each other, and what is wrong with others is left to them.
    """

    only_changed: bool = False
    only_finished: bool = False
    only_released: bool = False
    only_id: str = ""
    only_ids: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the advisories that are wanted, where it is not all of them."""
        return self.only_ids | {self.only_id} - {""}


ALL = Wanted()
PUBLIC = Wanted(only_changed=True, only_finished=True)
"""What is read to publish."""


def read_advisories(foundation: Foundation, wanted: Wanted = ALL) -> tuple[Advisories, list[Problem]]:
    """Read and check the advisories that are wanted."""
    advisories, problems = _read_advisories(foundation, wanted)
    problems += _check(advisories, foundation)
    is_told = {None, *wanted.ids}
    return advisories, [it for it in problems if not wanted.ids or advisory_id_in(it.place.file) in is_told]


def _read_advisories(foundation: Foundation, wanted: Wanted) -> tuple[Advisories, list[Problem]]:
    root, site = foundation.root, foundation.site
    if missing := folder_missing(foundation):
        return Advisories(), [missing]
    only = {it for one in wanted.ids for it in _related(foundation, one)} if wanted.ids else None
    histories, problems = read_history(root, site.advisories_dir, foundation.vocabulary.groups, only)
    sources = digests_by_id(root, site)
    if not wanted.ids:
        problems += orphans(root, site, sources.keys() | histories.keys())
    if wanted.only_released:
        return Advisories(sources=sources, histories=histories), problems
    unread = set(_unwanted_files(foundation, wanted, Advisories(sources=sources, histories=histories)))
    codes, own = foundation.vocabulary.groups, site.publisher.email
    drafts, found = load_advisories(root, site.advisories_dir, codes, unread, own)
    problems += _without_unfinished(found) if wanted.only_finished else found
    all_written = []
    for draft in drafts:
        advisory_id = draft.advisory.id
        written, found = read_written(root, site, draft, histories.get(advisory_id, ()), sources.get(advisory_id, {}))
        all_written.append(written)
        problems += found
    return Advisories(tuple(all_written), sources, histories), problems


def folder_missing(foundation: Foundation) -> Problem | None:
    """What is to be said where the folder of the advisories is not there."""
    folder = foundation.site.advisories_dir
    if (foundation.root / folder).is_dir():
        return None
    message = f"The folder `{folder}` of the advisories is missing."
    return Problem(Place(folder), "no-advisories", message, "Restore it from git.")


def _related(foundation: Foundation, advisory_id: str) -> set[str]:
    """The ids of the advisories whose releases are read for the sake of one."""
    root, site = foundation.root, foundation.site
    if not is_advisory_id(advisory_id):
        return set()
    return related_ids(root / site.advisories_dir, advisory_id, root / advisory_file(site, advisory_id))


def _without_unfinished(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems; of each file that still has blanks, only a word that it is left out: it is no bad one yet."""
    problems = list(problems)
    unfinished = Counter(problem.place.file for problem in problems if problem.code == "blank")
    yield from (problem for problem in problems if problem.place.file not in unfinished)
    for file, number in unfinished.items():
        message = f"This draft is not finished, and left out: {counted(number, 'blank')} to be filled in."
        yield Problem(Place(file), "unfinished", message, f"See them with `advisory check {file}`.", "warning")


def _unwanted_files(foundation: Foundation, wanted: Wanted, existing: Advisories) -> Iterable[str]:
    """The YAML files that are not read."""
    root, site = foundation.root, foundation.site
    if wanted.only_changed:
        for advisory_id, releases in existing.histories.items():
            if is_as_released(releases, existing.sources.get(advisory_id, {})):
                yield advisory_file(site, advisory_id)
    if wanted.ids:
        others = (path for path in yaml_files(root / site.advisories_dir) if path.stem not in wanted.ids)
        yield from (path.relative_to(root).as_posix() for path in others)


def _check(advisories: Advisories, foundation: Foundation) -> Iterable[Problem]:
    """All rules on drafts and on what is released."""
    known = foundation.known
    for written in advisories.written:
        yield from check_written(written, known)
    drafts = [written.draft for written in advisories.written]
    yield from check_all(drafts, advisories.histories.keys(), advisories.sources.keys(), known)
    yield from check_released(advisories.histories, known, foundation.settings)


def check_all(drafts: Sequence[Draft], released: Set[str], existing: Set[str], known: Known) -> Iterable[Problem]:
    """The rules on all drafts together; `existing` are the ids that have a file, whether it was read or passed over."""
    passed_over = existing - {draft.advisory.id for draft in drafts}
    yield from check_corpus(Corpus(drafts, released, known.site.advisories_dir, passed_over=passed_over))
