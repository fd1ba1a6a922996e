"""The preview's engine: after every kind of save, each file is what a whole build of the preview has there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner

from build_tools import pipeline
from build_tools.advisories import Wanted
from build_tools.cli import main
from build_tools.preview.engine import Engine
from build_tools.preview.preview import Preview
from build_tools.project import read_project
from tests.conftest import NOW, ROOT, codes, copy_project, read

FIRST, DRAFT, OTHER, EMBARGOED, WITHDRAWN = (f"ADV-2025-000{number}" for number in range(1, 6))
SHOP = "        - {id: shop, name: Axios Shop}\n        - {id: app, name: Axios App}\n"
Edit = Callable[[Path], object]


def run(folder: Path, *arguments: str) -> None:
    done = CliRunner().invoke(main, ["--project", str(folder), *arguments])
    assert done.exit_code == 0, done.output


def source(advisory_id: str) -> str:
    return f"advisories/2025/{advisory_id}.yaml"


def copy_sample(folder: Path, advisory_id: str) -> None:
    """A new draft, made from the sample."""
    text = (ROOT / "tests/samples/ADV-2025-0002.yaml").read_text(encoding="utf-8")
    (folder / source(advisory_id)).write_text(text.replace("ADV-2025-0002", advisory_id), encoding="utf-8")


def replaced(file: str, old: str, new: str) -> Edit:
    """An edit that puts other words into a file."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


TITLE = "Sicherheitsvorfall bei Mixpanel: Metadaten aus Konten der OpenAI API offengelegt"


def translated(folder: Path) -> None:
    """Say a text of the first advisory otherwise in German: a translation that waits to be released."""
    path = folder / f"locales/de/advisories/{FIRST}.po"
    po = polib.pofile(str(path))
    next(entry for entry in po if entry.msgctxt == f"{FIRST}/text.title").msgstr = TITLE
    po.save(str(path))


def renamed_over(folder: Path) -> None:
    """Save as many editors do: write another file, and give it the name of the first."""
    path = folder / source(DRAFT)
    beside = path.with_suffix(".tmp")
    beside.write_text(path.read_text(encoding="utf-8").replace("status: ", "status:  "), encoding="utf-8")
    beside.replace(path)


def many_at_once(folder: Path) -> None:
    """As after a checkout: new files, changed ones, and one that is gone."""
    copy_sample(folder, "ADV-2025-0007")
    copy_sample(folder, "ADV-2025-0008")
    (folder / source(OTHER)).unlink()
    replaced(source(FIRST), "  title: ", "  title: Again. ")(folder)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project with a public advisory, a draft, an embargoed one, a withdrawn one."""
    folder = copy_project(tmp_path / "project")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(SHOP)
    for advisory_id in (DRAFT, EMBARGOED, WITHDRAWN):
        copy_sample(folder, advisory_id)
    run(folder, "release", EMBARGOED, "--at", "2026-06-01T10:00:00Z")
    run(folder, "release", WITHDRAWN, "--at", "2025-11-28T10:00:00Z")
    run(folder, "withdraw", WITHDRAWN, "--reason", "It was another company.", "--at", "2025-11-29T10:00:00Z")
    return folder


def engine_of(folder: Path, now: datetime = NOW) -> Engine:
    return Engine(folder, clock=lambda: now)


def preview_of(engine: Engine) -> Preview:
    preview = engine.refresh().preview
    assert preview is not None
    return preview


def assert_whole(folder: Path, preview: Preview, now: datetime = NOW) -> None:
    """Every file is the one that a whole build of the preview has, no file is missing, none is faulty."""
    project = read(folder)
    tree, problems = pipeline.build_tree(project, pipeline.preview_records(project, now), preview.frames)
    assert not problems
    assert set(preview.paths) == tree.keys()
    assert [path for path, content in tree.items() if preview.render(path) != content] == []
    assert [fault for path in tree for fault in preview.faults(path)] == []


STORY: tuple[tuple[str, Edit], ...] = (
    ("an edit of what was released", replaced(source(FIRST), "  title: ", "  title: Edited. ")),
    ("its undoing", replaced(source(FIRST), "  title: Edited. ", "  title: ")),
    ("a translation that waits", translated),
    ("an edit of a draft", replaced(source(DRAFT), "status: ", "status:   ")),
    ("a save by another name", renamed_over),
    ("a new draft", lambda folder: copy_sample(folder, OTHER)),
    ("a release", lambda folder: run(folder, "release", OTHER, "--at", "2025-11-30T10:00:00Z")),
    (
        "a release of translations",
        lambda folder: run(folder, "translations", "release", FIRST, "--at", "2025-12-01T09:00Z"),
    ),
    ("a draft that is gone", lambda folder: (folder / source(DRAFT)).unlink()),
    ("a successor", replaced(source(FIRST), "internal: ", f"superseded_by: {OTHER}\ninternal: ")),
    ("an internal note", replaced(source(FIRST), "internal: ", "internal: Nobody reads this. ")),
    ("many files at once", many_at_once),
    ("a text of the interface", replaced("locales/de/LC_MESSAGES/interface.po", '"Zeitlicher Ablauf"', '"Ablauf"')),
    ("a setting", replaced("mkdocs.yml", "name: Axios Shop", "name: Axios Store")),
)


def test_every_save_shows_what_a_whole_build_shows(desk: Path) -> None:
    """After each edit of a long story, every file has the bytes of a preview that is built from nothing."""
    engine = engine_of(desk)
    assert_whole(desk, preview_of(engine))
    for _name, edit in STORY:
        edit(desk)
        assert_whole(desk, preview_of(engine))


def test_only_what_changed_is_made_anew(desk: Path) -> None:
    """One draft is saved: who speaks for the other advisories, and the theme's frames, are the same objects."""
    engine = engine_of(desk)
    before = preview_of(engine)
    replaced(source(DRAFT), "status: ", "status:   ")(desk)
    after = preview_of(engine)
    kept = {of for of in after.voices if after.voices[of] is before.voices[of]}
    assert kept == {FIRST, EMBARGOED, WITHDRAWN}
    assert after.frames is before.frames


@pytest.mark.parametrize(
    ("edit", "new_frames"),
    [
        (replaced("mkdocs.yml", "Demonstration Desk", "Desk"), True),
        (replaced("locales/de/LC_MESSAGES/interface.po", '"Zum Inhalt springen"', '"Zum Inhalt"'), True),
        (replaced("locales/vocabulary.yaml", "  investigating:", "  investigating: "), False),
        (replaced("locales/de/LC_MESSAGES/interface.po", '"Zeitlicher Ablauf"', '"Ablauf"'), False),
    ],
    ids=["settings", "words of the theme", "vocabulary", "other words"],
)
def test_the_theme_is_rendered_only_when_it_shows_something_else(desk: Path, edit: Edit, new_frames: bool) -> None:
    """Frames are kept while settings, theme, and the words in it are as they were."""
    engine = engine_of(desk)
    before = preview_of(engine).frames
    edit(desk)
    assert (preview_of(engine).frames is not before) == new_frames


BREAK = replaced(source(DRAFT), "language: ", "language: [")


def test_a_broken_save_changes_nothing_and_is_told(desk: Path) -> None:
    """The last good state stays, other advisories go on to change, and the mend ends the problem."""
    engine = engine_of(desk)
    page = f"en/advisories/{DRAFT}/index.html"
    good = preview_of(engine).render(page)
    BREAK(desk)
    replaced(source(FIRST), "  title: ", "  title: Edited. ")(desk)
    state = engine.refresh()
    errors = [problem for problem in state.problems if problem.severity == "error"]
    assert [(problem.code, problem.place.file) for problem in errors] == [("yaml-syntax", source(DRAFT))]
    assert state.preview is not None
    assert state.preview.render(page) == good
    assert b"Edited. " in (state.preview.render(f"en/advisories/{FIRST}/index.html") or b"")
    replaced(source(DRAFT), "language: [", "language: ")(desk)
    assert not [problem for problem in engine.refresh().problems if problem.severity == "error"]
    assert_whole(desk, preview_of(engine))


def test_an_advisory_that_is_broken_at_the_start_takes_no_other_with_it(desk: Path) -> None:
    """The others are shown, and so is what was released of it."""
    BREAK(desk)
    replaced(source(FIRST), "language: ", "language: [")(desk)
    state = engine_of(desk).state
    assert state.preview is not None
    assert {problem.place.file for problem in state.problems} == {source(DRAFT), source(FIRST)}
    assert state.preview.render(f"en/advisories/{DRAFT}/index.html") is None
    assert b"data-draft" not in (state.preview.render(f"en/advisories/{FIRST}/index.html") or b"data-draft")
    assert state.preview.render(f"en/advisories/{EMBARGOED}/index.html") is not None


@pytest.mark.parametrize(
    ("edit", "mend", "code"),
    [
        (
            replaced("mkdocs.yml", "demonstration: true", "demonstration: perhaps"),
            replaced("mkdocs.yml", "demonstration: perhaps", "demonstration: true"),
            "wrong-form",
        ),
        (
            replaced("locales/vocabulary.yaml", "kinds:", "kindnesses:"),
            replaced("locales/vocabulary.yaml", "kindnesses:", "kinds:"),
            "vocabulary",
        ),
        (
            replaced("mkdocs.yml", "{id: api,", "{id: interface,"),
            replaced("mkdocs.yml", "{id: interface,", "{id: api,"),
            "product-gone",
        ),
        (
            replaced("mkdocs.yml", "name: material", "name: immaterial"),
            replaced("mkdocs.yml", "name: immaterial", "name: material"),
            "theme",
        ),
    ],
    ids=["settings", "vocabulary", "a product that a release names", "theme"],
)
def test_what_all_rest_on_may_be_broken_at_any_time(desk: Path, edit: Edit, mend: Edit, code: str) -> None:
    """Later, the last good preview stays; at the start there is none; once mended, there is one."""
    engine = engine_of(desk)
    good = preview_of(engine)
    edit(desk)
    state = engine.refresh()
    assert code in codes(state.problems)
    assert state.preview is not None
    assert state.preview.render("de/index.html") == good.render("de/index.html")
    late = engine_of(desk)
    assert late.state.preview is None
    assert code in codes(late.state.problems)
    mend(desk)
    for one in (engine, late):
        assert_whole(desk, preview_of(one))
        assert code not in codes(one.state.problems)


def test_a_draft_with_blanks_shows_what_is_filled_in(desk: Path) -> None:
    """A new file is shown as soon as a page can be made of it, and each blank is told with its line."""
    engine, draft = engine_of(desk), desk / source("ADV-2025-0009")
    run(desk, "new", "staff_phishing", "--id", "ADV-2025-0009", "--language", "en")
    page = "de/advisories/ADV-2025-0009/index.html"
    assert page not in preview_of(engine).paths
    text = draft.read_text(encoding="utf-8")
    for blank, value in (("severity: ___", "severity: high"), ("people: ___", "people: some"), ("[___]", "[api]")):
        assert blank in text
        text = text.replace(blank, value)
    draft.write_text(text, encoding="utf-8")
    state = engine.refresh()
    lines = [number for number, line in enumerate(text.splitlines(), 1) if "___" in line.partition("#")[0]]
    assert [problem.place.line for problem in state.problems if problem.code == "blank"] == lines
    assert state.preview
    assert "Phishing-Angriff" in state.preview.render(page).decode()
    (desk / source("ADV-2025-0009")).write_text(text + "mistake: ___\n", encoding="utf-8")
    assert page in preview_of(engine).paths


def test_a_history_that_was_altered_is_told(desk: Path) -> None:
    """The advisory stays as it was, and the problem names the file."""
    engine = engine_of(desk)
    good = preview_of(engine).render("en/index.html")
    file = f"advisories/history/{FIRST}/0001.json"
    replaced(file, '"number": 1', '"number": 2')(desk)
    state = engine.refresh()
    assert [(it.code, it.place.file) for it in state.problems if it.severity == "error"] == [("history-altered", file)]
    assert preview_of(engine).render("en/index.html") == good


def test_two_files_of_one_id_are_told(desk: Path) -> None:
    """A copy under another name is a problem of the copy, and the preview stays as it was."""
    engine = engine_of(desk)
    good = preview_of(engine).render("en/index.html")
    shutil.copy(desk / source(DRAFT), desk / "advisories/2025/copy.yaml")
    state = engine.refresh()
    assert codes(state.problems)[:1] == ["id-taken"]
    assert preview_of(engine).render("en/index.html") == good


@pytest.mark.parametrize("copy", [f"advisories/2024/{FIRST}.yaml", f"advisories/2025/{FIRST}.yml"])
def test_a_copy_that_comes_and_goes_leaves_nothing_behind(desk: Path, copy: str) -> None:
    """While a copy of a file lies elsewhere there are problems with it; once it is gone, there are none."""
    engine = engine_of(desk)
    good = preview_of(engine).render("en/index.html")
    (desk / copy).parent.mkdir(exist_ok=True)
    shutil.copy(desk / source(FIRST), desk / copy)
    state = engine.refresh()
    assert copy in {problem.place.file for problem in state.problems}
    assert codes(state.problems) == codes(read_project(desk, wanted=Wanted(only_changed=True))[1])
    (desk / copy).unlink()
    assert engine.refresh().problems == ()
    assert preview_of(engine).render("en/index.html") == good


def test_a_warning_outlives_the_release(desk: Path) -> None:
    """What is released although it is not translated is still warned of, also after the settings changed."""
    engine = engine_of(desk)
    replaced(source(DRAFT), "language: en", "language: en\ntext: {title: Nobody translated this}")(desk)
    warned = codes(engine.refresh().problems)
    run(desk, "release", DRAFT, "--at", "2025-11-30T10:00:00Z")
    assert warned
    assert codes(engine.refresh().problems) == warned
    replaced("mkdocs.yml", "name: Axios Shop", "name: Axios Store")(desk)
    assert codes(engine.refresh().problems) == warned == codes(read_project(desk)[1])


def test_what_is_not_saved_can_be_previewed(desk: Path) -> None:
    """Given other bytes, the page shows them; the saved state, and the file, stay as they are."""
    engine = engine_of(desk)
    saved = preview_of(engine)
    content = (desk / source(FIRST)).read_bytes().replace(b"  title: ", b"  title: Unsaved. ")
    unsaved, problems, is_shown = engine.with_file(source(FIRST), content)
    assert unsaved is not None
    assert is_shown
    assert {problem.severity for problem in problems} == {"warning"}  # the new title is not translated
    page = f"en/advisories/{FIRST}/index.html"
    assert b"Unsaved. " in (unsaved.render(page) or b"")
    assert b"Unsaved. " in (unsaved.render("en/advisories.rss") or b"")
    assert b"Unsaved. " not in (preview_of(engine).render(page) or b"")
    assert preview_of(engine) is saved
    (desk / source(FIRST)).write_bytes(content)
    assert_whole(desk, unsaved)


def test_what_is_not_saved_and_broken_is_told_with_its_line(desk: Path) -> None:
    """The problems are those of the given bytes, and the preview has the last good state."""
    engine = engine_of(desk)
    saved = preview_of(engine)
    content = (desk / source(DRAFT)).read_bytes() + b"no_field: 1\n"
    unsaved, problems, is_shown = engine.with_file(source(DRAFT), content)
    assert unsaved is not None
    assert not is_shown
    assert [(problem.code, problem.place.line) for problem in problems] == [("unknown-key", content.count(b"\n"))]
    page = f"en/advisories/{DRAFT}/index.html"
    assert unsaved.render(page) == saved.render(page)
    assert engine.state.problems == ()


def test_a_file_that_is_not_there_yet_can_be_previewed(desk: Path) -> None:
    """A new advisory is shown before its file is saved for the first time."""
    content = (desk / source(DRAFT)).read_bytes().replace(DRAFT.encode(), OTHER.encode())
    unsaved, problems, is_shown = engine_of(desk).with_file(source(OTHER), content)
    assert unsaved is not None
    assert is_shown
    assert not problems
    assert unsaved.render(f"pt/advisories/{OTHER}/index.html") is not None


def test_what_becomes_public_is_shown_as_such(desk: Path) -> None:
    """When an embargo ends, the mark goes without any save."""
    until = datetime(2026, 6, 1, 10, tzinfo=UTC)
    instants = [until - timedelta(seconds=1)]
    engine = Engine(desk, clock=lambda: instants[-1])
    page = f"en/advisories/{EMBARGOED}/index.html"
    assert b"data-embargoed" in (preview_of(engine).render(page) or b"")
    before = engine.state
    instants.append(until)
    assert engine.state is not before
    assert b"data-embargoed" not in (preview_of(engine).render(page) or b"data-embargoed")
    assert engine.state is engine.state


def test_what_becomes_public_during_a_save_is_shown_as_such(desk: Path) -> None:
    """The embargo ends, and another advisory is saved, before anyone looks again: neither is missed."""
    until = datetime(2026, 6, 1, 10, tzinfo=UTC)
    instants = [until - timedelta(seconds=1)]
    engine = Engine(desk, clock=lambda: instants[-1])
    page = f"en/advisories/{EMBARGOED}/index.html"
    assert b"data-embargoed" in (preview_of(engine).render(page) or b"")
    replaced(source(FIRST), "  title: ", "  title: Edited. ")(desk)
    instants.append(until)
    preview = preview_of(engine)
    assert b"Edited. " in (preview.render(f"en/advisories/{FIRST}/index.html") or b"")
    assert b"data-embargoed" not in (preview.render(page) or b"data-embargoed")


MARKS = {
    "en": ("Draft. Not released.", "Embargoed until 1 June 2026, 10:00 UTC."),
    "pt": ("Rascunho. Ainda não liberado.", "Sob embargo até 1º de junho de 2026 às 10:00 UTC."),
    "de": ("Entwurf. Noch nicht freigegeben.", "Sperrfrist bis zum 1. Juni 2026 um 10:00 Uhr UTC."),
}


@pytest.mark.parametrize("language", MARKS)
def test_what_readers_do_not_see_is_marked_in_words(desk: Path, language: str) -> None:
    """In every language the page and the lists say which advisory is a draft, and which is embargoed until when."""
    preview, (draft, embargoed) = preview_of(engine_of(desk)), MARKS[language]

    def page(path: str) -> str:
        return (preview.render(f"{language}/{path}index.html") or b"").decode()

    assert draft in page(f"advisories/{DRAFT}/")
    assert f"<code>advisory release {DRAFT}</code>" in page(f"advisories/{DRAFT}/")
    assert embargoed in page(f"advisories/{EMBARGOED}/")
    assert "<code>advisory" not in page(f"advisories/{EMBARGOED}/")
    for path in ("", "advisories/"):
        assert page(path).count(draft) == page(path).count(embargoed) == 1
    assert draft in page("advisories/2025/")
    assert embargoed in page("advisories/2026/")
    assert "data-draft" not in page(f"advisories/{FIRST}/") + page(f"advisories/{WITHDRAWN}/")


def test_translations_that_wait_name_their_own_command(desk: Path) -> None:
    """Where only translations are new, the page says how these are released."""
    translated(desk)
    page = preview_of(engine_of(desk)).render(f"de/advisories/{FIRST}/index.html") or b""
    assert f"<code>advisory translations release {FIRST}</code>".encode() in page


@pytest.fixture
def theme_folder(desk: Path) -> Path:
    """The theme as files of the project's own, which a test may edit."""
    (desk / "build_tools").unlink()
    return Path(shutil.copytree(ROOT / "build_tools/theme", desk / "build_tools/theme"))


def test_an_edit_of_the_theme_is_shown(desk: Path, theme_folder: Path) -> None:
    """A style sheet that was saved is the one that is answered, and every page counts as another."""
    engine, path = engine_of(desk), "assets/stylesheets/press.css"
    before = preview_of(engine)
    with (theme_folder / path).open("a", encoding="utf-8") as style:
        style.write("/* edited */\n")
    after = preview_of(engine)
    assert (after.render(path) or b"").endswith(b"/* edited */\n")
    assert after.render("de/index.html") == before.render("de/index.html")
    assert after.stamp("de/index.html") != before.stamp("de/index.html")


def test_a_theme_that_is_broken_is_told_with_its_line(desk: Path, theme_folder: Path) -> None:
    """The preview keeps the frames that it has; a build stops in plain words."""
    engine, main_file = engine_of(desk), theme_folder / "main.html"
    good = preview_of(engine).render("de/index.html")
    text = main_file.read_text(encoding="utf-8")
    main_file.write_text(f"{text}{{% block unfinished\n", encoding="utf-8")
    state = engine.refresh()
    (problem,) = (problem for problem in state.problems if problem.code == "theme")
    assert problem.place[:2] == ("build_tools/theme/main.html", text.count("\n") + 1)
    assert preview_of(engine).render("de/index.html") == good
    done = CliRunner().invoke(main, ["--project", str(desk), "build"])
    assert done.exit_code == 1
    assert "The theme cannot be rendered: " in done.output
    assert isinstance(done.exception, SystemExit)


def test_a_theme_that_lacks_a_file_is_told(desk: Path, theme_folder: Path) -> None:
    """A style sheet that the pages name is gone: the preview keeps the frames that it has, until it is back."""
    engine, path = engine_of(desk), "assets/stylesheets/press.css"
    good, style = preview_of(engine), (theme_folder / path).read_bytes()
    (theme_folder / path).unlink()
    state = engine.refresh()
    assert [(it.code, path in it.message) for it in state.problems if it.severity == "error"] == [("theme", True)]
    assert preview_of(engine).render(path) == good.render(path)
    (theme_folder / path).write_bytes(style)
    assert "theme" not in codes(engine.refresh().problems)
