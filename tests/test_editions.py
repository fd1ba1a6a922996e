"""Editions: what a reader of one language gets, and the provenance of every text."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup

from build_tools import pipeline
from build_tools.localise import localise, speaker_of
from build_tools.model.edition import Edition
from build_tools.model.frame import Frames
from build_tools.model.prose import ReleaseDeclaration
from build_tools.model.release import Record
from build_tools.project import Project, read_project
from tests.conftest import NOW, ROOT, read

GERMAN = "locales/de/advisories/ADV-2025-0001.po"


def preview(folder: Path, language: str) -> Edition:
    """The edition of the draft, as an editor would see it."""
    project = read(folder)
    record = pipeline.draft_record(project, project.drafts[0], NOW)
    return localise(speaker_of(record, project.languages[language], project.site))


def break_translation(folder: Path, path: str) -> None:
    """Take one text's German translation away."""
    po = polib.pofile(str(folder / GERMAN))
    entry = next(entry for entry in po if entry.msgctxt == f"ADV-2025-0001/{path}")
    entry.msgstr = ""
    po.save()


def test_translated_texts_know_where_they_come_from(project_folder: Path) -> None:
    """Authored text is authored in its own language and translated in the others; facts are generated."""
    english, german = preview(project_folder, "en"), preview(project_folder, "de")
    assert (english.title.provenance, german.title.provenance) == ("authored", "translated")
    assert german.title.lang == "de"
    assert german.timeline.events[0].said.text.provenance == "generated"


@pytest.mark.parametrize("path", ["text.summary", "data.exposed.account_name.note", "incident.severity.reason"])
def test_one_missing_critical_text_makes_the_edition_partial(project_folder: Path, theme: Frames, path: str) -> None:
    """Without one critical translation all authored text is in the source language, marked, under a notice."""
    break_translation(project_folder, path)
    edition = preview(project_folder, "de")
    assert edition.partial
    assert edition.missing == (path,)
    assert {edition.title.lang, edition.summary.lang, edition.lessons[0].text.lang} == {"en"}
    assert edition.title.provenance == "untranslated"
    assert edition.actions[0].said.text.lang == "de"
    project = read(project_folder)
    record = pipeline.draft_record(project, project.drafts[0], NOW)
    tree, problems = pipeline.build_tree(project, [record], theme)
    assert not problems
    page = BeautifulSoup(tree["de/advisories/ADV-2025-0001/index.html"], "html.parser")
    title = page.select_one("h1 span[lang=en]")
    assert title
    assert title.get_text() == edition.title.value
    assert page.select_one("[data-partial]")
    assert page.select_one('link[hreflang="pt-BR"]')
    assert not page.select_one('link[hreflang="de"]')
    switcher = page.select_one(".press-menu__list")
    assert switcher
    assert "Deutsch (teilweise übersetzt)" in switcher.get_text()
    item = json.loads(tree["de/feed.json"])["items"][0]
    assert item["language"] == "en"
    assert item["title"] == f"[Entwurf, noch nicht vollständig übersetzt] {edition.title.value}"
    assert item["summary"].startswith("Noch nicht vollständig übersetzt. An incident at Mixpanel")
    assert b"<dc:language>en</dc:language>" in tree["de/advisories.rss"]


def test_other_text_without_translation_is_left_out(project_folder: Path) -> None:
    """A text that is not critical is left out of an edition until it is translated; the rest stays."""
    break_translation(project_folder, "text.lessons.vendor_security.text")
    edition = preview(project_folder, "de")
    assert not edition.partial
    assert edition.missing == ("text.lessons.vendor_security.text",)
    assert len(edition.lessons) == 1
    assert edition.title.lang == "de"


def test_a_changed_source_never_keeps_its_old_translation(project_folder: Path) -> None:
    """When the English says the opposite, the German page does not go on saying the old thing."""
    source = project_folder / "advisories/2025/ADV-2025-0001.yaml"
    text = source.read_text(encoding="utf-8")
    assert "chat content were not exposed" in text
    source.write_text(text.replace("chat content were not exposed", "chat content were exposed"), encoding="utf-8")
    edition = preview(project_folder, "de")
    assert edition.partial
    assert "were exposed" in edition.summary.value


def test_a_fuzzy_translation_is_never_shown(project_folder: Path) -> None:
    """An entry marked fuzzy is as good as none."""
    po = polib.pofile(str(project_folder / GERMAN))
    next(entry for entry in po if entry.msgctxt == "ADV-2025-0001/text.title").flags.append("fuzzy")
    po.save()
    assert preview(project_folder, "de").missing == ("text.title",)


def test_white_space_alone_keeps_a_translation(project_folder: Path) -> None:
    """Another line break in the source is the same text."""
    source = project_folder / "advisories/2025/ADV-2025-0001.yaml"
    text = source.read_text(encoding="utf-8")
    assert "technology with which" in text
    source.write_text(text.replace("technology with which", "technology\n    with which"), encoding="utf-8")
    assert preview(project_folder, "de").missing == ()


@pytest.mark.parametrize(
    ("count", "sentences"),
    [
        ("1", ("1 person is affected.", "1 pessoa foi afetada.", "1 Person ist betroffen.")),
        (
            "0\n  people: none",
            ("No people are affected.", "Nenhuma pessoa foi afetada.", "Es sind keine Personen betroffen."),
        ),
        (
            "12500",
            ("12,500 people are affected.", "Número de pessoas afetadas: 12.500.", "12.500 Personen sind betroffen."),
        ),
        (
            "{from: 1000, to: 15000}",
            (
                "Between 1,000 and 15,000 people are affected.",
                "Número de pessoas afetadas: entre 1.000 e 15.000.",
                "1.000 bis 15.000 Personen sind betroffen.",
            ),
        ),
    ],
)
def test_counts_are_whole_sentences(project_folder: Path, count: str, sentences: tuple[str, str, str]) -> None:
    """One, none, many and a range each have a sentence of their own, with the language's separators."""
    source = project_folder / "advisories/2025/ADV-2025-0001.yaml"
    people = "  people: {code: some, stated_by: organisation}\n"
    text = source.read_text(encoding="utf-8").replace(people, "" if "people" in count else people)
    source.write_text(text.replace("count: unknown", f"count: {count}"), encoding="utf-8")
    assert tuple(preview(project_folder, language).affected.count for language in ("en", "pt", "de")) == sentences


def test_the_first_of_a_month_is_an_ordinal_in_portuguese_alone(project: Project) -> None:
    """Portuguese writes `1º de`; the other languages write the first like any day."""
    first = datetime(2025, 12, 1, 1, 30, tzinfo=UTC)
    said = [project.languages[language].instant(first) for language in ("en", "pt", "de")]
    assert said[0] == "1 December 2025, 01:30 UTC"
    assert said[1] == "1º de dezembro de 2025 às 01:30 UTC"
    assert said[2] == "1. Dezember 2025 um 01:30 Uhr UTC"


def test_check_tells_which_languages_lack_prose(project_folder: Path) -> None:
    """A text that is changed after its translation is a warning for each language, with what readers would get."""
    source = project_folder / "advisories/2025/ADV-2025-0001.yaml"
    text = source.read_text(encoding="utf-8").replace("Fraudulent messages may follow.", "Fraud may follow.")
    source.write_text(text.replace("The case has renewed", "It has renewed"), encoding="utf-8")
    _, problems = read_project(project_folder)
    said = [problem.message for problem in problems if problem.code == "prose-not-translated"]
    assert said == [
        f"2 of 7 texts have no `{path}` translation: its page would show all prose in the source language."
        for path in ("de", "pt")
    ]
    assert {problem.severity for problem in problems} == {"warning"}


def released_twice(project: Project, **changes: object) -> Record:
    """A record of two releases, of which the first is `changes` away from the shipped one and says something."""
    (release,) = project.histories["ADV-2025-0001"]
    said = ReleaseDeclaration(change="initial", text="What was said first.")
    first = release.with_fields(advisory=release.advisory.with_fields(release=said, **changes))
    second = release.with_fields(number=2, previous="0" * 64)
    return Record(releases=(first, second))


def test_an_earlier_release_speaks_its_own_language(project: Project) -> None:
    """What was said of a release in Portuguese stays marked as Portuguese when later releases are in English."""
    record = released_twice(project, language="pt")
    edition = localise(speaker_of(record, project.languages["de"], project.site))
    note = edition.releases[-1].text
    assert note
    assert (note.value, note.lang, note.provenance) == ("What was said first.", "pt-BR", "untranslated")


def test_an_untranslated_note_of_an_earlier_release_makes_the_edition_partial(project: Project) -> None:
    """No reader gets a history with a hole in it without being told."""
    edition = localise(speaker_of(released_twice(project), project.languages["de"], project.site))
    assert edition.partial
    assert edition.missing == ("releases.1.text",)
    assert not localise(speaker_of(released_twice(project), project.languages["en"], project.site)).partial


def test_what_is_said_of_the_kind_is_shown(project_folder: Path, theme: Frames) -> None:
    """Who states what kind of incident it is, and a note on that, stand on the page."""
    source = project_folder / "advisories/2025/ADV-2025-0001.yaml"
    text = source.read_text(encoding="utf-8")
    kind = "kind: {code: third_party_breach, stated_by: organisation}"
    assert kind in text
    source.write_text(text.replace(kind, f"{kind[:-1]}, note: It began in November.}}"), encoding="utf-8")
    project = read(project_folder)
    tree, _ = pipeline.build_tree(project, pipeline.preview_records(project, NOW), theme)
    page = BeautifulSoup(tree["en/advisories/ADV-2025-0001/index.html"], "html.parser")
    shown = page.select_one("#what-happened p[data-code=third_party_breach]")
    assert shown
    assert "It began in November." in shown.get_text()
    assert shown.select_one("[data-sources=organisation]")


def test_the_generated_summary_uses_the_advisorys_own_words(project_folder: Path) -> None:
    """Where an advisory says in words of its own who is affected, its summary does so too, in that language alone."""
    own = "Everyone who signed in between May and June."
    sample = (ROOT / "tests/samples/ADV-2025-0002.yaml").read_text(encoding="utf-8")
    sample = sample.replace("products: [shop]", "products: [api]").replace("  not_affected_products: [app]\n", "")
    sample = sample.replace("people: {code: some,", f"people: {{code: some, text: {own},")
    (project_folder / "advisories/2025/ADV-2025-0002.yaml").write_text(sample, encoding="utf-8")
    project = read(project_folder)
    record = next(r for r in pipeline.preview_records(project, NOW) if r.current.advisory.id == "ADV-2025-0002")
    english, german = (localise(speaker_of(record, project.languages[path], project.site)) for path in ("en", "de"))
    assert own in english.summary.value
    assert own not in german.summary.value
    assert german.summary.lang == "de"
