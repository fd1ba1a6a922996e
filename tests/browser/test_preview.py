"""The preview in a real browser: what is saved appears in the open page, and so do the problems of what is broken."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SAMPLE, WIDTHS
from tests.conftest import ROOT, copy_project
from tests.serving import Served, serve_preview

pytestmark = pytest.mark.browser
ID, DRAFT = "ADV-2025-0001", "ADV-2025-0002"
PATIENCE = 30_000
"""Milliseconds: machines are shared, and nothing here is timed."""


@dataclass
class Desk:
    """A project whose preview is running."""

    folder: Path
    address: str

    def file(self, advisory_id: str = ID) -> Path:
        return self.folder / f"advisories/2025/{advisory_id}.yaml"

    def save(self, old: str, new: str, advisory_id: str = ID) -> None:
        text = self.file(advisory_id).read_text(encoding="utf-8")
        assert old in text
        self.file(advisory_id).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Start the preview of a copy of the project, after an edit of it."""
    started: list[Served] = []

    def running(prepare: Callable[[Path], object] = lambda folder: None) -> Desk:
        folder = copy_project(tmp_path / "project")
        prepare(folder)
        started.append(serve_preview(folder))
        return Desk(folder, started[-1].address)

    yield running
    for served in started:
        served.process.send_signal(signal.SIGINT)
        served.process.wait(timeout=60)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test when the content security policy, or a script, complains."""
    context = browser.new_context(locale="fr-FR", timezone_id="UTC", viewport={"width": 1280, "height": 844})
    opened, faults = context.new_page(), []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    yield opened
    context.close()
    assert faults == []


@pytest.mark.parametrize("language", ["en", "pt", "de"])
def test_a_save_appears_in_the_open_page(start: Callable[..., Desk], page: Page, language: str) -> None:
    """Nobody loads the page: the number that was saved is on it, and the reader is where they were."""
    desk = start()
    page.goto(f"{desk.address}{language}/advisories/{ID}/")
    assert page.locator("[data-draft]").count() == 0
    page.evaluate("window.scrollTo(0, 900)")
    desk.save("count: unknown", "count: 4711")
    count = {"en": "4,711", "pt": "4.711", "de": "4.711"}[language]
    expect(page.locator("[data-count]")).to_contain_text(count, timeout=PATIENCE)
    expect(page.locator(".notice--draft [data-draft]")).to_have_count(1)
    page.wait_for_function("() => Math.abs(window.scrollY - 900) < 200", timeout=PATIENCE)


def test_a_page_that_is_not_affected_is_left_alone(start: Callable[..., Desk], page: Page) -> None:
    """Another advisory is saved: this page is not loaded anew, and the list, which shows it, is."""
    desk = start(with_draft)
    page.goto(f"{desk.address}en/advisories/{ID}/")
    page.evaluate("window.untouched = true")
    listing = page.context.new_page()
    listing.goto(f"{desk.address}en/advisories/")
    desk.save("language: en", "language: en\ntext: {title: Brand new}", DRAFT)
    expect(listing.locator(".row__title", has_text="Brand new")).to_be_visible(timeout=PATIENCE)
    page.bring_to_front()
    warned = page.locator("#preview-problems")  # comes with the news of this save, which would load the page anew
    expect(warned).to_contain_text(f"{DRAFT}.yaml", timeout=PATIENCE)
    assert page.evaluate("window.untouched") is True


def with_draft(folder: Path) -> None:
    shutil.copy(SAMPLE, folder / "advisories/2025")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("        - {id: shop, name: Axios Shop}\n        - {id: app, name: Axios App}\n")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_problem_appears_in_the_page_and_goes_when_mended(
    start: Callable[..., Desk], browser: Browser, axe: str, width: str, scheme: str
) -> None:
    """File, line, column, message and mend, in a panel that can be read and heard; the mend takes it away."""
    desk = start()
    size = {"width": WIDTHS[width], "height": 844}
    page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{desk.address}en/advisories/{ID}/")
    desk.save("language: en", "language: [en")
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text(f"advisories/2025/{ID}.yaml, line 4, column 11", timeout=PATIENCE)
    expect(panel).to_contain_text("The bracket [ that opens here is not closed in its line.")
    expect(panel).to_contain_text("Close it with ]")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(axe)
    found = page.evaluate("axe.run('#preview-problems').then(r => r.violations.map(v => v.id + ': ' + v.help))")
    assert found == []
    desk.save("language: [en", "language: en")
    expect(page.locator("#preview-problems")).to_have_count(0, timeout=PATIENCE)
    page.close()


def test_a_preview_that_starts_broken_waits_for_the_mend(start: Callable[..., Desk], page: Page) -> None:
    """With settings that cannot be read there is a page that says so, and then the site, by itself."""
    settings = Path("mkdocs.yml")

    def broken(folder: Path) -> None:
        text = (folder / settings).read_text(encoding="utf-8")
        (folder / settings).write_text(text.replace("demonstration: true", "demonstration: perhaps"), encoding="utf-8")

    desk = start(broken)
    page.goto(f"{desk.address}de/")
    expect(page.get_by_role("alert")).to_contain_text("mkdocs.yml, line", timeout=PATIENCE)
    shutil.copy(ROOT / settings, desk.folder)
    expect(page.locator("h1", has_text="Sicherheits")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#preview-problems")).to_have_count(0)


def test_a_new_advisory_appears_where_there_was_none(start: Callable[..., Desk], page: Page) -> None:
    """The address of a page that is not there yet comes to life when its file is saved."""
    desk = start(with_draft)
    other = "ADV-2025-0003"
    page.goto(f"{desk.address}en/advisories/{other}/")
    expect(page.locator("h1")).to_have_text("There is no such page")
    text = desk.file(DRAFT).read_text(encoding="utf-8")
    desk.file(other).write_text(text.replace(DRAFT, other), encoding="utf-8")
    expect(page.locator(".notice--draft code")).to_have_text(f"advisory release {other}", timeout=PATIENCE)
