"""Catalogues of somebody who means harm: what is refused, and with which problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from pathlib import Path

import polib
import pytest

from build_tools.checking import check_everything
from build_tools.project import read_project
from tests.added_language import succeed
from tests.conftest import NOW, codes, copy_project
from tests.property.hostile import ATTACKS, REFUSED

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
        entry.linenum: contexts[entry.msgctxt] for entry in polib.pofile(folder / GERMAN) if entry.msgctxt in contexts
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
    lines = {entry.msgid: entry.linenum for entry in polib.pofile(str(path))}
    missing = {text: code for text, (code, _) in changed.items() if (GERMAN_PRESS, lines[text], code) not in found}
    assert missing == {}
