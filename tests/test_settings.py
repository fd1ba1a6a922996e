"""The settings in mkdocs.yml: what is wrong there is said with its place and its mend, before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli import main
from build_tools.project import read_project
from tests.conftest import codes, read


def change(folder: Path, old: str, new: str) -> int:
    """Change one line of the settings. Returns its number."""
    path = folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "code", "mend"),
    [
        ("https://incident-press.example/", "incident-press.example", "not-an-address", "with its scheme"),
        ("date: 2025-11-01", "date: 2025-11-01T10:00Z", "not-a-day", "`2025-11-01`"),
        ("locale: pt_BR", "locale: xx", "unknown-locale", "such as `pt_BR`"),
        ("demonstration: true", "demonstration: {a: b}", "wrong-form", "`true` or `false`"),
        ("demonstration: true", "demonstration: yes", "wrong-form", "`true` or `false`"),
        ("{id: api, name: OpenAI API}", "{id: api}", "missing-field", "Add `name: …`"),
        ("authority: incident-press.example", "authority: incident press", "wrong-form", "the name of a domain"),
        ("path: pt,", "path: en,", "repeated", "Delete one"),
        ("      # csaf:", "      csaf: {signing_key: desk@example.org}  #", "not-a-fingerprint", "--list-secret-keys"),
        ("      # csaf:", "      csaf: {signing_key: 8F5F2679}  #", "not-a-fingerprint", "40 letters and digits"),
        ("      # csaf:", "      csaf: {list_on_aggregators: never}  #", "wrong-form", "`true` or `false`"),
        ("      # csaf:", "      csaf: {sign: yes}  #", "unknown-key", "signing_key"),
        ("path: pt,", "path: assets,", "reserved", "another path"),
        ("path: pt,", "path: br,", "language-gone", "Put `path: pt` back"),
        ("id: api,", "id: programming,", "product-gone", "Put `id: api` back"),
        ("  - advisories:", "  - advisory:", "no-settings", "`- advisories:`"),
        ("name: Incident Press Demonstration Desk", "nmae: Desk", "unknown-key", "`name`"),
        ("      languages:", "      former_urls: [old.example]\n      languages:", "not-an-address", "its scheme"),
    ],
)
def test_a_wrong_setting_is_a_problem(project_folder: Path, old: str, new: str, code: str, mend: str) -> None:
    """Each is found by `check`, and the mend says what to write."""
    line = change(project_folder, old, new)
    project, problems = read_project(project_folder)
    assert project is None
    assert code in codes(problems)
    problem = next(problem for problem in problems if problem.code == code)
    assert mend in problem.mend
    assert problem.place.file == "mkdocs.yml"
    assert problem.place.line == line or code in ("repeated", "language-gone", "product-gone", "no-settings")


@pytest.mark.parametrize("code", ["product-gone", "language-gone"])
def test_a_build_sees_what_is_gone_too(project_folder: Path, code: str) -> None:
    """Drafts that a build passes over do not hide that the settings no longer fit what is released."""
    change(
        project_folder, *{"product-gone": ("id: api,", "id: web,"), "language-gone": ("path: pt,", "path: br,")}[code]
    )
    done = CliRunner().invoke(main, ["--project", str(project_folder), "build"])
    assert done.exit_code == 1
    assert code in done.output


@pytest.mark.parametrize(("key", "field"), [("site_url", "url"), ("site_name", "name")])
def test_a_missing_key_of_mkdocs_is_named_as_mkdocs_does(project_folder: Path, key: str, field: str) -> None:
    """Nobody is told to add `url:`, which MkDocs does not know."""
    change(project_folder, f"\n{key}:", "\nremote_name:")
    _, problems = read_project(project_folder)
    assert [problem.message for problem in problems] == [f"The field `{key}` is missing."]
    assert f"`{field}:" not in problems[0].mend


def test_markup_in_the_settings_is_refused(project_folder: Path) -> None:
    """How to tell a genuine message is checked like the text of an advisory."""
    path = project_folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("This site sends", "<b>This</b> [site](https://a.example) sends"), encoding="utf-8")
    _, problems = read_project(project_folder)
    assert {"raw-html", "link-not-reference"} & set(codes(problems))


def test_mkdocs_mapping_of_plugins_is_read(project_folder: Path) -> None:
    """MkDocs takes plugins as a list or as a mapping, and so does the press."""
    path = project_folder / "mkdocs.yml"
    head, _, plugin = path.read_text(encoding="utf-8").partition("  - advisories:\n")
    path.write_text(f"{head}  advisories:\n{plugin}", encoding="utf-8")
    assert read(project_folder).site.name


def test_a_missing_vocabulary_is_a_problem(project_folder: Path) -> None:
    """Without the vocabulary nothing can be said, and the message names the file."""
    (project_folder / "locales/vocabulary.yaml").unlink()
    _, problems = read_project(project_folder)
    assert codes(problems) == ["no-vocabulary"]
    assert problems[0].place.file == "locales/vocabulary.yaml"


def test_a_missing_folder_of_advisories_is_a_problem(project_folder: Path) -> None:
    """A site that would lose everything is not built, whatever made the folder go."""
    change(project_folder, "docs_dir: advisories", "docs_dir: docs")
    change(project_folder, "demonstration: true", "demonstration: true\n      advisories_dir: nope")
    _, problems = read_project(project_folder)
    assert codes(problems) == ["no-advisories"]


def test_all_kinds_of_files_are_read_before_stopping(project_folder: Path) -> None:
    """A gap in a catalogue does not hide a wrong code in an advisory."""
    catalogue = project_folder / "locales/de/LC_MESSAGES/interface.po"
    catalogue.write_bytes(b"no catalogue")
    advisory = project_folder / "advisories/2025/ADV-2025-0001.yaml"
    advisory.write_text(advisory.read_text(encoding="utf-8").replace("status: investigating", "status: x"))
    _, problems = read_project(project_folder)
    assert {"po-syntax", "unknown-code"} <= set(codes(problems))


def test_the_site_goes_where_mkdocs_puts_it(project_folder: Path) -> None:
    """`site_dir` is heeded by `advisory build` as it is by MkDocs."""
    change(project_folder, "site_dir: site", "site_dir: public")
    done = CliRunner().invoke(main, ["--project", str(project_folder), "build"])
    assert done.exit_code == 0, done.output
    assert (project_folder / "public/index.html").is_file()
    assert not (project_folder / "site").exists()
