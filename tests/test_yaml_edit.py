"""Changed values are written back as a careful editor would write them.

A folder of `yaml_edit/` is a case: the file before, the content that it is to have, and the file after.
`pytest --accept` writes the files anew; read in the diff whether someone would have done it by hand like this.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.yaml_edit import NotWritableError, edited
from build_tools.yaml_source import read_yaml

CASES = sorted((Path(__file__).parent / "yaml_edit").iterdir())
SHORT = "id: x   # the id\nrisks:\n  - phishing\n"


def content_of(text: str) -> Any:
    """What a text is read as."""
    tree, problems = read_yaml("", text.encode())
    assert tree is not None, problems
    return tree.content


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_is_written_as_by_hand(case: Path, accepted: Callable[[Path, str], str]) -> None:
    """The file after the edit is the accepted one, and has the content that was wanted."""
    after = json.loads((case / "after.json").read_text(encoding="utf-8"))
    result = edited((case / "before.yaml").read_text(encoding="utf-8"), after)
    assert content_of(result) == after
    assert result == accepted(case / "after.yaml", result)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_can_be_taken_back(case: Path) -> None:
    """The content of the file before can be written into the file after."""
    before = content_of((case / "before.yaml").read_text(encoding="utf-8"))
    assert content_of(edited((case / "after.yaml").read_text(encoding="utf-8"), before)) == before


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("id: x\r\nrisks:\r\n  - a\r\n", "id: y\r\nrisks:\r\n  - a\r\n  - b\r\n"),
        ("id: x\r\nrisks:\n  - a\n# c\r\n", "id: y\nrisks:\n  - a\n  - b\n# c\r\n"),
        ("\ufeffid: x\nrisks:\n  - a", "\ufeffid: y\nrisks:\n  - a\n  - b"),
        ("risks: [a]\nid: x", "risks: [a, b]\nid: y"),
    ],
    ids=["Windows", "mixed", "mark and no end", "no end"],
)
def test_line_ends_stay(text: str, result: str) -> None:
    """The line ends of the file, a byte order mark and a missing last line end are kept."""
    assert edited(text, {"id": "y", "risks": ["a", "b"]}) == result


def test_a_text_of_lines_gets_its_line_end() -> None:
    """A text that ends with a line end can be the last one of a file that has none."""
    assert edited("id: x", {"id": "x", "contact": "a\nb\n"}) == "id: x\ncontact: |\n  a\n  b\n"


def test_a_comment_is_never_taken_into_a_text() -> None:
    """A text of lines above a comment that is indented further is written in quotes."""
    text = "contact: a\n      # Indented.\nid: x\n"
    assert edited(text, {"id": "x", "contact": "a\nb"}) == 'contact: "a\\nb"\n      # Indented.\nid: x\n'


@pytest.mark.parametrize(
    ("text", "after", "code"),
    [
        (SHORT, {"id": "a\u200bb"}, "forbidden-character"),
        (SHORT, {"id": "\ud800"}, "not-utf-8"),
        (SHORT, {"<<": "x"}, "merge-key"),
        ("- x\n", {"id": "x"}, "not-a-mapping"),
        ("id: [\n", {"id": "x"}, "yaml-syntax"),
        (SHORT, {}, None),
        (SHORT, ["x"], None),
        (SHORT, {"id": 1}, None),
    ],
)
def test_what_would_be_read_otherwise_is_not_written(text: str, after: Any, code: str | None) -> None:
    """What cannot be read, or would be read as something else, raises, with the reader's problems."""
    with pytest.raises(NotWritableError) as error:
        edited(text, after)
    assert [problem.code for problem in error.value.problems] == ([code] if code else [])


def test_a_line_end_is_of_the_line_before_it() -> None:
    """An empty line that goes leaves no line end of Windows behind at the end of the file."""
    text = "id: A\r\ntext:\r\n  summary: |2-\r\n\r\n      0\r\n"
    assert edited(text, {"id": "A", "text": []}) == "id: A\r\ntext: []\r\n"


def test_an_odd_space_at_the_edge_is_quoted() -> None:
    """A no-break space before or behind a text, which is refused in plain words, is kept in quotes."""
    written = edited("id: A\n", {"id": "A", "text": "0\u00a0"})
    tree, problems = read_yaml("", written.encode())
    assert not problems
    assert tree
    assert tree.content == {"id": "A", "text": "0\u00a0"}
