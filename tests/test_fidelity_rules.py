"""Translations that do not say what their source says are problems, for `check` and before a release, or waived."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from tests.conftest import ROOT

ID = "ADV-2025-0001"
GERMAN = f"locales/de/advisories/{ID}.po"
PRESS = "locales/de/LC_MESSAGES/vocabulary.po"
NEGATED = "API-Schlüssel und Chatinhalte wurden nicht offengelegt."
CONTEXT = f'msgctxt "{ID}/text.summary"\n'

FAULTS = [
    # what stands there, what a tired translator makes of it, the code, how serious it is
    (NEGATED, "API-Schlüssel und Chatinhalte wurden offengelegt.", "negation-changed", "error"),
    ("Durch einen Vorfall bei Mixpanel, einem", "Durch einen Vorfall bei Mixpannel, einem", "name-changed", "error"),
    (NEGATED, NEGATED + " Betroffen sind 12.500 Konten.", "number-changed", "error"),
    (NEGATED, NEGATED + " Mehr unter https://mixpanel.example.", "host-unknown", "error"),
    (NEGATED, NEGATED.replace("Chat", "Ch\u0430t"), "mixed-script", "error"),
    (NEGATED, "TODO", "not-filled-in", "error"),
    (
        "Betrügerische Nachrichten sind eine",
        "Hüte dich. Betrügerische Nachrichten sind eine",
        "informal-address",
        "warning",
    ),
]


def check(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "check", *arguments])


def edit(file: Path, old: str, new: str) -> int:
    """Replace words that stand once, across the lines of a PO file, and return the line of the summary's."""
    text = file.read_text(encoding="utf-8").replace('"\n"', "")
    assert text.count(old) == 1, text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.find("\nmsgstr", text.find(CONTEXT))].count("\n") + 2


@pytest.mark.parametrize(("old", "new", "code", "severity"), FAULTS, ids=[fault[2] for fault in FAULTS])
@pytest.mark.parametrize("names", [(), (ID,)], ids=["all", "one"])
def test_a_translation_that_says_something_else_is_told(
    project_folder: Path, names: tuple[str, ...], old: str, new: str, code: str, severity: str
) -> None:
    """With the place of its entry, by a whole check as by that of one advisory; an error stops, a warning does not."""
    assert not check(project_folder, *names).stderr
    line = edit(project_folder / GERMAN, old, new)
    done = check(project_folder, *names)
    found = [told for told in done.stderr.splitlines() if f" {severity} {code}: " in told]
    assert len(found) == 1, done.stderr
    assert found[0].startswith(f"{GERMAN}:{line}:1: ")
    assert done.exit_code == (severity == "error")


def test_what_is_right_all_the_same_is_waived(project_folder: Path) -> None:
    """A comment of the entry lets one code stand, with a reason; without one it does not, and unneeded it is told."""
    file = project_folder / GERMAN
    edit(file, NEGATED, "API-Schlüssel und Chatinhalte blieben geschützt.")
    assert "error negation-changed" in check(project_folder).stderr
    assert "write `# waiver negation-changed: why` above its entry in the PO file" in check(project_folder).stderr
    edit(file, CONTEXT, f"# waiver negation-changed:\n{CONTEXT}")
    assert "error negation-changed" in check(project_folder).stderr
    edit(file, "# waiver negation-changed:\n", "# waiver negation-changed: protected means not exposed\n")
    assert not check(project_folder).stderr
    edit(file, "blieben geschützt", "wurden nicht offengelegt")
    assert "warning waiver-unused: Nothing here needs the waiver of `negation-changed`" in check(project_folder).stderr


def test_a_waiver_goes_with_its_source(project_folder: Path) -> None:
    """When the source changes, the translation is wanted anew, and nothing is waived of it."""
    file, source = project_folder / GERMAN, project_folder / f"advisories/2025/{ID}.yaml"
    edit(file, CONTEXT, f"# waiver negation-changed: for a reason\n{CONTEXT}")
    text = source.read_text(encoding="utf-8")
    source.write_text(
        text.replace("Fraudulent messages may follow", "Fraudulent messages can follow"), encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["--project", str(project_folder), "translations", "update"])
    assert done.exit_code == 0, done.output
    waived = file.read_text(encoding="utf-8").partition("# waiver")[2]
    assert waived.partition("\n")[2].startswith("#~ msgctxt")


@pytest.mark.parametrize("code", ["template-syntax", "forbidden-character"])
def test_what_would_harm_readers_is_never_waived(project_folder: Path, code: str) -> None:
    """No reason lets a template's syntax or a mark that turns the text around stand."""
    harm = {"template-syntax": "{{ 7 * 7 }}", "forbidden-character": "\u202e"}[code]
    edit(project_folder / GERMAN, NEGATED, NEGATED + harm)
    edit(project_folder / GERMAN, CONTEXT, f"# waiver {code}: why not\n{CONTEXT}")
    assert f"error {code}: " in check(project_folder).stderr


def test_a_release_waits_for_what_is_wrong(project_folder: Path) -> None:
    """Neither the advisory nor its translations are released with a translation that says something else."""
    edit(project_folder / GERMAN, NEGATED, "API-Schlüssel und Chatinhalte wurden offengelegt.")
    for command in (["release", ID], ["translations", "release", ID]):
        done = CliRunner().invoke(main, ["--project", str(project_folder), *command])
        assert done.exit_code == 1
        assert "error negation-changed" in done.stderr
    assert len(list((project_folder / "advisories/history" / ID).iterdir())) == 1


def test_the_catalogues_of_the_press_are_held_to_the_same(project_folder: Path) -> None:
    """A sentence of the vocabulary with a term that the glossary rules out is told with the line of its translation."""
    file = project_folder / PRESS
    text = file.read_text(encoding="utf-8")
    assert "Der unbefugte Zugriff" in text
    file.write_text(text.replace("Der unbefugte Zugriff", "Der unautorisierte Zugriff", 1), encoding="utf-8")
    line = text[: text.index('msgstr "Der unbefugte Zugriff')].count("\n") + 1
    assert f"{PRESS}:{line}:1: error glossary-forbidden: " in check(project_folder).stderr


def test_a_name_is_left_as_it_is_where_the_message_says_so(project_folder: Path) -> None:
    """Words of the source are told with the list that their names belong on; once they are on it, nothing is told."""
    before, after = "linked to API accounts.", "linked to accounts of tidewater mills."
    edit(project_folder / "advisories/2025/ADV-2025-0001.yaml", before, after)
    edit(project_folder / GERMAN, before, after)
    edit(project_folder / GERMAN, "mit API-Konten verknüpft", "mit Konten von tidewater mills verknüpft")
    told = [line for line in check(project_folder).stderr.splitlines() if "partly-untranslated" in line]
    assert len(told) == 1
    named = re.search(r"`(written_alike)` in `(locales/de/wording\.yaml)`", told[0])
    assert named, told
    wording = project_folder / named[2]
    text = wording.read_text(encoding="utf-8")
    wording.write_text(text.replace(f"{named[1]}: >-\n", f"{named[1]}: >-\n  tidewater mills\n", 1), encoding="utf-8")
    assert "partly-untranslated" not in check(project_folder).stderr


def test_words_and_glossary_are_read_strictly(project_folder: Path) -> None:
    """A field that no check knows is a problem with its line, in the words of a language as in the glossary."""
    for file in ("locales/de/wording.yaml", "locales/glossary.yaml"):
        path = project_folder / file
        path.write_text(path.read_text(encoding="utf-8") + "\nno_such_field: 1\n", encoding="utf-8")
        lines = path.read_text(encoding="utf-8").count("\n")
        assert f"{file}:{lines}:1: error unknown-key" in check(project_folder).stderr
    assert (ROOT / "locales/glossary.yaml").exists()
