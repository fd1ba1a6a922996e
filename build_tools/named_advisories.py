"""Some advisories, checked as if all were, without reading the others.

In: their files, and what they are checked with. Out: all that is wrong with them. Of the other advisories only those
are loaded that have one of their ids in them, whatever they are called: one that claims the same id, or that takes the
place of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from build_tools.fidelity.standard import Standard, read_standard
from build_tools.foreseen import refusals, sound
from build_tools.history.committed import check_committed
from build_tools.history.files import FOLDER
from build_tools.history.read import read_releases
from build_tools.language.languages import source_digests
from build_tools.language.vocabulary import Vocabulary
from build_tools.load import load_advisory
from build_tools.model.advisory import ADVISORY_ID, is_advisory_id
from build_tools.model.draft import Draft
from build_tools.problems import Problem
from build_tools.rules.corpus import Corpus, check_corpus
from build_tools.rules.known import Known
from build_tools.rules.released import check_released
from build_tools.site import CONFIG, Site
from build_tools.written import Releases, check_written, read_written

_ID = re.compile(ADVISORY_ID.strip("^$").encode())


@dataclass(frozen=True)
class NamedAdvisories:
    """What they are checked with; `existing` are the files of all advisories."""

    root: Path
    site: Site
    vocabulary: Vocabulary
    existing: Sequence[Path]

    def problems(self, files: Iterable[Path], now: datetime) -> list[Problem]:
        """All that is wrong with the advisories in some files."""
        drafts: list[Draft] = []
        problems: list[Problem] = [*self._standard[1]]
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
        problems += refusals(sound(drafts, problems), histories, self._released, now)
        problems += check_released(histories, self._known, CONFIG)
        return [*problems, *check_committed(self.root, self.site.advisories_dir, now, ids)]

    @cached_property
    def _released(self) -> Set[str]:
        """The ids that have a release."""
        folder = self.root / self.site.advisories_dir / FOLDER
        return {path.name for path in folder.iterdir() if is_advisory_id(path.name)} if folder.is_dir() else set()

    @cached_property
    def _known(self) -> Known:
        return Known(self.site, self.vocabulary, self._standard[0])

    @cached_property
    def _standard(self) -> tuple[Standard, list[Problem]]:
        return read_standard(self.root, self.site)

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
