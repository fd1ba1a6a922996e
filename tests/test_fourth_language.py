"""A language is added by catalogue files and one entry in mkdocs.yml, with no line of code."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from build_tools.cli import main
from build_tools.language.messages import read_messages
from tests.conftest import ROOT, read

ENTRIES = {
    "fr": "        - {path: fr, tag: fr, locale: fr, name: Français}\n",
    "he": "        - {path: he, tag: he, locale: he, name: עברית, direction: rtl}\n",
}
LAST_LANGUAGE = "        - {path: de, tag: de, locale: de, name: Deutsch}\n"
MEND = "Run `advisory translations update`, which creates it, and translate what is empty.\n"
MEND_OF_GAP = "Run `advisory translations update`, translate what is empty there, and remove `fuzzy` marks.\n"
DATE = {"fr": "27 novembre 2025", "he": "27 נובמבר 2025"}


def add_language(folder: Path, path: str) -> None:
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert LAST_LANGUAGE in text
    config.write_text(text.replace(LAST_LANGUAGE, LAST_LANGUAGE + ENTRIES[path]), encoding="utf-8")


def translate_everything(folder: Path, locale: str) -> None:
    """Fill every empty entry with pseudo-text: the source between angle quotes; date patterns as they are."""
    for path in (folder / "locales" / locale).rglob("*.po"):
        po = polib.pofile(str(path))
        for entry in po:
            text = entry.msgid if "date pattern" in (entry.msgctxt or "") else f"«{entry.msgid}»"
            if entry.msgid_plural:
                entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, f"«{entry.msgid_plural}»")
            else:
                entry.msgstr = text
        po.save()


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), *arguments])


@pytest.fixture(params=["fr", "he"])
def added(request: pytest.FixtureRequest, project_folder: Path) -> tuple[Path, str]:
    """A project with one more language in its settings, and its name."""
    add_language(project_folder, request.param)
    return project_folder, request.param


def test_without_catalogues_the_build_stops(added: tuple[Path, str]) -> None:
    """A language whose catalogues are missing or empty is a problem that names the command which mends it."""
    folder, language = added
    missing = run(folder, "check")
    assert missing.exit_code == 1
    for name in ("interface", "vocabulary", "site"):
        place = f"locales/{language}/LC_MESSAGES/{name}.po:1:1"
        assert f"{place}: error no-catalogue: This catalogue is missing. {MEND}" in missing.output
    assert run(folder, "translations", "update").exit_code == 0
    empty = run(folder, "build")
    assert empty.exit_code == 1
    assert re.search(
        rf"error not-translated: `[^`]+`, `[^`]+`, .* and [0-9]+ more texts have no translation. {MEND_OF_GAP}",
        empty.output,
    )
    assert not (folder / "site").exists()


def test_files_and_one_entry_add_a_language(added: tuple[Path, str]) -> None:
    """With its catalogues filled, the language has every page and feed, and no word of another language."""
    folder, language = added
    assert run(folder, "translations", "update").exit_code == 0
    translate_everything(folder, language)
    assert run(folder, "release", "ADV-2025-0001", "--at", "2025-11-28T09:00Z").exit_code == 1
    make_update(folder)
    released = run(folder, "release", "ADV-2025-0001", "--at", "2025-11-28T09:00Z")
    assert released.exit_code == 0, released.output
    built = run(folder, "build", "--now", "2025-12-01T12:00Z")
    assert built.exit_code == 0, built.output
    site = {path.relative_to(folder / "site").as_posix(): path for path in (folder / "site").rglob("*.*")}
    assert {name.replace("de/", f"{language}/", 1) for name in site if name.startswith("de/")} <= set(site)
    page = BeautifulSoup(site[f"{language}/advisories/ADV-2025-0001/index.html"].read_bytes(), "html.parser")
    assert_speaks(page, language)
    assert page.select_one(f'link[hreflang="{language}"]')


def make_update(folder: Path) -> None:
    """Declare the next release, as an editor does."""
    source = folder / "advisories/2025/ADV-2025-0001.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("release: {change: initial}", "release: {change: update}"), encoding="utf-8")


def assert_speaks(page: BeautifulSoup, language: str) -> None:
    """The page is in the language: tag, direction, dates, and no text of the press is left in English."""
    html, body = page.html, page.body
    assert html is not None
    assert body is not None
    assert html["lang"] == language
    assert body["dir"] == ("rtl" if language == "he" else "ltr")
    assert DATE[language] in body.get_text()
    english = untranslated_messages()
    for text in page.find_all(string=True):
        assert not english.fullmatch(" ".join(text.split())), f"{text!r} is English"


def untranslated_messages() -> re.Pattern[str]:
    """Every English text that the press itself says, with anything in the place of values."""
    project = read(ROOT)
    messages, _ = read_messages(project.root, project.site, project.vocabulary)
    assert messages
    kinds = (messages.interface, messages.vocabulary, messages.site)
    texts = {text for messages in kinds for message in messages for text in (message.text, message.plural) if text}
    patterns = (re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)) for text in texts if not text.startswith("{"))
    return re.compile("|".join(patterns), re.IGNORECASE)
