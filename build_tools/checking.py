"""Checking: what is wrong with all that there is, or with the advisories that somebody names, and nothing else.

In: the folder of the project, and an instant. Out: a `Checked`. Of named advisories everything is looked at that a
whole check looks at: their files, their catalogues, their releases. Of the others only those are loaded that have one
of their ids in them, whatever they are called: one that claims the same id, or that takes the place of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from build_tools.history.committed import check_committed
from build_tools.history.files import FOLDER
from build_tools.history.read import read_releases
from build_tools.history.releases import is_unreleased
from build_tools.language.languages import read_site_and_vocabulary, source_digests
from build_tools.language.vocabulary import Vocabulary
from build_tools.load import load_advisory, yaml_files
from build_tools.model.advisory import ADVISORY_ID, advisory_id_in, is_advisory_id
from build_tools.model.draft import Draft
from build_tools.problems import Problem, in_order
from build_tools.rules.corpus import Corpus, check_corpus
from build_tools.rules.known import Known
from build_tools.rules.release import Candidate, foresee_release
from build_tools.rules.released import check_released
from build_tools.site import CONFIG, Site
from build_tools.written import Releases, check_written, read_written

_ID = re.compile(ADVISORY_ID.strip("^$").encode())


@dataclass(frozen=True)
class Checked:
    """How many files of advisories were checked, sound or not, in which languages, and what is wrong."""

    advisories: int
    languages: tuple[str, ...]
    problems: tuple[Problem, ...]


class Misnamed(NamedTuple):
    """A file that somebody named, and why it is none that can be checked."""

    name: str
    reason: str


def check_everything(root: Path, now: datetime) -> Checked:
    """Check all advisories and catalogues, what git has of their history, and the schema that editors use."""
    from build_tools.advisories import read_advisories  # noqa: PLC0415 - as above
    from build_tools.foundation import read_foundation  # noqa: PLC0415 - takes longer to load than to check a file
    from build_tools.schema import check_schema  # noqa: PLC0415 - as above

    foundation, problems = read_foundation(root)
    if foundation is None:
        return Checked(0, (), in_order(problems))
    site, folder = foundation.site, foundation.site.advisories_dir
    advisories, found = read_advisories(foundation)
    problems += found
    drafts = _sound((written.draft for written in advisories.written), problems)
    problems += _foreseen(drafts, advisories.histories, advisories.histories, now)
    problems += check_committed(root, folder, now)
    problems += check_schema(root, site, foundation.vocabulary)
    return Checked(len([*yaml_files(root / folder)]), _names(site), in_order(problems))


def check_named(root: Path, names: Sequence[str], here: Path, now: datetime) -> Checked | list[Misnamed]:
    """Check the advisories that are named, by an id or by a path seen from the folder `here`."""
    known, problems = read_site_and_vocabulary(root)
    if known is None:
        return Checked(0, (), in_order(problems))
    site, vocabulary = known
    existing = sorted(yaml_files(root / site.advisories_dir))
    found = [_files_named(name, root, here, existing, site) for name in names]
    if misnamed := [one for one in found if isinstance(one, Misnamed)]:
        return misnamed
    files = {path for one in found if not isinstance(one, Misnamed) for path in one}
    problems = _Desk(root, site, vocabulary, existing).problems(sorted(files), now)
    return Checked(len(files), _names(site), in_order(problems))


def _names(site: Site) -> tuple[str, ...]:
    return tuple(language.name for language in site.languages)


def _files_named(name: str, root: Path, here: Path, existing: Iterable[Path], site: Site) -> list[Path] | Misnamed:
    """The files of an id, or the one file at a path."""
    path = here / name
    if is_advisory_id(name) and not path.exists():
        files = [file for file in existing if file.stem == name]
        return files or Misnamed(name, f"there is no file of that id in `{site.advisories_dir}`")
    if not path.exists():
        return Misnamed(name, "there is no such file")
    path = path.parent.resolve() / path.name
    if not path.is_relative_to(root):
        return Misnamed(name, "it lies outside of the project")
    if path not in existing:
        return Misnamed(name, f"it is no advisory; advisories are YAML files in `{site.advisories_dir}`")
    return [path]


def _sound(drafts: Iterable[Draft], problems: Iterable[Problem]) -> list[Draft]:
    """The drafts in whose files, and in those of whose releases, no error was found."""
    broken = {problem.place.file for problem in problems if problem.severity == "error"}
    ids = {advisory_id_in(file) for file in broken}
    return [draft for draft in drafts if draft.file not in broken and draft.advisory.id not in ids]


def _foreseen(
    drafts: Iterable[Draft], histories: Mapping[str, Releases], released: Container[str], now: datetime
) -> Iterator[Problem]:
    """What a release of changed drafts would be refused for; `released` are all ids that have a release."""
    for draft in drafts:
        before = histories.get(draft.advisory.id, ())
        if is_unreleased(draft.advisory, before):
            yield from foresee_release(Candidate(draft.advisory, draft.place, before, now, released))


@dataclass(frozen=True)
class _Desk:
    """What named advisories are checked with; `existing` are the files of all."""

    root: Path
    site: Site
    vocabulary: Vocabulary
    existing: Sequence[Path]

    def problems(self, files: Iterable[Path], now: datetime) -> list[Problem]:
        """All that is wrong with the advisories in some files."""
        drafts: list[Draft] = []
        problems: list[Problem] = []
        for file in files:
            draft, found = self._load(file)
            drafts += [draft] if draft else []
            problems += found
        ids = sorted({*self._ids(files), *(draft.advisory.id for draft in drafts)})
        histories: dict[str, Releases] = {}
        for advisory_id in ids:
            releases, found = read_releases(self.root, self.site.advisories_dir, advisory_id, self.vocabulary.groups)
            histories |= {advisory_id: releases} if releases else {}
            problems += found
        for draft in drafts:
            problems += self._problems_of(draft, histories.get(draft.advisory.id, ()))
        problems += self._problems_beside_others(drafts)
        problems += _foreseen(_sound(drafts, problems), histories, self._released, now)
        problems += check_released(histories, self._known, CONFIG)
        return [*problems, *check_committed(self.root, self.site.advisories_dir, now, ids)]

    @cached_property
    def _released(self) -> Set[str]:
        """The ids that have a release."""
        folder = self.root / self.site.advisories_dir / FOLDER
        return {path.name for path in folder.iterdir() if is_advisory_id(path.name)} if folder.is_dir() else set()

    @property
    def _known(self) -> Known:
        return Known(self.site, self.vocabulary)

    @staticmethod
    def _ids(files: Iterable[Path]) -> set[str]:
        return {path.stem for path in files if is_advisory_id(path.stem)}

    def _load(self, path: Path) -> tuple[Draft | None, list[Problem]]:
        file, own = path.relative_to(self.root).as_posix(), self.site.publisher.email
        return load_advisory(file, path.read_bytes(), self.vocabulary.groups, own)

    def _problems_of(self, draft: Draft, releases: Releases) -> Iterator[Problem]:
        """What is wrong with a draft and its catalogues."""
        digests = source_digests(self.root, self.site, draft.advisory.id)
        written, problems = read_written(self.root, self.site, draft, releases, digests)
        yield from problems
        yield from check_written(written, self._known)

    def _problems_beside_others(self, drafts: Sequence[Draft]) -> Iterator[Problem]:
        """What is wrong with drafts beside the other advisories; what is wrong with those is left to them."""
        together = sorted([*drafts, *self._spoken_of(drafts)], key=lambda draft: PurePosixPath(draft.file))
        others = self._ids(self.existing) - {draft.advisory.id for draft in together}
        corpus = Corpus(together, self._released, self.site.advisories_dir, passed_over=others)
        files = {draft.file for draft in drafts}
        yield from (problem for problem in check_corpus(corpus) if problem.place.file in files)

    def _spoken_of(self, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """The drafts in whose files an id or a successor of these stands, or of those that they lead to."""
        seen, waiting = {self.root / draft.file for draft in drafts}, list(drafts)
        files = self._files_by_id() if drafts else {}
        while waiting:
            advisory = waiting.pop().advisory
            mentions = {path for it in (advisory.id, advisory.superseded_by) for path in files.get(it or "", ())}
            for path in sorted(mentions - seen):
                seen.add(path)
                draft, _ = self._load(path)
                waiting += [draft] if draft else []
                yield from [draft] if draft else []

    def _files_by_id(self) -> Mapping[str, Set[Path]]:
        """By id, the files in which it stands, wherever that is; to find it takes far less time than to read YAML."""
        files: defaultdict[str, set[Path]] = defaultdict(set)
        for path in self.existing:
            for found in _ID.findall(path.read_bytes()):
                files[found.decode()].add(path)
        return files
