"""`advisory show` and `advisory diff`: what a page says, and what a draft changes, read in a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from bs4 import BeautifulSoup

from build_tools import pipeline
from build_tools.cli import main
from build_tools.cli.comparison_text import marked
from build_tools.cli.parameters import AdvisoryIdType
from build_tools.cli.translations import translations
from build_tools.comparing import TextChange
from build_tools.history.files import sealed_json
from build_tools.model.frame import Frames
from tests.conftest import ROOT, copy_project, read
from tests.facts.test_facts import DELETIONS, FACTS, SOURCE_WORD, SOURCES_WORD, who_states_it, without
from tests.test_losses import FIRST, ID, SOURCE, edit, run
from tests.test_story import second_advisory, translate

GOLDEN = ROOT / "tests" / "golden" / "terminal"
LANGUAGES = ("en", "pt", "de")
NOW = "2025-12-19T10:00Z"
ONE_LINE = "100000"
SECOND_ID = "ADV-2025-0002"
BEGINNING = re.compile(r"Draft\.|Entwurf\.|Rascunho\.|Embargoed until|ADV-2025-")
GERMAN = f"locales/de/advisories/{ID}.po"
MARKED_LANGUAGES = re.compile(r"\[(English|Português \(Brasil\)|Deutsch)\] ")

# A correction of facts and texts: what an editor does to the shipped advisory.
EDITS = {
    "  status: investigating": "  status: identified",
    "  products: [api]": "  products: [api, chatgpt]",
    "    - browser\n": "",
    "email_address, browser, operating_system]": "email_address, operating_system]",
    "{code: vendor_access_gained, date: 2025-11-09": "{code: vendor_access_gained, date: 2025-11-08",
    "some accounts of the OpenAI API.": "some accounts of the OpenAI API and of ChatGPT.",
    "The names are linked to API accounts.": "The names are linked to accounts.",
    "release: {change: initial}": (
        "release:\n  change: correction\n  text: Some users of ChatGPT are affected as well.\n"
        "references:\n  - {id: notice, title: Notice of the vendor, url: https://vendor.example/notice}"
    ),
    "which they were used, not what people wrote.": (
        "which they were used, not what people wrote. See [the *notice*](ref:notice).\n\n"
        "    - One & two < three\n    - **Three**: `four`"
    ),
}
TRANSLATED = {
    "An incident at Mixpanel": "Um incidente na Mixpanel, fornecedora da OpenAI para análise do uso de sites, expôs "
    "metadados de algumas contas da API da OpenAI e do ChatGPT. Senhas, chaves de API e conteúdo de conversas não "
    "foram expostos. É possível que surjam mensagens fraudulentas.",
    "The names are": "Os nomes estão vinculados a contas.",
    "Some users": "Alguns usuários do ChatGPT também foram afetados.",
    "Notice of": "Comunicado do fornecedor",
    "The break-in": "A invasão ocorreu na Mixpanel, não na OpenAI. O conjunto de dados copiado vem da análise do uso "
    "de sites: descreve as contas e a tecnologia com que foram usadas, não o que as pessoas escreveram. Veja [o "
    "*comunicado*](ref:notice).\n\n- Um & dois\n- **Três**: `four`",
}


def write_correction(folder: Path) -> None:
    for old, new in EDITS.items():
        edit(folder / SOURCE, old, new)


def withdraw(folder: Path) -> None:
    assert run(folder, "withdraw", ID, "--reason", "It was about *somebody* else.", "--at", NOW).exit_code == 0


def supersede(folder: Path) -> None:
    """Release a second advisory, and the first one again, which says that the second takes its place."""
    second_advisory(folder)
    assert run(folder, "release", SECOND_ID, "--at", "2025-12-01T10:00Z").exit_code == 0
    edit(folder / SOURCE, "{change: initial}", f"{{change: update}}\nsuperseded_by: {SECOND_ID}")
    done = run(folder, "release", ID, "--at", "2025-12-02T10:00Z")
    assert done.exit_code == 0, done.output


def nothing(_folder: Path) -> None:
    pass


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a correction in the draft, translated into Portuguese and not into German."""
    folder = copy_project(tmp_path_factory.mktemp("corrected") / "project")
    write_correction(folder)
    assert run(folder, "translations", "update").exit_code == 0
    translate(folder, ID, "pt", TRANSLATED)
    return folder


def show(folder: Path, language: str, *options: str, advisory_id: str = ID, width: str = "88") -> str:
    done = run(folder, "show", advisory_id, "--language", language, "--now", NOW, "--width", width, *options)
    assert done.exit_code == 0, done.output
    return done.stdout


def diff(folder: Path, language: str, *options: str, code: int = 0) -> str:
    done = run(folder, "diff", ID, "--language", language, "--now", NOW, "--width", "88", *options)
    assert done.exit_code == code, done.output
    return done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_reads_as_it_was_accepted(accepted: Callable[[Path, str], str], language: str) -> None:
    """The whole text of the shipped advisory in the terminal is the one that was read and accepted."""
    text = show(ROOT, language)
    assert text == accepted(GOLDEN / f"show.{language}.txt", text)


STATES = {
    "shipped": (nothing, ID),
    "draft": (write_correction, ID),
    "withdrawn": (withdraw, ID),
    "replaced": (supersede, ID),
    "replaces": (supersede, SECOND_ID),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_the_terminal_says_what_the_page_says(project_folder: Path, theme: Frames, state: str, language: str) -> None:
    """Word for word and in its order, and nothing else, but for the addresses of links and the marks of languages."""
    prepare, advisory_id = STATES[state]
    prepare(project_folder)
    project = read(project_folder)
    now = datetime.fromisoformat(NOW).replace(tzinfo=UTC)
    tree, problems = pipeline.build_tree(project, pipeline.preview_records(project, now), theme)
    assert not problems
    page = BeautifulSoup(tree[f"{language}/advisories/{advisory_id}/index.html"], "html.parser").select_one(".press")
    assert page
    shown = show(project_folder, language, advisory_id=advisory_id, width=ONE_LINE)
    assert advisory_id in shown
    assert "".join(page.get_text().split()) == "".join(words_of(shown))


def words_of(shown: str) -> list[str]:
    """The words of a notice in the terminal, from its id on, without what the terminal adds to them."""
    lines = [re.sub(r"^(?:[│• ]+|\d\. )", "", line) for line in shown.splitlines() if not re.fullmatch(r"[-=]+", line)]
    begin = next(number for number, line in enumerate(lines) if BEGINNING.match(line))
    text = "\n".join(lines[begin:])
    return MARKED_LANGUAGES.sub("", re.sub(r"\s<https?://[^>]*>", "", text)).split()


def facts_missing(shown: str, headings: Mapping[str, str], language: str) -> list[str]:
    """The facts that a notice in the terminal does not carry, whole and with who states them."""
    return [
        name
        for name, fact in FACTS.items()
        if not all(is_stated(section(shown, headings[row["section"]]), row, language) for row in fact["statements"])
    ]


def is_stated(lines: list[str], row: Mapping[str, Any], language: str) -> bool:
    """Whether an entry or paragraph says it, and the next source that is named is that of the row."""
    parts = [" ".join(part.split()) for part in re.split(r"\n(?=•|\d\. |\n)", "\n".join(lines))]
    found = next((number for number, part in enumerate(parts) if row[language] in part), len(parts))
    source_words = SOURCE_WORD[language], SOURCES_WORD[language]
    source = next((part for part in parts[found:] if any(word in part for word in source_words)), "")
    return source.endswith(f" {who_states_it(row, language)}")


def section(shown: str, heading: str) -> list[str]:
    """The lines below a heading, up to the next one of its kind; below a small one, up to an empty line."""
    lines = shown.splitlines()
    start = lines.index(heading) + 1
    is_large = lines[start].startswith("---")
    ends = [number for number in range(start + 1, len(lines)) if re.match("---|$", lines[number])]
    end = next((number - 1 for number in ends if lines[number]), len(lines)) if is_large else ends[0]
    return lines[start:end]


@pytest.fixture(scope="module")
def headings(tree: Mapping[str, bytes]) -> Mapping[str, Mapping[str, str]]:
    """The heading of each section in each language, from the page."""
    pages = {it: BeautifulSoup(tree[f"{it}/advisories/{ID}/index.html"], "html.parser") for it in LANGUAGES}
    return {
        language: {str(part["id"]): part.find(["h2", "h3"]).get_text() for part in page.select("section:has(h2, h3)")}  # type: ignore[union-attr]
        for language, page in pages.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_is_in_the_terminal(headings: Mapping[str, Mapping[str, str]], language: str) -> None:
    """The notice in the terminal carries F1 to F30, each with who states it."""
    assert facts_missing(show(ROOT, language, width=ONE_LINE), headings[language], language) == []


@pytest.mark.parametrize(("fact", "path"), DELETIONS, ids=[f"{fact}-{path}" for fact, path in DELETIONS])
def test_a_fact_that_is_deleted_is_missed(
    project_folder: Path, headings: Mapping[str, Mapping[str, str]], fact: str, path: str
) -> None:
    """A fact deleted from the source is missed in the terminal, and no other is."""
    source = project_folder / SOURCE
    data = without(yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), path)
    source.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for language in LANGUAGES:
        assert facts_missing(show(project_folder, language, width=ONE_LINE), headings[language], language) == [fact]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narrow_terminal_cuts_no_word(corrected: Path, language: str) -> None:
    """At 40 columns every word is whole, and only a line of one word is wider."""
    lines = show(corrected, language, width="40").splitlines()
    assert words_of("\n".join(lines)) == words_of(show(corrected, language, width=ONE_LINE))
    wide = [line.strip("│• ") for line in lines if len(line) > 40]
    assert [line for line in wide if " " in line] == []


@pytest.mark.parametrize("name", ["pt", "pt-BR", "PT_br", "pt_BR"])
def test_a_language_goes_by_each_of_its_names(name: str) -> None:
    """Path, tag and locale name the same language, in any case."""
    assert show(ROOT, name) == show(ROOT, "pt")


@pytest.mark.parametrize("command", ["show", "diff"])
def test_an_unknown_language_is_answered_with_the_known(command: str) -> None:
    """A language that the site has not is a wrong call; a sentence names those that it has."""
    done = run(ROOT, command, ID, "--language", "fr")
    assert done.exit_code == 2
    known = "en (English), pt (Português (Brasil)), de (Deutsch)"
    assert f"There is no language fr. Known are: {known}." in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("show", "ADV-2025-0007"), 2, "There is no advisory ADV-2025-0007. Did you mean `ADV-2025-0001`?"),
        (("diff", "nonsense"), 2, "There is no advisory nonsense. Known is `ADV-2025-0001`."),
        (("show", ID, "--release", "2"), 2, f"{ID} has no release 2. The newest is release 1."),
        (("diff", ID, "--release", "2"), 2, f"{ID} has no release 2. The newest is release 1."),
        (("show", ID, "--released", "--now", "2025-11-27T17:59Z"), 1, f"Nothing of {ID} is public."),
        (("show", ID, "--released", "--release", "1"), 2, "Choose one of --released and --release."),
    ],
)
def test_what_is_not_there_is_said(arguments: tuple[str, ...], code: int, told: str) -> None:
    """Each wrong argument has its sentence and its exit code."""
    done = run(ROOT, *arguments)
    assert done.exit_code == code
    assert told in done.stderr


def test_a_draft_says_that_it_is_one(corrected: Path) -> None:
    """The draft is shown by default, under a line for its editor and the page's own mark; a release has neither."""
    lines = show(corrected, "de", width="120").splitlines()
    assert lines[:2] == ["Draft: it differs from release 1. To see what is different:", f"  advisory diff {ID}"]
    assert any(line.startswith("│ Entwurf. Noch nicht freigegeben.") for line in lines)
    for option in (["--released"], ["--release", "1"]):
        released = show(corrected, "de", *option)
        assert released.startswith("Release 1 of 2025-11-27T18:00:00Z.\n")
        assert "Entwurf" not in released
        assert "ChatGPT" not in released


def test_a_draft_that_was_never_released_says_so(project_folder: Path) -> None:
    """Without a release there is a draft alone."""
    (project_folder / FIRST).unlink()
    assert show(project_folder, "en").startswith("Draft: this advisory was never released.\n")


def test_an_embargo_is_said_first(corrected: Path, tmp_path: Path) -> None:
    """A release that is not public yet says when it will be, and what readers see until then."""
    folder = copy_project(tmp_path / "project")
    (folder / SOURCE).write_bytes((corrected / SOURCE).read_bytes())
    assert run(folder, "release", ID, "--at", "2026-06-01T10:00Z").exit_code == 0
    told = "Embargoed: release 2 becomes public at 2026-06-01T10:00:00Z. Until then readers see release 1."
    text = show(folder, "en", width="120")
    assert text.startswith(f"{told}\n")
    assert "│ Embargoed until 1 June 2026, 10:00 UTC." in text
    assert show(folder, "en", "--released").startswith("Release 1 of 2025-11-27T18:00:00Z. The newest is release 2.\n")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "│ This advisory was withdrawn on 19 December 2025."),
        ("pt", "│ Este comunicado foi retirado em 19 de dezembro de 2025."),
        ("de", "│ Dieser Sicherheitshinweis wurde am 19. Dezember 2025 zurückgezogen."),
    ],
)
def test_a_withdrawal_is_said_before_what_was_withdrawn(project_folder: Path, language: str, told: str) -> None:
    """The first line says it to the editor; the notice says it to readers before any fact."""
    withdraw(project_folder)
    lines = show(project_folder, language).splitlines()
    assert lines[0] == "Withdrawn: readers are told so before all else."
    dates = next(number for number, line in enumerate(lines) if "27" in line and "18:00" in line)
    assert next(line for line in lines[dates + 2 :] if line).startswith(told)


def in_a_terminal(folder: Path, **environment: str) -> str:
    """What `diff` writes to a terminal."""
    master, slave = pty.openpty()
    variables = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    command = [sys.executable, "-m", "build_tools", "--project", str(folder), "diff", ID, "--now", NOW]
    with subprocess.Popen(command, cwd=ROOT, env=variables, stdout=slave) as process:
        os.close(slave)
        written = b"".join(iter(lambda: read_some(master), b""))
    os.close(master)
    assert process.returncode == 0
    return written.decode()


def read_some(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # nobody writes any more
        return b""


def test_colours_are_for_terminals(corrected: Path) -> None:
    """A terminal gets colours, unless NO_COLOR is set; the words are the same."""
    coloured, plain = in_a_terminal(corrected), in_a_terminal(corrected, NO_COLOR="1")
    sequences = [re.findall(r"\x1b\[([0-9;]*)m", text) for text in (coloured, plain)]
    assert any("31" in sequence.split(";") for sequence in sequences[0])
    assert not any(code[:1] in ("3", "4", "9") and len(code) > 1 for it in sequences[1] for code in it.split(";"))
    without_sequences = [re.sub(r"\x1b\[[0-9;]*m", "", text) for text in (coloured, plain)]
    assert without_sequences[0] == without_sequences[1]
    assert "[-API-]" in without_sequences[0] or "{+ and of ChatGPT+}" in without_sequences[0]


@pytest.mark.parametrize("command", ["show", "diff"])
def test_a_pipe_gets_text_alone(corrected: Path, command: str) -> None:
    """Through a pipe there is no escape sequence, and no line ends in spaces."""
    arguments = [sys.executable, "-m", "build_tools", "--project", str(corrected), command, ID, "--language", "de"]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, check=True)
    text = done.stdout.decode()
    assert "Browser" in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert not re.search(r" $", text, re.MULTILINE)


# A terminal's command (it would turn the text red) in each place where somebody can write.
ESCAPE = "\x1b[31mred"
PLACES = {
    SOURCE: ("The break-in took place", f"The {ESCAPE} break-in took place"),
    f"./{SOURCE}": ("name: OpenAI}", 'name: "Open\\e[31mAI"}'),
    GERMAN: ("Der Einbruch", f"Der {ESCAPE} Einbruch"),
    f"./{GERMAN}": ("Der Einbruch", "Der \\b\\b\\b Einbruch"),
    "locales/de/LC_MESSAGES/interface.po": ("Was soll ich tun?", f"Was soll {ESCAPE} ich tun?"),
    "locales/de/LC_MESSAGES/vocabulary.po": ("Profilbildung", f"Profil{ESCAPE}bildung"),
    "locales/vocabulary.yaml": ("Enable multi-factor", f"Enable {ESCAPE} multi-factor"),
    "mkdocs.yml": ("This site sends no messages.", f"This {ESCAPE} site sends no messages."),
}


@pytest.mark.parametrize("file", PLACES)
def test_no_command_reaches_the_terminal(project_folder: Path, file: str) -> None:
    """A text with a control character is refused where it is read, with its place, and is not printed."""
    old, new = PLACES[file]
    edit(project_folder / file, old, new)
    for command in ("show", "diff"):
        done = run(project_folder, command, ID, "--language", "de")
        assert done.exit_code == 1
        assert file.removeprefix("./") in done.stderr
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", done.output)


def test_a_forged_history_sends_no_command(project_folder: Path) -> None:
    """Even a release that was sealed again with a control character in it prints a sign in its place."""
    release = read(project_folder).histories[ID][0]
    text = release.advisory.text.with_fields(what_happened=f"It was {ESCAPE}.")
    forged = release.with_fields(advisory=release.advisory.with_fields(text=text))
    (project_folder / FIRST).write_bytes(sealed_json(forged))
    shown = show(project_folder, "en", "--released")
    assert "It was \N{REPLACEMENT CHARACTER}[31mred." in shown
    assert "\x1b" not in shown


def test_another_advisory_in_pieces_is_no_hindrance(corrected: Path, tmp_path: Path) -> None:
    """What is wrong with the source, the catalogue or the history of another advisory hinders nobody here."""
    folder = copy_project(tmp_path / "project")
    (folder / SOURCE).write_bytes((corrected / SOURCE).read_bytes())
    expected = show(folder, "de"), diff(folder, "de")
    (folder / "advisories/2025/ADV-2025-0002.yaml").write_text("id: [", encoding="utf-8")
    (folder / "locales/de/advisories/ADV-2025-0002.po").write_text("nonsense", encoding="utf-8")
    history = folder / "advisories/history/ADV-2025-0002"
    history.mkdir()
    (history / "0001.json").write_text("{}", encoding="utf-8")
    assert run(folder, "check").exit_code == 1
    assert (show(folder, "de"), diff(folder, "de")) == expected


def test_a_draft_that_is_gone_leaves_its_releases_readable(project_folder: Path) -> None:
    """Without its file an advisory can be read as it was released, and not compared."""
    (project_folder / SOURCE).unlink()
    assert show(project_folder, "de") == show(ROOT, "de")
    done = run(project_folder, "diff", ID)
    assert done.exit_code == 1
    assert done.stderr.endswith(f"is gone. Bring it back: git checkout HEAD -- {SOURCE}\n")


def test_a_broken_draft_leaves_its_releases_readable(project_folder: Path) -> None:
    """A draft with an error is not shown, its problem is; what was released can be read all the same."""
    edit(project_folder / SOURCE, "date: 2025-11-09", "date: 9.11.2025")
    for command in ("show", "diff"):
        done = run(project_folder, command, ID)
        assert done.exit_code == 1
        assert f"{SOURCE}:46:40: error" in done.stderr
        assert not done.stdout
    assert show(project_folder, "en", "--released") == show(ROOT, "en", "--released")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_reads_as_it_was_accepted(
    corrected: Path, accepted: Callable[[Path, str], str], language: str
) -> None:
    """All that is told of a correction of facts and texts is what was read and accepted."""
    text = diff(corrected, language)
    assert text == accepted(GOLDEN / f"diff.{language}.txt", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_are_told_what_the_editor_was_told(corrected: Path, tmp_path: Path, language: str) -> None:
    """The words under `What readers will be told` are those on the page after the release."""
    folder = copy_project(tmp_path / "project")
    for file in (SOURCE, *(f"locales/{it}/advisories/{ID}.po" for it in ("pt_BR", "de"))):
        (folder / file).write_bytes((corrected / file).read_bytes())
    told = section(diff(folder, language), f"What readers will be told ({NAMES[language]})")[1:]
    assert run(folder, "release", ID, "--at", NOW).exit_code == 0
    page = show(folder, language, "--released", width="10000")
    first = next(line for line in page.splitlines() if line.startswith("• 19") and "10:00" in line)
    assert first.endswith(f"– {told[0]}")
    after = words_of(f"{ID}\n{page[page.index(first) + len(first) :]}")[1:]
    assert after[: len(words_of(f"{ID}\n" + "\n".join(told[1:]))) - 1] == words_of(f"{ID}\n" + "\n".join(told[1:]))[1:]


NAMES = {"en": "English", "pt": "Português (Brasil)", "de": "Deutsch"}


def break_draft(folder: Path) -> None:
    edit(folder / SOURCE, "date: 2025-11-09", "date: 9.11.2025")


def lose_draft(folder: Path) -> None:
    (folder / SOURCE).unlink()


def break_settings(folder: Path) -> None:
    edit(folder / "mkdocs.yml", "demonstration: true", "demonstration: perhaps")


def lose_a_translation_of_the_press(folder: Path) -> None:
    """One that no list names, as that of a project which was made with an older version of the press."""
    write_correction(folder)
    for file in ("interface.pot", *(f"{it}/LC_MESSAGES/interface.po" for it in ("de", "pt_BR"))):
        edit(folder / "locales" / file, 'msgid "Changes to texts: {items}."', 'msgid "Texts: {items}."')


@pytest.mark.parametrize("options", [(), ("--exit-code",)])
def test_nothing_changed(options: tuple[str, ...]) -> None:
    """Without a difference one sentence says so, and the exit code is 0."""
    assert diff(ROOT, "de", *options) == f"{ID}: nothing has changed since release 1 of 2025-11-27T18:00:00Z.\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_never_released_is_all_new(project_folder: Path, language: str) -> None:
    """Without a release everything is new: every text is shown as added, and `initial` fits."""
    (project_folder / FIRST).unlink()
    text = diff(project_folder, language, "--exit-code", code=1)
    assert text.startswith(f"{ID} was never released: all of it is new. To read it whole:\n  advisory show {ID}\n")
    lines = section(text, "Texts that are different")
    assert sum(line.startswith("+ ") for line in lines) == 7
    assert not [line for line in lines if line.startswith("- ")]
    assert "The draft says `change: initial`, which fits." in text
    assert text.endswith(f"  advisory release {ID}\n")


def test_translations_that_wait_are_told(project_folder: Path) -> None:
    """A translation that came later is no change of the advisory, and is something to release."""
    edit(project_folder / GERMAN, "Vorfall bei Mixpanel", "Zwischenfall bei Mixpanel")
    text = diff(project_folder, "de", "--exit-code", code=1)
    assert "Translated since, and not released (de): text.summary" in text
    assert text.endswith(f"  advisory translations release {ID}\n")
    assert show(project_folder, "de").startswith("Draft: release 1 with translations that are not released yet.\n")


@pytest.mark.parametrize("options", [(), ("--exit-code",)], ids=["without", "with"])
@pytest.mark.parametrize("broken", [break_draft, lose_draft, break_settings, lose_a_translation_of_the_press])
def test_what_cannot_be_compared_is_no_difference(
    project_folder: Path, broken: Callable[[Path], None], options: tuple[str, ...]
) -> None:
    """Under `--exit-code` 1 is an answer: where there is none the code is 2, and without the option 1 as elsewhere."""
    broken(project_folder)
    done = run(project_folder, "diff", ID, "--language", "de", *options)
    assert (done.exit_code, done.stdout) == (2 if options else 1, "")
    assert done.stderr


@pytest.mark.parametrize("options", [(), ("--exit-code",)], ids=["without", "with"])
def test_a_wrong_call_is_no_difference(options: tuple[str, ...]) -> None:
    """An id that nobody knows is told by 2, with and without `--exit-code`."""
    assert run(ROOT, "diff", "ADV-2099-0001", *options).exit_code == 2


def test_an_older_release_can_be_compared_with(corrected: Path, tmp_path: Path) -> None:
    """Beside an older release the differences are told, and not what to do next."""
    folder = copy_project(tmp_path / "project")
    (folder / SOURCE).write_bytes((corrected / SOURCE).read_bytes())
    assert run(folder, "release", ID, "--at", NOW).exit_code == 0
    assert "nothing has changed since release 2" in diff(folder, "en")
    text = diff(folder, "en", "--release", "1")
    told = f"{ID}: the draft beside release 1 of 2025-11-27T18:00:00Z. The newest is release 2."
    assert " ".join(text.split("\n\n")[0].split()) == told
    assert "• Added to the affected products: ChatGPT." in text
    assert "\nNext\n" not in text


# What an editor does to the shipped advisory; then what the draft calls it, what it amounts to, and the code of
# the problem that is told, if there is one.
MADE = {
    "takes back": {"    - browser\n": "", "browser, operating": "operating"},
    "adds": {"count: unknown": "count: 4711"},
    "words": {"The break-in took": "The break in took"},
    "order": {"    - browser\n": "", "    - user_id\n": "    - user_id\n    - browser\n"},
}
KINDS = [
    ("takes back", "correction", "correction", ""),
    ("takes back", "update", "correction", "correction-in-update"),
    ("takes back", "editorial", "correction", "fact-in-editorial"),
    ("adds", "update", "update", ""),
    ("adds", "editorial", "update", "fact-in-editorial"),
    ("adds", "correction", "update", "nothing-corrected"),
    ("words", "editorial", "editorial", ""),
    ("order", "editorial", "editorial", ""),
]


@pytest.mark.parametrize(("made", "called", "amounts_to", "code"), KINDS)
def test_what_a_change_amounts_to(project_folder: Path, made: str, called: str, amounts_to: str, code: str) -> None:
    """The comparison says what the change is, and whether the draft calls it that, as a release would."""
    for old, new in {**MADE[made], "{change: initial}": f"{{change: {called}}}"}.items():
        edit(project_folder / SOURCE, old, new)
    lines = " ".join(section(diff(project_folder, "en"), "What kind of change this is"))
    assert f"`{amounts_to}`" in lines
    assert re.findall(r"error ([\w-]+):", lines) == ([code] if code else [])
    assert (f"`change: {called}`, which fits." in lines) == (not code)
    done = run(project_folder, "release", ID, "--at", NOW)
    assert done.exit_code == bool(code), done.output


def test_every_kind_of_difference_in_a_fact_is_named(project_folder: Path) -> None:
    """A value, an entry, a part of an entry, an order: each is told as the source has it, whatever readers are told."""
    for old, new in {
        "  severity:\n    code: low": "  severity:\n    code: high",
        "  count: unknown\n": "  count: {from: 100, to: 2000}\n",
        "  products: [api]": "  products: [chatgpt, api]",
        "    - user_id\n    - organisation_id\n": "    - organisation_id\n    - {code: user_id, certainty: possible}\n",
        "date: unknown, stated_by: report": "not_before: 2025-11-10, stated_by: [report, vendor]",
        "contact: default": "contact: Ask the vendor.\nprofiles: [public, users]",
        "      stated_by: analysts\n": "      stated_by: experts\n",
    }.items():
        edit(project_folder / SOURCE, old, new)
    lines = section(diff(project_folder, "en"), "Facts that are different")
    assert [line for line in lines if line.startswith("• ")] == [
        "• incident.severity.code: low → high",
        "• affected.products: + chatgpt",
        "• affected.count: unknown → from: 100, to: 2000",
        "• data.exposed.user_id.certainty: confirmed → possible",
        "• data.exposed: in another order",
        "• timeline.dataset_exported.stated_by: + vendor",
        "• timeline.dataset_exported.date: - unknown",
        "• timeline.dataset_exported.not_before: + 2025-11-10",
        "• profiles: + users",
        "• text.lessons.vendor_security.stated_by: - analysts",
        "• text.lessons.vendor_security.stated_by: + experts",
    ]


def test_a_difference_that_readers_are_not_told_of(project_folder: Path) -> None:
    """A list in another order is no news for readers, which the editor is told."""
    for old, new in MADE["order"].items():
        edit(project_folder / SOURCE, old, new)
    edit(project_folder / SOURCE, "{change: initial}", "{change: editorial}")
    text = diff(project_folder, "en")
    assert "(Nothing but that there is a release: no change of this kind is told.)" in text
    assert "• data.exposed: in another order" in text


MARKED = {
    (
        "An incidnet at Mixpanel.",
        "An incident at Mixpanel.",
    ): "An [-incidnet-] at Mixpanel. | An {+incident+} at Mixpanel.",
    ("Of the API. More", "Of the API and of ChatGPT. More"): "Of the API. More | Of the API{+ and of ChatGPT+}. More",
    ("They were not exposed.", "They were exposed."): "They were [-not -]exposed. | They were exposed.",
    ("one two three four", "one 2 3 four"): "one [-two three-] four | one {+2 3+} four",
    ("Another text altogether", "This shares nothing"): "Another text altogether | This shares nothing",
    ("", "New words"): " | New words",
    ("Old words", ""): "Old words | ",
}


@pytest.mark.parametrize(("before", "after"), MARKED)
def test_changed_words_are_marked(before: str, after: str) -> None:
    """Words that are gone and words that are new bear marks that are seen without colour."""
    texts = marked(TextChange("text.summary", before, after))
    assert " | ".join(text.plain for text in texts) == MARKED[before, after]


@pytest.mark.parametrize("arguments", [["show", "ADV-2025-0001"], ["explain", "no-date"], ["check"]])
def test_a_pipe_without_a_reader_ends_a_command_quietly(arguments: list[str]) -> None:
    """When `head` has read enough, the command says nothing more, and ends as other programs do."""
    reader, pipe = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "build_tools", "--project", str(ROOT), *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)
    os.close(pipe)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize("name", [ID.lower(), f"{ID}.yaml", SOURCE, f"./{SOURCE}", GERMAN])
def test_an_advisory_is_named_by_its_file(corrected: Path, name: str) -> None:
    """An id in small letters, the name of the file, and its path say the same as the id."""
    assert show(corrected, "en", advisory_id=name) == show(corrected, "en")


def test_every_command_takes_an_advisory_so() -> None:
    """No command takes an id in another way."""
    commands = []
    for group in (main, translations):
        context = click.Context(group)
        commands += [group.get_command(context, name) for name in group.list_commands(context)]
    taken = [it.type for command in commands if command for it in command.params if it.name == "advisory_id"]
    assert len(taken) == 9
    assert all(isinstance(it, AdvisoryIdType) for it in taken)
