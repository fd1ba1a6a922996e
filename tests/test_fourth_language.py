"""A language is added by catalogue files and one entry in mkdocs.yml, with no line of code."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from build_tools.language.directions import direction_of
from build_tools.language.language import substitute
from build_tools.project import Project
from build_tools.site import LanguageSetting
from tests.added_language import ENTRIES, add_language, release_in, run, succeed
from tests.conftest import copy_project, read
from tests.pseudo import NAMES, TOOLS, fill, numbered

MEND = "Run `advisory translations update`, which creates it, and translate what is empty.\n"
MEND_OF_GAP = "Run `advisory translations update`, translate what is empty there, and remove `fuzzy` marks.\n"
DATE = {"el": "27 Νοεμβρίου 2025", "ar": "27 نوفمبر 2025", "ps": "27 نومبر 2025"}
DIRECTION = {"el": "ltr", "ar": "rtl", "ps": "rtl"}
FORMS = {0: 0, 1: 1, 2: 2, 3: 3, 100: 4, 11: 5}
"""Of Arabic: a number for each plural form."""
ADVISORY = "advisories/ADV-2025-0001/index.html"
NAMED = re.compile(
    "|".join([*NAMES, r"ADV-\d{4}-\d{4}", "RSS", "Atom", *TOOLS, "curl", "JavaScript", r"https?://\S+", r"\S+@\S+\w"])
)
LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")


@pytest.mark.parametrize("language", ENTRIES)
def test_without_catalogues_the_build_stops(project_folder: Path, language: str) -> None:
    """A language whose catalogues are missing or empty is a problem that names the command which mends it."""
    add_language(project_folder, language)
    missing = run(project_folder, "check")
    assert missing.exit_code == 1
    for name in ("interface", "vocabulary", "site"):
        place = f"locales/{language}/LC_MESSAGES/{name}.po:1:1"
        assert f"{place}: error no-catalogue: This catalogue is missing. {MEND}" in missing.output
    succeed(project_folder, "translations", "update")
    empty = run(project_folder, "build")
    assert empty.exit_code == 1
    assert re.search(
        rf"error not-translated: `[^`]+`, `[^`]+`, .* and [0-9]+ more texts have no translation. {MEND_OF_GAP}",
        empty.output,
    )
    assert not (project_folder / "site").exists()


@pytest.fixture(scope="module", params=ENTRIES)
def added(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A language, and the project that it was added to, built."""
    folder = copy_project(tmp_path_factory.mktemp(request.param) / "project")
    release_in(folder, request.param)
    succeed(folder, "build", "--now", "2025-12-01T12:00Z")
    return request.param, folder


@pytest.fixture
def pages(added: tuple[str, Path]) -> Mapping[str, BeautifulSoup]:
    """The pages of the language by path."""
    language, folder = added
    found = (folder / "site" / language).rglob("*.html")
    return {
        path.relative_to(folder / "site" / language).as_posix(): BeautifulSoup(path.read_bytes(), "html.parser")
        for path in found
    }


def test_it_has_every_file(added: tuple[str, Path]) -> None:
    """The language has every page and feed that German has, and each page names it to search engines."""
    language, folder = added
    site = {path.relative_to(folder / "site").as_posix() for path in (folder / "site").rglob("*.*")}
    german = {name for name in site if name.startswith("de/")}
    assert {"de/" + ADVISORY, "de/feed.json", "de/advisories.rss"} <= german
    assert {name.replace("de/", f"{language}/", 1) for name in german} <= site


def test_every_page_is_in_the_language(added: tuple[str, Path], pages: Mapping[str, BeautifulSoup]) -> None:
    """The tag and the direction stand on the whole page, also where the theme has no words of the language."""
    language = added[0]
    for path, page in pages.items():
        assert page.html
        assert page.body
        assert (page.html["lang"], page.html["dir"], page.body["dir"]) == (language, *2 * [DIRECTION[language]])
        assert page.select_one(f'link[hreflang="{language}"]') or path == "404.html"
    assert DATE[language] in pages[ADVISORY].get_text()


def test_nothing_is_untranslated(added: tuple[str, Path], pages: Mapping[str, BeautifulSoup]) -> None:
    """What readers see, hear and find has no Latin letter, but in names, addresses, ids, UTC and other languages."""
    language = added[0]
    for path, page in pages.items():
        said = [words for words in texts_in(page, language) if words]
        assert len(said) >= 20
        left = {words: found for words in said if (found := LATIN.findall(NAMED.sub("", words)))}
        assert left == {}, path


def texts_in(page: BeautifulSoup, language: str) -> Iterator[str]:
    """Texts and attributes that are read out or shown, each element with the language that it is in."""
    for text in page.find_all(string=True):
        parent = text.parent
        if isinstance(parent, Tag) and parent.name not in ("script", "style", "code") and in_language(parent, language):
            yield "" if isinstance(text, PreformattedString) else text.strip()
    for name in ("title", "aria-label", "alt", "placeholder"):
        yield from (str(element[name]) for element in page.select(f"body [{name}]"))
    yield from (str(meta["content"]) for meta in page.select('meta[name="description"]'))


def in_language(element: Tag, language: str) -> bool:
    nearest = element if element.get("lang") else element.find_parent(lang=True)
    return isinstance(nearest, Tag) and nearest["lang"] == language


def test_each_plural_form_is_said(added: tuple[str, Path]) -> None:
    """Arabic has six plural forms, and each number takes its own."""
    language, folder = added
    speaks = read(folder).languages[language]
    said = {
        number: speaks.ngettext("{count} incident is open.", "{count} incidents are open.", number).split()[0]
        for number in FORMS
    }
    if language == "ar":
        assert said == {number: numbered(form, language) for number, form in FORMS.items()}
    else:
        assert set(said.values()) == {numbered(0, language), numbered(1, language)}


def test_names_keep_their_own_order(added: tuple[str, Path], pages: Mapping[str, BeautifulSoup]) -> None:
    """From right to left, names in sentences and lists stand between isolates; from left to right there are none."""
    language, text = added[0], pages[ADVISORY].get_text()
    wrapped = set(re.findall("\u2068([^\u2068\u2069]*)\u2069", text))
    assert text.count("\u2068") == text.count("\u2069")
    names = {"Incident Press Demonstration Desk", "Mixpanel", "OpenAI", "OpenAI API"}
    assert (names <= wrapped) if DIRECTION[language] == "rtl" else not wrapped
    isolated = pages[ADVISORY].find_all("bdi")
    assert {"ADV-2025-0001", "desk@incident-press.example"} <= {element.get_text() for element in isolated}


def test_languages_are_named_in_their_own_direction(
    added: tuple[str, Path], pages: Mapping[str, BeautifulSoup]
) -> None:
    """In the menu and the chooser a language that is written the other way than the page says so."""
    language, folder = added
    chooser = BeautifulSoup((folder / "site/index.html").read_bytes(), "html.parser")
    for page, selector in ((pages[ADVISORY], ".press-menu__list a"), (chooser, ".chooser__list a")):
        assert page.html
        links = {str(link["lang"]): link.get("dir", page.html["dir"]) for link in page.select(selector)}
        assert links == {"en": "ltr", "pt-BR": "ltr", "de": "ltr", language: DIRECTION[language]}


def test_the_feeds_are_in_the_language(added: tuple[str, Path]) -> None:
    """Feeds and their items carry the tag, and the text of an item its direction where that is not the usual one."""
    language, folder = added
    feed = json.loads((folder / "site" / language / "feed.json").read_bytes())
    rss = ET.parse(folder / "site" / language / "advisories.rss")
    assert (feed["language"], feed["items"][0]["language"], rss.findtext("channel/language")) == (language,) * 3
    for html in (feed["items"][0]["content_html"], rss.findtext("channel/item/{*}encoded")):
        first = BeautifulSoup(html or "", "html.parser").find(True)
        assert isinstance(first, Tag)
        assert first.get("dir") == ("rtl" if DIRECTION[language] == "rtl" else None)


def test_text_of_another_direction_says_so(project_folder: Path) -> None:
    """What is not translated stands in a page from right to left as what it is: English, from left to right."""
    add_language(project_folder, "ar")
    succeed(project_folder, "translations", "update")
    fill(project_folder, "ar")
    succeed(project_folder, "build", "--now", "2025-12-01T12:00Z")
    page = BeautifulSoup((project_folder / "site/ar" / ADVISORY).read_bytes(), "html.parser")
    assert page.select_one("[data-partial]")
    summary = page.select_one(".lead > p > span")
    assert summary
    assert (summary["lang"], summary["dir"]) == ("en", "ltr")


@pytest.mark.parametrize(
    ("message", "value", "said"),
    [
        ("من {name} اليوم", "Example Inc.", "من \u2068Example Inc.\u2069 اليوم"),
        ("من {name}.", "Example Inc.", "من \u2068Example Inc.\u2069"),
        ("من {name} اليوم", "شركة", "من شركة اليوم"),
        ("من {name} اليوم", "12,500", "من 12,500 اليوم"),
        ("من {name} اليوم", "\u2068One\u2069 و\u2068Two\u2069", "من \u2068One\u2069 و\u2068Two\u2069 اليوم"),
        ("bei {name} heute", "Example Inc.", "bei Example Inc. heute"),
        ("für {name} heute", "Straßen-App", "für Straßen-App heute"),
        ("bei {name} heute", "شركة", "bei \u2068شركة\u2069 heute"),
    ],
)
def test_a_name_of_the_other_direction_is_isolated(message: str, value: str, said: str) -> None:
    """Only what has letters of the other direction, and is not isolated already."""
    assert substitute(message, {"name": value}) == said


def test_a_list_of_names_is_in_the_order_of_the_language(project: Project) -> None:
    """From right to left each name in Latin letters is isolated, so that the first one stands first."""
    german = project.languages["de"]
    arabic = replace(german, setting=german.setting.with_fields(locale="ar"))
    assert german.listed(["One", "Two"]) == "One und Two"
    assert arabic.listed(["One", "Two"]) == "\u2068One\u2069 و\u2068Two\u2069"


def test_the_direction_follows_from_the_locale() -> None:
    """Whoever adds a language need not say how it is written; what is said all the same holds."""
    entry = {"path": "x", "tag": "he", "locale": "he", "name": "x"}
    assert LanguageSetting.model_validate(entry).direction == "rtl"
    assert LanguageSetting.model_validate({**entry, "locale": "de"}).direction == "ltr"
    assert LanguageSetting.model_validate({**entry, "direction": "ltr"}).direction == "ltr"
    assert direction_of("az-Arab-x-own") == "ltr"
