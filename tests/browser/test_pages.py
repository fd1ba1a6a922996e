"""The pages in a real browser: phone and desktop, light and dark, with and without JavaScript, in every language."""

from __future__ import annotations

import itertools
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.conftest import ARGUMENTS, WIDTHS, Open, Visit, serve
from tests.conftest import CHROMIUM, ROOT
from tests.pseudo import pseudo

pytestmark = pytest.mark.browser

SHIPPED = {"en": "en", "pt": "pt-BR", "de": "de"}
TAGS = {**SHIPPED, "ar": "ar"}
"""With one that reads from right to left, in pseudo-text a third longer than English, on a site of its own."""
NAMES = {"en": "English", "pt": "Português (Brasil)", "de": "Deutsch", "ar": "العربية"}
ADVISORY = "{}/advisories/ADV-2025-0001/"
LISTS = {"list": "{}/advisories/", "product": "{}/products/api/"}
GUIDES = {"subscribe": "{}/subscribe/", "integrators": "{}/integrators/"}
KINDS = {"home": "{}/", **LISTS, "advisory": ADVISORY, **GUIDES}
PAGES = {f"{kind}-{language}": path.format(language) for kind, path in KINDS.items() for language in TAGS}
PAGES["chooser"] = ""
WORDS = {
    "en": ("Status: investigating", "Severity: low"),
    "pt": ("Status: em investigação", "Gravidade: baixa"),
    "de": ("Status: wird untersucht", "Schweregrad: niedrig"),
    "ar": tuple(
        f"{pseudo(name, 'ar')} {pseudo(word, 'ar')}"
        for name, word in (("Status:", "investigating"), ("Severity:", "low"))
    ),
}
ORDER = ["summary", "affected", "actions", "data", "data-exposed", "data-not-exposed"]
ORDER += ["measures", "timeline", "genuine-messages", "changes", "contact"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Every pair of width, scheme and scripts, each on every page.
modes = pytest.mark.parametrize(
    ("width", "scheme", "scripts"),
    [(390, "light", True), (390, "dark", False), (1280, "light", False), (1280, "dark", True)],
)
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
languages = pytest.mark.parametrize("language", TAGS)

OUTSIDE = """() => {
  const outside = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, range = document.createRange();
    if (!node.data.trim() || node.parentElement.closest("script, .press-skip, details:not([open]) ul")) continue;
    if (node.parentElement.closest("pre[tabindex='0']")) continue;  // it scrolls, by the keyboard too
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.left < -0.5 || box.right > innerWidth + 0.5) { outside.push(node.data.trim()); break; }
  }
  for (const element of document.querySelectorAll("body *"))
    if (getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1
        && !element.matches("pre[tabindex='0']"))
      outside.push("clipped: " + element.className);
  if (document.documentElement.scrollWidth > innerWidth) outside.push("the page scrolls sideways");
  return outside;
}"""


def background(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def boxes(page: Page, *selectors: str) -> list[dict[str, float]]:
    found = [page.locator(selector).bounding_box() for selector in selectors]
    return [dict(box) for box in found if box]  # type: ignore[call-overload]


BROKEN = b"""<!doctype html><title>x</title><body><p style="white-space: nowrap">%s</p><img src="missing.png">
<img src="https://foreign.example/x.png">
<script>console.error("said"); setTimeout(() => { throw Error("thrown") })</script>
""" % (b"wide " * 200)


def test_the_harness_sees_what_is_broken(open_page: Open) -> None:
    """A page with an error of each kind fails every check that the other tests rely on."""
    with serve({"index.html": BROKEN}) as address:
        visit = open_page("", on=address)
        visit.page.wait_for_load_state("networkidle")
        faults, outside = "\n".join(visit.faults), visit.page.evaluate(OUTSIDE)
    for kind in ("said", "script error: thrown", "404: ", "foreign: https://foreign.example", "request failed: "):
        assert kind in faults
    assert len(outside) == 2


@modes
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(open_page: Open, name: str, width: int, scheme: str, scripts: bool) -> None:
    """No error, no failed or foreign request; the right language; one h1, headings in order; nothing outside."""
    visit = open_page(PAGES[name], width=width, scheme=scheme, java_script_enabled=scripts)
    page = visit.page
    assert page.url == visit.site + PAGES[name]
    assert visit.faults == []
    language = name.partition("-")[2] or "en"
    assert page.locator("html").get_attribute("lang") == TAGS[language]
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels
    assert page.evaluate(OUTSIDE) == []
    text = " ".join(page.locator("body").inner_text().split())
    has_advisories = name.partition("-")[0] not in ("chooser", *GUIDES)
    assert not has_advisories or all(word in text for word in WORDS[language])


@languages
@pytest.mark.parametrize("kind", [*KINDS, "chooser"])
def test_nothing_is_cut_on_the_smallest_phone(open_page: Open, language: str, kind: str) -> None:
    """At 320 px no page scrolls sideways, and all of its text is inside."""
    page = open_page(PAGES.get(f"{kind}-{language}", ""), width=320).page
    assert page.evaluate(OUTSIDE) == []


@pytest.fixture(scope="module")
def large_text(
    playwright: Playwright, site: str, arabic_site: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Visit]]:
    """A browser whose reader has set the text to 200 % in its settings."""
    profile = tmp_path_factory.mktemp("profile")
    settings = profile / "Default" / "Preferences"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"webkit": {"webprefs": {"default_font_size": 32}}}), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=ARGUMENTS)
    yield {"de": Visit(context.new_page(), site), "ar": Visit(context.new_page(), arabic_site)}
    context.close()


@pytest.mark.parametrize("width", [320, *WIDTHS.values()])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_nothing_is_cut_with_text_twice_as_large(
    large_text: dict[str, Visit], language: str, kind: str, width: int
) -> None:
    """German, and what reads from right to left, with text at 200 %: nothing scrolls sideways, nothing is cut."""
    visit = large_text[language]
    visit.page.set_viewport_size({"width": width, "height": 844})
    page = visit.go(PAGES[f"{kind}-{language}"])
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") in ("40px", "44px", "48px")
    assert page.evaluate(OUTSIDE) == []


@languages
def test_the_advisory_is_in_the_order_that_a_reader_needs(open_page: Open, language: str) -> None:
    """Title, status and severity, what happened, am I affected, what to do, data, measures, timeline, and the rest."""
    page = open_page(ADVISORY.format(language), width=390).page
    sections = page.evaluate("[...document.querySelectorAll('.press section')].map(section => section.id)")
    assert [section for section in sections if section in ORDER] == ORDER
    heading, chips, summary = boxes(page, "h1", ".press .chips", "#summary > p >> nth=0")
    assert heading["y"] < chips["y"] < summary["y"]
    assert summary["y"] < 844, "the summary is not on the first screen of a phone"


@languages
@pytest.mark.parametrize(("width", "beside"), [(1280, True), (390, True), (320, False)])
def test_exposed_and_not_exposed_are_side_by_side(open_page: Open, language: str, width: int, beside: bool) -> None:
    """Both lists are seen at once on a desktop and on a phone; on the smallest screen they follow each other."""
    page = open_page(ADVISORY.format(language), width=width).page
    exposed, spared = boxes(page, "#data-exposed", "#data-not-exposed")
    if beside:
        first, second = (spared, exposed) if language == "ar" else (exposed, spared)
        assert first["y"] == second["y"]
        assert first["x"] + first["width"] <= second["x"]
    else:
        assert exposed["y"] + exposed["height"] <= spared["y"]
        assert exposed["x"] == spared["x"]


@pytest.mark.parametrize(
    ("first", "others", "scripts"),
    [("en", ["de", "pt", "en"], True), ("en", ["de", "pt", "en"], False), ("ar", ["de", "ar", "en"], True)],
)
def test_the_switcher_keeps_the_reader_on_the_advisory(
    open_page: Open, first: str, others: list[str], scripts: bool
) -> None:
    """From language to language, with and without JavaScript, on the same advisory."""
    visit = open_page(ADVISORY.format(first), width=390, java_script_enabled=scripts)
    for language in others:
        visit.page.locator(".press-menu summary").click()
        visit.page.get_by_role("link", name=NAMES[language], exact=True).click()
        visit.page.wait_for_url(visit.site + ADVISORY.format(language))
        assert visit.page.locator("html").get_attribute("lang") == TAGS[language]
        assert visit.page.locator(".press-menu__list a[aria-current]").count() == 1
    assert visit.faults == []


@pytest.mark.parametrize(
    ("language", "width"), [("de", 320), ("pt", 320), ("en", 390), ("pt", 1280), ("ar", 320), ("ar", 1280)]
)
def test_the_open_menu_is_on_the_screen(open_page: Open, language: str, width: int) -> None:
    """The languages can be read and touched, and the menu closes by Escape and by a click elsewhere."""
    page = open_page(ADVISORY.format(language), width=width).page
    menu, summary = page.locator(".press-menu"), page.locator(".press-menu summary")
    for close in (lambda: page.keyboard.press("Escape"), lambda: page.mouse.click(width / 2, 700)):
        summary.click()
        assert menu.get_attribute("open") is not None
        assert page.evaluate(OUTSIDE) == []
        close()
        assert menu.get_attribute("open") is None


@schemes
def test_the_colour_switch_is_remembered(open_page: Open, scheme: str) -> None:
    """The switch turns the system's scheme round, at once, after loading again, and on other pages."""
    visit = open_page("en/", scheme=scheme)
    page, before = visit.page, background(visit.page)
    page.locator(".press-scheme").click()
    after = background(page)
    assert after != before
    page.reload()
    assert background(page) == after
    assert background(visit.go(ADVISORY.format("de"))) == after
    page.locator(".press-scheme").click()
    assert background(page) == before


def test_the_schemes_follow_the_system(open_page: Open) -> None:
    """Without JavaScript a page is light or dark as the system is, and shows no dead switch."""
    pages = [open_page("en/", scheme=scheme, java_script_enabled=False).page for scheme in ("light", "dark")]
    assert [background(page) for page in pages] == ["rgb(255, 255, 255)", "rgb(16, 23, 30)"]
    assert not pages[0].locator(".press-scheme").is_visible()


@pytest.mark.parametrize(
    ("zone", "language", "shown"),
    [
        ("America/Sao_Paulo", "pt", "27 de novembro de 2025 às 18:00 UTC (15:00 BRT)"),
        ("America/Sao_Paulo", "en", "27 November 2025, 18:00 UTC (15:00 GMT−3)"),
        ("Europe/Berlin", "de", "27. November 2025 um 18:00 Uhr UTC (19:00 MEZ)"),
        ("Asia/Tokyo", "en", "27 November 2025, 18:00 UTC (28 November 2025 at 03:00 GMT+9)"),
        ("Europe/London", "en", "27 November 2025, 18:00 UTC\n"),
        ("UTC", "de", "27. November 2025 um 18:00 Uhr UTC\n"),
        ("Asia/Riyadh", "ar", "\u206827 نوفمبر 2025\u2069, 18:00 UTC (21:00 غرينتش+3)"),
    ],
)
def test_local_time_stands_beside_utc(open_page: Open, zone: str, language: str, shown: str) -> None:
    """The reader's own time is added where it differs from UTC, with the date where that is another day."""
    page = open_page(ADVISORY.format(language), timezone_id=zone).page
    text = page.locator(".advisory__dates").inner_text().replace("\u00a0", " ") + "\n"
    assert shown in text
    assert text.count("UTC") == 2


@pytest.mark.parametrize(
    ("locale", "path"), [("pt-BR", "pt/"), ("pt-PT", "pt/"), ("de", "de/"), ("de-AT", "de/"), ("en-US", "en/")]
)
def test_the_chooser_sends_a_browser_to_its_language(open_page: Open, locale: str, path: str) -> None:
    """A browser in a language of the site goes on to it."""
    visit = open_page("", locale=locale)
    visit.page.wait_for_url(visit.site + path)
    assert visit.faults == []


@pytest.mark.parametrize(("locale", "scripts"), [("fr-FR", True), ("fr-FR", False), ("de-DE", False)])
def test_the_chooser_offers_every_language(open_page: Open, locale: str, scripts: bool) -> None:
    """Other browsers, and those without JavaScript, see a link for each language, in that language."""
    visit = open_page("", locale=locale, java_script_enabled=scripts)
    assert visit.page.url == visit.site
    links = visit.page.locator(".chooser__list a")
    assert [link.get_attribute("lang") for link in links.all()] == list(SHIPPED.values())
    assert all(link.is_visible() for link in links.all())
    links.nth(2).click()
    visit.page.wait_for_url(visit.site + "de/")


def test_the_chooser_has_a_language_from_right_to_left(open_page: Open, arabic_site: str, axe: str) -> None:
    """The chooser names it in its own direction, is sound with it, and sends its readers on."""
    visit = open_page("", on=arabic_site, width=320)
    name = visit.page.locator(".chooser__list a", has_text=NAMES["ar"])
    assert (name.get_attribute("dir"), name.get_attribute("lang")) == ("rtl", "ar")
    assert visit.page.evaluate(OUTSIDE) == []
    assert axe_findings(visit.page, axe) == []
    assert visit.faults == []
    reader = open_page("", on=arabic_site, locale="ar-EG")
    reader.page.wait_for_url(arabic_site + "ar/")


@pytest.mark.parametrize("locale", ["fa-IR", "ar-SA", "th-TH", "mr-IN"])
def test_the_time_beside_utc_has_its_calendar_and_digits(open_page: Open, locale: str) -> None:
    """Languages with another calendar or other digits get the reader's time as the rest of the page is written."""
    script = (ROOT / "build_tools/theme/assets/javascripts/press.js").read_bytes()
    page = f'<time datetime="2025-11-27T18:00:00Z" data-local="{locale}"></time><script src="press.js"></script>'
    with serve({"index.html": page.encode(), "press.js": script}) as address:
        said = open_page("", on=address, timezone_id="Asia/Tokyo").page.locator(".local-time").inner_text()
    assert {"28", "2025", "03", "00"} <= set(re.findall("[0-9]+", said))


@languages
def test_the_keyboard_skips_the_header(open_page: Open, language: str) -> None:
    """The first stop of the Tab key is a visible link past the header; the next one is in the page's content."""
    page = open_page(f"{language}/").page
    page.keyboard.press("Tab")
    assert page.locator(".press-skip").evaluate("link => link === document.activeElement")
    assert page.locator(".press-skip").evaluate("link => link.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null")


def axe_findings(page: Page, axe: str) -> list[str]:
    """What axe-core finds on a page; what it cannot decide counts, too."""
    page.evaluate(axe)
    options = {"runOnly": {"type": "tag", "values": WCAG}}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    assert len(result["passes"]) > 15, "axe-core has hardly looked at anything"
    found = result["violations"] + result["incomplete"]
    return [f"{rule['id']}: {node['target']} {node.get('failureSummary')}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("en", "light", 1280), ("de", "dark", 390), ("pt", "light", 390), ("ar", "dark", 1280), ("ar", "light", 390)],
)
@pytest.mark.parametrize("kind", [*KINDS, "chooser"])
def test_axe_finds_nothing(open_page: Open, axe: str, kind: str, language: str, scheme: str, width: int) -> None:
    """WCAG 2.2 AA and best practice, as far as axe-core can tell, in each language, in light and dark."""
    page = open_page(PAGES.get(f"{kind}-{language}", ""), scheme=scheme, width=width).page
    assert axe_findings(page, axe) == []


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("de/", "light"),
        ("en/advisories/", "dark"),
        *itertools.product([ADVISORY.format("de"), "pt/advisories/ADV-2025-0002/"], ["light", "dark"]),
    ],
)
def test_axe_finds_nothing_in_a_preview(open_page: Open, preview_site: str, axe: str, path: str, scheme: str) -> None:
    """Drafts, parts that are not translated, and a quite different incident are sound too."""
    visit = open_page(path, on=preview_site, scheme=scheme, width=WIDTHS["desktop" if scheme == "dark" else "phone"])
    assert visit.page.locator("[data-draft]").count() > 0
    assert visit.faults == []
    assert visit.page.evaluate(OUTSIDE) == []
    assert axe_findings(visit.page, axe) == []


@pytest.mark.parametrize("width", [320, 390])
@languages
def test_programs_scroll_inside_of_their_frame(open_page: Open, language: str, width: int) -> None:
    """On a phone, a program is wider than its frame, which the Tab key reaches and the arrow keys scroll."""
    page = open_page(GUIDES["integrators"].format(language), width=width).page
    block = page.locator('pre[data-example="changes.py"]')
    page.locator('pre[data-example="changes.sh"] + button').focus()
    page.keyboard.press("Tab")
    assert block.evaluate("block => block === document.activeElement")
    assert block.evaluate("block => block.scrollWidth > block.clientWidth && block.clientWidth <= innerWidth")
    assert block.evaluate("block => getComputedStyle(block).direction") == "ltr"
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


@pytest.mark.parametrize(
    ("path", "copied"),
    [
        ("pt/subscribe/", "https://incident-press.example/pt/advisories.rss"),
        ("de/integrators/", "curl --fail"),
    ],
)
def test_a_button_copies_what_stands_beside_it(open_page: Open, path: str, copied: str) -> None:
    """The button puts the whole text into the clipboard, and says so; without scripts there is none."""
    visit = open_page(path, permissions=["clipboard-read", "clipboard-write"])
    button = visit.page.locator("[data-copy]").first
    before = button.inner_text()
    button.click()
    visit.page.wait_for_function("before => document.querySelector('[data-copy]').textContent !== before", arg=before)
    assert button.inner_text() == button.get_attribute("data-copied")
    clipboard = visit.page.evaluate("navigator.clipboard.readText()")
    assert clipboard.startswith(copied)
    assert clipboard == visit.page.locator(f"#{button.get_attribute('data-copy')}").text_content()
    plain = open_page(path, java_script_enabled=False).page
    assert not any(it.is_visible() for it in plain.locator("[data-copy]").all())


@pytest.mark.parametrize("path", ["{}/subscribe/", "{}/integrators/", "{}/severity/low/", "{}/products/chatgpt/"])
def test_the_switcher_keeps_the_reader_on_the_page(open_page: Open, path: str) -> None:
    """Guides and lists have the same address in each language, below its own."""
    visit = open_page(path.format("en"))
    for language in ("de", "pt", "en"):
        visit.page.locator(".press-menu summary").click()
        visit.page.get_by_role("link", name=NAMES[language], exact=True).first.click()
        visit.page.wait_for_url(visit.site + path.format(language), wait_until="networkidle")
    assert visit.faults == []


@languages
def test_every_page_leads_to_the_others(open_page: Open, language: str) -> None:
    """Home, advisories, subscription and the page for developers are one click away, from the deepest page too."""
    visit = open_page(ADVISORY.format(language))
    for kind in ("home", "list", "subscribe", "integrators"):
        link = visit.page.locator(".press-header a, .press-footer a").locator("visible=true")
        addresses = link.evaluate_all("links => links.map(link => link.href)")
        assert visit.site + KINDS[kind].format(language) in addresses


def png_size(file: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", file.read_bytes()[16:24])
    return width, height


@languages
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("device", WIDTHS)
def test_screenshots(open_page: Open, kind: str, language: str, device: str) -> None:
    """Whole pages as pictures, for people to look at, in screenshots/; light and dark differ."""
    files = []
    for scheme in ("light", "dark"):
        files.append(ROOT / "screenshots" / f"{kind}-{language}-{device}-{scheme}.png")
        page = open_page(PAGES[f"{kind}-{language}"], width=WIDTHS[device], scheme=scheme).page
        page.screenshot(path=files[-1], full_page=True)
    sizes = [png_size(file) for file in files]
    assert sizes[0] == sizes[1]
    assert sizes[0][0] == WIDTHS[device]
    assert sizes[0][1] >= (3000 if kind in ("advisory", "integrators") else 844)
    assert files[0].read_bytes() != files[1].read_bytes()
