"""Whole notices, read as text: the golden files are what a reader gets, from top to bottom."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_tools import pipeline, releasing
from build_tools.localise import localise, speaker_of
from build_tools.model.frame import Frames
from tests.conftest import ROOT, copy_project, read

GOLDEN = ROOT / "tests" / "golden" / "notices"
SAMPLE = ROOT / "tests" / "samples" / "ADV-2025-0002.yaml"
NOW = datetime(2025, 12, 1, 12, tzinfo=UTC)
LANGUAGES = ("en", "pt", "de")


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project with the facts-only advisory beside it, and the products that it names."""
    folder = copy_project(tmp_path_factory.mktemp("notices") / "project")
    config = folder / "mkdocs.yml"
    products = "        - {id: shop, name: Axios Shop}\n        - {id: app, name: Axios App}\n"
    config.write_text(config.read_text(encoding="utf-8") + products, encoding="utf-8")
    shutil.copy(SAMPLE, folder / "advisories" / "2025")
    return folder


@pytest.fixture(scope="module")
def sample_tree(sample_folder: Path, theme: Frames) -> Mapping[str, bytes]:
    """The site with both advisories, after the second was released."""
    project = read(sample_folder)
    draft = next(draft for draft in project.drafts if draft.advisory.id == "ADV-2025-0002")
    path, problems = releasing.release(project, draft, datetime(2025, 10, 1, 9, 5, tzinfo=UTC))
    assert path
    assert not problems
    project = read(sample_folder)
    tree, found = pipeline.build_tree(project, pipeline.public_records(project, NOW), theme)
    assert not found
    return tree


def as_text(html: bytes) -> str:
    """A page's body as lines of words, one per heading, paragraph or list entry."""
    body = BeautifulSoup(html, "html.parser").select_one(".press")
    assert body is not None
    lines = []
    for element in body.select("h1, h2, h3, p, li"):
        if not element.find(["p", "h3"]):
            mark = {"h1": "# ", "h2": "\n## ", "h3": "### ", "li": "- "}.get(element.name, "")
            lines.append(mark + " ".join(element.get_text(" ").split()))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("advisory", ["ADV-2025-0001", "ADV-2025-0002"])
def test_notice_reads_as_it_was_accepted(
    sample_tree: Mapping[str, bytes], accepted: Callable[[Path, str], str], advisory: str, language: str
) -> None:
    """The whole text of a notice is the one that was read and accepted."""
    html = sample_tree[f"{language}/advisories/{advisory}/index.html"]
    notice = as_text(html)
    assert notice == accepted(GOLDEN / f"{advisory}.{language}.txt", notice)


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_alone_make_a_complete_notice(sample_folder: Path, language: str) -> None:
    """Without authored text there are headline and summary, and every text is in the reader's language."""
    project = read(sample_folder)
    draft = next(draft for draft in project.drafts if draft.advisory.id == "ADV-2025-0002")
    record = next(r for r in pipeline.preview_records(project, NOW) if r.current.advisory.id == draft.advisory.id)
    edition = localise(speaker_of(record, project.languages[language], project.site))
    assert edition.title.value
    assert edition.summary.value
    assert {edition.title.provenance, edition.summary.provenance} == {"generated"}
    assert not edition.partial
    assert not edition.missing
    assert {
        said.text.lang for said in (*edition.exposed.items, *edition.meaning.assessment, *edition.meaning.risks)
    } == {edition.tag}
