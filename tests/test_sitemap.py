"""`/sitemap.xml` and `/robots.txt`: valid by the schema of sitemaps.org, complete, without a clock, and true."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from build_tools import pipeline
from build_tools.cli import main
from build_tools.model.frame import Frames
from build_tools.project import Project
from build_tools.render import sitemap
from tests.conftest import NOW, copy_project, read

URL = "https://incident-press.example/"
NAMES = {"": sitemap.NAMESPACE}
LANGUAGES = {"en": "en", "pt": "pt-BR", "de": "de"}
SECOND = """\
id: ADV-2025-0002
language: en
incident: {kind: credential_stuffing, status: resolved, severity: high}
affected: {products: [api], people: some}
actions: [change_password]
text: {title: Log-ins at Axios}
release: {change: initial}
"""


def run(folder: Path, *arguments: str) -> None:
    done = CliRunner().invoke(main, ["--project", str(folder), *arguments])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An advisory that nobody has translated, and that is withdrawn a week later."""
    folder = copy_project(tmp_path_factory.mktemp("sitemap") / "project")
    (folder / "advisories/2025/ADV-2025-0002.yaml").write_text(SECOND, encoding="utf-8")
    run(folder, "release", "ADV-2025-0002", "--at", "2025-12-05T09:30Z")
    run(folder, "withdraw", "ADV-2025-0002", "--reason", "It was another company.", "--at", "2025-12-12T09:30Z")
    return folder


def site_at(folder: Path, theme: Frames, now: str) -> dict[str, bytes]:
    project = read(folder)
    records = pipeline.public_records(project, datetime.fromisoformat(now))
    tree, problems = pipeline.build_tree(project, records, theme)
    assert not problems
    return tree


@pytest.fixture(scope="module")
def before(desk: Path, theme: Frames) -> dict[str, bytes]:
    return site_at(desk, theme, "2025-12-06T00:00Z")


@pytest.fixture(scope="module")
def after(desk: Path, theme: Frames) -> dict[str, bytes]:
    return site_at(desk, theme, "2025-12-13T00:00Z")


def listed(document: bytes) -> dict[str, str | None]:
    """The addresses of a sitemap, each with when it last changed."""
    root = ET.fromstring(document)
    return {url.findtext("loc", "", NAMES): url.findtext("lastmod", None, NAMES) for url in root}


def test_it_is_valid(after: Mapping[str, bytes], sitemap_schema: Path, tmp_path: Path) -> None:
    """libxml2 finds no fault in it, by the schema of sitemaps.org; and it would find one."""
    for document, code in ((after["sitemap.xml"], 0), (after["sitemap.xml"].replace(b"lastmod", b"changed"), 3)):
        (tmp_path / "sitemap.xml").write_bytes(document)
        command = ["xmllint", "--nonet", "--noout", "--schema", str(sitemap_schema), str(tmp_path / "sitemap.xml")]
        assert subprocess.run(command, capture_output=True, check=False).returncode == code


def test_it_lists_every_page_that_may_be_found(after: Mapping[str, bytes]) -> None:
    """All pages with an address of their own, by the address that they call canonical; not what is withdrawn."""
    pages = (BeautifulSoup(content, "html.parser") for path, content in after.items() if path.endswith(".html"))
    canonical = {str(link["href"]) for page in pages for link in page.select("link[rel=canonical]")}
    withdrawn = {f"{URL}{language}/advisories/ADV-2025-0002/" for language in LANGUAGES}
    assert withdrawn < canonical
    assert {*listed(after["sitemap.xml"])} == canonical - withdrawn
    assert len(canonical) > 12


def test_it_says_when_an_advisory_changed(before: Mapping[str, bytes]) -> None:
    """That is the time of its newest release; no time is made up for other pages."""
    times = {address.removeprefix(URL): time for address, time in listed(before["sitemap.xml"]).items() if time}
    assert times == {
        f"{language}/advisories/{advisory_id}/": time
        for language in LANGUAGES
        for advisory_id, time in (("ADV-2025-0001", "2025-11-27T18:00:00Z"), ("ADV-2025-0002", "2025-12-05T09:30:00Z"))
    }


def test_languages_stand_in_the_heads_of_complete_editions_alone(before: Mapping[str, bytes]) -> None:
    """A partial edition is listed, no head names it as a translation, and the sitemap names no languages at all."""
    assert b"hreflang" not in before["sitemap.xml"]
    assert f"{URL}de/advisories/ADV-2025-0002/" in listed(before["sitemap.xml"])
    for advisory_id, tags in (("ADV-2025-0001", ["en", "pt-BR", "de"]), ("ADV-2025-0002", ["en"])):
        for language in LANGUAGES:
            head = BeautifulSoup(before[f"{language}/advisories/{advisory_id}/index.html"], "html.parser").head
            assert head
            assert [link["hreflang"] for link in head.select("link[hreflang]")] == tags


def test_a_preview_does_not_list_drafts(desk: Path, theme: Frames) -> None:
    """A draft has a page in a preview, which its sitemap does not tell."""
    project = read(desk)
    tree, _ = pipeline.build_tree(
        project, pipeline.preview_records(project, datetime.fromisoformat("2025-12-06T00:00Z")), theme
    )
    assert f"{URL}en/advisories/ADV-2025-0002/" not in listed(tree["sitemap.xml"])
    assert "en/advisories/ADV-2025-0002/index.html" in tree


def test_a_large_site_is_told_in_parts(
    project: Project, theme: Frames, tree: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """More pages than a sitemap may have: an index names the parts, which together have each page once."""
    monkeypatch.setattr(sitemap, "AT_MOST", 5)
    parts, problems = pipeline.build_tree(project, pipeline.public_records(project, NOW), theme)
    assert not problems
    index = ET.fromstring(parts["sitemap.xml"])
    assert index.tag == f"{{{sitemap.NAMESPACE}}}sitemapindex"
    names = [part.findtext("loc", "", NAMES).removeprefix(URL) for part in index]
    assert names == [f"sitemap-{number}.xml" for number in range(1, -(-len(listed(tree["sitemap.xml"])) // 5) + 1)]
    assert len(names) > 2
    assert {part.tag for part in index} == {f"{{{sitemap.NAMESPACE}}}sitemap"}
    pages = [address for name in names for address in listed(parts[name])]
    assert pages == [*listed(tree["sitemap.xml"])]
    assert sitemap.AT_MOST == 5


def robots(tree: Mapping[str, bytes]) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(tree["robots.txt"].decode().splitlines())
    return parser


def test_a_demonstration_invites_nobody_and_forbids_nothing(tree: Mapping[str, bytes]) -> None:
    """Who may not read a page never learns from it that it wants to be left out; so all may be read, and nothing is
    offered."""
    assert robots(tree).can_fetch("anybody", f"{URL}en/")
    assert robots(tree).site_maps() is None
    pages = [content for path, content in tree.items() if path.endswith(".html")]
    assert all(b'<meta name="robots" content="noindex">' in page for page in pages)


def test_a_site_of_ones_own_offers_its_sitemap(project_folder: Path, theme: Frames) -> None:
    """It names the sitemap by its full address, and only its pages for nothing found stay out of search."""
    settings = project_folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("demonstration: true", "demonstration: false"))
    project = read(project_folder)
    records = pipeline.public_records(project, NOW)
    tree, _ = pipeline.build_tree(project, records, pipeline.render_frames(project))
    assert robots(tree).site_maps() == [f"{URL}sitemap.xml"]
    assert robots(tree).can_fetch("anybody", f"{URL}en/")
    hidden = {path for path, content in tree.items() if b'content="noindex"' in content}
    assert hidden == {"404.html", "en/404.html", "pt/404.html", "de/404.html"}
