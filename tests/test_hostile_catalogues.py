"""Catalogues of somebody who means harm: what is refused, and with which problem."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Mapping, Set
from itertools import accumulate
from pathlib import Path

import polib
import pytest
from babel import Locale
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import authored_text
from build_tools.checking import check_everything
from build_tools.fidelity.characters import hidden
from build_tools.language.language import substitute
from build_tools.project import read_project
from tests.added_language import add_language, release_in, run, succeed
from tests.conftest import NOW, codes, copy_project
from tests.property.hostile import ATTACKS, JOINED, REFUSED, SET_APART, TURNING
from tests.pseudo import fill
from tests.translating import translation_lines

GERMAN = "locales/de/advisories/ADV-2025-0001.po"
SITE = "locales/de/LC_MESSAGES/site.po"
GERMAN_PRESS = "locales/de/LC_MESSAGES/interface.po"
LESSONS = "  lessons:\n"


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Set[str]]:
    """By attack the codes of the errors at its line, where each is the German translation of a lesson of its own."""
    folder = copy_project(tmp_path_factory.mktemp("attacks") / "project")
    source = folder / "advisories/2025/ADV-2025-0001.yaml"
    lessons = [f"    - {{id: l{at}, text: The words of lesson {at}}}\n" for at in range(len(ATTACKS))]
    text = source.read_text(encoding="utf-8").replace(LESSONS, LESSONS + "".join(lessons))
    source.write_text(text, encoding="utf-8")
    succeed(folder, "translations", "update")
    contexts = {f"ADV-2025-0001/text.lessons.l{at}.text": attack for at, attack in enumerate(ATTACKS)}
    translate(folder / GERMAN, contexts)
    attacks = {
        line: contexts[context]
        for (context, _), line in translation_lines(folder / GERMAN).items()
        if context in contexts
    }
    found = defaultdict(set)
    for problem in read_project(folder)[1]:
        if problem.severity == "error":
            assert problem.place.file == GERMAN, problem
            found[attacks[problem.place.line]].add(problem.code)
    return found


def translate(path: Path, words: Mapping[str, str]) -> None:
    """Write translations by context, as a program for translators does."""
    po = polib.pofile(str(path), wrapwidth=110)
    for entry in po:
        entry.msgstr = words.get(entry.msgctxt or "", entry.msgstr)
    po.save()


@pytest.mark.parametrize(
    ("code", "attack"), [(code, attack) for code, attacks in REFUSED.items() for attack in attacks]
)
def test_an_attack_is_refused_at_its_line(errors: Mapping[str, Set[str]], code: str, attack: str) -> None:
    """What looks like HTML, an entity, a placeholder, a template, a link or a heading is an error in the catalogue."""
    assert attack in ATTACKS
    assert code in errors[attack]


@pytest.mark.parametrize("name", [GERMAN, SITE])
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (b"\xed\xa0\x80", "not-utf-8"),
        ("\u202e".encode(), "forbidden-character"),
        ("\u200b".encode(), "forbidden-character"),
        ("\ue000".encode(), "forbidden-character"),
        (b"\x1b[2J", "forbidden-character"),
        (b"\x00", "forbidden-character"),
    ],
)
def test_no_byte_that_nobody_sees_is_read(project_folder: Path, name: str, typed: bytes, code: str) -> None:
    """Half a character, turned text, marks of ours and of a terminal: the whole catalogue is refused, at the line."""
    path = project_folder / name
    before, found, after = path.read_bytes().rpartition(b'msgstr "')
    path.write_bytes(before + found + typed + after)
    project, problems = read_project(project_folder)
    assert project is None
    errors = [problem for problem in problems if problem.severity == "error"]
    assert codes(errors)[0] == code
    assert errors[0].place[:2] == (name, before.count(b"\n") + 1)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a language from right to left, all of it translated."""
    folder = copy_project(tmp_path_factory.mktemp("isolates") / "project")
    add_language(folder, "ar")
    succeed(folder, "translations", "update")
    fill(folder, "ar")
    return folder


@pytest.mark.parametrize("domain", ["LC_MESSAGES/interface", "LC_MESSAGES/vocabulary", "advisories/ADV-2025-0001"])
@pytest.mark.parametrize(("locale", "allowed"), [("ar", SET_APART + JOINED), ("de", JOINED)])
def test_what_some_scripts_need_is_refused_by_entry(
    arabic: Path, tmp_path: Path, locale: str, allowed: tuple[str, ...], domain: str
) -> None:
    """Isolates in pairs pass in Arabic, and in German none; joiners pass where letters join. Only the entries at fault
    are told, and the rest of the catalogue counts."""
    folder, name = tmp_path / "project", f"locales/{locale}/{domain}.po"
    shutil.copytree(arabic, folder, symlinks=True)
    po = polib.pofile(str(folder / name), wrapwidth=110)
    plain = (entry for entry in po if not entry.msgid_plural and "date pattern" not in (entry.msgctxt or ""))
    typed = {entry.msgid: words for entry, words in zip(plain, (*TURNING, *SET_APART, *JOINED), strict=False)}
    for entry in po:
        entry.msgstr += f" {typed.get(entry.msgid, '')}" if not entry.msgid_plural else ""
    po.save()
    expected = {
        line
        for (_, text), line in translation_lines(folder / name).items()
        if text in typed and typed[text] not in allowed
    }
    told = [problem for problem in read_project(folder)[1] if problem.severity == "error"]
    hidden = [problem for problem in told if problem.code == "forbidden-character"]
    assert len(expected) >= 5
    assert {problem.place for problem in hidden} == {(name, line, 1) for line in expected}
    assert {problem.place.file for problem in told} == {name}


@pytest.mark.parametrize(("language", "accepted"), [("ar", True), ("de", False)])
def test_what_a_script_needs_can_be_imported(arabic: Path, tmp_path: Path, language: str, accepted: bool) -> None:
    """A translation with a name in isolates comes back by a file in Arabic, and is refused with its place in German."""
    folder, file = tmp_path / "project", tmp_path / "back.yaml"
    shutil.copytree(arabic, folder, symlinks=True)
    note = "عن \u2068API\u2069." if accepted else "Die Namen sind mit \u2068API\u2069-Konten verknüpft."
    key = "data.exposed.account_name.note"
    file.write_text(f"id: ADV-2025-0001\nlanguage: {language}\n{key}: {note}\n", encoding="utf-8")
    done = run(folder, "translations", "import", str(file), "--replace")
    assert done.exit_code == (not accepted), done.output
    assert ("back.yaml:3:33: error forbidden-character" in done.output) is not accepted


def set_apart(folder: Path, locale: str) -> None:
    """Every text in isolates of its own, as many as it has paragraphs."""
    fill(folder, locale)
    for path in (folder / "locales" / locale).rglob("*.po"):
        po = polib.pofile(str(path), wrapwidth=110)
        for entry in po:
            if "date pattern" not in (entry.msgctxt or ""):
                entry.msgstr = re.sub(r"[^\n]+", "\u2067\\g<0>\u2069", entry.msgstr)
        po.save()


BLOCKS = ["title", "h1", "h2", "h3", "p", "li", "a", "dd", "dt"]


def test_isolates_leave_the_order_of_a_page(project_folder: Path) -> None:
    """Where every text stands in isolates, each element and attribute of each page ends as many as it begins."""
    release_in(project_folder, "ar", set_apart)
    succeed(project_folder, "build", "--now", "2025-12-01T12:00Z")
    for path in (project_folder / "site/ar").rglob("*.html"):
        page = BeautifulSoup(path.read_bytes(), "html.parser")
        texts = [element.get_text() for element in page.find_all(BLOCKS)]
        texts += [str(value) for element in page.find_all(True) for value in element.attrs.values()]
        assert sum("\u2067" in text for text in texts) > 10
        assert [text for text in texts if not is_level(text)] == [], path


def is_level(text: str) -> bool:
    """Whether each isolate of a text is ended in it."""
    depths = [*accumulate((mark in "\u2066\u2067\u2068") - (mark == "\u2069") for mark in text)] or [0]
    return min(depths) >= 0 and depths[-1] == 0


PARTS = st.sampled_from([*"\u2066\u2067\u2068\u2069", "ب", "API ", "**", "\n", "\n\n", "\n- ", "`", "{name}", "."])


@settings(max_examples=500, derandomize=True)
@given(parts=st.lists(PARTS, max_size=20))
def test_whatever_passes_is_level(parts: list[str]) -> None:
    """However isolates are mixed with marks and names: what is not refused leaves no element of a page turned."""
    text = "".join(parts)
    if [*hidden(text, Locale("ar"))]:
        return
    html = BeautifulSoup(authored_text.to_html(text, {}), "html.parser")
    assert all(is_level(block.get_text()) for block in html.find_all(["p", "li"]) if not block.find(["p", "li"]))
    assert is_level(substitute(text, {"name": "\u2068One\u2069 Inc."}))


OF_THE_PRESS = ("raw-html", "placeholders", "template-syntax", "host-unknown")


def test_what_the_press_says_is_refused_as_well(project_folder: Path) -> None:
    """The same in the catalogue of the interface, where each attack is the translation of a text of its own."""
    path = project_folder / "locales/de/LC_MESSAGES/interface.po"
    wanted = [(code, attack) for code in OF_THE_PRESS for attack in REFUSED[code] if attack[:2] not in ("<!", "<?")]
    po = polib.pofile(str(path), wrapwidth=110)
    entries = [entry for entry in po if not entry.msgctxt and not entry.msgid_plural and "{" not in entry.msgid]
    changed = dict(zip((entry.msgid for entry in entries), wanted, strict=False))
    assert len(changed) == len(wanted)
    for entry in entries:
        entry.msgstr = changed.get(entry.msgid, ("", entry.msgstr))[1]
    po.save()
    problems = check_everything(project_folder, NOW).problems
    found = {(problem.place.file, problem.place.line, problem.code) for problem in problems}
    at = translation_lines(path)
    missing = {text: code for text, (code, _) in changed.items() if (GERMAN_PRESS, at["", text], code) not in found}
    assert missing == {}
