"""The story of `docs/releases.md`: its commands, in their order, and what readers and programs get after each step."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from build_tools.cli import main
from tests.conftest import ROOT, copy_project
from tests.test_notices import as_text

GOLDEN = ROOT / "tests" / "golden" / "story"
STORY = (ROOT / "docs" / "releases.md").read_text(encoding="utf-8")
FIRST = "advisories/2025/ADV-2025-0001.yaml"
SECOND = "advisories/2025/ADV-2025-0002.yaml"
LANGUAGES = {"en": "en", "pt": "pt_BR", "de": "de"}
MISSPELT = ("An incident at Mixpanel", "An incidnet at Mixpanel")
CORRECTION = (
    "A limited number of users of ChatGPT is affected as well: those with tickets in the help centre, and those who "
    "were logged in to the developer platform."
)
SUMMARY = ("some accounts of the OpenAI API.", "some accounts of the OpenAI API and of ChatGPT.")
TRANSLATED = {
    ("ADV-2025-0001", "pt"): {
        "An incident at Mixpanel": "Um incidente na Mixpanel, fornecedora de análise web da OpenAI, expôs metadados de "
        "algumas contas da API da OpenAI e do ChatGPT. Senhas, chaves de API e conteúdo de conversas não foram "
        "expostos. É possível que surjam mensagens fraudulentas.",
        "A limited number": "Um número limitado de usuários do ChatGPT também foi afetado: quem tem chamados na "
        "central de ajuda e quem estava conectado à plataforma de desenvolvedores.",
    },
    ("ADV-2025-0001", "de"): {
        "An incident at Mixpanel": "Durch einen Vorfall bei Mixpanel, einem Dienstleister von OpenAI für Webanalyse, "
        "wurden Metadaten einiger Konten der OpenAI API und von ChatGPT offengelegt. Passwörter, API-Schlüssel und "
        "Chatinhalte wurden nicht offengelegt. Betrügerische Nachrichten sind möglich.",
        "A limited number": "Auch eine begrenzte Zahl von Nutzerinnen und Nutzern von ChatGPT ist betroffen: alle mit "
        "Anfragen im Hilfe-Center und alle, die auf der Entwicklerplattform angemeldet waren.",
    },
    ("ADV-2025-0002", "pt"): {
        "This advisory was": "Este comunicado foi publicado por engano, quando ainda estava sendo verificado."
    },
    ("ADV-2025-0002", "de"): {
        "This advisory was": "Dieser Sicherheitshinweis wurde versehentlich veröffentlicht, während er noch geprüft "
        "wurde."
    },
}


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{old!r} is not in {file.name}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def catalogue(folder: Path, advisory_id: str, language: str) -> Path:
    return folder / "locales" / LANGUAGES[language] / "advisories" / f"{advisory_id}.po"


def translate(folder: Path, advisory_id: str, language: str, words: Mapping[str, str]) -> None:
    """Fill what is empty in a catalogue, as a translator does; the source texts are known by their beginning."""
    po = polib.pofile(str(catalogue(folder, advisory_id, language)))
    empty = [entry for entry in po if not entry.msgstr and not entry.obsolete]
    assert len(empty) == len(words)
    for entry in empty:
        entry.msgstr = next(text for beginning, text in words.items() if entry.msgid.startswith(beginning))
    po.save()


def first_notice(folder: Path) -> None:
    """The shipped advisory, as its first notice was: ChatGPT is not affected, and a word is misspelt."""
    edit(folder / FIRST, ("  products: [api]\n", "  products: [api]\n  not_affected_products: [chatgpt]\n"), MISSPELT)
    for language in ("pt", "de"):
        edit(catalogue(folder, "ADV-2025-0001", language), MISSPELT)


def typing_mistake(folder: Path) -> None:
    edit(folder / FIRST, MISSPELT[::-1], ("release: {change: initial}", "release: {change: editorial}"))


def translate_the_summary(folder: Path) -> None:
    for language in ("pt", "de"):
        shipped = polib.pofile(str(catalogue(ROOT, "ADV-2025-0001", language)))
        summary = next(entry for entry in shipped if entry.msgctxt == "ADV-2025-0001/text.summary")
        translate(folder, "ADV-2025-0001", language, {summary.msgid: summary.msgstr})


def correction(folder: Path) -> None:
    edit(
        folder / FIRST,
        ("  products: [api]\n  not_affected_products: [chatgpt]\n", "  products: [api, chatgpt]\n"),
        SUMMARY,
        ("release: {change: editorial}", f"release:\n  change: correction\n  text: >-\n    {CORRECTION}"),
    )


def translate_into(advisory_id: str, *languages: str) -> Callable[[Path], None]:
    def step(folder: Path) -> None:
        for language in languages:
            translate(folder, advisory_id, language, TRANSLATED[advisory_id, language])

    return step


def second_advisory(folder: Path) -> None:
    sample = (ROOT / "tests/samples/ADV-2025-0002.yaml").read_text(encoding="utf-8")
    (folder / SECOND).write_text(sample, encoding="utf-8")
    edit(folder / SECOND, ("products: [shop]", "products: [api]"), ("  not_affected_products: [app]\n", ""))


def nothing(_folder: Path) -> None:
    pass


# What somebody does before each command of the story.
BEFORE = {
    "1": [first_notice, nothing],
    "2": [typing_mistake, translate_the_summary, nothing],
    "3": [correction, translate_into("ADV-2025-0001", "pt"), nothing, nothing],
    "4": [translate_into("ADV-2025-0001", "de"), nothing],
    "5": [second_advisory, nothing],
    "6": [nothing, nothing, nothing, translate_into("ADV-2025-0002", "pt", "de"), nothing],
    "7": [nothing, nothing],
    "Releases to come": [nothing, nothing],
}


def commands() -> dict[str, list[str]]:
    """The commands of the page, by the number of their section or its name."""
    sections = re.findall(r"^## (?:(\d)\. )?(.*?)\n(.*?)(?=^## |\Z)", STORY, re.MULTILINE | re.DOTALL)
    found = {number or name: re.findall(r"^advisory .*", text, re.MULTILINE) for number, name, text in sections}
    return {name: lines for name, lines in found.items() if lines}


def live(folder: Path) -> Iterator[tuple[str, str]]:
    """Live through the story in a copy of the project: after each of its sections, its name and what was printed."""
    shutil.rmtree(folder / "advisories/history")
    for step, lines in commands().items():
        printed = ""
        for line, before in zip(lines, BEFORE[step], strict=True):
            before(folder)
            done = CliRunner().invoke(main, ["--project", str(folder), *_here(shlex.split(line)[1:], folder)])
            assert done.exit_code == 0, f"{line}\n{done.output}"
            printed = done.stdout
        yield step, printed


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """What each language says after each step that builds, and the last words of the story."""
    folder = copy_project(tmp_path_factory.mktemp("story") / "project")
    states = {}
    for step, printed in live(folder):
        states["next", ""] = printed
        if step.isdigit():
            advisory_id = "ADV-2025-0001" if int(step) < 5 else "ADV-2025-0002"
            states |= {(step, language): _state(folder / "site", advisory_id, language) for language in LANGUAGES}
    return states


def _here(arguments: list[str], folder: Path) -> list[str]:
    """The arguments, with the folder `site` where the project is."""
    return [str(folder / "site") if argument == "site" else argument for argument in arguments]


def _state(site: Path, advisory_id: str, language: str) -> str:
    """Page, RSS and JSON of an advisory in one language, as text."""
    page = (site / language / "advisories" / advisory_id / "index.html").read_bytes()
    items = json.loads((site / language / "feed.json").read_bytes())["items"]
    item = next(item for item in items if f":{advisory_id}/" in item["id"])
    item["content_html"] = f"{len(item['content_html'].split('<section')) - 1} sections"
    parts = [as_text(page), _rss(site / language / "advisories.rss", item["id"]), _json(item)]
    home = BeautifulSoup((site / language / "index.html").read_bytes(), "html.parser")
    parts.append(f"On the home page: {bool(home.select(f'a[href*={advisory_id}]'))}")
    return "\n\n".join([*parts, (site / "history/2025.json").read_text(encoding="utf-8")])


def _rss(path: Path, identity: str) -> str:
    item = next(item for item in ET.parse(path).iter("item") if item.findtext("guid") == identity)
    return "\n".join(f"{child.tag.split('}')[-1]}: {child.text}" for child in item if child.tag[-7:] != "encoded")


def _json(item: dict[str, object]) -> str:
    return json.dumps(item, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", [step for step in BEFORE if step.isdigit()])
def test_the_story_goes_as_it_is_told(
    told: dict[tuple[str, str], str], accepted: Callable[[Path, str], str], step: str, language: str
) -> None:
    """After each step, page, RSS, JSON and index of releases are as they were read and accepted."""
    state = re.sub(r'"sha256": "[0-9a-f]{64}"', '"sha256": "…"', told[step, language])
    assert state == accepted(GOLDEN / f"{step}.{language}.txt", state)


def test_the_next_release_is_named(told: dict[tuple[str, str], str]) -> None:
    """`advisory next` prints the time of the release that waits."""
    assert told["next", ""] == "2026-03-01T08:00:00Z\n"


def test_a_translation_changes_one_language_alone(told: dict[tuple[str, str], str]) -> None:
    """Between the correction and its German translation, English and Portuguese say the same, but for the index."""
    for language in ("en", "pt"):
        before, after = (told[step, language].partition("On the home page")[0] for step in ("3", "4"))
        assert before == after
    assert told["3", "de"] != told["4", "de"]


def test_every_step_is_told() -> None:
    """Each section of the page has as many commands as there are things to do before them."""
    assert {step: len(lines) for step, lines in commands().items()} == {step: len(it) for step, it in BEFORE.items()}
