"""The correction of 19 December 2025: a product moves to *affected* while nobody has translated the new words yet."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from build_tools.cli import main
from tests.conftest import copy_project
from tests.test_story import FIRST, SUMMARY, TRANSLATED, edit, translate

ID = "ADV-2025-0001"
CORRECTED = ("  products: [api]\n  not_affected_products: [chatgpt]\n", "  products: [api, chatgpt]\n")
WORDS = "A limited number of users of ChatGPT is affected as well."
OLD = {
    "pt": "expôs metadados de algumas contas da API da OpenAI.",
    "de": "Metadaten einiger Konten der OpenAI API offen",
}
FACT = {
    "pt": "A lista de produtos afetados agora inclui: ChatGPT.",
    "de": "Neu unter den betroffenen Produkten: ChatGPT.",
}
NOTICE = {"pt": "Tradução ainda incompleta.", "de": "Noch nicht vollständig übersetzt."}
LANGUAGES = ("pt", "de")


def run(folder: Path, *arguments: str) -> None:
    done = CliRunner().invoke(main, ["--project", str(folder), *arguments])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first notice says that ChatGPT is not affected; the second says that it is, and in which words in English."""
    folder = copy_project(tmp_path_factory.mktemp("correction") / "project")
    shutil.rmtree(folder / "advisories/history")
    edit(folder / FIRST, ("  products: [api]\n", CORRECTED[0]))
    run(folder, "release", ID, "--at", "2025-11-27T18:00Z")
    words = ("release: {change: initial}", f'release: {{change: correction, text: "{WORDS}"}}')
    edit(folder / FIRST, CORRECTED, SUMMARY, words)
    run(folder, "translations", "update")
    run(folder, "release", ID, "--at", "2025-12-19T10:00Z")
    run(folder, "build", "--now", "2025-12-19T10:05Z", "--output", str(folder / "before"))
    for language in LANGUAGES:
        translate(folder, ID, language, TRANSLATED[ID, language])
    run(folder, "translations", "release", ID, "--at", "2025-12-19T15:00Z")
    run(folder, "build", "--now", "2025-12-19T15:05Z", "--output", str(folder / "after"))
    return folder


def page(folder: Path, language: str) -> str:
    """The text of the advisory's page."""
    html = (folder / language / "advisories" / ID / "index.html").read_bytes()
    notice = BeautifulSoup(html, "html.parser").select_one(".press")
    assert notice
    return " ".join(notice.get_text(" ").split())


def state(folder: Path, language: str) -> str:
    document = json.loads((folder / "api/v1/translations.json").read_bytes())
    return str(document["advisories"][ID]["languages"][{"pt": "pt-BR"}.get(language, language)]["state"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_it_is_translated_the_facts_are_new_and_no_sentence_is_old(desk: Path, language: str) -> None:
    """The page says in its language that ChatGPT is affected, shows the new words in English, and says so first."""
    text = page(desk / "before", language)
    assert FACT[language] in text
    assert NOTICE[language] in text
    assert WORDS in text
    assert SUMMARY[1] in text
    assert OLD[language] not in text
    assert state(desk / "before", language) == "partial"


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_it_is_translated_the_edition_is_complete(desk: Path, language: str) -> None:
    """No notice and no English is left; the new words stand in the language of the page."""
    text = page(desk / "after", language)
    assert FACT[language] in text
    assert NOTICE[language] not in text
    assert WORDS not in text
    assert "ChatGPT" in TRANSLATED[ID, language]["An incident at Mixpanel"]
    assert TRANSLATED[ID, language]["An incident at Mixpanel"] in text
    assert state(desk / "after", language) == "complete"


@pytest.mark.parametrize("language", LANGUAGES)
def test_feeds_say_in_which_language_an_item_is(desk: Path, language: str) -> None:
    """Before, the item is marked as English and as not fully translated; after, as what it is."""
    tag = {"pt": "pt-BR"}.get(language, language)
    for folder, expected, partial in (("before", "en", True), ("after", tag, False)):
        (item,) = json.loads((desk / folder / language / "feed.json").read_bytes())["items"]
        assert (item["language"], item["_advisory"]["partial"]) == (expected, partial)
