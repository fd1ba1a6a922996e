"""Lists of advisories by product, status, severity and year: which are there, in which order, and how they lead on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from build_tools import pipeline
from build_tools.cli import main
from build_tools.model.frame import Frames
from build_tools.render import advisory_pages, list_pages
from tests.conftest import SOUND, copy_project, read

LANGUAGES = ("en", "pt", "de")
WITHDRAWN = "ADV-2025-0100"
"""About the API, resolved, high."""


class Row(NamedTuple):
    """An advisory of the test: what it is listed under, and when it was published."""

    id: str
    products: tuple[str, ...]
    status: str
    severity: str
    published: datetime


def row(number: int) -> Row:
    """47 advisories of three years, one a fortnight; one in three is about both products, two are critical."""
    published = datetime(2023, 6, 1, 9, tzinfo=UTC) + timedelta(days=14 * number)
    return Row(
        id=f"ADV-{published.year}-{number + 1000:04d}",
        products=("api", "chatgpt") if number % 3 == 0 else ("api",),
        status=("investigating", "resolved")[number % 2],
        severity="critical" if number in (7, 30) else "low",
        published=published,
    )


ROWS = [row(number) for number in range(47)]
SHOWN = [*ROWS, Row(WITHDRAWN, ("api",), "resolved", "high", datetime(2025, 11, 1, tzinfo=UTC))]
TITLES = {
    "products/chatgpt/": (
        "Advisories on the product ChatGPT",
        "Comunicados de segurança sobre o produto ChatGPT",
        "Sicherheitshinweise zum Produkt ChatGPT",
    ),
    "status/resolved/": (
        "Advisories with the status “resolved”",
        "Comunicados de segurança com o status “resolvido”",
        "Sicherheitshinweise mit dem Status „behoben“",
    ),
    "severity/critical/": (
        "Advisories with the severity “critical”",
        "Comunicados de segurança com gravidade “crítica”",
        "Sicherheitshinweise mit dem Schweregrad „kritisch“",
    ),
    "advisories/2024/": ("Advisories of 2024", "Comunicados de 2024", "Sicherheitshinweise aus dem Jahr 2024"),
}
EMPTY = {
    "products/unused/": (
        "No advisory says that the product Axios Shop is affected.",
        "Nenhum comunicado de segurança indica o produto Axios Shop como afetado.",
        "Kein Sicherheitshinweis nennt das Produkt Axios Shop als betroffen.",
    ),
    "status/monitoring/": (
        "No advisory has the status “monitoring” at the moment.",
        "No momento, nenhum comunicado de segurança tem o status “em monitoramento”.",
        "Derzeit hat kein Sicherheitshinweis den Status „wird beobachtet“.",
    ),
    "severity/medium/": (
        "No advisory has the severity “medium”.",
        "Nenhum comunicado de segurança tem gravidade “média”.",
        "Kein Sicherheitshinweis hat den Schweregrad „mittel“.",
    ),
}
# Which of the rows each listing has.
LISTINGS: Mapping[str, Callable[[Row], Any]] = {
    "products/api/": lambda row: "api" in row.products,
    "products/chatgpt/": lambda row: "chatgpt" in row.products,
    "products/unused/": lambda row: False,
    **{
        f"status/{code}/": partial(lambda code, row: row.status == code, code) for code in ("investigating", "resolved")
    },
    **{f"status/{code}/": lambda row: False for code in ("identified", "monitoring")},
    **{
        f"severity/{code}/": partial(lambda code, row: row.severity == code, code)
        for code in ("low", "high", "critical")
    },
    "severity/medium/": lambda row: False,
    **{
        f"advisories/{year}/": partial(lambda year, row: row.published.year == year, year)
        for year in (2023, 2024, 2025)
    },
}


def source(row: Row) -> str:
    text = SOUND.replace("ADV-2025-0100", row.id).replace("[api]", f"[{', '.join(row.products)}]")
    return text.replace("resolved", row.status).replace("high", row.severity)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, theme: Frames) -> Mapping[str, BeautifulSoup]:
    """All lists and advisory pages of a site with 47 advisories and one that was withdrawn, by path."""
    folder = copy_project(tmp_path_factory.mktemp("lists") / "project")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("        - {id: unused, name: Axios Shop}\n")
    (folder / "advisories/2025/ADV-2025-0100.yaml").write_text(SOUND + "release: {change: initial}\n")
    for command in (["release", WITHDRAWN], ["withdraw", WITHDRAWN, "--reason", "It was about another company."]):
        at = "2025-11-01T00:00Z" if command[0] == "release" else "2025-11-02T00:00Z"
        done = CliRunner().invoke(main, ["--project", str(folder), *command, "--at", at])
        assert done.exit_code == 0, done.output
    for row in ROWS:
        file = folder / f"advisories/{row.published.year}/{row.id}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(source(row), encoding="utf-8")
    return built(folder, theme)


def built(folder: Path, theme: Frames) -> dict[str, BeautifulSoup]:
    """The pages of a folder's advisories, of which those of the table are public since they were published."""
    project, published = read(folder), {row.id: row.published for row in ROWS}
    drafts = [draft for draft in project.drafts if draft.advisory.id in published]
    records = [pipeline.draft_record(project, draft, published[draft.advisory.id]) for draft in drafts]
    public = [record.model_copy(update={"draft": False}) for record in records]
    public += [it for it in pipeline.public_records(project, datetime(2026, 1, 1, tzinfo=UTC)) if it.is_withdrawn]
    publication = pipeline.publication(project, public, theme)
    rendered = [*list_pages.render(publication), *advisory_pages.render(publication)]
    return {path.removesuffix("index.html"): BeautifulSoup(make(), "html.parser") for path, make in rendered}


def ids(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]).split("/")[-2] for link in page.select(".row__title")]


def newest_first(rows: list[Row], by_publication: bool) -> list[str]:
    """The withdrawn one was changed last; it was published on 1 November 2025."""
    changed = {WITHDRAWN: datetime(2025, 11, 2, tzinfo=UTC)} if not by_publication else {}
    return [row.id for row in sorted(rows, key=lambda row: changed.get(row.id, row.published), reverse=True)]


def test_every_product_code_and_year_has_a_listing(pages: Mapping[str, BeautifulSoup]) -> None:
    """Every product of the settings, every code of the vocabulary and every year, in each language, and no other."""
    first = {path for path in pages if "/page/" not in path and "/ADV-" not in path}
    assert first == {f"{language}/{path}" for language in LANGUAGES for path in ["advisories/", *LISTINGS]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", LISTINGS)
def test_a_listing_has_its_advisories_twenty_on_a_page(
    pages: Mapping[str, BeautifulSoup], path: str, language: str
) -> None:
    """From page to page by the links between them, each advisory once, newest first; the first page has no number."""
    wanted = newest_first([row for row in SHOWN if LISTINGS[path](row)], path.startswith("advisories/"))
    found, at, number = [], f"{language}/{path}", 1
    while True:
        page = pages[at]
        found.append(ids(page))
        onward = page.select_one(".pager a[rel=next]")
        back = page.select_one(".pager a[rel=prev]")
        assert (back is None) == (number == 1)
        if onward is None:
            break
        number += 1
        at = f"{language}/{path}page/{number}/"
        assert str(onward["href"]).endswith(at)
    assert [advisory for chunk in found for advisory in chunk] == wanted
    assert [len(chunk) for chunk in found[:-1]] == [20] * (len(found) - 1)
    assert f"{language}/{path}page/{number + 1}/" not in pages
    assert len(found[-1]) > 0 or number == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_say_what_is_listed(pages: Mapping[str, BeautifulSoup], language: str) -> None:
    """Each kind has its heading in each language, and what is empty says so in a whole sentence."""
    at = LANGUAGES.index(language)
    for path, headings in TITLES.items():
        page = pages[f"{language}/{path}"]
        assert [heading.get_text() for heading in page.select("h1")] == [headings[at]]
        assert page.title is not None
        assert page.title.get_text().startswith(headings[at] + " - ")
    for path, sentences in EMPTY.items():
        page = pages[f"{language}/{path}"]
        assert sentences[at] in [paragraph.get_text() for paragraph in page.select(".press > p")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_all_tells_how_many_each_listing_has(pages: Mapping[str, BeautifulSoup], language: str) -> None:
    """`/{L}/advisories/` has the newest twenty, says that there are more, and leads to every listing with its count."""
    page = pages[f"{language}/advisories/"]
    assert ids(page) == newest_first(SHOWN, by_publication=False)[:20]
    assert "20" in page.get_text()
    assert str(len(SHOWN)) in page.get_text()
    counted = {
        str(entry.a["href"]).removeprefix(f"../../{language}/"): entry.span
        for entry in page.select(".way li")
        if entry.a
    }
    assert {path: int(count.get_text().strip("()")) for path, count in counted.items() if count} == {
        path: sum(map(LISTINGS[path], SHOWN)) for path in LISTINGS
    }


def test_a_listing_leads_to_its_siblings(pages: Mapping[str, BeautifulSoup]) -> None:
    """The page of a severity leads to the other severities, and is marked among them on each of its pages."""
    for path in ("en/severity/low/", "en/severity/low/page/2/"):
        links = pages[path].select(".way a")
        assert [link.get_text() for link in links] == ["Low", "Medium", "High", "Critical"]
        assert [link.get_text() for link in links if link.get("aria-current")] == ["Low"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_withdrawn_stays_and_says_so(pages: Mapping[str, BeautifulSoup], language: str) -> None:
    """A withdrawn advisory is in its lists, with the word for it."""
    for path in ("advisories/", "products/api/", "status/resolved/", "severity/high/", "advisories/2025/"):
        rows = pages[f"{language}/{path}"].select(".row")
        marked = [str(row.a["href"]).split("/")[-2] for row in rows if row.a and row.select_one("[data-withdrawn]")]
        assert marked == [WITHDRAWN]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_advisory_leads_to_what_it_shares_with_others(pages: Mapping[str, BeautifulSoup], language: str) -> None:
    """The chips of an advisory's page are links to the lists of its status, its severity and its products."""
    both = ROWS[0]
    chips = pages[f"{language}/advisories/{both.id}/"].select(".advisory__head a.chip")
    up = f"../../../{language}/"
    assert [str(chip["href"]) for chip in chips] == [
        up + path for path in ("status/investigating/", "severity/low/", "products/api/", "products/chatgpt/")
    ]
    assert [strong.get_text() for chip in chips for strong in chip.select("strong")][2:] == ["OpenAI API", "ChatGPT"]


@pytest.mark.parametrize("path", ["products/api/page/2/", "severity/medium/", "advisories/"])
def test_a_list_is_known_by_its_address_in_every_language(pages: Mapping[str, BeautifulSoup], path: str) -> None:
    """Canonical and alternates name the same page in each language, and the switcher leads there."""
    page = pages[f"de/{path}"]
    assert [str(link["href"]) for link in page.select("link[rel=canonical]")] == [
        f"https://incident-press.example/de/{path}"
    ]
    alternates = {str(it["hreflang"]): str(it["href"]) for it in page.select("link[rel=alternate][hreflang]")}
    tags = {"en": "en", "pt-BR": "pt", "de": "de"}
    assert alternates == {tag: f"https://incident-press.example/{at}/{path}" for tag, at in tags.items()}
    up = "../" * f"de/{path}".count("/")
    assert [str(link["href"]) for link in page.select(".press-menu__list a")] == [
        f"{up}{at}/{path}" for at in tags.values()
    ]
