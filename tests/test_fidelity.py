"""The checks on translations, on a kept set of correct pairs and of faulty ones, written before the checks were.

Words and limits were chosen on the entries with an even number. Those with an odd one were held out: their texts were
looked at once, at the end; how many right ones are suspected was watched later, too, when checks were added.
The rates are shown by `pytest -s tests/test_fidelity.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import pytest
import yaml

from build_tools import authored_text
from build_tools.fidelity.checks import faults
from build_tools.fidelity.pair import Pair, Surroundings
from build_tools.problems import Fault
from tests.translating import pair_of, shipped_glossary

SETS = sorted((Path(__file__).parent / "fidelity").rglob("*.yaml"))
HALVES = {"tuned": 0, "held out": 1}
REACHED = {
    ("fidelity", "de", "tuned"): (98.5, 0),
    ("fidelity", "de", "held out"): (96.3, 1),
    ("fidelity", "pt", "tuned"): (98.7, 0),
    ("fidelity", "pt", "held out"): (96.0, 3),
    ("second", "de", "tuned"): (87.6, 0),
    ("second", "de", "held out"): (90.1, 5),
    ("second", "pt", "tuned"): (91.2, 0),
    ("second", "pt", "held out"): (89.3, 3),
}
"""How many percent of the faulty pairs were caught, at least, and in how many correct ones was a fault, at most."""


class Kept(NamedTuple):
    """One kept set: its folder, the target language, and what stands in the file."""

    folder: str
    language: str
    content: dict[str, Any]

    @property
    def pairs(self) -> dict[str, dict[str, str]]:
        """The correct pairs by id."""
        return {entry["id"]: entry for entry in self.content["correct"]}


@pytest.fixture(scope="module", params=SETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def kept(request: pytest.FixtureRequest) -> Kept:
    """One kept set."""
    path = request.param
    return Kept(path.parent.name, path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))


def test_the_kept_set_is_large_and_sound(kept: Kept) -> None:
    """Over 150 correct pairs and 600 faulty ones of over 40 kinds; each is one of a pair, and none is that pair."""
    assert len(kept.pairs) == len(kept.content["correct"]) > 150
    mutants = kept.content["mutants"]
    assert len({mutant["id"] for mutant in mutants}) == len(mutants) > 600
    assert all(mutant["target"] != kept.pairs[mutant["of"]]["target"] for mutant in mutants)
    assert len(Counter(mutant["fault"] for mutant in mutants)) > 40


@pytest.mark.parametrize("half", HALVES)
def test_faults_are_caught_and_correct_texts_pass(kept: Kept, half: str) -> None:
    """In either half, as many faulty translations are caught as ever, and no more correct ones are suspected."""
    correct = [entry for entry in kept.content["correct"] if is_in(half, entry)]
    suspected = {entry["id"]: told for entry in correct if (told := told_of(kept, entry, entry["target"]))}
    mutants = [entry for entry in kept.content["mutants"] if is_in(half, entry)]
    caught = [entry for entry in mutants if told_of(kept, kept.pairs[entry["of"]], entry["target"])]
    print(f"\n{time_of(kept, correct)}")
    report(f"{kept.folder}/{kept.language}", half, len(correct), suspected, mutants, caught)
    floor, ceiling = REACHED[kept.folder, kept.language, half]
    assert 100 * len(caught) / len(mutants) >= floor
    assert len(suspected) <= ceiling, suspected


def is_in(half: str, entry: Mapping[str, str]) -> bool:
    return int(entry["id"][1:]) % 2 == HALVES[half]


def told_of(kept: Kept, entry: Mapping[str, str], target: str) -> list[str]:
    """The codes of what is told of a translation, by the checks and by the rules on any text of an advisory."""
    pair = compared(kept, entry, target)
    return [fault.code for fault in (*faults(pair), *faults_of_any_text(pair))]


def compared(kept: Kept, entry: Mapping[str, str], target: str) -> Pair:
    """A translation beside its source, in the surroundings of the set."""
    ids = {*re.findall(r"\]\(ref:(\w+)\)", entry["source"]), *kept.content.get("references", ())}
    surroundings = Surroundings(
        tuple(kept.content["names"]), tuple(kept.content["hosts"]), tuple(sorted(ids)), shipped_glossary()
    )
    languages = f"{entry.get('source_language', 'en')}-{entry.get('target_language', kept.language)}"
    return pair_of(entry["source"], target, languages, surroundings, is_template="{" in entry["source"])


def time_of(kept: Kept, entries: Iterable[Mapping[str, str]]) -> str:
    """How long all checks take for a correct pair, and how long its source is on average."""
    pairs = [compared(kept, entry, entry["target"]) for entry in entries]
    before = process_time()
    for pair in pairs:
        list(faults(pair))
    spent = (process_time() - before) * 1000 / len(pairs)
    length = sum(len(pair.source) for pair in pairs) // len(pairs)
    return f"{spent:.1f} ms of a processor for a pair of {length} characters"


def faults_of_any_text(pair: Pair) -> Iterator[Fault]:
    """What is told of any text, but for what is in the source, too: the set has links by address."""
    links = dict.fromkeys(pair.surroundings.references, "")
    in_source = Counter(fault.code for fault in authored_text.faults(pair.source, links=links, is_markdown=True))
    for fault in authored_text.faults(pair.translation, links=links, is_markdown=True):
        if not in_source[fault.code]:
            yield fault
        in_source[fault.code] -= 1


def report(
    language: str,
    half: str,
    correct: int,
    suspected: Mapping[str, list[str]],
    mutants: list[dict[str, str]],
    caught: list[dict[str, str]],
) -> None:
    """Print the rates, by kind of fault."""
    codes = Counter(code for told in suspected.values() for code in told)
    rate = f"{len(caught)} of {len(mutants)} faulty pairs caught ({len(caught) / len(mutants):.1%})"
    print(f"\n{language}, {half}: {rate};")
    print(f"  {len(suspected)} of {correct} correct pairs suspected: {dict(codes)}")
    found = Counter(entry["fault"] for entry in caught)
    for fault, count in sorted(Counter(entry["fault"] for entry in mutants).items()):
        print(f"  {fault:28} {found[fault]:4} of {count:4} {'' if found[fault] == count else '  <'}")
