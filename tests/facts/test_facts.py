"""The table of facts F1-F30 × en, pt, de, asserted on the rendered pages; deleting a fact fails exactly its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from build_tools import pipeline
from build_tools.model.frame import Frames
from tests.conftest import NOW, copy_project, read

TABLE = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))
FACTS: Mapping[str, Any] = TABLE["facts"]
LANGUAGES = ("en", "pt", "de")
SOURCE_WORD = {"en": "Source:", "pt": "Fonte:", "de": "Quelle:"}
SOURCES_WORD = {"en": "Sources:", "pt": "Fontes:", "de": "Quellen:"}
ADVISORY = "advisories/2025/ADV-2025-0001.yaml"
DELETIONS = [(name, path) for name, fact in FACTS.items() for path in fact["delete"]]


def rows_that_fail(html: str, language: str) -> list[str]:
    """The facts that a page does not carry, whole and with who states them."""
    page = BeautifulSoup(html, "html.parser")
    return [
        name for name, fact in FACTS.items() if not all(is_stated(page, row, language) for row in fact["statements"])
    ]


def is_stated(page: BeautifulSoup, row: Mapping[str, Any], language: str) -> bool:
    """Whether a section has a statement with these words and, visibly, these sources."""
    section = page.find(id=row["section"])
    if not isinstance(section, Tag):
        return False
    wanted = who_states_it(row, language)
    return any(
        row[language] in words(statement) and wanted in source_of(statement, section)
        for statement in statements(section)
    )


def who_states_it(row: Mapping[str, Any], language: str) -> str:
    """The line that names the sources of a row."""
    names = " · ".join(TABLE["sources"][source][language] for source in row["source"])
    word = SOURCE_WORD if len(row["source"]) == 1 else SOURCES_WORD
    return f"{word[language]} {names}"


def statements(section: Tag) -> Iterator[Tag]:
    yield from section.select("[data-code], [data-never-asked], .passage")


def source_of(statement: Tag, section: Tag) -> str:
    """The source that stands in a statement, or else the one that stands under its list."""
    own = statement.select_one(".source")
    shared = section.select_one("p.source")
    return words(own or shared) if own or shared else ""


def words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split()).replace(" ,", ",").replace(" .", ".")


def without(data: dict[str, Any], path: str) -> dict[str, Any]:
    """Delete what stands at a path, or replace it by what follows `=`."""
    steps, _, value = path.partition("=")
    *parents, last = steps.split(".")
    place: Any = data
    for step in parents:
        place = place[step] if isinstance(place, dict) else place[index_of(place, step)]
    if value:
        place[last] = {**place[last], "code": value} if isinstance(place[last], dict) else value
    else:
        del place[last if isinstance(place, dict) else index_of(place, last)]
    return data


def index_of(entries: list[Any], name: str) -> int:
    names = [entry if isinstance(entry, str) else entry.get("code", entry.get("id")) for entry in entries]
    return names.index(name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_stands_on_the_page_of_every_language(tree: Mapping[str, bytes], language: str) -> None:
    """The published page carries F1 to F30, each with who states it."""
    html = tree[f"{language}/advisories/ADV-2025-0001/index.html"].decode()
    assert len(FACTS) == 30
    assert rows_that_fail(html, language) == []


@pytest.mark.parametrize(("fact", "path"), DELETIONS, ids=[f"{fact}-{path}" for fact, path in DELETIONS])
def test_deleting_a_fact_fails_exactly_its_row(fact: str, path: str, tmp_path: Path, theme: Frames) -> None:
    """Each carrier of a fact that is deleted from the source takes its row, and no other, off every page."""
    folder = copy_project(tmp_path / "project")
    source = folder / ADVISORY
    data = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    source.write_text(yaml.safe_dump(without(data, path), allow_unicode=True, sort_keys=False), encoding="utf-8")
    project = read(folder)
    tree, problems = pipeline.build_tree(project, pipeline.preview_records(project, NOW), theme)
    assert not problems
    for language in LANGUAGES:
        html = tree[f"{language}/advisories/ADV-2025-0001/index.html"].decode()
        assert rows_that_fail(html, language) == [fact]
