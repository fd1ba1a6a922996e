"""Rules on all drafts together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import PurePosixPath

from build_tools.model.draft import Draft
from build_tools.problems import Place, Problem, did_you_mean


@dataclass(frozen=True)
class Corpus:
    """All drafts that were read, the ids of the released, the drafts' folder, and the ids of drafts passed over."""

    drafts: Sequence[Draft]
    released: Set[str]
    folder: str
    passed_over: Set[str] = frozenset()


Rule = Callable[[Corpus], Iterator[Problem]]


def check_corpus(corpus: Corpus) -> Iterator[Problem]:
    """Run every rule of this module."""
    for rule in RULES:
        yield from rule(corpus)


def files_are_named_by_id(corpus: Corpus) -> Iterator[Problem]:
    """Each id has one file, in the folder of its year; of two, the file of that name has the better right to it."""
    files = defaultdict(list)
    for draft in corpus.drafts:
        files[draft.advisory.id].append(draft)
    for advisory_id, same in files.items():
        first, *others = sorted(same, key=lambda draft: PurePosixPath(draft.file).stem != advisory_id)
        yield from _misnamed(first, corpus.folder)
        for draft in others:
            message = f"`{advisory_id}` stands in `{first.file}` already."
            yield Problem(draft.place("id"), "id-taken", message, "Give this advisory the next free id.")


def _misnamed(draft: Draft, folder: str) -> Iterator[Problem]:
    """What is wrong with the name and the folder of a file."""
    advisory_id, path = draft.advisory.id, PurePosixPath(draft.file)
    if path.stem != advisory_id:
        mend = f"Name the file `{advisory_id}.yaml`, or mend the id."
        yield Problem(draft.place("id"), "file-name", f"The file `{path.name}` holds `{advisory_id}`.", mend)
    elif path.suffix != ".yaml":
        mend = f"Name it `{advisory_id}.yaml`."
        yield Problem(draft.place("id"), "file-name", f"The name of this file ends in `{path.suffix}`.", mend)
    home = f"{folder}/{advisory_id.split('-')[1]}"
    if str(path.parent) != home:
        message = f"`{advisory_id}` lies in the folder `{path.parent}`."
        yield Problem(draft.place("id"), "file-folder", message, f"Move it to `{home}`, or mend the id.")


def successors_exist(corpus: Corpus) -> Iterator[Problem]:
    """An advisory is superseded by one that exists."""
    known = {draft.advisory.id for draft in corpus.drafts} | corpus.released | corpus.passed_over
    for draft in corpus.drafts:
        successor = draft.advisory.superseded_by
        if successor and successor not in known:
            place = draft.place("superseded_by")
            mend = did_you_mean(successor, known - {draft.advisory.id}, "Mend the id, or delete the line.")
            yield Problem(place, "unknown-advisory", f"There is no advisory `{successor}`.", mend)


def drafts_stay(corpus: Corpus) -> Iterator[Problem]:
    """The file of an advisory that was released stays: its translations are found through it."""
    for advisory_id in sorted(corpus.released - {draft.advisory.id for draft in corpus.drafts} - corpus.passed_over):
        file = f"{corpus.folder}/{advisory_id.split('-')[1]}/{advisory_id}.yaml"
        mend = f"Bring it back from git: `git checkout HEAD -- {file}`. What does not hold is withdrawn."
        message = f"The file of {advisory_id}, which was released, is gone."
        place = Place(f"{corpus.folder}/history/{advisory_id}/0001.json")
        yield Problem(place, "draft-gone", message, mend, "warning")


def successors_lead_on(corpus: Corpus) -> Iterator[Problem]:
    """Who follows the advisories that take each other's place comes to an end."""
    successors = {draft.advisory.id: draft.advisory.superseded_by for draft in corpus.drafts}
    for draft in corpus.drafts:
        seen, at = {draft.advisory.id}, draft.advisory.superseded_by
        while at and at not in seen:
            seen.add(at)
            at = successors.get(at)
        if at == draft.advisory.id and len(seen) > 1:
            message = f"`{draft.advisory.superseded_by}` leads back to this advisory."
            yield Problem(draft.place("superseded_by"), "superseded-in-circles", message, "Delete one of the lines.")


RULES: tuple[Rule, ...] = (files_are_named_by_id, successors_exist, successors_lead_on, drafts_stay)
