"""Whatever is changed in an advisory, its file is read as the new content, and nothing else in it has moved."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.drafting import FirstFacts, new_source, preset_kinds
from build_tools.source_text import suspect_characters
from build_tools.yaml_edit import edited
from build_tools.yaml_edit.matching import NAMES
from build_tools.yaml_emission import value_text
from build_tools.yaml_source import FieldPath, SourceTree, read_yaml
from tests.conftest import ROOT
from tests.conftest import read as shipped_project
from tests.property.advisories import sources

EXAMPLES = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=100, derandomize=True)
PIECES = st.sampled_from(
    [
        "a", "code", "null", "~", "no", "12:30", "2025-11-09", "- ", "* ", "# ", " #", ": ", ":", "'", '"', "[", "]",
        "{", "}", ",", "&", "!", "|", ">", "%", "@", "`", "?", "<<", "---", "...", "\\", "\\n", "\n", "\n\n", " ", "  ",
        "🚨", "👩‍💻", "שלום", "é", "\u00a0", "\t", "___", "https://a.example/b#c", "words " * 30, "x" * 130,
    ]
)  # fmt: skip
HOSTILE = st.lists(PIECES, max_size=8).map("".join)
TEXTS = st.one_of(HOSTILE, st.text(max_size=12).filter(lambda text: not [*suspect_characters(text)]))
VALUES = st.recursive(
    st.one_of(TEXTS, st.none(), st.sampled_from(["password", "investigation", "phishing"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["code", "note", "id", "text", "date"]), inner, max_size=3),
    ),
    max_leaves=5,
)


@cache
def sample_texts() -> list[str]:
    """Files as people have them: those that `advisory new` writes, the shipped one, and the sample of facts alone."""
    project = shipped_project(ROOT)
    new = [
        new_source("ADV-2026-0001", FirstFacts(kind, "en"), project.site, project.vocabulary) for kind in preset_kinds()
    ]
    shipped = ["advisories/2025/ADV-2025-0001.yaml", "tests/samples/ADV-2025-0002.yaml"]
    return [*new, *((ROOT / name).read_text(encoding="utf-8") for name in shipped)]


CONTENTS = st.deferred(lambda: sources(shipped_project(ROOT).vocabulary.groups))
"""What advisories may say."""


def tree_of(text: str) -> SourceTree:
    """A text as it is read."""
    tree, problems = read_yaml("", text.encode())
    assert tree is not None, problems
    return tree


def as_json(content: dict[str, Any]) -> str:
    """A file in which everything stands between brackets."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_lines(content: dict[str, Any]) -> str:
    """A file in which each value has its line, and each part a comment above it."""
    parts = [f"# {key}\n{key}:{value_text(value, 0)}" for key, value in content.items()]
    return "\n".join(parts) + "\n"


FILES = st.one_of(
    st.deferred(lambda: st.sampled_from(sample_texts())),
    CONTENTS.map(as_json),
    CONTENTS.map(as_lines),
)


def paths(content: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    """The places of all values below the whole."""
    steps = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for step, value in steps:
        yield (*path, step)
        yield from paths(value, (*path, step))


def value_at(content: Any, path: FieldPath) -> Any:
    """The value in a place."""
    return parent_of(content, path)[path[-1]]


def parent_of(content: Any, path: FieldPath) -> Any:
    """The list or mapping in which a value stands."""
    for step in path[:-1]:
        content = content[step]
    return content


@EXAMPLES
@given(text=FILES, after=CONTENTS)
def test_any_content_can_be_written_into_any_file(text: str, after: dict[str, Any]) -> None:
    """The result is read as exactly what was wanted."""
    assert tree_of(edited(text, after)).content == after


@EXAMPLES
@given(text=FILES)
def test_an_edit_of_nothing_changes_nothing(text: str) -> None:
    """A file whose content stays is the same, byte for byte; also with the line ends of Windows."""
    for form in (text, text.replace("\n", "\r\n"), text.rstrip("\n"), "\ufeff" + text):
        assert edited(form, tree_of(form).content) == form


@EXAMPLES
@given(data=st.data(), text=FILES, value=VALUES)
def test_one_value_is_one_place(data: st.DataObject, text: str, value: Any) -> None:
    """Another value changes the lines of its entry alone, whatever the value is, and no comment is lost."""
    tree = tree_of(text)
    path = data.draw(st.sampled_from(list(paths(tree.content))))
    after = copy.deepcopy(tree.content)
    parent_of(after, path)[path[-1]] = value
    result = edited(text, after)
    assert tree_of(result).content == after
    is_name = path[-1] in NAMES and isinstance(path[-2:][0], int)  # then it is another entry
    above, below = around(tree, path[:-1] if is_name else path)
    assert result.startswith(above)
    assert result.endswith(below)
    assert edited(text.replace("\n", "\r\n"), after) == result.replace("\n", "\r\n")
    if all(isinstance(step, str) for step in path):
        assert all(line.startswith("#- ") for line in lost_comments(text, result))


@EXAMPLES
@given(data=st.data())
def test_every_entry_keeps_its_comment(data: st.DataObject) -> None:
    """Entries that stay, move, or were offered keep the words behind them; all other comments stay as they are."""
    tree = tree_of(data.draw(st.sampled_from(sample_texts())))
    lists = [path for path in paths(tree.content) if is_coded_list(value_at(tree.content, path))]
    path = data.draw(st.sampled_from(lists))
    offered = re.findall(r"#- (\w+) ", tree.text)
    entries = [*value_at(tree.content, path), *data.draw(st.lists(st.sampled_from([*offered, "user_id"]), max_size=5))]
    wanted = data.draw(st.permutations(entries).flatmap(lambda mixed: st.just(mixed[: max(len(mixed) // 2, 1)])))
    unique = list({code_of(entry): entry for entry in wanted}.values())
    after = copy.deepcopy(tree.content)
    parent_of(after, path)[path[-1]] = unique
    result = tree_of(edited(tree.text, after))
    assert result.content == after
    words = words_behind(result, path)
    stayed = {code: comment for code, comment in words_behind(tree, path).items() if code in words}
    assert stayed.items() <= words.items()
    for line in lost_comments(tree.text, result.text):
        offer = re.match(r"#- (?:\{code: )?(\w+).*?( # .*)", line)
        assert offer
        assert words[offer[1]] == offer[2]


def is_coded_list(value: Any) -> bool:
    """Whether a value is a list of codes, or of mappings with codes."""
    return isinstance(value, list) and all(isinstance(item, str) or "code" in item for item in value)


def code_of(entry: Any) -> str:
    """What an entry is known by."""
    return str(entry["code"]) if isinstance(entry, dict) else str(entry)


def words_behind(tree: SourceTree, path: FieldPath) -> dict[str, str]:
    """The comment behind each entry of a list by lines; of a list between brackets, that of the line."""
    found = {}
    for number, entry in enumerate(value_at(tree.content, path)):
        line = tree.lines[tree.place((*path, number)).line - 1]
        found[code_of(entry)] = line[line.find(" # ") :] if " # " in line else ""
    return found


def lost_comments(text: str, result: str) -> list[str]:
    """The lines that look like comments, and are gone."""
    return list((Counter(comments(text)) - Counter(comments(result))).elements())


def around(tree: SourceTree, path: FieldPath) -> tuple[str, str]:
    """The lines before an entry, and those from the next entry on."""
    start = tree.place(path, key=True).line
    others = [place.line for other, place in tree.values.items() if other[: len(path)] != path and place.line > start]
    lines = tree.text.split("\n")
    below = lines[min(others) - 1 :] if others else []
    return "".join(f"{line}\n" for line in lines[: start - 1]), "\n".join(below)


def comments(text: str) -> list[str]:
    """The lines that look like comments."""
    return [line.strip() for line in text.split("\n") if line.strip().startswith("#")]
