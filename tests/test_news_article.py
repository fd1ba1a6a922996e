"""The JSON-LD in the head of an advisory's page, read as browsers read pages, field by field against the source."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polib
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner

from build_tools import pipeline
from build_tools.cli import main
from build_tools.model.frame import Frames
from build_tools.model.release import Record, Release
from build_tools.project import Project
from build_tools.render import document_forms
from build_tools.render.document_forms import JSON, Form
from tests.conftest import NOW, copy_project
from tests.test_correction import CORRECTED, WORDS
from tests.test_story import FIRST, SUMMARY, TRANSLATED, edit, translate

ID, SECOND_ID = "ADV-2025-0001", "ADV-2025-0002"
URL = "https://incident-press.example/"
LOCALES = {"pt": "pt_BR", "de": "de"}
TAGS = {"en": "en", "pt": "pt-BR", "de": "de"}
SECOND = """\
id: ADV-2025-0002
language: en
incident: {kind: credential_stuffing, status: resolved, severity: high}
affected: {products: [api], people: some}
actions: [change_password]
release: {change: initial}
"""
REFERENCES = """\
references:
  - {id: notice, title: Notice of the vendor, url: "https://vendor.example/?a=1&b=2"}
"""
LABELS = {
    "en": "Demonstration. Built from public reporting. It is not a publication of the organisations named in it.",
    "pt": "Demonstração. ",
    "de": "Demo-Website. ",
}
PUBLISHER = {
    "@type": "Organization",
    "name": "Incident Press Demonstration Desk",
    "email": "desk@incident-press.example",
    "url": URL,
}


def run(folder: Path, *arguments: str) -> None:
    done = CliRunner().invoke(main, ["--project", str(folder), *arguments])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An advisory that was corrected, the correction translated into German alone; another that is withdrawn, then
    replaced by the first."""
    folder = copy_project(tmp_path_factory.mktemp("article") / "project")
    shutil.rmtree(folder / "advisories/history")
    edit(folder / FIRST, ("  products: [api]\n", CORRECTED[0]))
    run(folder, "release", ID, "--at", "2025-11-27T18:00Z")
    change = f'{REFERENCES}release: {{change: correction, text: "{WORDS}"}}'
    edit(folder / FIRST, CORRECTED, SUMMARY, ("release: {change: initial}", change))
    run(folder, "translations", "update")
    german = TRANSLATED[ID, "de"]
    translate(folder, ID, "de", {**german, "Notice of": "Mitteilung des Dienstleisters"})
    run(folder, "release", ID, "--at", "2025-12-19T10:00Z")
    second = folder / "advisories/2025/ADV-2025-0002.yaml"
    second.write_text(SECOND, encoding="utf-8")
    run(folder, "release", SECOND_ID, "--at", "2025-12-20T10:00Z")
    run(folder, "build", "--now", "2025-12-20T10:05Z", "--output", str(folder / "corrected"))
    run(folder, "withdraw", SECOND_ID, "--reason", "It was *another* company.", "--at", "2025-12-21T10:00Z")
    run(folder, "build", "--now", "2025-12-21T10:05Z", "--output", str(folder / "withdrawn"))
    run(folder, "reinstate", SECOND_ID, "--text", "It was this one.", "--at", "2025-12-22T10:00Z")
    edit(second, ("release: {change: initial}", f"superseded_by: {ID}\nrelease: {{change: update}}"))
    run(folder, "release", SECOND_ID, "--at", "2025-12-23T10:00Z")
    run(folder, "build", "--now", "2025-12-23T10:05Z", "--output", str(folder / "replaced"))
    return folder


def head_of(page: bytes) -> Tag:
    head = BeautifulSoup(page, "html5lib").head
    assert head
    return head


def article_in(page: bytes) -> dict[str, Any]:
    """What the one script element of that type holds; no other script has words of its own."""
    (script,) = (it for it in BeautifulSoup(page, "html5lib").select("script") if not it.get("src"))
    assert script["type"] == "application/ld+json"
    article: dict[str, Any] = json.loads(str(script.string))
    return article


def article(folder: Path, language: str, advisory_id: str = ID) -> dict[str, Any]:
    return article_in((folder / language / "advisories" / advisory_id / "index.html").read_bytes())


def address(language: str, advisory_id: str = ID) -> str:
    return f"{URL}{language}/advisories/{advisory_id}/"


def texts(folder: Path, language: str) -> Mapping[str, str]:
    """Title and summary as they were written, or as the catalogue of a language has them."""
    written: dict[str, str] = yaml.load((folder / FIRST).read_bytes(), yaml.BaseLoader)["text"]
    if language in LOCALES:
        catalogue = polib.pofile(str(folder / "locales" / LOCALES[language] / "advisories" / f"{ID}.po"))
        for entry in catalogue.translated_entries():
            written |= {name: entry.msgstr for name in written if entry.msgctxt == f"{ID}/text.{name}"}
    return {name: " ".join(written[name].split()) for name in ("title", "summary")}


def work(language: str) -> dict[str, str]:
    url = address(language)
    return {"@type": "NewsArticle", "@id": url, "url": url, "inLanguage": TAGS[language]}


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_article_says_what_the_source_says(desk: Path, language: str) -> None:
    """Every member, in the language of the page; the original names its translation, the translation its original."""
    said, words = article(desk / "corrected", language), texts(desk, language)
    label, (correction,) = said.pop("disambiguatingDescription"), said.pop("correction")
    related = work("de" if language == "en" else "en")
    assert label.startswith(LABELS[language])
    assert said == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address(language),
        "url": address(language),
        "mainEntityOfPage": address(language),
        "identifier": ID,
        "version": "2",
        "headline": words["title"],
        "description": words["summary"],
        "inLanguage": TAGS[language],
        "datePublished": "2025-11-27T18:00:00Z",
        "dateModified": "2025-12-19T10:00:00Z",
        "creativeWorkStatus": "Published",
        "isAccessibleForFree": True,
        "author": PUBLISHER,
        "publisher": PUBLISHER,
        **({"workTranslation": [related]} if language == "en" else {"translationOfWork": related}),
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": {"en": "Notice of the vendor", "de": "Mitteilung des Dienstleisters"}[language],
                "url": "https://vendor.example/?a=1&b=2",
            }
        ],
    } | ({"encoding": said["encoding"]} if "encoding" in said else {})
    note = WORDS if language == "en" else TRANSLATED[ID, "de"]["A limited number"]
    text = correction.pop("text").splitlines()
    assert any("ChatGPT" in line for line in text[:-1])
    assert text[-1] == note
    assert correction == {
        "@type": "CorrectionComment",
        "name": {"en": "correction", "de": "Berichtigung"}[language],
        "url": f"{address(language)}#release-2",
        "datePublished": "2025-12-19T10:00:00Z",
    }


def test_a_partial_edition_claims_to_be_no_translation(desk: Path) -> None:
    """Its words are those of the original, and it says so; nobody names it, and it names nobody."""
    said = article(desk / "corrected", "pt")
    assert (said["inLanguage"], said["headline"]) == ("en", texts(desk, "en")["title"])
    assert "translationOfWork" not in said
    assert "workTranslation" not in said
    assert said["disambiguatingDescription"].startswith(LABELS["pt"])


@pytest.mark.parametrize(
    ("site", "status", "corrections"),
    [("corrected", "Published", []), ("withdrawn", "Withdrawn", ["#release-2"]), ("replaced", "Obsolete", [])],
)
def test_an_article_says_whether_it_still_holds(desk: Path, site: str, status: str, corrections: list[str]) -> None:
    """Withdrawn, with the reason as plain text; reinstated; replaced by another."""
    said = article(desk / site, "en", SECOND_ID)
    found = said.get("correction", [])
    assert said["creativeWorkStatus"] == status
    assert [one["url"].removeprefix(address("en", SECOND_ID)) for one in found] == corrections
    assert [one["text"].splitlines()[-1] for one in found] == ["It was another company."] * len(corrections)


def test_a_site_of_ones_own_is_no_demonstration(project_folder: Path) -> None:
    """The sentence of the demonstration is gone with the setting."""
    edit(project_folder / "mkdocs.yml", ("demonstration: true", "demonstration: false"))
    run(project_folder, "build")
    assert "disambiguatingDescription" not in article(project_folder / "site", "en")


def test_forms_for_programs_are_named_in_the_head_and_in_the_article(
    project: Project, theme: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each form has its link and its encoding, with an address that exists; a draft has none."""
    monkeypatch.setattr(document_forms, "FORMS", (Form("History", JSON, lambda one: f"history/{one.id[4:8]}.json"),))
    record = pipeline.public_records(project, NOW)[0]
    path = f"de/advisories/{ID}/index.html"
    tree, problems = pipeline.build_tree(project, [record], theme)
    assert not problems
    (link,) = head_of(tree[path]).select('link[rel=alternate][type="application/json"]')
    assert (link["href"], link["title"]) == ("../../../history/2025.json", "History")
    assert article_in(tree[path])["encoding"] == [
        {
            "@type": "MediaObject",
            "name": "History",
            "encodingFormat": "application/json",
            "contentUrl": f"{URL}history/2025.json",
        }
    ]
    draft, _ = pipeline.build_tree(project, [record.with_fields(draft=True)], theme)
    assert "encoding" not in article_in(draft[path])
    assert article_in(draft[path])["creativeWorkStatus"] == "Draft"
    assert not head_of(draft[path]).select('link[type="application/json"]')


def test_every_form_leads_to_a_file(tree: Mapping[str, bytes]) -> None:
    """Whatever an article names as another form of it is a file of the site, and is linked from the head."""
    for language in TAGS:
        page = tree[f"{language}/advisories/{ID}/index.html"]
        named = [one["contentUrl"].removeprefix(URL) for one in article_in(page).get("encoding", [])]
        links = [str(link["href"]) for link in head_of(page).select('link[rel=alternate][type="application/json"]')]
        assert links == [f"../../../{path}" for path in named]
        assert set(named) <= set(tree)


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "]]> &lt;/script&gt; &amp;",
        "\u2028\u2029 \\u003c \\",
        "'\"`${x}",
        "🚨 שלום",
    ],
)
def test_no_text_ends_the_script(project: Project, theme: Frames, text: str) -> None:
    """A browser's parser finds one script with the whole text in it, and neither tag nor line end as such."""
    release = pipeline.public_records(project, NOW)[0].current
    words = release.advisory.text.with_fields(title=text, summary=text)
    fields = {name: getattr(release, name) for name in Release.model_fields}
    advisory = release.advisory.with_fields(text=words)
    record = Record(releases=(Release(**{**fields, "advisory": advisory, "translations": {}}),))
    page = pipeline.build_tree(project, [record], theme)[0][f"en/advisories/{ID}/index.html"]
    said = article_in(page)
    assert (said["headline"], said["description"]) == (text, text)
    inside = page.partition(b'<script type="application/ld+json">')[2].partition(b"</script>")[0]
    assert json.loads(inside)["headline"] == text
    assert not any(sign in inside.decode() for sign in "<>\u2028\u2029")
