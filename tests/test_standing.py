"""Whether an advisory still holds: corrected, withdrawn, replaced, translated later; shown alike in every output."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from build_tools import pipeline
from build_tools.advisories import Wanted
from build_tools.history.read import released
from build_tools.localise import headline, speaker_of
from build_tools.model.frame import Frames
from build_tools.model.release import LaterTranslation, Record
from build_tools.project import Project, read_project
from tests.conftest import copy_project, read
from tests.test_losses import SOURCE, edit, run

ID = "ADV-2025-0001"
PAGE = f"advisories/{ID}/index.html"
LANGUAGES = ("en", "pt", "de")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def page(tree: Mapping[str, bytes], path: str) -> Tag:
    return BeautifulSoup(tree[path], "html.parser")


def build(folder: Path, theme: Frames, now: datetime = NOW) -> dict[str, bytes]:
    project = read(folder)
    tree, problems = pipeline.build_tree(project, pipeline.public_records(project, now), theme)
    assert not problems
    return tree


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project with its advisory withdrawn, while a draft says something else."""
    folder = copy_project(tmp_path_factory.mktemp("withdrawn") / "project")
    edit(folder / SOURCE, "count: unknown", "count: 4711")
    done = run(folder, "withdraw", ID, "--reason", "It was about somebody else.", "--at", "2025-12-19T10:00Z")
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawn_advisory_says_so_first_and_everywhere(withdrawn: Path, theme: Frames, language: str) -> None:
    """Its page answers and says it before all else, lists say it, the home page leaves it out, feeds mark it."""
    tree = build(withdrawn, theme)
    body = page(tree, f"{language}/{PAGE}").select_one(".advisory")
    assert body
    first = body.find_all(recursive=False)[1]
    assert first.has_attr("data-withdrawn")
    assert "It was about somebody else." in first.get_text()
    assert page(tree, f"{language}/{PAGE}").select_one('meta[name=robots][content="noindex"]')
    for path in ("advisories/index.html", "advisories/2025/index.html"):
        row = page(tree, f"{language}/{path}").select_one(".row")
        assert row
        assert row.select_one("em[data-withdrawn]")
    assert ID not in tree[f"{language}/index.html"].decode()
    word = {"en": "withdrawn", "pt": "comunicado retirado", "de": "zurückgezogen"}[language]
    item = json.loads(tree[f"{language}/feed.json"])["items"][0]
    assert word in item["title"]
    assert item["_advisory"]["withdrawn"]
    assert item["_advisory"]["releases"][0]["change"]["code"] == "withdrawal"
    title = ET.fromstring(tree[f"{language}/advisories.rss"]).findtext("channel/item/title")
    assert title == item["title"]


def test_a_withdrawal_is_of_what_was_released(withdrawn: Path, theme: Frames) -> None:
    """Edits that nobody released are not in it; the draft keeps them, and the build says so."""
    tree = build(withdrawn, theme)
    assert b"4,711" not in tree[f"en/{PAGE}"]
    first, second = read(withdrawn).histories[ID]
    assert second.advisory.with_fields(release=first.advisory.release) == first.advisory
    assert f"{ID} has unreleased changes." in run(withdrawn, "build").output


def test_nothing_but_a_reinstatement_follows_a_withdrawal(withdrawn: Path) -> None:
    """An update of a withdrawn advisory is refused, with the mend, and its history stays."""
    before = read(withdrawn).histories
    source = withdrawn / SOURCE
    drafted = source.read_text(encoding="utf-8")
    edit(source, "change: initial", "change: update, text: More is known.")
    done = run(withdrawn, "release", ID, "--at", "2025-12-20T10:00Z")
    source.write_text(drafted, encoding="utf-8")
    assert done.exit_code == 1
    assert f"error is-withdrawn: {ID} is withdrawn, and nothing else can be said in it yet." in done.output
    assert read(withdrawn).histories == before


def test_a_site_of_its_own_asks_to_leave_out_what_is_withdrawn_alone(withdrawn: Path, tmp_path: Path) -> None:
    """Without the demonstration, search engines are asked to stay away from withdrawn pages and from no other."""
    folder = copy_project(tmp_path / "project")
    for path in (withdrawn / "advisories/history").rglob("*.json"):
        target = folder / path.relative_to(withdrawn)
        target.write_bytes(path.read_bytes())
    edit(folder / "mkdocs.yml", "demonstration: true", "demonstration: false")
    project = read(folder)
    tree = build(folder, pipeline.render_frames(project))
    hidden = {path for path in tree if path.endswith("index.html") and b'name="robots"' in tree[path]}
    assert hidden == {f"{language}/{PAGE}" for language in LANGUAGES}


def test_a_reinstated_advisory_is_as_before(withdrawn: Path, tmp_path: Path, theme: Frames) -> None:
    """After a reinstatement nothing says that it is withdrawn but the list of changes."""
    folder = tmp_path / "project"
    copy_project(folder)
    history = folder / f"advisories/history/{ID}"
    (history / "0002.json").write_bytes((withdrawn / f"advisories/history/{ID}/0002.json").read_bytes())
    assert run(folder, "reinstate", ID, "--text", "It holds.", "--at", "2025-12-20T10:00Z").exit_code == 0
    tree = build(folder, theme)
    assert not page(tree, f"en/{PAGE}").select_one("[data-withdrawn]")
    assert ID in tree["en/index.html"].decode()
    changes = [str(it["data-change"]) for it in page(tree, f"en/{PAGE}").select("#changes li[id^=release]")]
    assert changes == ["reinstatement", "withdrawal", "initial"]
    assert not read(folder).unreleased, "a draft that says what the first release said is no change"


def test_a_correction_stands_at_the_top(project_folder: Path, theme: Frames) -> None:
    """The newest correction stands above the summary, with what it corrected, and leads to its entry below."""
    edit(project_folder / SOURCE, "    - browser\n", "")
    edit(project_folder / SOURCE, ", browser, operating_system]", ", operating_system]")
    edit(project_folder / SOURCE, "release: {change: initial}", "release: {change: correction}")
    done = run(project_folder, "release", ID, "--at", "2025-12-19T10:00Z")
    assert done.exit_code == 0, done.output
    tree = build(project_folder, theme)
    notice = page(tree, f"en/{PAGE}").select_one("[data-correction]")
    assert notice
    assert notice.select("li")[0].get_text() == "No longer listed as exposed: browser."
    link = notice.select_one("a")
    assert link
    assert str(link["href"]).endswith(f"en/advisories/{ID}/#release-2")
    assert page(tree, f"en/{PAGE}").select_one("#release-2")
    said = page(tree, f"de/{PAGE}").select_one("[data-correction] li")
    assert said
    assert said.get_text() == "Nicht mehr unter den offengelegten Daten: Browser."


TITLES = {
    ("de", "2025-12-02T10:00Z"): "Sicherheitsvorfall bei Mixpanel: Metadaten aus Konten der OpenAI API offengelegt",
    ("de", "2025-12-03T10:00Z"): "Sicherheitsvorfall bei Mixpanel legt Metadaten von Konten der OpenAI API offen",
    ("de", "2026-02-01T00:00Z"): "Sicherheitsvorfall bei Mixpanel gibt Metadaten von Konten der OpenAI API preis",
    ("pt_BR", "2025-12-02T11:00Z"): "Incidente de segurança na Mixpanel expôs metadados de contas da API da OpenAI",
}
"""What a translator made of the title, by locale and time."""


def later(project_folder: Path, at: str, locale: str = "de") -> None:
    """Publish another title in German, or another language."""
    po = polib.pofile(str(project_folder / f"locales/{locale}/advisories/{ID}.po"))
    next(entry for entry in po if entry.msgctxt == f"{ID}/text.title").msgstr = TITLES[locale, at]
    po.save()
    done = run(project_folder, "translations", "release", ID, "--at", at)
    assert done.exit_code == 0, done.output


def test_a_later_translation_changes_one_language_from_its_time_on(project_folder: Path, theme: Frames) -> None:
    """Page and date of change of that language follow; other languages and the list of releases stay as they are."""
    before = build(project_folder, theme)
    later(project_folder, "2025-12-02T10:00Z")
    later(project_folder, "2025-12-03T10:00Z")
    day = build(project_folder, theme, datetime(2025, 12, 2, 12, tzinfo=UTC))
    assert TITLES["de", "2025-12-02T10:00Z"] in day[f"de/{PAGE}"].decode()
    after = build(project_folder, theme)
    assert TITLES["de", "2025-12-03T10:00Z"] in after[f"de/{PAGE}"].decode()
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed
    told = {f"api/v1/{name}.json" for name in ("advisories", f"advisories/{ID}", f"advisories/{ID}/releases/1")}
    told |= {"api/v1/translations.json", "history/2025.json", "sitemap.xml"}
    document = f"2025/{ID.lower()}-de.json"
    lists = ("provider-metadata.json", "csaf-feed-tlp-white.json", "index.txt", "changes.csv")
    told |= {f".well-known/csaf/{name}" for name in (document, f"{document}.sha256", f"{document}.sha512", *lists)}
    assert {path for path in changed if not path.startswith("de/")} == told
    item, old = (json.loads(tree["de/feed.json"])["items"][0] for tree in (after, before))
    assert (old["date_modified"], item["date_modified"]) == ("2025-11-27T18:00:00Z", "2025-12-03T10:00:00Z")
    assert (item["id"], item["date_published"]) == (old["id"], old["date_published"])
    assert item["_advisory"]["releases"] == old["_advisory"]["releases"]


def test_a_translation_is_not_public_before_it_is_released(project_folder: Path, theme: Frames) -> None:
    """What a translator saves changes no public byte; build tells of it, and the preview shows it."""
    before = build(project_folder, theme)
    edit(project_folder / f"locales/de/advisories/{ID}.po", "Metadaten von Konten", "Metadaten aus Konten")
    assert build(project_folder, theme) == before
    command = f"advisory translations release {ID}"
    assert f"{ID} has unreleased translations (de). Release them with: {command}" in run(project_folder, "build").output
    project = read(project_folder)
    (record,) = pipeline.preview_records(project, NOW)
    assert record.draft


def test_a_build_need_not_read_again_what_was_released(project_folder: Path) -> None:
    """After later translations, the files of the advisory count as released."""
    later(project_folder, "2025-12-02T10:00Z")
    later(project_folder, "2025-12-02T11:00Z", "pt_BR")
    assert "unreleased" not in run(project_folder, "build").output
    project, _ = read_project(project_folder, wanted=Wanted(only_changed=True))
    assert project
    assert project.drafts == ()


INSTANTS = st.lists(st.datetimes(datetime(2025, 12, 1), datetime(2027, 1, 1)), min_size=1, max_size=5, unique=True)


@given(
    releases=INSTANTS,
    additions=INSTANTS,
    now=st.tuples(*[st.datetimes(datetime(2025, 12, 1), datetime(2028, 1, 1))] * 2),
)
def test_published_stays_and_updated_never_decreases(
    project: Project, releases: list[datetime], additions: list[datetime], now: tuple[datetime, datetime]
) -> None:
    """Whatever was released and translated when, a later build shows the same first date and no earlier last one."""
    (shipped,) = project.histories[ID]
    times = [shipped.released_at, *sorted(instant.replace(tzinfo=UTC) for instant in releases)]
    chain = tuple(
        shipped.with_fields(
            number=number,
            released_at=time,
            later=tuple(addition(number, at) for at in sorted(additions) if at.replace(tzinfo=UTC) >= time),
        )
        for number, time in enumerate(times, 1)
    )
    earlier, later_on = sorted(instant.replace(tzinfo=UTC) for instant in now)
    shown = [Record(releases=released(chain, instant)) for instant in (earlier, later_on)]
    for language in project.languages.values():
        first, second = (headline(speaker_of(record, language, project.site)) for record in shown)
        assert first.published == second.published == shipped.released_at
        assert first.updated <= second.updated <= later_on


def addition(release: int, at: datetime) -> LaterTranslation:
    return LaterTranslation(
        advisory=ID,
        release=release,
        language="de",
        number=1,
        translated_at=at.replace(tzinfo=UTC),
        previous="0" * 64,
        translations={},
        sources={},
    )


WORDS = {
    "a picture": "![x](https://evil.example/x.png)",
    "HTML": "<b>No</b>",
    "a link to nowhere": "[y](ref:none)",
    "the word of the settings": "default",
    "a character that does not show": "A\u200b",
    "half a character": "x \udcff",
    "a heading": "# No",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_words_of_the_command_line_are_checked_like_text(project_folder: Path, words: str) -> None:
    """What could not stand in a file is not frozen either when it is typed."""
    done = run(project_folder, "withdraw", ID, "--reason", words, "--at", "2025-12-02T10:00Z")
    assert done.exit_code == 1
    assert "error " in done.stderr
    assert not (project_folder / f"advisories/history/{ID}/0002.json").exists()


def test_a_withdrawal_is_not_stopped_by_drafts(project_folder: Path) -> None:
    """Whatever is being written, what was released can be withdrawn at once."""
    (project_folder / "advisories/2025/ADV-2025-0099.yaml").write_text("id: [", encoding="utf-8")
    (project_folder / SOURCE).write_text("nonsense", encoding="utf-8")
    done = run(project_folder, "withdraw", ID, "--reason", "No.", "--at", "2025-12-02T10:00Z")
    assert done.exit_code == 0, done.output


def test_an_announced_update_does_not_hold_up_a_withdrawal(project_folder: Path) -> None:
    """Also when the time named in the last release is over, and again when the advisory is reinstated."""
    edit(project_folder / SOURCE, "release: {change: initial}", "release: {change: update}")
    edit(project_folder / SOURCE, "next_update: when_known", "next_update: 2025-12-05T10:00Z")
    assert run(project_folder, "release", ID, "--at", "2025-12-02T10:00Z").exit_code == 0
    for command in (("withdraw", ID, "--reason", "No."), ("reinstate", ID, "--text", "Yes.")):
        at = "2025-12-19T10:00Z" if command[0] == "withdraw" else "2025-12-20T10:00Z"
        done = run(project_folder, *command, "--at", at)
        assert done.exit_code == 0, done.output


def test_a_withdrawal_freezes_no_translation_before_its_time(project_folder: Path) -> None:
    """A later translation under embargo waits, also when the advisory is withdrawn meanwhile."""
    later(project_folder, "2026-02-01T00:00Z")
    done = run(project_folder, "withdraw", ID, "--reason", "No.", "--at", "2025-12-02T10:00Z")
    files = (project_folder / f"advisories/history/{ID}").glob("0002*")
    assert not any("OpenAI API preis" in path.read_text(encoding="utf-8") for path in files), done.output


@pytest.mark.parametrize("words", ["<b>Nein</b>", "[y](javascript:alert(1))"])
def test_translations_of_what_was_said_are_checked(project_folder: Path, words: str) -> None:
    """A translation of the reason holds no more than the reason may."""
    assert run(project_folder, "withdraw", ID, "--reason", "No.", "--at", "2025-12-02T10:00Z").exit_code == 0
    assert run(project_folder, "translations", "update").exit_code == 0
    po = polib.pofile(str(project_folder / f"locales/de/advisories/{ID}.po"))
    next(entry for entry in po if entry.msgctxt == f"{ID}/releases.2.text").msgstr = words
    po.save()
    done = run(project_folder, "translations", "release", ID, "--at", "2025-12-03T10:00Z")
    assert done.exit_code == 1
    assert f"locales/de/advisories/{ID}.po" in done.stderr
    assert not (project_folder / f"advisories/history/{ID}/0002.de.01.json").exists()
