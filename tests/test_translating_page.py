"""docs/translating.md, done as it says: its commands run, and its example comes back in each of the three ways."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import polib
import pytest
import yaml
from lxml import etree

from build_tools.interchange.xliff import NAMESPACE
from tests.conftest import ROOT, read
from tests.desk import put_on_path, run

PAGE = (ROOT / "docs" / "translating.md").read_text(encoding="utf-8")
ID = "ADV-2025-0002"
CATALOGUE = f"locales/de/advisories/{ID}.po"
FACTS = f"""\
id: {ID}
language: en
incident: {{kind: credential_stuffing, status: resolved, severity: high}}
affected: {{products: [api], people: some, count: 12500}}
actions: [change_password]
references: [{{id: statement, title: Statement, url: "https://company.example/statement"}}]
"""
"""The advisory of the page, but for its texts, which the page has."""
LACKING = "advisory translations status"
"""It ends with 1, as the page says: nobody translates the page's advisory into Portuguese."""


def blocks(kind: str) -> list[str]:
    """What the page shows of a kind, block by block."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


HAND_OUT, IMPORT, PUBLISH = (block.splitlines() for block in blocks("sh"))
YAML, LANGUAGE = blocks("yaml")
EXAMPLE = yaml.safe_load(YAML)
GERMAN: Mapping[str, str] = EXAMPLE["text"]


@pytest.fixture
def desk(project_folder: Path) -> Path:
    """A copy of the project with the advisory of the page, released, and `advisory` on its path."""
    texts = yaml.safe_dump({"text": EXAMPLE["source"]["text"]}, allow_unicode=True)
    (project_folder / f"advisories/2025/{ID}.yaml").write_text(FACTS + texts, encoding="utf-8")
    (project_folder / "incoming").mkdir()
    put_on_path(project_folder)
    run(f"git init -q && git add . && git commit -q -m start && advisory release {ID}", project_folder)
    return project_folder


def run_all(commands: list[str], folder: Path) -> str:
    """Run the commands of a block, one after another, each of which must end as the page says."""
    return "".join(run(command, folder, exit_code=command.startswith(LACKING)) for command in commands)


def translated_po(folder: Path) -> bytes:
    """The catalogue as it is sent, with the page's translation in it."""
    po = polib.pofile(str(folder / CATALOGUE))
    for entry in po:
        entry.msgstr = GERMAN.get(entry.msgctxt.removeprefix(f"{ID}/text."), "")
    return str(po).encode()


def translated_xliff(folder: Path) -> bytes:
    """The exported file, with the page's translation in it and marked as the page says."""
    root = etree.parse(folder / f"outgoing/{ID}.de.xlf").getroot()
    for key, words in GERMAN.items():
        segment = root.find(f".//{{*}}unit[@id='text.{key}']/{{*}}segment")
        assert segment is not None
        segment.set("state", "reviewed")
        etree.SubElement(segment, f"{{{NAMESPACE}}}target").text = words
    return etree.tostring(root)


def translated_yaml(_: Path) -> bytes:
    """The example of the page as it stands."""
    return YAML.encode()


@pytest.mark.parametrize(
    ("command", "translated"), [*zip(IMPORT, (translated_po, translated_xliff, translated_yaml), strict=True)]
)
def test_the_example_comes_back(command: str, translated: Callable[[Path], bytes], desk: Path) -> None:
    """In each way, what the page sends comes back by its commands, all of it and as it was written."""
    run_all(HAND_OUT, desk)
    (desk / command.rsplit(maxsplit=1)[-1]).write_bytes(translated(desk))
    assert f"Imported 2 texts into {CATALOGUE}" in run(command, desk)
    texts = read(desk).translations[ID].texts["de"]
    assert texts == {f"text.{key}": words for key, words in GERMAN.items()}


def test_what_came_back_is_published(desk: Path) -> None:
    """No check finds anything in the example; by the commands of the page, its German edition becomes complete."""
    (desk / "incoming" / f"{ID}.yaml").write_text(YAML, encoding="utf-8")
    run_all([*HAND_OUT, IMPORT[-1]], desk)
    found = json.loads(run(f"advisory check {ID} --format json", desk))["problems"]
    assert [problem for problem in found if "locales/de/" in json.dumps(problem)] == []
    shown = run_all(PUBLISH, desk)
    assert "haben sie nicht gelesen" in " ".join(shown.split())
    page = (desk / f"site/de/advisories/{ID}/index.html").read_text(encoding="utf-8")
    assert GERMAN["title"] in page
    assert "data-partial" not in page
    assert "<strong>nicht</strong>" in page


def test_a_catalogue_looks_as_the_page_shows_it(desk: Path) -> None:
    """The entry of the page stands in what is sent to the translator, line by line."""
    run_all(HAND_OUT, desk)
    (entry,) = blocks("po")
    lines = (desk / CATALOGUE).read_text(encoding="utf-8").splitlines()
    without_places = "\n".join(line for line in lines if not line.startswith("#: "))
    assert entry in f"{without_places}\n"


def test_a_language_is_added_as_the_page_says(project_folder: Path) -> None:
    """The line of the page goes under the last language, and the files that it names are there to be translated."""
    settings = project_folder / "mkdocs.yml"
    before, last, after = settings.read_text(encoding="utf-8").partition("locale: de, name: Deutsch}\n")
    settings.write_text(before + last + LANGUAGE + after, encoding="utf-8")
    put_on_path(project_folder)
    run("advisory translations update", project_folder)
    for name in re.findall(r"`(\w+\.po)`", PAGE.partition("## Another language")[2]):
        assert polib.pofile(str(project_folder / f"locales/fr/LC_MESSAGES/{name}")).untranslated_entries(), name


def test_the_notice_that_the_page_quotes_is_what_readers_see() -> None:
    """It is a text of the interface."""
    quoted = re.findall(r"notice \*([^*]+)\*", PAGE)
    texts = {entry.msgid for entry in polib.pofile(str(ROOT / "locales/interface.pot"))}
    assert len(quoted) == 1
    assert texts.issuperset(quoted)
