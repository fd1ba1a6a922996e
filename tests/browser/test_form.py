"""The form in a real browser: filled in by keyboard, previewed in three languages, saved, never over others' work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page, expect

from build_tools.cli import main
from tests.browser.conftest import WIDTHS
from tests.conftest import copy_project
from tests.test_edit import Session, editing

pytestmark = pytest.mark.browser
ID, RELEASED = "ADV-2026-0001", "ADV-2025-0001"
PATIENCE = 30_000
"""Milliseconds: machines are shared, and nothing here is timed."""
LANGUAGES = {"English": "en", "Português (Brasil)": "pt", "Deutsch": "de"}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """The form of a copy of the project with a new advisory, as `advisory new` makes it."""
    folder = copy_project(tmp_path / "project")
    done = CliRunner().invoke(main, ["--project", str(folder), "new", "third_party_breach", "--id", ID])
    assert done.exit_code == 0, done.output
    with editing(folder) as one:
        yield one


@pytest.fixture
def page(browser: Browser, session: Session) -> Iterator[Page]:
    """A page that fails its test when a script or the policy complains, or when anybody else is asked."""
    context = browser.new_context(locale="fr-FR", timezone_id="UTC", viewport={"width": 1280, "height": 900})
    opened, faults = context.new_page(), []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("request", lambda asked: None if asked.url.startswith(session.origin + "/") else faults.append(asked.url))
    yield opened
    context.close()
    assert [fault for fault in faults if "409" not in fault and not fault.startswith("data:")] == []


def open_form(page: Page, session: Session, advisory_id: str = ID) -> None:
    page.goto(f"{session.origin}{session.root}edit/{advisory_id}/")
    expect(page.locator("#state")).to_contain_text("Nothing to save.", timeout=PATIENCE)


def field(page: Page, path: str) -> Locator:
    """The field at a path such as `incident/severity/code`."""
    return page.locator(f"[data-path='#/{path}']")


def shown(page: Page) -> Locator:
    return page.frame_locator("#page").locator("body")


def text_of(session: Session, advisory_id: str = ID) -> str:
    return session.file(advisory_id).read_text(encoding="utf-8")


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_blanks_are_filled_in_by_keyboard(page: Page, session: Session) -> None:
    """From the list of what is open to each field, to the preview in three languages, and to the file by Ctrl+S."""
    before = text_of(session)
    open_form(page, session)
    severity = field(page, "incident/severity/code")
    expect(severity).to_have_class(re.compile("is-blank"))
    expect(severity.get_by_label("How serious it is")).to_have_accessible_description("Still to be filled in.")
    expect(field(page, "aware_at").locator("input")).to_have_attribute("placeholder", "Still to be filled in")
    expect(shown(page)).to_contain_text("No preview yet", timeout=PATIENCE)

    page.locator("#problems summary").focus()
    press(page, "Enter", "Tab", "Enter")  # opens the list, and takes its first link
    expect(severity.locator("select")).to_be_focused()
    page.keyboard.type("hi")
    expect(severity).not_to_have_class(re.compile("is-blank"))
    field(page, "affected/products").get_by_label("OpenAI API").focus()
    press(page, "Space")
    field(page, "affected/people").locator("select").first.focus()
    page.keyboard.type("Some")
    field(page, "incident/vendor/name").locator("input").focus()
    page.keyboard.type("Mixpanel")
    expect(page.locator("#preview-state")).to_contain_text("something that the notice needs is open", timeout=PATIENCE)
    press(page, "Tab")  # the button that leaves it out is gone, as there is something now
    expect(field(page, "incident/vendor/service").locator("select")).to_be_focused()
    page.keyboard.type("web")
    expect(shown(page)).to_contain_text("OpenAI API", timeout=PATIENCE)

    field(page, "aware_at").locator("input").focus()
    page.keyboard.type("2026-01-02")  # the preview does not wait until the field is left
    dates = {"English": "2 January 2026", "Português (Brasil)": "2 de janeiro de 2026", "Deutsch": "2. Januar 2026"}
    for language, date in dates.items():
        page.get_by_role("button", name=language).press("Enter")
        expect(page.frame_locator("#page").locator("html")).to_have_attribute("lang", re.compile(LANGUAGES[language]))
        expect(shown(page)).to_contain_text(date, timeout=PATIENCE)

    expect(page.locator("#state")).to_contain_text("Not saved yet.")
    assert text_of(session) == before
    press(page, "Control+s")
    expect(page.locator("#state")).to_contain_text("Saved.", timeout=PATIENCE)
    after = text_of(session)
    assert comments(after) == comments(before)
    for line in ("severity: high", "products: [api]", "people: some", "name: Mixpanel", "aware_at: 2026-01-02"):
        assert line in after
    assert after.count("___") == before.count("___") - 6
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled()


def test_lists_are_added_to_moved_and_shortened(page: Page, session: Session) -> None:
    """The new entry has the focus; what moved keeps its details; what was left out is gone from the file."""
    open_form(page, session, RELEASED)
    page.get_by_role("button", name="Add to “Actions”").press("Enter")
    expect(field(page, "actions/4/code").locator("select")).to_be_focused()
    field(page, "actions/4/code").locator("select").select_option("change_password")
    page.get_by_role("button", name="Move up: Actions, entry 5").press("Enter")
    page.get_by_role("button", name="Delete: Actions, entry 1").press("Enter")
    more = field(page, "actions/0").locator("summary")
    expect(more).to_have_text("More (1 filled in)")
    more.press("Enter")
    note = field(page, "actions/0/note").locator("textarea")
    note.press_sequentially("Two words")
    press(page, "Tab")
    expect(note).not_to_be_focused()
    expect(field(page, "actions/0/text").locator("textarea")).to_be_focused()
    expect(page.locator("#state")).to_contain_text("Not saved yet.")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.locator("#state")).to_contain_text("Saved.", timeout=PATIENCE)
    actions = re.search(r"\nactions:\n((?:  .*\n)+)", text_of(session, RELEASED))
    assert actions
    assert actions[1] == (
        "  - {code: enable_mfa, stated_by: organisation, note: Two words}\n"
        "  - {code: watch_suspicious_messages, stated_by: researchers}\n"
        "  - change_password\n"
        "  - {code: use_additional_authentication, stated_by: researchers}\n"
    )


def test_a_wrong_date_is_told_at_its_field(page: Page, session: Session) -> None:
    """In words that are tied to the field, in the list above the form with a way to it; mended, both are gone."""
    open_form(page, session, RELEASED)
    date = page.locator("[data-path='#/timeline/0/date'] input")
    date.fill("09.11.2025")
    expect(date).to_have_attribute("aria-invalid", "true", timeout=PATIENCE)
    expect(date).to_have_accessible_description(re.compile("Problem: .*09.11.2025.*2025-11-09"))
    expect(date).to_be_focused()
    expect(page.locator("#problems")).to_contain_text("1 problem")
    page.get_by_role("button", name="Timeline, entry 1, Date").click()
    expect(date).to_be_focused()
    date.fill("2025-11-09")
    expect(page.locator("#problems")).to_be_empty(timeout=PATIENCE)
    expect(date).not_to_have_attribute("aria-invalid", "true")


def test_a_blank_may_be_left_out(page: Page, session: Session) -> None:
    """What a notice does not need goes from the file by a button, and by a choice."""
    open_form(page, session)
    field(page, "aware_at").get_by_role("button", name="Leave this out").press("Enter")
    field(page, "affected/contacted_directly/code").locator("select").select_option(label="– left out –")
    press(page, "Control+s")
    expect(page.locator("#state")).to_contain_text("Saved.", timeout=PATIENCE)
    assert not re.search("^ *(aware_at|contacted_directly):", text_of(session), re.MULTILINE)


@pytest.mark.parametrize("choice", ["Load what is on the disk", "Keep editing"])
def test_a_change_on_the_disk_is_shown_and_not_written_over(page: Page, session: Session, choice: str) -> None:
    """The form tells at once which fields differ, keeps what stands in it, and asks before it writes."""
    open_form(page, session)
    field(page, "aware_at").locator("input").fill("2026-01-02")
    session.file(ID).write_text(text_of(session).replace("severity: ___", "severity: low"), encoding="utf-8")
    on_disk = text_of(session)
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("The file has changed", timeout=PATIENCE)
    expect(notice.get_by_role("row", name="Incident, Severity")).to_contain_text("low")
    expect(notice.get_by_role("row", name="Known since")).to_contain_text("2026-01-02")
    notice.get_by_role("button", name=choice).click()
    expect(notice).to_be_hidden()
    if choice == "Load what is on the disk":
        expect(field(page, "incident/severity/code").locator("select")).to_have_value("low", timeout=PATIENCE)
        expect(field(page, "aware_at").locator("input")).to_have_value("")
        return
    page.get_by_role("button", name="Save", exact=True).click()
    expect(notice).to_contain_text("Not saved: the file has changed", timeout=PATIENCE)
    assert text_of(session) == on_disk
    notice.get_by_role("button", name="Save what stands here").click()
    expect(page.locator("#state")).to_contain_text("Saved.", timeout=PATIENCE)
    assert "severity: ___" in text_of(session)
    assert "aware_at: 2026-01-02" in text_of(session)


def test_a_file_that_nobody_is_editing_here_follows_the_disk(page: Page, session: Session) -> None:
    """Without changes of its own, the form shows what was saved elsewhere; a broken file says its line, and is back."""
    open_form(page, session)
    whole = text_of(session)
    session.file(ID).write_text(whole.replace("severity: ___", "severity: low"), encoding="utf-8")
    expect(field(page, "incident/severity/code").locator("select")).to_have_value("low", timeout=PATIENCE)
    session.file(ID).write_text(whole.replace("language: en", "language: [en"), encoding="utf-8")
    expect(page.locator("#form")).to_contain_text("The file cannot be read", timeout=PATIENCE)
    expect(page.locator("#form")).to_contain_text(re.compile(r"Line \d+: "))
    session.file(ID).write_text(whole, encoding="utf-8")
    expect(field(page, "incident/severity/code").locator("select")).to_have_value("___", timeout=PATIENCE)


def test_a_new_one_is_begun_from_the_list(page: Page, session: Session) -> None:
    """The kind is chosen, and the form of the new advisory opens."""
    page.goto(session.page)
    page.get_by_label("What kind of incident is it?").select_option("ransomware")
    page.get_by_role("button", name="Begin").press("Enter")
    expect(page.locator("#state")).to_contain_text("to fill in", timeout=PATIENCE)
    expect(field(page, "incident/kind/code").locator("select")).to_have_value("ransomware")


def test_what_was_not_saved_is_asked_for(page: Page, session: Session) -> None:
    """Closing the page with unsaved words asks first; after saving it does not."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    open_form(page, session, RELEASED)
    field(page, "internal").locator("textarea").fill("Ask the legal team.")
    page.get_by_role("link", name="All advisories").click()
    expect(page.locator("h1")).to_have_text("Advisories")
    assert asked == ["beforeunload"]
    open_form(page, session, RELEASED)
    page.get_by_role("link", name="All advisories").click()
    expect(page.locator("h1")).to_have_text("Advisories")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_can_be_read_and_used_by_all(browser: Browser, session: Session, axe: str, width: str, scheme: str) -> None:
    """axe finds nothing in the form with blanks, problems and a conflict, nor in the list; nothing is cut off."""
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 844}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    open_form(page, session)
    page.locator("#problems summary").click()
    page.locator("[data-path='#/timeline/0/date'] input").fill("09.11.2026")
    expect(page.locator("#problems")).to_contain_text("1 problem", timeout=PATIENCE)
    field(page, "timeline/0").locator("summary").first.click()
    session.file(ID).write_text(text_of(session).replace("severity: ___", "severity: low"), encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text("The file has changed", timeout=PATIENCE)
    check_all(page, axe)
    page.goto(session.page)
    check_all(page, axe)
    context.close()


def check_all(page: Page, axe: str) -> None:
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run({exclude: ['iframe']}).then(r => r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html)}`))"
    )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_reads_the_list_stays_there_while_it_is_written_anew(page: Page, session: Session) -> None:
    """An answer that comes late never takes the focus away from an entry of the list or from its heading."""
    open_form(page, session)
    heading = page.locator("#problems summary")
    heading.press("Enter")
    before = heading.inner_text()
    entry = page.locator("#problems").get_by_role("button").nth(1)
    name = entry.inner_text()
    field(page, "incident/severity/code").locator("select").select_option("high")
    entry.focus()
    expect(heading).not_to_have_text(before, timeout=PATIENCE)
    expect(page.locator("#problems").get_by_role("button", name=name, exact=True)).to_be_focused()
    heading.focus()
    before = heading.inner_text()
    field(page, "incident/severity/code").locator("select").select_option(label="– choose –")
    expect(heading).not_to_have_text(before, timeout=PATIENCE)
    expect(heading).to_be_focused()
