"""Checking: what is wrong with all that there is, or with the advisories that somebody names, and nothing else.

In: the folder of the project, and an instant. Out: a `Checked`. Of named advisories everything is looked at that a
whole check looks at: their files, their catalogues, their releases. Of the others only the names are read, and those
files whose ids the named ones speak of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from build_tools.history.committed import check_committed
from build_tools.history.files import FOLDER
from build_tools.history.read import read_releases
from build_tools.language.languages import read_vocabulary_of, source_digests
from build_tools.language.vocabulary import Vocabulary
from build_tools.load import load_advisory, yaml_files
from build_tools.model.advisory import is_advisory_id
from build_tools.model.draft import Draft
from build_tools.problems import Problem, in_order
from build_tools.rules.corpus import Corpus, check_corpus
from build_tools.rules.known import Known
from build_tools.rules.released import check_released
from build_tools.site import CONFIG, Site, read_site
from build_tools.written import Releases, check_written, read_written


@dataclass(frozen=True)
class Checked:
    """How many advisories were checked, in which languages, and what is wrong."""

    advisories: int
    languages: tuple[str, ...]
    problems: tuple[Problem, ...]


class Misnamed(NamedTuple):
    """A file that somebody named, and why it is none that can be checked."""

    name: str
    reason: str


def check_everything(root: Path, now: datetime) -> Checked:
    """Check all advisories and catalogues, what git has of their history, and the schema that editors use."""
    from build_tools.project import read_project  # noqa: PLC0415 - takes longer to load than one advisory to check
    from build_tools.schema import check_schema  # noqa: PLC0415 - as above

    project, problems = read_project(root)
    if project is None:
        return Checked(0, (), problems)
    lost = check_committed(root, project.site.advisories_dir, now)
    schema = check_schema(root, project.site, project.vocabulary)
    return Checked(len(project.drafts), _names(project.site), in_order([*problems, *lost, *schema]))


def check_named(root: Path, names: Sequence[str], here: Path, now: datetime) -> Checked | list[Misnamed]:
    """Check the advisories that are named, by an id or by a path seen from the folder `here`."""
    site, problems = read_site(root / CONFIG)
    if site is None:
        return Checked(0, (), in_order(problems))
    existing = sorted(yaml_files(root / site.advisories_dir))
    found = [_files_named(name, root, here, existing, site) for name in names]
    if misnamed := [one for one in found if isinstance(one, Misnamed)]:
        return misnamed
    files = {path for one in found if not isinstance(one, Misnamed) for path in one}
    vocabulary, problems = read_vocabulary_of(root, site)
    if vocabulary is not None:
        problems = list(_Desk(root, site, vocabulary, existing).problems(sorted(files), now))
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


@dataclass(frozen=True)
class _Desk:
    """What named advisories are checked with; `existing` are the files of all."""

    root: Path
    site: Site
    vocabulary: Vocabulary
    existing: Sequence[Path]

    def problems(self, files: Iterable[Path], now: datetime) -> Iterator[Problem]:
        """All that is wrong with the advisories in some files."""
        drafts: list[Draft] = []
        for file in files:
            draft, found = self._load(file)
            drafts += [draft] if draft else []
            yield from found
        ids = sorted({*self._ids(files), *(draft.advisory.id for draft in drafts)})
        histories: dict[str, Releases] = {}
        for advisory_id in ids:
            releases, found = read_releases(self.root, self.site.advisories_dir, advisory_id, self.vocabulary.groups)
            histories |= {advisory_id: releases} if releases else {}
            yield from found
        for draft in drafts:
            yield from self._problems_of(draft, histories.get(draft.advisory.id, ()))
        yield from self._problems_beside_others(drafts)
        yield from check_released(histories, self._known, CONFIG)
        yield from check_committed(self.root, self.site.advisories_dir, now, ids)

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
        folder = self.root / self.site.advisories_dir / FOLDER
        released = {path.name for path in folder.iterdir() if is_advisory_id(path.name)} if folder.is_dir() else set()
        together = [*drafts, *self._spoken_of(drafts)]
        others = self._ids(self.existing) - {draft.advisory.id for draft in together}
        corpus = Corpus(together, released, self.site.advisories_dir, passed_over=others)
        files = {draft.file for draft in drafts}
        yield from (problem for problem in check_corpus(corpus) if problem.place.file in files)

    def _spoken_of(self, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """The drafts in files that are named after an id or a successor of these, or of those that they lead to."""
        seen, waiting = {self.root / draft.file for draft in drafts}, list(drafts)
        while waiting:
            advisory = waiting.pop().advisory
            for path in self.existing:
                if path.stem in (advisory.id, advisory.superseded_by) and path not in seen:
                    seen.add(path)
                    draft, _ = self._load(path)
                    waiting += [draft] if draft else []
                    yield from [draft] if draft else []
