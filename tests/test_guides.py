"""The pages for subscribers and for developers: every feed is named, and every address leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

URL = "https://incident-press.example/"
LANGUAGES = {"en": "en", "pt": "pt-BR", "de": "de"}
PRODUCTS = ("api", "chatgpt")
NAMES = ("advisories.rss", "advisories.atom", "feed.json", "updates.rss", "updates.atom", "updates.json")
languages = pytest.mark.parametrize("language", LANGUAGES)


def page(tree: Mapping[str, bytes], path: str) -> BeautifulSoup:
    return BeautifulSoup(tree[f"{path}index.html"], "html.parser")


@languages
def test_every_feed_is_named_once(tree: Mapping[str, bytes], language: str) -> None:
    """Six for all, six for each product: RSS as an address to copy, the others as links; each is a file of the site."""
    body = page(tree, f"{language}/subscribe/").select_one(".press")
    assert body is not None
    copied = [code.get_text() for code in body.select(".address code")]
    linked = [urljoin(f"{URL}{language}/subscribe/", str(link["href"])) for link in body.select(".address__forms a")]
    folders = ("", *(f"products/{it}/" for it in PRODUCTS))
    assert sorted(copied + linked) == sorted(
        f"{URL}{language}/{folder}{name}" for folder, name in product(folders, NAMES)
    )
    assert {address.rpartition(".")[2] for address in copied} == {"rss"}
    assert all(address.removeprefix(URL) in tree for address in copied + linked)


@languages
def test_other_languages_are_offered_in_their_own_words(tree: Mapping[str, bytes], language: str) -> None:
    """The page leads to the same page in each other language, marked with that language."""
    links = page(tree, f"{language}/subscribe/").select("#language a")
    found = {str(link["lang"]): urljoin(f"{URL}{language}/subscribe/", str(link["href"])) for link in links}
    assert found == {tag: f"{URL}{path}/subscribe/" for path, tag in LANGUAGES.items() if path != language}


@pytest.mark.parametrize("path", ["subscribe/", "integrators/"])
@languages
def test_a_page_is_known_by_its_address_in_every_language(tree: Mapping[str, bytes], path: str, language: str) -> None:
    """Canonical and alternates name the same page in each language."""
    head = page(tree, f"{language}/{path}")
    assert [str(link["href"]) for link in head.select("link[rel=canonical]")] == [f"{URL}{language}/{path}"]
    alternates = {str(it["hreflang"]): str(it["href"]) for it in head.select("link[rel=alternate][hreflang]")}
    assert alternates == {tag: f"{URL}{at}/{path}" for at, tag in LANGUAGES.items()}


@languages
def test_a_product_leads_to_its_feeds(tree: Mapping[str, bytes], language: str) -> None:
    """The list of a product leads to its part of the page for subscribers, and home leads to that page."""
    guide = page(tree, f"{language}/subscribe/")
    for name in PRODUCTS:
        targets = [str(link["href"]) for link in page(tree, f"{language}/products/{name}/").select(".press a")]
        assert f"../../../{language}/subscribe/#product-{name}" in targets
        assert guide.select_one(f"#product-{name}") is not None
    assert page(tree, f"{language}/").select(f'#subscribe a[href="../{language}/subscribe/"]')


@languages
def test_documents_are_named_as_they_are_linked(tree: Mapping[str, bytes], language: str) -> None:
    """Each document has its whole address in words, which is where its link leads, and is a file of the site."""
    links = page(tree, f"{language}/integrators/").select(".documents dt a")
    assert len(links) == 8
    for link in links:
        address = urljoin(f"{URL}{language}/integrators/", str(link["href"]))
        assert link.get_text() == address
        assert address.removeprefix(URL) in tree


def test_names_in_code_are_the_same_in_every_language(tree: Mapping[str, bytes]) -> None:
    """No translation loses, adds or changes a name of the contract; every one is a word of the documents."""
    found = {language: _code_words(page(tree, f"{language}/integrators/")) for language in LANGUAGES}
    assert found["en"] == found["pt"] == found["de"]
    assert len(found["en"]) > 20
    published = b"".join(tree[path] for path in tree if path.endswith(".json")).decode()
    names = {name for name in found["en"] if re.fullmatch(r"_?[a-z_0-9]{3,}", name)} - {"curl"}
    assert all(re.search(rf'"{name}"|: {name}\b', published) for name in names)


def _code_words(body: BeautifulSoup) -> list[str]:
    """What stands between words as code, sorted, since languages order it as they will."""
    return sorted(code.get_text() for code in body.select(":is(p, li, dd) > code"))


@languages
def test_contents_lead_to_every_part(tree: Mapping[str, bytes], language: str) -> None:
    """Each entry of the contents leads to the heading of the same words."""
    body = page(tree, f"{language}/integrators/")
    entries = body.select('nav[aria-labelledby="on-this-page"] a')
    headings = {str(heading["id"]): heading.get_text() for heading in body.select("section > h2")}
    assert [link.get_text() for link in entries] == [headings[str(link["href"]).removeprefix("#")] for link in entries]
    assert len(entries) >= 9
