"""Whatever lies in a file, loading gives an advisory or problems; whatever an advisory holds, it is read as written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.load import load_advisory
from build_tools.model.advisory import Advisory
from build_tools.problems import Problem
from build_tools.rules.corpus import Corpus, check_corpus
from build_tools.rules.known import Known
from build_tools.rules.record import check_record
from tests.conftest import ROOT
from tests.conftest import read as shipped_project
from tests.property.advisories import sources

FILE = "advisories/2025/ADV-2025-0001.yaml"
SHIPPED = (ROOT / FILE).read_text(encoding="utf-8").split("\n")
PIECES = st.sampled_from(
    [
        "id", "incident", "code", "timeline", "text", "what_happened", "ADV-2025-0001", "en", "high", "unknown",
        "2025-11-09", "2025-02-30", "9999-12-31T23:59-23:59", "12_500", "null", "~", "<<", ": ", ":", "- ", "-", ", ",
        "\n", "\n", "\n  ", "\n    ", "[", "]", "{", "}", "&a ", "*a", "!!str ", "!x!y ", "'", '"', "|\n", ">-\n", "# ",
        "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "? ", "@", "`", "%", "\\", "\\u202e", "\r\n", "é",
        "🚨", "שלום", "<b>", "[x](ref:y)", "![", "# ", "\n\n---\n",
    ]
)  # fmt: skip
EDITS: dict[str, Callable[[list[str], int, int, str], None]] = {
    "delete a line": lambda lines, at, _, __: lines.__delitem__(at),
    "repeat a line": lambda lines, at, _, __: lines.insert(at, lines[at]),
    "move a line": lambda lines, at, to, __: lines.insert(to % len(lines), lines.pop(at)),
    "write a line anew": lambda lines, at, _, piece: lines.__setitem__(at, piece),
    "indent a line": lambda lines, at, to, _: lines.__setitem__(at, " " * (to % 7) + lines[at].lstrip()),
    "type into a line": lambda lines, at, to, piece: lines.__setitem__(at, _typed(lines[at], to, 0, piece)),
    "type over a letter": lambda lines, at, to, piece: lines.__setitem__(at, _typed(lines[at], to, 1, piece)),
    "delete letters": lambda lines, at, to, _: lines.__setitem__(at, _typed(lines[at], to, 3, "")),
}
UNSEEN = st.sampled_from(["\t", "\r", "\u202e", "\u200d", "\ufeff", "\u2028", "\x00", "\ue000", "\ufffd"])
NUMBERS = st.integers(0, 10_000)
EDIT = st.tuples(st.sampled_from(sorted(EDITS)), NUMBERS, NUMBERS, st.one_of(PIECES, UNSEEN, st.text(max_size=5)))
QUICK = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150, derandomize=True)


def read(content: bytes) -> Advisory | None:
    """Load and check a file, and look at all that is said of it."""
    known = rules_of_the_house()
    draft, problems = load_advisory(FILE, content, known.vocabulary.groups)
    assert (draft is None) == bool(problems)
    if draft:
        problems = [*check_record(draft, known), *check_corpus(Corpus([draft], frozenset(), "advisories"))]
    for problem in problems:
        assert_can_be_gone_to(problem, content)
    return draft.advisory if draft else None


@cache
def rules_of_the_house() -> Known:
    """The shipped settings and vocabulary."""
    project = shipped_project(ROOT)
    return Known(project.site, project.vocabulary)


def assert_can_be_gone_to(problem: Problem, content: bytes) -> None:
    """The place is in the file, and the message is one line of plain words."""
    lines = content.decode("utf-8-sig", "replace").split("\n")
    assert problem.place.file == FILE
    assert 1 <= problem.place.line <= len(lines), problem
    assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", problem.code), problem
    assert len(str(problem).splitlines()) == 1, problem
    assert len(str(problem)) < 500, problem


@QUICK
@given(content=st.binary(max_size=200))
def test_arbitrary_bytes(content: bytes) -> None:
    """No bytes raise, and none that are thrown together are an advisory."""
    assert read(content) is None


@QUICK
@given(pieces=st.lists(PIECES, max_size=25))
def test_arbitrary_yaml(pieces: list[str]) -> None:
    """No text made of the marks of YAML raises, nor is it an advisory."""
    assert read("".join(pieces).encode()) is None


@QUICK
@given(edits=st.lists(EDIT, min_size=1, max_size=4))
def test_slips_of_the_hand(edits: list[tuple[str, int, int, str]]) -> None:
    """No slip in the shipped advisory raises; what is still an advisory is read again as it is written."""
    lines = list(SHIPPED)
    for name, at, to, piece in edits:
        EDITS[name](lines, at % len(lines), to, piece)
    advisory = read("\n".join(lines).encode("utf-8", "replace"))
    if advisory:
        assert read(written(advisory)) == advisory


@QUICK
@given(data=st.data())
def test_load_after_write_is_the_identity(data: st.DataObject) -> None:
    """Whatever the format allows is loaded, and comes out of its JSON, which is YAML too, as the same advisory."""
    source = data.draw(sources(rules_of_the_house().vocabulary.groups))
    advisory = read(json.dumps(source, ensure_ascii=False).encode())
    assert advisory is not None
    assert read(written(advisory)) == advisory
    assert read(advisory.model_dump_json(exclude_defaults=True).encode()) == advisory


def written(advisory: Advisory) -> bytes:
    """An advisory as the history writes it."""
    return json.dumps(advisory.model_dump(mode="json"), ensure_ascii=False, indent=2).encode()


def _typed(line: str, at: int, over: int, piece: str) -> str:
    column = at % (len(line) + 1)
    return line[:column] + piece + line[column + over :]
