"""Translations come and go as PO, XLIFF 2 and YAML: whole or not at all, and never for other words than those of today.

A folder in `refused_translations/` is a case: a file that somebody might hand in, and in `problems.txt` what is said.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from build_tools.cli import main
from build_tools.interchange import xliff, yaml_text
from build_tools.interchange.xliff_writing import Heading, Unit
from build_tools.interchange.xliff_writing import xliff as written_xliff
from build_tools.language.po_file import Earlier
from tests.conftest import ROOT, XLIFF_SCHEMA, read

ID = "ADV-2025-0001"
ADVISORY = f"advisories/2025/{ID}.yaml"
GERMAN = f"locales/de/advisories/{ID}.po"
NOTE, NEW_NOTE = "The names are linked to API accounts.", "Some names are linked to API accounts."
KEY = "data.exposed.account_name.note"
NEW_GERMAN = "Einige Namen sind mit API-Konten verknüpft."
REFUSED = Path(__file__).parent / "refused_translations"
CASES = sorted(path for path in REFUSED.iterdir() if path.is_dir())


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "translations", *arguments])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def changed(project_folder: Path) -> Path:
    """A project in which one text was changed, so that its translations are stale."""
    edit(project_folder / ADVISORY, NOTE, NEW_NOTE)
    assert run(project_folder, "update").exit_code == 0
    return project_folder


def export(folder: Path, *arguments: str) -> Path:
    """Export one advisory into German, and return the file."""
    output = folder / "out"
    done = run(folder, "export", ID, "--xliff", "--language", "de", "--output", str(output), *arguments)
    assert (done.exit_code, done.output) == (0, f"Written: {output}/{ID}.de.xlf\n")
    return output / f"{ID}.de.xlf"


def german(folder: Path, key: str = KEY) -> str:
    """What the project says in German now, or nothing."""
    return read(folder).translations[ID].texts["de"].get(key, "")


def schema() -> etree.XMLSchema:
    """The official schema of XLIFF 2.0, which looks for the one of `xml:space` elsewhere."""
    text = XLIFF_SCHEMA.read_text(encoding="utf-8")
    place = XLIFF_SCHEMA.with_name("xml.xsd").as_uri()
    text = text.replace("informativeCopiesOf3rdPartySchemas/w3c/xml.xsd", place)
    return etree.XMLSchema(etree.fromstring(text.encode()))


# --- export


def test_an_export_has_what_a_translator_needs(changed: Path) -> None:
    """Every text with its purpose; its translation where that is current; and beside what changed, what was before."""
    root = etree.parse(export(changed)).getroot()
    names = {None: xliff.NAMESPACE}
    assert dict(root.attrib) == {"version": "2.0", "srcLang": "en", "trgLang": "de"}
    (file,) = root
    assert dict(file.attrib) == {"id": ID, "original": ADVISORY}
    assert [unit.get("id") for unit in file][:3] == ["incident.severity.reason", KEY, "text.title"]
    unit = file.find(f"unit[@id='{KEY}']", names)
    assert {note.get("category"): note.text for note in unit.iterfind("notes/note", names)} == {
        "instruction": "Plain text in one paragraph.",
        "previous-source": NOTE,
        "previous-translation": "Die Namen sind mit API-Konten verknüpft.",
    }
    assert [note.text for note in unit.iterfind("notes/note", names)][1].startswith("Critical: without a current")
    segment = unit.find("segment", names)
    assert (segment.get("state"), segment.findtext("source", None, names)) == ("initial", NEW_NOTE)
    assert segment.find("target", names) is None
    title = file.find("unit[@id='text.title']/segment", names)
    assert (title.get("state"), title.findtext("target", None, names)) == ("translated", german(changed, "text.title"))


def test_an_export_without_ids_is_a_file_for_each_language(project_folder: Path) -> None:
    """One file for each advisory and language; the source language needs none."""
    done = run(project_folder, "export", "--xliff", "--output", str(project_folder / "out"))
    assert done.exit_code == 0
    assert sorted(path.name for path in (project_folder / "out").iterdir()) == [f"{ID}.de.xlf", f"{ID}.pt.xlf"]
    assert 'trgLang="pt-BR"' in (project_folder / "out" / f"{ID}.pt.xlf").read_text(encoding="utf-8")


@pytest.mark.xliff_schema
def test_an_export_is_valid(changed: Path) -> None:
    """The official schema of OASIS accepts it; and it is no schema that accepts everything."""
    path, official = export(changed), schema()
    assert official.validate(etree.parse(path)), official.error_log
    edit(path, 'state="initial"', 'state="begun"')
    assert not official.validate(etree.parse(path))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=40).map(str.strip)


@settings(max_examples=100)
@given(source=WORDS.filter(bool), target=WORDS, note=WORDS)
def test_any_text_comes_back_from_xliff(source: str, target: str, note: str) -> None:
    """Whatever characters a text has, markup among them, it is text in the file, and is read as it was written."""
    units = [Unit("text.title", source, target, [note], Earlier(note, target)), Unit("releases.2.text", "b", "", [])]
    content = written_xliff(Heading(ID, ADVISORY, "en", "de"), units)
    incoming, problems = xliff.read("a.xlf", content)
    if problems:  # characters that mislead are refused wherever they stand
        assert {problem.code for problem in problems} <= {"forbidden-character"}
        return
    assert incoming
    first, second = incoming.texts
    assert (first.advisory, first.key, first.words, first.source) == (ID, "text.title", target, source)
    assert (second.key, second.words) == ("releases.2.text", "")
    if target:
        assert first.is_finished
    assert etree.fromstring(content).find(".//{*}source").text == source


# --- the way there and back


def test_a_tool_of_its_own_translates_an_export(changed: Path) -> None:
    """translate-toolkit opens the file, translates what is empty, and saves; import takes it, and the site says it."""
    from translate.storage.xliff2 import Xliff2File  # noqa: PLC0415 - it takes a second to load

    path = export(changed)
    store = Xliff2File.parsefile(str(path))
    assert (store.sourcelanguage, store.targetlanguage) == ("en", "de")
    waiting = [unit for unit in store.units if not unit.istranslated()]
    assert [(unit.getid(), unit.source) for unit in waiting] == [(KEY, NEW_NOTE)]
    assert "Critical: without a current translation" in waiting[0].getunitelement().findtext(".//{*}note[2]")
    waiting[0].target = NEW_GERMAN
    waiting[0].marktranslated()
    store.savefile(str(path))
    assert german(changed) == ""
    done = run(changed, "import", str(path))
    assert (done.exit_code, done.output) == (0, f"Imported 1 text into {GERMAN}; 6 were there already.\n")
    assert german(changed) == NEW_GERMAN
    assert german(changed, "text.title") == german(ROOT, "text.title")
    assert run(changed, "status", ID).stdout.splitlines()[2].split()[-1] == "current"
    entry = polib.pofile(str(changed / GERMAN)).find(NEW_NOTE)
    assert entry
    assert "Before, the source was" not in entry.comment


def test_segments_that_a_tool_has_cut_are_one_text(changed: Path) -> None:
    """A tool may cut a unit into segments, mark terms, and add suggestions: the words count, in their order."""
    path = export(changed)
    segments = (
        '<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#1"><source>No</source>'
        "<target>Falsch</target></mtc:match></mtc:matches>\n"
        '<segment id="1" state="final"><source>Some names</source><target>Einige <mrk id="m">Namen</mrk></target>'
        "</segment><ignorable><source> </source></ignorable>"
        '<segment id="2" state="reviewed"><source>are linked to API accounts.</source>'
        "<target>sind mit API-Konten verknüpft.</target></segment>"
    )
    text = path.read_text(encoding="utf-8")
    cut = re.sub(rf"(?s)<segment state=\"initial\">\s*<source>{NEW_NOTE}</source>\s*</segment>", segments, text)
    assert cut != text
    path.write_text(cut, encoding="utf-8")
    assert run(changed, "import", str(path)).exit_code == 0
    assert german(changed) == NEW_GERMAN


def test_a_po_file_is_imported(changed: Path, tmp_path: Path) -> None:
    """A PO file that was translated elsewhere is taken; its own headers and comments do not matter."""
    po = polib.pofile(str(changed / GERMAN))
    entry = po.find(NEW_NOTE)
    assert entry
    entry.msgstr = NEW_GERMAN
    po.save(str(tmp_path / "anna.po"))
    done = run(changed, "import", str(tmp_path / "anna.po"), "--language", "de", "--advisory", ID)
    assert done.exit_code == 0, done.output
    assert german(changed) == NEW_GERMAN


YAML = f"""\
id: {ID}
language: pt-BR
data.exposed.account_name.note: Alguns nomes estão vinculados a contas da API.
text:
  title: "{{title}}"
  lessons:
    - id: vendor_security
      stated_by: analysts
      text:
source:
  data.exposed.account_name.note: {NEW_NOTE}
"""


def test_a_yaml_file_is_imported(changed: Path, tmp_path: Path) -> None:
    """Texts stand as in the advisory, or under their whole path; what is empty is not translated."""
    title = read(changed).translations[ID].texts["pt"]["text.title"]
    path = tmp_path / "nova.yaml"
    path.write_text(YAML.replace("{title}", title), encoding="utf-8")
    done = run(changed, "import", str(path))
    catalogue = f"locales/pt_BR/advisories/{ID}.po"
    assert (done.exit_code, done.output) == (
        0,
        f"Imported 1 text into {catalogue}; 1 were there already; 1 of the file not translated.\n",
    )
    texts = read(changed).translations[ID].texts["pt"]
    assert texts[KEY] == "Alguns nomes estão vinculados a contas da API."
    assert "text.lessons.vendor_security.text" in texts


def test_nothing_is_replaced_in_silence(changed: Path, tmp_path: Path) -> None:
    """A translation that is there stays, unless it is said that it be replaced."""
    path = tmp_path / "other.yaml"
    title = "Sicherheitsvorfall bei Mixpanel: Metadaten aus Konten der OpenAI API offengelegt"
    path.write_text(f'id: {ID}\nlanguage: de\ntext: {{title: "{title}"}}\n', encoding="utf-8")
    before = (changed / GERMAN).read_bytes()
    done = run(changed, "import", str(path))
    assert (done.exit_code, (changed / GERMAN).read_bytes()) == (1, before)
    assert "error translation-exists" in done.stderr
    assert run(changed, "import", str(path), "--replace").exit_code == 0
    assert german(changed, "text.title") == title


def test_words_of_an_earlier_text_are_known_without_their_source(changed: Path, tmp_path: Path) -> None:
    """YAML need not say what was translated; the words that translated the text before its change are refused still."""
    path = tmp_path / "old.yaml"
    old = "Die Namen sind mit API-Konten verknüpft."
    path.write_text(f"id: {ID}\nlanguage: de\n{KEY}: {old}\n", encoding="utf-8")
    done = run(changed, "import", str(path))
    assert done.exit_code == 1
    assert "error stale-translation" in done.stderr
    assert f"`{NOTE}`" in done.stderr
    assert f"`{NEW_NOTE}`" in done.stderr
    path.write_text(f"{path.read_text(encoding='utf-8')}source: {{{KEY}: {NEW_NOTE}}}\n", encoding="utf-8")
    assert run(changed, "import", str(path)).exit_code == 0


ALIKE = "Nicht alle Namen sind mit API-Konten verknüpft."
WAIVER = "waiver negation-changed: not all is the same as some"


def handed_in(folder: Path, words: str, *comments: str) -> Result:
    """Import a PO file with one translation, under comments of its translator."""
    lines = [*(f"# {comment}" for comment in comments), f'msgctxt "{ID}/{KEY}"', f'msgid "{NEW_NOTE}"']
    file = folder / "anna.po"
    header = 'msgid ""\nmsgstr "Language: de\\n"\n\n'
    file.write_text("\n".join([header, *lines, f'msgstr "{words}"', ""]), encoding="utf-8")
    return run(folder, "import", str(file))


def test_a_translator_waives_with_a_reason(changed: Path) -> None:
    """A waiver above an imported entry counts, is shown, and stands in the catalogue from then on, once."""
    refused = handed_in(changed, ALIKE)
    assert refused.exit_code == 1
    assert "anna.po:7:1: error negation-changed: " in refused.stderr
    for _ in range(2):
        done = handed_in(changed, ALIKE, "Anna", WAIVER)
        assert (done.exit_code, done.stderr) == (0, "")
        assert f"The translator waives negation-changed of {KEY}: not all is the same as some\n" in done.stdout
    assert german(changed) == ALIKE
    assert (changed / GERMAN).read_text(encoding="utf-8").count(f"# {WAIVER}\n") == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Einige <b>Namen</b> sind mit API-Konten verknüpft.", "raw-html"),
        ("Einige Namen sind mit API-Konten verknüpft {{ 7 * 7 }}.", "template-syntax"),
        ("Einige Namen sind mit API-Konten {name} verknüpft.", "placeholders"),
        ("Einige Namen sind mit API-Konten verknüpft. TODO", "not-filled-in"),
        ("Einige Namen sind mit API\u200b-Konten verknüpft.", "forbidden-character"),
    ],
)
def test_no_translator_waives_what_would_harm_readers(changed: Path, words: str, code: str) -> None:
    """Whatever the reason, it is refused, and neither the words nor the waiver reach the catalogue."""
    before = (changed / GERMAN).read_bytes()
    done = handed_in(changed, words, f"waiver {code}: it is fine")
    assert done.exit_code == 1
    assert f" error {code}: " in done.stderr
    assert (changed / GERMAN).read_bytes() == before


def test_a_waiver_that_nothing_needs_is_left_behind(changed: Path) -> None:
    """It is told as a warning, with the rest of what the importer should look at, and not written down."""
    done = handed_in(changed, NEW_GERMAN, WAIVER)
    assert done.exit_code == 0
    assert "anna.po:8:1: warning waiver-unused: " in done.stderr
    assert "waiver" not in (changed / GERMAN).read_text(encoding="utf-8")


def test_warnings_of_an_import_are_told(changed: Path) -> None:
    """What is no matter of truth stops no import, and is told at once."""
    done = handed_in(changed, "Einige Namen sind mit API-Konten verknüpft, auch deine.")
    assert done.exit_code == 0, done.stderr
    assert "anna.po:7:1: warning informal-address: " in done.stderr
    assert "Imported 1 text" in done.stdout


@pytest.mark.parametrize(
    "source",
    ["Some names", f"{{data.exposed.account_name.notes: {NEW_NOTE}}}"],
)
def test_a_source_that_is_not_there_is_missed(changed: Path, source: str) -> None:
    """Whoever writes `source`, and misspells a name in it, is told: nobody would see that the text has changed."""
    file = changed / "anna.yaml"
    file.write_text(f'id: {ID}\nlanguage: de\n{KEY}: "{NEW_GERMAN}"\nsource: {source}\n', encoding="utf-8")
    done = run(changed, "import", str(file))
    assert done.exit_code == 1
    assert "anna.yaml:4:" in done.stderr
    assert ": error wrong-form: This is no source of a text that is translated in this file." in done.stderr


def test_one_file_is_imported_at_a_time(changed: Path) -> None:
    """Two files, and a pipe that would never end, are refused with what to do."""
    two = run(changed, "import", str(changed / GERMAN), str(changed / GERMAN))
    assert (two.exit_code, "Import one file at a time" in two.stderr) == (2, True)
    os.mkfifo(changed / "pipe.po")
    pipe = run(changed, "import", str(changed / "pipe.po"))
    assert (pipe.exit_code, "is no file. Save what is to be imported as one." in pipe.stderr) == (2, True)


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_is_no_catalogue_is_not_written_over(changed: Path, kind: str) -> None:
    """A folder or a link that leads nowhere is told, and is no missing translation that is asked for again."""
    path = changed / GERMAN
    path.unlink()
    path.mkdir() if kind == "folder" else path.symlink_to("nowhere.po")
    for command, exit_code in (["update"], 1), (["status"], 2), (["update", ID], 1):
        done = run(changed, *command)
        assert done.exit_code == exit_code
        assert f"{GERMAN}:1:1: error no-catalogue: Here is a folder, a link that leads nowhere" in done.stderr
    assert path.is_dir() if kind == "folder" else path.is_symlink()


def test_other_advisories_do_not_stand_in_the_way(changed: Path) -> None:
    """A broken file of another advisory, or a mistake in the facts of this one, keeps no translation out."""
    (changed / "advisories/2025/ADV-2025-0009.yaml").write_text("id\n", encoding="utf-8")
    path = export(changed)
    edit(changed / ADVISORY, "products: [api]", "products: [shop]")
    edit(path, f"<source>{NEW_NOTE}</source>", f"<source>{NEW_NOTE}</source><target>{NEW_GERMAN}</target>")
    edit(path, 'state="initial"', 'state="translated"')
    assert run(changed, "import", str(path)).exit_code == 0
    assert NEW_GERMAN in (changed / GERMAN).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_translation_that_does_not_fit_is_refused(
    changed: Path, case: Path, accepted: Callable[[Path, str], str]
) -> None:
    """Every problem is told at once, with its line in the file and the mend, and no catalogue changes."""
    (file,) = (path for path in case.iterdir() if path.name != "problems.txt")
    (changed / file.name).write_bytes(file.read_bytes())
    before = {path: path.read_bytes() for path in (changed / "locales").rglob("*.po")}
    options = ["--language", "de"] if case.name == "language-is-another-than-was-said" else []
    done = run(changed, "import", str(changed / file.name), *options)
    assert done.exit_code == 1, done.output
    assert done.stderr == accepted(case / "problems.txt", done.stderr)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert {path: path.read_bytes() for path in (changed / "locales").rglob("*.po")} == before


def test_a_huge_file_is_refused_unread(changed: Path) -> None:
    """No more of a file is read than may be in one."""
    path = changed / "huge.xlf"
    with path.open("wb") as stream:
        stream.truncate(10 * 1024**3)  # ten gigabytes that take no room on the disk
    done = run(changed, "import", str(path))
    assert done.exit_code == 1
    assert "error file-too-large" in done.stderr


MARKS = st.sampled_from(
    [
        f'<xliff xmlns="{xliff.NAMESPACE}" version="2.0" srcLang="en" trgLang="de">', '<file id="ADV-2025-0001">',
        '<unit id="text.title">', "<unit>", "<segment>", '<segment state="final">', "<source>", "<target>", "<mrk>",
        "<ignorable>", "</source>", "</target>", "</segment>", "</ignorable>", "</unit>", "</file>", "</xliff>", "<pc>",
        "<ph/>", "<cp/>", "<sm/>", "<notes>", "<x:a>", "<", "a", "&amp;", "&lt;", "&#x202e;", "&b;", "<![CDATA[x]]>",
        "<!DOCTYPE a>", "\x00", "\ufeff", '<?xml version="1.0" encoding="latin-1"?>', '<?xml version="1.1"?>',
    ]
)  # fmt: skip


@settings(max_examples=200)
@given(marks=st.lists(MARKS, max_size=25), raw=st.binary(max_size=60))
def test_no_file_raises(marks: list[str], raw: bytes) -> None:
    """Any bytes are texts, or problems that can be gone to."""
    for content in ("".join(marks).encode(), raw, b"text:\n  title: " + raw):
        for reader in (xliff.read, yaml_text.read):
            incoming, problems = reader("a", content)
            assert (incoming is None) == bool(problems)
            assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)
