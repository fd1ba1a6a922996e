"""`404.html`: what readers see where there is nothing, in their language, with links that work from anywhere."""

from __future__ import annotations

import urllib.request
from collections.abc import Mapping
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from build_tools import pipeline
from tests.conftest import NOW, copy_project, read
from tests.hosts import hosted

LANGUAGES = {"en": "en", "pt": "pt-BR", "de": "de"}
HEADINGS = {"en": "Page not found", "pt": "Página não encontrada", "de": "Seite nicht gefunden"}
ANYWHERE = ("nowhere", "en/nowhere/", "de/advisories/ADV-2025-9999/", "pt/a/b/c/d/e/f.html", "assets/none.css")


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The site as it is built for an address in a folder of its host."""
    folder = copy_project(tmp_path_factory.mktemp("below") / "project")
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("https://incident-press.example/", "https://host.example/status"))
    project = read(folder)
    tree, problems = pipeline.build_tree(
        project, pipeline.public_records(project, NOW), pipeline.render_frames(project)
    )
    assert not problems, "\n".join(map(str, problems))
    return tree


def fetch(address: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - on this machine
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


@pytest.mark.parametrize("folder", ["/", "/status/"])
def test_every_link_works_from_everywhere(tree: Mapping[str, bytes], below: Mapping[str, bytes], folder: str) -> None:
    """Style sheets, scripts, feeds and links lead somewhere, at any depth and on a site below a path."""
    with hosted(tree if folder == "/" else below, folder) as site:
        for path in ANYWHERE:
            code, content = fetch(site + path)
            page = BeautifulSoup(content, "html.parser")
            targets = [str(tag.get("href") or tag.get("src")) for tag in page.select("[href], [src]")]
            targets = [target for target in targets if not target.startswith(("#", "mailto:"))]
            assert code == 404
            assert len(targets) > 12
            for target in targets:
                address = urljoin(site + path, target)
                assert address.startswith(site)
                assert fetch(address)[0] == 200, f"{target} on {path}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_is_told_in_the_language_of_the_address(tree: Mapping[str, bytes], language: str) -> None:
    """The page of a language speaks that language, and leads to its home and its list."""
    page = BeautifulSoup(tree[f"{language}/404.html"], "html.parser")
    assert page.html
    assert page.html["lang"] == LANGUAGES[language]
    assert [heading.get_text() for heading in page.select("h1, h2")] == [HEADINGS[language]]
    links = [link["href"] for link in page.select("#content a")]
    assert links == [f"/{language}/", f"/{language}/advisories/"]
    assert page.select(".demonstration")


def test_where_no_language_is_known_all_are_spoken(tree: Mapping[str, bytes]) -> None:
    """The page at the root has each language, marked as such, the first one first."""
    page = BeautifulSoup(tree["404.html"], "html.parser")
    sections = page.select("#content section")
    assert [section.h1 or section.h2 for section in sections]
    assert [
        section.get_text(" ", strip=True).startswith(HEADINGS[it])
        for section, it in zip(sections, LANGUAGES, strict=True)
    ]
    assert [section.get("lang") for section in sections] == [None, "pt-BR", "de"]
    assert [heading.name for heading in page.select("h1, h2")] == ["h1", "h2", "h2"]


@pytest.mark.parametrize("path", ["404.html", "en/404.html", "pt/404.html", "de/404.html"])
def test_it_is_no_page_of_its_own(tree: Mapping[str, bytes], path: str) -> None:
    """It wants to be left out of search, and claims no address and no translations."""
    head = BeautifulSoup(tree[path], "html.parser").head
    assert head
    assert head.select('meta[name=robots][content="noindex"]')
    assert not head.select("link[rel=canonical], link[hreflang]")
    assert f"/{path}".encode() not in tree["sitemap.xml"]


def test_links_of_the_site_below_a_path_are_its_own(below: Mapping[str, bytes]) -> None:
    """Nothing leads above the folder in which the site lies."""
    page = BeautifulSoup(below["pt/404.html"], "html.parser")
    paths = {urlsplit(str(tag["href"])).path for tag in page.select("a[href^='/'], link[href^='/']")}
    assert paths
    assert all(path.startswith("/status/") for path in paths)
