"""The catalogues: current, complete, whole, and readable by other tools."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import polib
import pytest
from babel.messages.plurals import get_plural
from bs4 import BeautifulSoup
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import pipeline
from build_tools.checking import check_everything
from build_tools.cli import main
from build_tools.language.catalogue import read_catalogue, read_plural_rule
from build_tools.language.catalogue_merge import merged
from build_tools.language.catalogue_update import catalogue_updates, extract_interface
from build_tools.language.messages import Message, read_template
from build_tools.language.po_file import read_po
from build_tools.model.frame import Frames
from build_tools.problems import Problem
from build_tools.project import read_project, read_texts
from tests.conftest import NOW, ROOT, codes, read

CATALOGUES = sorted((ROOT / "locales").rglob("*.po"))
GERMAN = "locales/de/LC_MESSAGES/interface.po"
ENGLISH = "locales/en_GB/LC_MESSAGES/interface.po"
ADVISORY = "advisories/2025/ADV-2025-0001.yaml"
ADVISORY_IN_GERMAN = "locales/de/advisories/ADV-2025-0001.po"
PEOPLE = "{count} person is affected."
OPEN, OPEN_MANY = "{count} incident is open.", "{count} incidents are open."
HEADER = b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'


def test_the_list_of_interface_texts_is_current() -> None:
    """`interface.pot` holds what templates and code say now, no more and no less."""
    keys = [(m.context, m.text, m.plural) for m in extract_interface()]
    listed, problems = read_template("interface.pot", (ROOT / "locales" / "interface.pot").read_bytes())
    assert problems == []
    assert listed
    assert keys == [(m.context, m.text, m.plural) for m in listed]
    assert len(keys) > 60


def test_catalogues_are_up_to_date(project_folder: Path) -> None:
    """`advisory translations update` finds nothing to write in the shipped catalogues."""
    assert update(project_folder) == "Every catalogue is up to date.\n"


@pytest.mark.msgfmt
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.relative_to(ROOT / "locales").as_posix())
def test_gettext_accepts_every_catalogue(path: Path, tmp_path: Path) -> None:
    """GNU gettext's own check passes, and finds every text translated."""
    command = ["/usr/bin/env", "msgfmt", "-c", "-v", "-o", str(tmp_path / "out.mo"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"\d+ translated messages?\.\n", done.stderr), done.stderr


def update(folder: Path) -> str:
    """Run `advisory translations update`, and return what it says."""
    done = CliRunner().invoke(main, ["--project", str(folder), "translations", "update"])
    assert done.exit_code == 0, done.output
    return done.output


def check(folder: Path) -> tuple[Problem, ...]:
    """The errors of a project that has some."""
    project, problems = read_project(folder)
    assert project is None
    return tuple(problem for problem in problems if problem.severity == "error")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def files(folder: Path) -> dict[Path, bytes]:
    """All catalogues of a project."""
    return {path: path.read_bytes() for path in (folder / "locales").rglob("*.po*")}


def line_of(path: Path, words: str) -> int:
    return path.read_text(encoding="utf-8").partition(words)[0].count("\n") + 1


def change(folder: Path, message: str, **values: object) -> None:
    po = polib.pofile(str(folder / GERMAN))
    entry = next(entry for entry in po if entry.msgid == message)
    for name, value in values.items():
        setattr(entry, name, value)
    po.save()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"msgstr": ""}, "not-translated"),
        ({"flags": ["fuzzy"]}, "not-translated"),
        ({"msgstr": "Herausgegeben von: {stelle}"}, "placeholders"),
        ({"msgstr": "Herausgegeben"}, "placeholders"),
        ({"msgstr": "Herausgegeben von: {publisher} {publisher}"}, "placeholders"),
    ],
)
def test_a_gap_or_a_wrong_placeholder_stops_the_build(
    project_folder: Path, values: dict[str, object], code: str
) -> None:
    """A generated text that is missing, fuzzy or has other placeholders is a problem in its catalogue."""
    change(project_folder, "Published by: {publisher}", **values)
    problems = check(project_folder)
    assert codes(problems) == [code]
    assert problems[0].place.file == GERMAN


def test_update_keeps_what_is_translated_and_never_guesses(project_folder: Path) -> None:
    """A changed source gets an empty translation with the old one as a comment; what is gone becomes obsolete."""
    replace(project_folder / ADVISORY, "The names are linked", "Some names are linked")
    update(project_folder)
    po = polib.pofile(str(project_folder / ADVISORY_IN_GERMAN))
    entry = entry_at(po, "data.exposed.account_name.note")
    assert entry.msgstr == ""
    assert not entry.fuzzy
    assert "Die Namen sind mit API-Konten verknüpft." in entry.comment
    assert [old.msgid for old in po.obsolete_entries()] == ["The names are linked to API accounts."]
    assert sum(bool(entry.msgstr) for entry in po if not entry.obsolete) == 6


def entry_at(po: polib.POFile, path: str) -> polib.POEntry:
    """The entry of a field of the shipped advisory."""
    return next(entry for entry in po if entry.msgctxt == f"ADV-2025-0001/{path}" and not entry.obsolete)


def test_a_reflowed_source_keeps_its_translation(project_folder: Path) -> None:
    """Where only white space changes, the translation stays, and the entry gets the source text as it is now."""
    replace(project_folder / ADVISORY, "it describes\n    accounts and", "it\n    describes  accounts and")
    update(project_folder)
    po = polib.pofile(str(project_folder / ADVISORY_IN_GERMAN))
    entry = entry_at(po, "text.what_happened")
    assert "analytics: it\ndescribes  accounts and" in entry.msgid
    assert entry.msgstr.startswith("Der Einbruch ereignete sich bei Mixpanel")
    assert po.obsolete_entries() == []
    assert update(project_folder) == "Every catalogue is up to date.\n"


def test_a_translation_in_use_wins_over_an_obsolete_one(project_folder: Path) -> None:
    """Of two entries of one source text, the one in use is kept in use, wherever the other one stands in the file."""
    path = project_folder / ADVISORY_IN_GERMAN
    context = "ADV-2025-0001/data.exposed.account_name.note"
    old = f'#~ msgctxt "{context}"\n#~ msgid "The names are linked to API accounts."\n#~ msgstr "Früher so."\n\n'
    replace(path, "#. data.exposed.account_name.note", f"{old}#. data.exposed.account_name.note")
    path.write_text(path.read_text(encoding="utf-8") + f"\n{old.strip()}\n", encoding="utf-8")
    update(project_folder)
    po = polib.pofile(str(path))
    assert entry_at(po, "data.exposed.account_name.note").msgstr == "Die Namen sind mit API-Konten verknüpft."
    assert [entry.msgstr for entry in po.obsolete_entries()] == ["Früher so.", "Früher so."]


def test_what_was_translated_before_comes_back_with_its_source(project_folder: Path) -> None:
    """A source text that is changed and changed back has its translation again, and no comment on it."""
    update(project_folder)
    before = files(project_folder)
    replace(project_folder / ADVISORY, "The names are linked", "Some names are linked")
    update(project_folder)
    replace(project_folder / ADVISORY, "Some names are linked", "The names are linked")
    update(project_folder)
    assert files(project_folder) == before


def test_updating_twice_changes_nothing(project_folder: Path) -> None:
    """What the translator is told of the text before stays until there is a translation, through further changes."""
    replace(project_folder / ADVISORY, "The break-in took place", "The burglary, a `break-in`,\n\n    - took place")
    update(project_folder)
    once = files(project_folder)
    assert update(project_folder) == "Every catalogue is up to date.\n"
    assert files(project_folder) == once
    replace(project_folder / ADVISORY, "The burglary", "The theft")
    update(project_folder)
    assert update(project_folder) == "Every catalogue is up to date.\n"
    po = polib.pofile(str(project_folder / ADVISORY_IN_GERMAN))
    entry = entry_at(po, "text.what_happened")
    assert "Before, the source was: The break-in took place at Mixpanel" in entry.comment
    assert "and its translation: Der Einbruch" in entry.comment
    entry.msgstr = "Der Diebstahl"
    po.save()
    update(project_folder)
    assert (
        "Before" not in entry_at(polib.pofile(str(project_folder / ADVISORY_IN_GERMAN)), "text.what_happened").comment
    )


PIECES = st.sampled_from(
    [
        "a", "wrapped", "half-hearted", "-", "--", " ", "  ", " ", "\n", "\n\n", "\t", "\xa0", '"', "\\", "\\n", "\\x",
        "'", "#", "# ", "#~ ", "#| ", ",", ":", "msgid ", 'msgstr ""', "[0]", "…", "ß", "שלום", "🚨", "x" * 120,
        "Before, the source was: ",
    ]
)  # fmt: skip
WORDS = st.lists(PIECES, max_size=60).map("".join)


@settings(max_examples=150)
@given(sources=st.lists(WORDS.filter(str.strip), min_size=2, max_size=2), translation=WORDS, remark=WORDS)
def test_any_text_goes_through_an_update_unchanged(sources: list[str], translation: str, remark: str) -> None:
    """Whatever was typed, a catalogue is written as it is read, and an update of its result changes nothing."""
    first, second = ([Message(text, "ADV/text")] for text in sources)
    before = polib.POFile()
    before.append(polib.POEntry(msgctxt="ADV/text", msgid=sources[0], msgstr=translation, tcomment=remark))
    content = again(str(before).encode(), first)
    assert again(content, first) == content
    entry = next(iter(read_po(GERMAN, content)[0] or ()))
    assert (entry.msgid, entry.msgstr) == (sources[0], translation)
    changed = again(content, second)
    assert again(changed, second) == changed


def again(content: bytes, messages: list[Message]) -> bytes:
    """Read a catalogue that was written, and bring it up to date."""
    po, problems = read_po(GERMAN, content)
    assert problems == []
    return merged(po, messages, "de")


def test_an_entry_is_the_same_only_with_its_plural() -> None:
    """A text that becomes a plural, or gets another one, is translated anew; what was there is kept as obsolete."""
    before = read_po(GERMAN, HEADER + b'msgid "{n} day"\nmsgstr "{n} Tag"\n')[0]
    content = merged(before, [Message("{n} day", plural="{n} days")], "de").decode()
    wanted, obsolete = content.split("\n\n")[1:]
    assert wanted == 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] ""\nmsgstr[1] ""'
    assert obsolete == '#~ msgid "{n} day"\n#~ msgstr "{n} Tag"\n'


def test_update_gives_each_plural_the_forms_that_the_header_counts() -> None:
    """Forms that are missing are added empty; those that are translated stay."""
    plural = b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\n'
    header = HEADER.replace(b"nplurals=2; plural=n != 1", b"nplurals=3; plural=n % 3")
    content = merged(read_po(GERMAN, header + plural)[0], [Message("a", plural="b")], "de").decode()
    assert content.endswith('msgstr[0] "x"\nmsgstr[1] ""\nmsgstr[2] ""\n')


def test_update_keeps_what_translators_wrote_and_adds_the_headers_that_are_needed() -> None:
    """Comments stay, those of the file too; a catalogue without headers gets them; what is written is UTF-8."""
    typed = (
        b'# Anna, 2025\n#\n# :-)\nmsgid ""\nmsgstr "X-Generator: Pen\\nContent-Type: text/plain; charset=latin1\\n"\n\n'
    )
    typed += b'# Short!\n#, fuzzy\nmsgid "a"\nmsgstr "x"\n\n#, fuzzy\n#| msgid "older"\nmsgid "gone"\nmsgstr "weg"\n'
    assert merged(read_po(GERMAN, typed)[0], [Message("a")], "de").decode() == (
        '# Anna, 2025\n#\n#  :-)\nmsgid ""\nmsgstr ""\n"Project-Id-Version: incident-advisory-press\\n"\n'
        '"PO-Revision-Date: 2025-11-27 18:00+0000\\n"\n"Last-Translator: \\n"\n"Language-Team: de\\n"\n'
        '"Language: de\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"X-Generator: Pen\\n"\n\n'
        '# Short!\n#, fuzzy\nmsgid "a"\nmsgstr "x"\n\n'
        '#, fuzzy\n#~| msgid "older"\n#~ msgid "gone"\n#~ msgstr "weg"\n'
    )


def test_update_stops_at_a_broken_catalogue(project_folder: Path) -> None:
    """What cannot be read is told as a check tells it, for all catalogues at once, and no file is touched."""
    replace(project_folder / ADVISORY, "The names are linked", "Some names are linked")
    for name, words in ((GERMAN, "All advisories"), (ADVISORY_IN_GERMAN, "The names are linked to API accounts.")):
        replace(project_folder / name, f'msgid "{words}"', f'msgid "{words}')
    before = files(project_folder)
    known, advisories, _ = read_texts(project_folder)
    assert known
    updates, problems = catalogue_updates(project_folder, *known, advisories)
    assert updates == {}
    assert [(problem.place.file, problem.code) for problem in problems] == [
        (GERMAN, "po-syntax"),
        (ADVISORY_IN_GERMAN, "po-syntax"),
    ]
    assert tuple(sorted(problems)) == check(project_folder)
    assert files(project_folder) == before


def test_a_broken_translation_is_one_problem(project_folder: Path) -> None:
    """Nothing is said of the texts in a catalogue that cannot be read."""
    replace(project_folder / ADVISORY_IN_GERMAN, 'msgstr "Die Namen', "msgstr Die Namen")
    project, problems = read_project(project_folder)
    assert project is None
    assert codes(problems) == ["po-syntax"]


def test_a_broken_list_of_texts_is_written_anew(project_folder: Path) -> None:
    """`interface.pot` comes from the code alone: where it is broken, the problem names the command that writes it."""
    template = project_folder / "locales/interface.pot"
    template.write_bytes(b'msgid "a\n')
    (problem,) = check(project_folder)
    assert (problem.code, problem.place.file) == ("po-syntax", "locales/interface.pot")
    assert problem.mend == "Run `advisory translations update`, which writes it anew."
    update(project_folder)
    assert template.read_bytes() == (ROOT / "locales/interface.pot").read_bytes()


@pytest.mark.parametrize(
    "content_type", ["", "Content-Type: text/plain\\n", "Content-Type: text/plain; charset=ascii\\n"]
)
def test_a_catalogue_is_utf_8_whatever_its_header_says(project_folder: Path, theme: Frames, content_type: str) -> None:
    """Without a charset in the header, or with another, the site is built, and says what stands in the file."""
    replace(project_folder / GERMAN, '"Content-Type: text/plain; charset=UTF-8\\n"', f'"{content_type}"')
    project = read(project_folder)
    assert project.languages["de"].ngettext(OPEN, OPEN_MANY, 5) == "5 Vorfälle sind noch nicht behoben."
    assert not pipeline.build_tree(project, pipeline.public_records(project, NOW), theme)[1]


def test_a_catalogue_in_english_says_single_texts_in_another_way(project_folder: Path, theme: Frames) -> None:
    """For an English language a catalogue is optional, and so is each text in it."""
    write(project_folder / ENGLISH, HEADER + b'msgid "Am I affected?"\nmsgstr "Does this concern me?"\n')
    project = read(project_folder)
    english = project.languages["en"]
    assert english.gettext("Am I affected?") == "Does this concern me?"
    assert english.gettext("All advisories") == "All advisories"
    assert [english.ngettext(OPEN, OPEN_MANY, number) for number in (1, 2)] == [
        "1 incident is open.",
        "2 incidents are open.",
    ]
    tree, problems = pipeline.build_tree(project, pipeline.preview_records(project, NOW), theme)
    assert not problems
    page = tree["en/advisories/ADV-2025-0001/index.html"].decode()
    assert "Does this concern me?" in page
    assert "Am I affected?" not in page


def test_a_translation_puts_the_address_where_its_language_has_it(project_folder: Path, theme: Frames) -> None:
    """Who can be asked is one sentence, marks and order included; the address is a link wherever it stands."""
    said = "Schreiben Sie an {email}; zuständig für Fragen zu diesem Sicherheitshinweis ist: {publisher}."
    change(project_folder, "Questions about this advisory: {publisher}, {email}", msgstr=said)
    project = read(project_folder)
    tree, _ = pipeline.build_tree(project, pipeline.public_records(project, NOW), theme)
    page = BeautifulSoup(tree["de/advisories/ADV-2025-0001/index.html"], "html.parser")
    contact = page.select_one("#contact p")
    assert contact
    address, publisher = project.site.publisher.email, project.site.publisher.name
    assert contact.get_text() == said.replace("{email}", address).replace("{publisher}", publisher)
    assert [(link["href"], link.get_text()) for link in contact.select("a")] == [(f"mailto:{address}", address)]


def test_what_english_says_in_another_way_is_checked(project_folder: Path) -> None:
    """Placeholders and plural forms of an optional catalogue follow the same rules."""
    texts = f'msgid "Published by: {{publisher}}"\nmsgstr "From"\n\nmsgid "{OPEN}"\nmsgid_plural "{OPEN_MANY}"\n'
    write(project_folder / ENGLISH, HEADER + f'{texts}msgstr[0] "{OPEN}"\n'.encode())
    assert codes(check(project_folder)) == ["placeholders", "plural-forms"]


GERMAN_FORMS = 'msgstr[0] "{count} Person ist betroffen."\nmsgstr[1] "{count} Personen sind betroffen."\n'
PLURAL_HEADER = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
HEADER_AS_IT_SHOULD_BE = "Write `Plural-Forms: nplurals=2; plural=(n != 1);` in the header of the catalogue."


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("nplurals=2; plural=(n != 1)", "nplurals=3; plural=(n != 1)", "plural-forms"),
        (GERMAN_FORMS, 'msgstr[0] "{count} Personen"\n', "plural-forms"),
        (GERMAN_FORMS, 'msgstr[0] "{count} Personen"\nmsgstr[1] ""\n', "plural-forms"),
        (GERMAN_FORMS, 'msgstr[0] "{count} Personen"\nmsgstr[1] " "\n', "plural-forms"),
        (GERMAN_FORMS, 'msgstr[1] "{count} Personen"\n', "plural-forms"),
        (GERMAN_FORMS, GERMAN_FORMS + 'msgstr[2] "{count} Personen"\n', "plural-forms"),
        (GERMAN_FORMS, 'msgstr[0] ""\nmsgstr[1] ""\n', "not-translated"),
        (GERMAN_FORMS, GERMAN_FORMS + 'msgstr[10] "{count} Personen"\n', "po-syntax"),
        (GERMAN_FORMS, GERMAN_FORMS + 'msgstr[99] "{count} Personen"\n', "po-syntax"),
        (GERMAN_FORMS, "", "po-syntax"),
        (GERMAN_FORMS, 'msgstr "{count} Personen"\n', "po-form"),
        ('msgid_plural "{count} people are affected."\n', "", "po-form"),
        ('msgid_plural "{count} people are affected."\n' + GERMAN_FORMS, 'msgstr "{count} Person"\n', "not-translated"),
        ('msgid_plural "{count} people are', 'msgid_plural "{count} users are', "not-translated"),
    ],
)  # fmt: skip
def test_every_plural_form_is_there(project_folder: Path, old: str, new: str, code: str) -> None:
    """A plural has as many forms as the header counts, so that no number falls back to the source language."""
    replace(project_folder / GERMAN, old, new)
    problems = check(project_folder)
    assert {problem.code for problem in problems} == {code}
    assert {problem.place.file for problem in problems} == {GERMAN}
    if code != "not-translated":
        around = line_of(project_folder / GERMAN, f'msgid "{PEOPLE}"')
        assert any(around <= problem.place.line <= around + 5 for problem in problems)


@pytest.mark.parametrize(
    "header",
    [
        "", "nplurals=2;", "plural=(n != 1);", "nplurals=two; plural=(n != 1);", "nplurals=0; plural=0;", "nplurals=2",
        "nplurals=2; plural=__import__('os');", "nplurals=2; plural=n.real;", "nplurals=2; plural=;", "hello",
        "nplurals=2; plural=n;", "nplurals=2; plural=0 - 1;", "nplurals=2; plural=1 / n;", "nplurals=2; plural=n = 1;",
        f"nplurals=2; plural={'(' * 40}n{')' * 40};", f"nplurals=2; plural={'n + ' * 400}1;", "nplurals=99; plural=0;",
    ],
)  # fmt: skip
def test_a_header_that_gettext_cannot_use_is_a_problem(project_folder: Path, header: str) -> None:
    """A catalogue with plurals must say how many forms there are and which number takes which; the mend says how."""
    replace(project_folder / GERMAN, PLURAL_HEADER, f'"Plural-Forms: {header}\\n"\n' if header else "")
    (problem,) = check(project_folder)
    assert (problem.code, problem.mend) == ("plural-rule", HEADER_AS_IT_SHOULD_BE)
    assert problem.place == (GERMAN, line_of(project_folder / GERMAN, '"Plural-Forms') if header else 1, 1)


@pytest.mark.parametrize("header", ["nplurals = 2 ; plural = n!=1", "nplurals=2;plural=n>1?1:n==1?0:1;"])
def test_a_header_may_be_spaced_in_any_way(project_folder: Path, header: str) -> None:
    """What msgfmt takes for a rule is one."""
    replace(project_folder / GERMAN, "nplurals=2; plural=(n != 1);", header)
    german = read(project_folder).languages["de"]
    assert german.ngettext(OPEN, OPEN_MANY, 1) == "1 Vorfall ist noch nicht behoben."
    assert german.ngettext(OPEN, OPEN_MANY, 0) == "0 Vorfälle sind noch nicht behoben."


@pytest.mark.parametrize(
    ("language", "only"),
    [
        ("ar", [0, 1, 2, None, None, None]),
        ("de", [1, None]),
        ("pt_BR", [None, None]),
        ("fr", [None, None]),
        ("ja", [None]),
        ("sl", [None, None, None, None]),
        ("lv", [None, None, 0]),
        ("cy", [None, 1, 2, 3, 6]),
    ],
)
def test_a_form_may_be_for_one_number_alone(language: str, only: list[int | None]) -> None:
    """Which number that is follows from the rule alone: 0, 1 and 2 in Arabic, 1 in German; none in Brazil, where 0 and
    1 share a form, nor in Slovenian, where 101 is said as 1 is."""
    rule = read_plural_rule(str(get_plural(language)).rstrip(";") + ";")
    assert [rule.only_number(form) for form in range(rule.forms)] == only


SAID_OF_ONE = [
    # the catalogue, the forms of a text, and which of them stops the build
    ("de", ("Ein Vorfall ist noch nicht behoben.", "{count} Vorfälle sind noch nicht behoben."), None),
    ("de", ("{count} Vorfall ist noch nicht behoben.", "Vorfälle sind noch nicht behoben."), 1),
    ("de", ("{count} Vorfall von {count} ist noch nicht behoben.", "{count} Vorfälle sind noch nicht behoben."), 0),
    ("de", ("Ein Vorfall ist noch nicht behoben: {date}.", "{count} Vorfälle sind noch nicht behoben."), 0),
    ("pt_BR", ("Um incidente está em aberto.", "{count} incidentes estão em aberto."), 0),
]


@pytest.mark.parametrize(("locale", "forms", "wrong"), SAID_OF_ONE)
def test_only_a_form_for_one_number_may_leave_the_count_out(
    project_folder: Path, locale: str, forms: tuple[str, str], wrong: int | None
) -> None:
    """German says *ein* in the form for 1; the Brazilian one is for 0 as well and keeps the number, as the many do."""
    path = project_folder / f"locales/{locale}/LC_MESSAGES/interface.po"
    po = polib.pofile(str(path), wrapwidth=110)
    entry = next(entry for entry in po if entry.msgid == OPEN)
    entry.msgstr_plural = dict(enumerate(forms))
    po.save()
    told = [problem for problem in check_everything(project_folder, NOW).problems if problem.severity == "error"]
    if wrong is None:
        assert told == []
        assert read(project_folder).languages["de"].ngettext(OPEN, OPEN_MANY, 1) == forms[0]
    else:
        assert {(problem.code, problem.place.file) for problem in told} == {
            ("placeholders", f"locales/{locale}/LC_MESSAGES/interface.po")
        }
        assert any(f"`msgstr[{wrong}]`" in problem.message for problem in told)


def test_only_the_count_may_be_left_out(project_folder: Path) -> None:
    """Every other placeholder stands in every form, also in one for a single number."""
    replace(project_folder / GERMAN, '"Quelle: {sources}"', '"Eine Quelle"')
    (problem,) = check(project_folder)
    assert (problem.code, problem.mend) == ("placeholders", "They are: {sources}.")


def test_update_adds_a_header_that_is_missing(project_folder: Path) -> None:
    """The rule for plurals comes from Babel where a catalogue has none."""
    replace(project_folder / GERMAN, PLURAL_HEADER, "")
    update(project_folder)
    assert read(project_folder).languages["de"].ngettext(OPEN, OPEN_MANY, 5) == "5 Vorfälle sind noch nicht behoben."


@pytest.mark.parametrize(
    "character", ["\x01", "\x0c", "\x85", "\u2028", "\u202e", "\u202a", "\ufeff", "\ufffe", "\xad"]
)
@pytest.mark.parametrize("name", [GERMAN, ADVISORY_IN_GERMAN])
def test_characters_that_nobody_sees_are_refused(project_folder: Path, name: str, character: str) -> None:
    """What the YAML of an advisory may not hold, no catalogue may hold either; the place is that of the character."""
    word = {GERMAN: "Bin ich", ADVISORY_IN_GERMAN: "Die Namen sind"}[name]
    line = line_of(project_folder / name, f'msgstr "{word}')
    replace(project_folder / name, f'msgstr "{word}', f'msgstr "{character}{word}')
    (problem,) = check(project_folder)
    assert (problem.code, problem.place) == ("forbidden-character", (name, line, 9))
    assert f"U+{ord(character):04X}" in problem.message


@pytest.mark.parametrize(
    ("escape", "code"), [(r"\b", "U+0008"), (r"\v", "U+000B"), (r"\f", "U+000C"), (r"\r", "U+000D")]
)
def test_characters_by_escape_are_refused(escape: str, code: str) -> None:
    """Escapes in a translation make no character that may not stand there; the place is that of the translation."""
    catalogue, problems = read_catalogue(GERMAN, HEADER + f'#. a\nmsgid "a"\nmsgstr "x{escape}y"\n'.encode())
    assert catalogue is None
    assert [(problem.code, problem.place.line) for problem in problems] == [("forbidden-character", 5)]
    assert code in problems[0].message


@pytest.mark.parametrize(
    ("typed", "code", "line"),
    [
        (b'msgid "a"\nno catalogue\n', "po-syntax", 5),
        (b'msgid "a\nmsgstr "b"\n', "po-syntax", 4),
        (b'msgid "a"\nmsgstr "b\n', "po-syntax", 5),
        (b'msgid "a"\nmsgstr b"\n', "po-syntax", 5),
        (b'msgid "a"\nmsgstr "b"c"\n', "po-syntax", 5),
        (b'msgid "a"\nmsgstr "b\\"\n', "po-syntax", 5),
        (b'msgid "a"\nmsgstr ""\n"b\n', "po-syntax", 6),
        (b'msgid "a"\nmsgst', "po-syntax", 5),
        (b'msgid "a"\nmsgid "b"\n', "po-syntax", 5),
        (b'"a"\nmsgid\n', "po-syntax", 5),
        (b'msgid "a"\nmsgstr[0\n', "po-syntax", 5),
        (b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] x\n', "po-syntax", 6),
        (b'msgid "a"\nmsgid_plural "b"\nmsgstr[99] "x"\n', "po-syntax", 6),
        (b'msgid "a"\nmsgid_plural "b"\nmsgstr[-1] "x"\n', "po-syntax", 6),
        (b'msgid "a"\nmsgid_plural "b"\n', "po-form", 4),
        (b'msgid "a"\nmsgstr[0] "x"\n', "po-form", 4),
        (b'#~ msgid "a\n#~ msgstr "b"\n', "po-syntax", 4),
        (b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "po-duplicate", 7),
        (b'msgid "a  b"\nmsgstr "b"\n\nmsgid "a\\nb"\nmsgstr "c"\n', "po-duplicate", 7),
        (b'msgid "a"\nmsgstr "b"\n\nmsgid ""\nmsgstr "X: y\\n"\n', "po-form", 1),
        (b'msgctxt "a"\nmsgid ""\nmsgstr "b"\n', "po-form", 4),
        (b'msgid "a"\nmsgstr "\xff"\n', "not-utf-8", 5),
        (b"# " + 1024 * 1024 * b"x", "file-too-large", 1),
    ],
)  # fmt: skip
def test_a_catalogue_that_cannot_be_read_says_where(typed: bytes, code: str, line: int) -> None:
    """Whatever is wrong with the form of a catalogue is a problem in its line, and nothing is lost silently."""
    catalogue, problems = read_catalogue(GERMAN, HEADER + typed)
    assert catalogue is None
    assert [(problem.code, problem.place.file, problem.place.line) for problem in problems] == [(code, GERMAN, line)]


def test_a_catalogue_may_look_as_editors_leave_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte order mark, line ends of two characters and comments at the end change nothing; nor does the name of a
    file that happens to be all that a catalogue holds."""
    typed = HEADER + b'#~ msgid "old"\n#~ msgstr "alt"\n\nmsgid "a"\nmsgstr "\\"b\\" \\\\ c"\n\n#:\n#.\n'
    for content in (typed, b"\xef\xbb\xbf" + typed.replace(b"\n", b"\r\n")):
        catalogue, problems = read_catalogue(GERMAN, content)
        assert problems == []
        assert catalogue
        assert catalogue.text("", "a") == '"b" \\ c'
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "other.po", typed)
    assert codes(read_catalogue(GERMAN, b"other.po")[1]) == ["po-syntax"]


def test_comments_below_the_last_entry_are_kept(project_folder: Path) -> None:
    """What a tool wrote at the end of a catalogue is there after it was written anew, and once."""
    path = project_folder / ADVISORY_IN_GERMAN
    note = "# Reviewed by Ana.\n#\n# , and a comma"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{note}\n", encoding="utf-8")
    assert update(project_folder) == "Every catalogue is up to date.\n"
    replace(project_folder / ADVISORY, "The names are linked", "Some names are linked")
    for _ in range(2):
        update(project_folder)
        assert path.read_text(encoding="utf-8").endswith(f'"\n\n{note}\n')
        assert path.read_text(encoding="utf-8").count("Reviewed by Ana.") == 1


MARKS = st.sampled_from(
    [
        b"msgid ", b'msgid "a"\n', b'msgid ""\n', b'msgstr "b"\n', b'msgctxt "c"\n', b'msgid_plural "d"\n', b"msgstr",
        b'msgstr[0] "x"\n', b'msgstr[1] "y"\n', b"msgstr[", b"[", b"]", b'"', b'""\n', b"\\", b"\n", b"\n\n", b"#",
        b"#\n", b"#~ ", b"#~| ", b"#| ", b"#, fuzzy\n", b"#: ", b"#. ", b"## x\n", b"# , x\n", b"\r\n", b"\t", b" ",
        b"\xc2\xb2", b'msgstr "\xc2\xb2: x\\n"\n', b"\xff", b"\x00", b"\xe2\x80\xa8", b"\xef\xbb\xbf", HEADER,
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(typed=st.one_of(st.binary(max_size=100), st.lists(MARKS, max_size=25).map(b"".join)))
def test_no_bytes_raise(typed: bytes) -> None:
    """Any bytes are a catalogue or problems that can be gone to; what can be read can be brought up to date."""
    po, problems = read_po(GERMAN, typed)
    assert (po is None) == bool(problems)
    lines = typed.decode("utf-8-sig", "replace").split("\n")
    for problem in problems:
        assert problem.place.file == GERMAN
        assert 1 <= problem.place.line <= len(lines), problem
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
        assert len(str(problem).splitlines()) == 1
    if po is not None:
        messages = [Message("a"), Message("a", "c"), Message("b", plural="d")]
        once = merged(po, messages, "de")
        assert again(once, messages) == once


@pytest.mark.parametrize(
    "pattern", ["'1. Januar' 1999", "HH:mm", "ddddddd", "d. MMMM", "d. MMMM y y", "d. 'März 3' M y"]
)
def test_a_date_pattern_gives_day_month_and_year(project_folder: Path, pattern: str) -> None:
    """A pattern that would show another date, or none, is a problem at its line."""
    change(project_folder, "d MMMM y", msgstr=pattern)
    (problem,) = check(project_folder)
    assert problem.code == "date-pattern"
    assert problem.place.line == line_of(project_folder / GERMAN, f'msgstr "{pattern}"')


@pytest.mark.parametrize(
    ("translation", "code"),
    [
        ("Die <b>Namen</b> sind verknüpft.", "raw-html"),
        ("Die Namen\nsind verknüpft.", "line-break"),
    ],
)
def test_a_translation_holds_no_more_than_its_source_may(project_folder: Path, translation: str, code: str) -> None:
    """Translated prose is checked like prose, and the place is its entry in the catalogue."""
    path = project_folder / "locales/de/advisories/ADV-2025-0001.po"
    po = polib.pofile(str(path))
    entry = next(entry for entry in po if entry.msgid.startswith("The names are linked"))
    entry.msgstr = translation
    po.save()
    problem = check(project_folder)[0]
    assert (problem.code, problem.place.file) == (code, "locales/de/advisories/ADV-2025-0001.po")
    assert problem.place.line > 10
