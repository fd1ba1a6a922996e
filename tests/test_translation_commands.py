"""What translators and their tools rely on: catalogues that keep everything, a status that says what readers get."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from build_tools.model.release import LaterTranslation, Record, Release
from build_tools.model.translation_states import record_states
from build_tools.problems import Place
from build_tools.project import Project, read_project
from tests.conftest import ROOT, SOUND, read

ID = "ADV-2025-0001"
ADVISORY = f"advisories/2025/{ID}.yaml"
GERMAN = f"locales/de/advisories/{ID}.po"
PORTUGUESE = f"locales/pt_BR/advisories/{ID}.po"
NOTE = "The names are linked to API accounts."


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "translations", *arguments])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def gettext(*command: str) -> str:
    """Run a program of GNU gettext, which must be content."""
    done = subprocess.run(["/usr/bin/env", *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr
    assert "warning" not in done.stderr, done.stderr
    return done.stdout


def checked(path: Path) -> None:
    """GNU gettext's own check passes without a warning."""
    gettext("msgfmt", "-c", "-v", "-o", "/dev/null", str(path))


# --- update


def test_an_entry_says_what_it_is_for_and_where_it_stands(project_folder: Path) -> None:
    """A translator reads the purpose of a field, whether it is critical, how it is written, and where it comes from."""
    po = polib.pofile(str(project_folder / GERMAN))
    title, lesson = (
        next(entry for entry in po if entry.msgctxt == f"{ID}/{key}")
        for key in ("text.title", "text.lessons.vendor_security.text")
    )
    assert title.comment.replace("\n", " ") == (
        "text.title: The headline: what happened to whom. Left out: it is made from the facts. Critical: without a "
        "current translation, the whole page shows its prose in the source language. Plain text in one paragraph."
    )
    assert "Not critical: without a current translation, other languages leave it out." in lesson.comment
    assert "Markdown: keep lists, *emphasis* and links" in lesson.comment
    lines = (ROOT / ADVISORY).read_text(encoding="utf-8").splitlines()
    for entry in po:
        ((file, line),) = entry.occurrences
        assert file == ADVISORY
        words = entry.msgid.split()[0]
        assert words in "\n".join(lines[int(line) - 1 : int(line) + 1])


def test_lines_that_move_leave_the_catalogues_alone(project_folder: Path) -> None:
    """Facts that are added above a text change no catalogue, so that nobody's translation meets them in a merge; the
    next text that changes brings all lines up to date."""
    edit(project_folder / ADVISORY, "incident:\n", "# A remark\n# of two lines.\nincident:\n")
    assert run(project_folder, "update").output == "Every catalogue is up to date.\n"
    edit(project_folder / ADVISORY, NOTE, "Some names are linked to API accounts.")
    assert run(project_folder, "update").exit_code == 0
    before, after = (polib.pofile(str(folder / GERMAN)) for folder in (ROOT, project_folder))
    moved = {entry.msgctxt: entry.occurrences for entry in after if not entry.obsolete}
    for entry in before:
        assert moved[entry.msgctxt] == [(file, str(int(line) + 2)) for file, line in entry.occurrences]


def test_a_catalogue_that_lies_elsewhere_stays_there(project_folder: Path, tmp_path: Path) -> None:
    """Where a catalogue is a link into the folder of another program, that program's file is brought up to date."""
    elsewhere = tmp_path / "platform.po"
    link = project_folder / GERMAN
    link.rename(elsewhere)
    link.symlink_to(elsewhere)
    edit(project_folder / ADVISORY, NOTE, f"{NOTE} All of them.")
    assert run(project_folder, "update").exit_code == 0
    assert link.is_symlink()
    assert "All of them." in elsewhere.read_text(encoding="utf-8")


def test_a_file_in_the_place_of_a_folder_is_told(project_folder: Path) -> None:
    """The message names what is in the way."""
    folder = project_folder / "locales/de/advisories"
    shutil.rmtree(folder)
    folder.write_text("", encoding="utf-8")
    done = run(project_folder, "update")
    assert done.exit_code == 1
    assert done.output.count("\n") == 1
    assert "locales/de/advisories: A file is in the place of this folder." in done.output


def test_update_of_one_advisory_leaves_the_others_to_themselves(project_folder: Path) -> None:
    """With an id, neither a broken file of another advisory nor a broken catalogue of the site stands in the way."""
    edit(project_folder / ADVISORY, NOTE, "Some names are linked to API accounts.")
    other = project_folder / "advisories/2025/ADV-2025-0002.yaml"
    other.write_text("id: ADV-2025-0002\nlanguage en\n", encoding="utf-8")
    site = project_folder / "locales/de/LC_MESSAGES/interface.po"
    site.write_text(site.read_text(encoding="utf-8") + 'msgid "half\n', encoding="utf-8")
    before = site.read_bytes()
    assert run(project_folder, "update").exit_code == 1
    done = run(project_folder, "update", ID)
    assert (done.exit_code, done.output) == (0, f"Updated: {PORTUGUESE}\nUpdated: {GERMAN}\n")
    assert site.read_bytes() == before
    done = run(project_folder, "update", "ADV-2025-0002")
    assert (done.exit_code, re.findall("error ([a-z-]+):", done.stderr)) == (1, ["yaml-syntax"])
    done = run(project_folder, "update", "ADV-2025-001")
    assert done.exit_code == 2
    assert "There is no advisory ADV-2025-001. Did you mean `ADV-2025-0001`" in done.stderr


POEDIT = """\
# Texte des Sicherheitshinweises.
# Anna Beispiel <anna@uebersetzung.example>, 2025.
#
msgid ""
msgstr ""
"Project-Id-Version: incident-advisory-press\\n"
"POT-Creation-Date: 2025-11-28 10:02+0100\\n"
"PO-Revision-Date: 2025-11-28 10:31+0100\\n"
"Last-Translator: Anna Beispiel <anna@uebersetzung.example>\\n"
"Language-Team: \\n"
"Language: de\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Generator: Poedit 3.5\\n"
"X-Poedit-Basepath: ../../..\\n"
"X-Poedit-SearchPath-0: .\\n"

#. What it is for.
#: advisories/2025/ADV-2025-0100.yaml:7
msgctxt "ADV-2025-0100/text.title"
msgid "Passwords of some accounts were tried"
msgstr "Passwörter einiger Konten wurden ausprobiert"

# Bitte noch einmal ansehen.
#: advisories/2025/ADV-2025-0100.yaml:8
#, fuzzy
#| msgid "Attackers tried passwords that came from somewhere else, for two days."
msgctxt "ADV-2025-0100/text.summary"
msgid ""
"Attackers tried passwords that came from somewhere else, and that many people "
"use twice."
msgstr ""
"Angreifer probierten Passwörter aus, die von anderswo stammten, zwei Tage "
"lang."

# Fiel in der dritten Fassung weg.
#, fuzzy
#~| msgctxt "ADV-2025-0100/text.what_happened"
#~| msgid "They came from other places."
#~ msgctxt "ADV-2025-0100/text.what_happened"
#~ msgid "They came from another place."
#~ msgstr "Sie stammten von anderswo."
"""
"""A catalogue as Poedit 3 saves it: its headers, 79 columns, what was before (`#|`), and what is obsolete (`#~|`)."""
PROSE = """\
text:
  title: Passwords of some accounts were tried
  summary: Attackers tried passwords that came from somewhere else, and that many people use twice.
"""


@pytest.fixture
def poedit(project_folder: Path) -> Path:
    """A project with an advisory whose German catalogue was saved by Poedit."""
    (project_folder / "advisories/2025/ADV-2025-0100.yaml").write_text(SOUND + PROSE, encoding="utf-8")
    (project_folder / "locales/de/advisories/ADV-2025-0100.po").write_text(POEDIT, encoding="utf-8")
    return project_folder


def kept(text: str) -> list[str]:
    """What another tool wrote of a catalogue, without its line breaks."""
    whole = re.sub(r'"\n(#~?\|? ?)?"', "", text)
    return sorted(re.findall(r"^(?:#[ ,|~].*|\"[A-Z][A-Za-z0-9-]+: .*)$", whole, re.MULTILINE))


def test_what_another_tool_wrote_survives(poedit: Path) -> None:
    """After an update, headers, comments, flags, and what texts were before are all there, of obsolete entries too."""
    path = poedit / "locales/de/advisories/ADV-2025-0100.po"
    assert run(poedit, "update", "ADV-2025-0100").exit_code == 0
    once = path.read_text(encoding="utf-8")
    assert once != POEDIT
    assert [line for line in kept(POEDIT) if line not in kept(once)] == []
    assert '#~| msgid "They came from other places."\n' in once
    assert "#. text.title: The headline" in once
    edit(poedit / "advisories/2025/ADV-2025-0100.yaml", "Passwords of some", "Passwords of a few")
    assert run(poedit, "update", "ADV-2025-0100").exit_code == 0
    twice = path.read_text(encoding="utf-8")
    assert [line for line in kept(POEDIT) if line not in kept(twice)] == []
    assert '#~ msgid "Passwords of some accounts were tried"\n' in twice
    assert "fuzzy" not in twice.partition("ADV-2025-0100/text.title")[0].rpartition("\n\n")[2]


def test_a_catalogue_is_left_as_poedit_breaks_its_lines(poedit: Path) -> None:
    """A catalogue that says all it should, with its lines broken in another way, is up to date."""
    path = poedit / "locales/de/advisories/ADV-2025-0100.po"
    assert run(poedit, "update", "ADV-2025-0100").exit_code == 0
    po = polib.pofile(str(path), wrapwidth=60)
    po.save()
    narrow = path.read_bytes()
    assert max(map(len, narrow.decode().splitlines())) < 100
    assert f"{path.relative_to(poedit)}" not in run(poedit, "update", "ADV-2025-0100").output
    assert path.read_bytes() == narrow


@pytest.mark.msgfmt
def test_the_programs_of_gettext_work_on_what_update_writes(poedit: Path, tmp_path: Path) -> None:
    """`msgfmt` accepts it; what `msgmerge --previous` and `msgattrib` make of it goes through an update unharmed."""
    path, template, fresh = (
        poedit / "locales/de/advisories/ADV-2025-0100.po", tmp_path / "new.pot", tmp_path / "new.po",
    )  # fmt: skip
    assert run(poedit, "update", "ADV-2025-0100").exit_code == 0
    checked(path)
    changed = path.read_text(encoding="utf-8").replace('msgid "Passwords of some accounts', 'msgid "The passwords')
    template.write_text(re.sub(r"(?m)^#~.*\n", "", changed), encoding="utf-8")
    gettext("msgmerge", "--previous", "-q", "-o", str(fresh), str(path), str(template))
    gettext("msgattrib", "--clear-fuzzy", "--set-obsolete", "-o", str(path), str(fresh))
    assert "#~| msgid " in path.read_text(encoding="utf-8")
    before = kept(path.read_text(encoding="utf-8").replace("#~|", "#|"))
    assert run(poedit, "update", "ADV-2025-0100").exit_code == 0
    checked(path)
    after = kept(path.read_text(encoding="utf-8").replace("#~|", "#|"))
    assert len(before) > 12
    assert [line for line in before if line.startswith(("#|", '"')) and line not in after] == []


@pytest.mark.msgfmt
def test_every_catalogue_that_update_writes_is_accepted(project_folder: Path) -> None:
    """With every text of an advisory changed, and another language added, `msgfmt` finds nothing to say."""
    edit(project_folder / ADVISORY, "the ", "those ")
    config = project_folder / "mkdocs.yml"
    german = "        - {path: de, tag: de, locale: de, name: Deutsch}\n"
    edit(config, german, german + "        - {path: fr, tag: fr, locale: fr, name: Français}\n")
    shutil.rmtree(project_folder / "locales/de/advisories")
    assert run(project_folder, "update").exit_code == 0
    written = sorted((project_folder / "locales").rglob("*.po"))
    assert len(written) == 12
    for path in written:
        if "LC_MESSAGES" not in path.parts or "fr" in path.parts:
            checked(path)


def test_another_reader_reads_what_update_writes(poedit: Path) -> None:
    """translate-toolkit, a reader of its own, sees each text under its context, its comments and its place."""
    from translate.storage.pypo import pofile  # noqa: PLC0415 - it takes a second to load

    assert run(poedit, "update", "ADV-2025-0100").exit_code == 0
    store = pofile.parsefile(str(poedit / "locales/de/advisories/ADV-2025-0100.po"))
    units = {unit.getcontext(): unit for unit in store.units if unit.istranslatable()}
    assert set(units) == {"ADV-2025-0100/text.title", "ADV-2025-0100/text.summary"}
    title, summary = units["ADV-2025-0100/text.title"], units["ADV-2025-0100/text.summary"]
    assert title.target == "Passwörter einiger Konten wurden ausprobiert"
    assert "The headline" in title.getnotes("developer")
    assert title.getlocations() == ["advisories/2025/ADV-2025-0100.yaml:7"]
    assert summary.isfuzzy()
    assert "Bitte noch einmal ansehen." in summary.getnotes("translator")
    assert [unit.source for unit in store.units if unit.isobsolete()] == ["They came from another place."]


# --- status


def status(folder: Path, *ids: str) -> dict[str, object]:
    """What `translations status` tells a program, and that it ends as it says."""
    done = run(folder, "status", "--format", "json", *ids)
    told: dict[str, object] = json.loads(done.stdout)
    assert done.exit_code == told["exit_code"]
    assert done.stderr == ""
    return told


def states(told: dict[str, object], language: str) -> dict[str, str]:
    """The state of each text in a language, of the one advisory that there is."""
    (advisory,) = told["advisories"]  # type: ignore[misc, attr-defined]
    return {text["key"]: text["states"][language] for text in advisory["texts"]}


def test_the_shipped_translations_are_current(project_folder: Path) -> None:
    """All is current: the matrix says so, and the command ends with 0."""
    told = status(project_folder)
    assert told["version"] == 1
    assert told["exit_code"] == 0
    assert told["summary"] == {
        "advisories": 1,
        "texts": {"source": 7, "current": 14, "stale": 0, "missing": 0},
        "editions": {"complete": 3, "leaves-out": 0, "partial": 0},
    }
    assert set(states(told, "en").values()) == {"source"}
    assert set(states(told, "de").values()) == {"current"}


def test_a_changed_text_is_stale_before_and_after_update(project_folder: Path) -> None:
    """A changed source makes its translations stale, whether or not the catalogues were updated since, and also where
    somebody has cleared the obsolete entries away; a changed form of the same words does not."""
    key = "data.exposed.account_name.note"
    edit(project_folder / ADVISORY, "not what people wrote.", "not\n    what  people wrote.")
    assert status(project_folder)["exit_code"] == 0
    edit(project_folder / ADVISORY, NOTE, "Some names are linked to API accounts.")
    for step in ("before", "updated", "cleared"):
        if step == "updated":
            assert run(project_folder, "update").exit_code == 0
        if step == "cleared":
            po = polib.pofile(str(project_folder / GERMAN))
            for entry in po.obsolete_entries():
                po.remove(entry)
            po.save()
        told = status(project_folder)
        assert (states(told, "de")[key], states(told, "en")[key]) == ("stale", "source"), step
        assert told["exit_code"] == 1
        (advisory,) = told["advisories"]  # type: ignore[misc, attr-defined]
        assert advisory["editions"] == {"en": "complete", "pt": "partial", "de": "partial"}


def test_what_was_never_translated_is_missing(project_folder: Path) -> None:
    """A text without any translation is missing; where it is not critical, readers get all but that."""
    po = polib.pofile(str(project_folder / GERMAN))
    next(entry for entry in po if entry.msgctxt == f"{ID}/text.lessons.vendor_security.text").msgstr = ""
    po.save()
    told = status(project_folder, ID)
    assert states(told, "de")["text.lessons.vendor_security.text"] == "missing"
    (advisory,) = told["advisories"]  # type: ignore[misc, attr-defined]
    assert advisory["editions"] == {"en": "complete", "pt": "complete", "de": "leaves-out"}
    entry = next(entry for entry in po if entry.msgctxt == f"{ID}/text.title")
    entry.flags = ["fuzzy"]
    po.save()
    assert states(status(project_folder, ID), "de")["text.title"] == "missing"


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (GERMAN, 'msgstr "Die Namen', "msgstr Die Namen", "po-syntax"),
        (ADVISORY, "code: low", "code: lo", "unknown-code"),
    ],
)
def test_errors_come_first(project_folder: Path, file: str, old: str, new: str, code: str) -> None:
    """What stops a build, in a catalogue or in the advisory, ends the command with 2, and is told with its line."""
    edit(project_folder / file, old, new)
    told = status(project_folder)
    assert told["exit_code"] == 2
    (problem,) = told["problems"]  # type: ignore[misc, attr-defined]
    assert (problem["file"], problem["code"]) == (file, code)
    done = run(project_folder, "status", ID)
    assert done.exit_code == 2
    assert f"{file}:{problem['line']}:{problem['column']}: error {code}:" in done.stderr
    assert "Blocked by 1 error" in done.stdout


def test_the_status_for_people(project_folder: Path, accepted: object) -> None:
    """The table reads well: one line for each text, what readers would get, and what the marks mean."""
    edit(project_folder / ADVISORY, NOTE, "Some names are linked to API accounts.")
    done = run(project_folder, "status")
    assert (done.exit_code, done.stderr) == (1, "")
    golden = ROOT / "tests/golden/terminal/translations-status.txt"
    assert done.stdout == accepted(golden, done.stdout)  # type: ignore[operator]


@pytest.fixture
def followed(project_folder: Path) -> Path:
    """A project whose advisory has a second release, with words of its own about it that were not translated."""
    edit(project_folder / ADVISORY, "release: {change: initial}", "release: {change: update, text: Support was added.}")
    edit(project_folder / ADVISORY, "status: investigating", "status: identified")
    done = CliRunner().invoke(main, ["--project", str(project_folder), "release", ID, "--at", "2025-12-02T12:00Z"])
    assert done.exit_code == 0, done.output
    return project_folder


def translate(folder: Path, key: str, words: str) -> None:
    po = polib.pofile(str(folder / GERMAN))
    entry = next(entry for entry in po if entry.msgctxt == f"{ID}/{key}" and not entry.obsolete)
    entry.msgstr = words
    po.save()


def test_what_was_said_of_a_release_has_its_states(followed: Path) -> None:
    """The text of a release stands once, under its number; translated later it is current, and told as not yet public;
    for the words of the next release it is no stale translation."""
    assert states(status(followed), "de")["releases.2.text"] == "missing"
    assert "release.text" not in states(status(followed), "de")
    assert run(followed, "update", ID).exit_code == 0
    translate(followed, "release.text", "Ein Hilfsangebot kam hinzu.")
    told = status(followed)
    assert states(told, "de")["releases.2.text"] == "current"
    (advisory,) = told["advisories"]  # type: ignore[misc, attr-defined]
    assert advisory["unpublished"] == {"de": ["releases.2.text"]}
    assert f"  advisory translations release {ID}\n" in run(followed, "status").stdout
    edit(followed / ADVISORY, "Support was added.", "The cause is known.")
    edit(followed / ADVISORY, "status: identified", "status: monitoring")
    assert run(followed, "update", ID).exit_code == 0
    german = states(status(followed), "de")
    assert (german["release.text"], german["releases.2.text"]) == ("missing", "current")


def test_a_record_has_the_states_that_readers_see(project: Project) -> None:
    """From releases alone: what an earlier release had translated of other words is stale, what none had is missing,
    and what was translated later is current."""
    first = project.histories[ID][0]
    text = first.advisory.text.with_fields(title="Another title", summary="Another summary")  # type: ignore[union-attr]
    second = first.with_fields(
        number=2,
        advisory=first.advisory.with_fields(text=text),
        translations={
            language: {key: words for key, words in texts.items() if key not in ("text.title", "text.summary")}
            for language, texts in first.translations.items()
        },
        later=(later("de", {"text.summary": "Eine andere Zusammenfassung"}),),
    )
    told = record_states(Record(releases=(first, second)), ["en", "pt", "de"])
    by_key = {text.key: text.states for text in told.texts}
    assert by_key["text.title"] == {"en": "source", "pt": "stale", "de": "stale"}
    assert by_key["text.summary"] == {"en": "source", "pt": "stale", "de": "current"}
    assert by_key["text.what_happened"] == {"en": "source", "pt": "current", "de": "current"}
    assert {path: told.edition(path) for path in ("en", "pt", "de")} == {
        "en": "complete",
        "pt": "partial",
        "de": "partial",
    }
    never = Release.model_copy(first, update={"translations": {}})
    assert record_states(Record(releases=(never,)), ["de"]).texts[0].states == {"de": "missing"}


def later(language: str, translations: dict[str, str]) -> LaterTranslation:
    """A translation that came after a release."""
    return LaterTranslation(
        advisory=ID,
        release=2,
        language=language,
        number=1,
        translated_at=datetime(2025, 12, 3, tzinfo=UTC),
        previous="0" * 64,
        translations=translations,
        sources={},
    )


# --- bad input

BROKEN = Path(__file__).parent / "broken_catalogues"
CASES = sorted(path for path in BROKEN.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_catalogue_is_told_and_nothing_changes(project_folder: Path, case: Path, accepted: object) -> None:
    """Each case is told with file, line and mend, by `check`, by `translations status` and, where that would have to
    read it, by `translations update`; the site that is live stays as it is."""
    site, folder = project_folder / "site", project_folder / "locales"
    shutil.copytree(case / "locales", folder, dirs_exist_ok=True)
    _, problems = read_project(project_folder)
    errors = [problem for problem in problems if problem.severity == "error"]
    told = "".join(f"{problem}\n" for problem in errors)
    assert told == accepted(case / "problems.txt", told)  # type: ignore[operator]
    assert all(Place(*problem.place) == problem.place and problem.mend for problem in errors)
    site.mkdir()
    (site / "index.html").write_text("live", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    calls = {"check": 1, "build": 1, "translations status": 2, "translations update": 1}
    for command, code in calls.items():
        done = CliRunner().invoke(main, ["--project", str(project_folder), *command.split()])
        assert done.exit_code == code, (command, done.output)
        assert told in done.stderr, command
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
        assert (site / "index.html").read_text(encoding="utf-8") == "live"


def test_a_plural_form_that_lacks_is_told_and_asked_for(project_folder: Path) -> None:
    """With the line of its entry, by `check` and `build`; `update` adds the form, and it is to be translated."""
    file = project_folder / "locales/de/LC_MESSAGES/interface.po"
    text = file.read_text(encoding="utf-8")
    line = text[: text.index("msgid_plural")].count("\n") + 1
    file.write_text(re.sub(r'^msgstr\[1\] .*\n(?:".*\n)*', "", text, count=1, flags=re.MULTILINE), encoding="utf-8")
    for command in ("check", "build"):
        done = CliRunner().invoke(main, ["--project", str(project_folder), command])
        assert done.exit_code == 1
        (told,) = [it for it in done.stderr.splitlines() if " error plural-forms: " in it]
        assert told.startswith("locales/de/LC_MESSAGES/interface.po:")
        assert abs(int(told.split(":")[1]) - line) <= 3
    assert run(project_folder, "update").exit_code == 0
    assert 'msgstr[1] ""' in file.read_text(encoding="utf-8")


def test_a_broken_catalogue_of_one_language_leaves_the_rest_of_the_status(project_folder: Path) -> None:
    """The other languages are told all the same."""
    edit(project_folder / GERMAN, 'msgstr "Die Namen', "msgstr Die Namen")
    told = status(project_folder)
    assert set(states(told, "pt").values()) == {"current"}


def test_a_plural_is_no_translation_of_an_authored_text(project_folder: Path) -> None:
    """An entry that depends on a number is passed over: readers never get an empty text for it."""
    edit(
        project_folder / GERMAN,
        f'msgid "{NOTE}"\nmsgstr "Die Namen sind mit API-Konten verknüpft."',
        f'msgid "{NOTE}"\nmsgid_plural "x"\nmsgstr[0] "Die Namen"\nmsgstr[1] "Namen"',
    )
    assert states(status(project_folder), "de")["data.exposed.account_name.note"] == "missing"
    assert "data.exposed.account_name.note" not in read(project_folder).translations[ID].texts["de"]
