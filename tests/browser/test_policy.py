"""The site as a host serves it that heeds `_headers`, in a real browser: nothing is blocked that the site needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from tests.browser.conftest import Open
from tests.hosts import hosted

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "pt", "de")
PAGES = ["", "404.html"]
PAGES += [f"{language}/{path}" for language in LANGUAGES for path in ("", "advisories/", "404.html")]
PAGES += [f"{language}/advisories/{path}/" for language in LANGUAGES for path in ("2025", "ADV-2025-0001")]
FOREIGN = {
    "inline script": "<script>document.title = 'run'</script>",
    "handler": "<img src='../assets/none.svg' onerror=\"document.title = 'run'\">",
    "script of another host": "<script src='http://127.0.0.1:1/x.js'></script>",
    "picture of another host": "<img src='http://127.0.0.1:1/x.png'>",
    "inline style": "<p style='color: red'>x</p>",
    "frame": "<iframe src='../en/'></iframe>",
    "base": "<base href='http://127.0.0.1:1/'>",
}
FETCH = """async (url) => {
  try { const answer = await fetch(url); return [answer.status, (await answer.text()).length > 0]; }
  catch (error) { return "refused"; }
}"""


@pytest.fixture(scope="module")
def host(tree: Mapping[str, bytes]) -> Iterator[str]:
    """The address of the site on such a host, with a page for each thing that its policy forbids."""
    top, _, rest = tree["en/index.html"].partition(b"</body>")
    forbidden = {
        f"en/{name.replace(' ', '-')}.html": top + html.encode() + b"</body>" + rest for name, html in FOREIGN.items()
    }
    with hosted({**tree, **forbidden}) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_the_policy_lets_the_site_work(open_page: Open, host: str, path: str, scheme: str) -> None:
    """No page logs a violation, styles and scripts of the site apply, and the article is data and no script."""
    visit = open_page(path, on=host, scheme=scheme)
    visit.page.wait_for_load_state("networkidle")
    assert visit.faults == []
    assert "js" in str(visit.page.locator("html").get_attribute("class")).split()
    assert visit.page.locator("[data-scheme][type=button]").is_visible()
    assert visit.page.evaluate("document.styleSheets.length") == 2


@pytest.mark.parametrize("name", FOREIGN)
def test_the_policy_forbids_what_does_not_belong_here(open_page: Open, host: str, name: str) -> None:
    """Each thing that a page must not do is stopped, and the test above would have seen it."""
    visit = open_page(f"en/{name.replace(' ', '-')}.html", on=host)
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.title() != "run"
    assert [fault for fault in visit.faults if "Content Security Policy" in fault]


def test_pages_of_other_sites_read_data_and_no_pages(open_page: Open, host: str) -> None:
    """A script on another host reads feeds and JSON; pages it gets none of."""
    with hosted({"_headers": b"", "index.html": b"<!doctype html><title>x</title>", "404.html": b""}) as elsewhere:
        visit = open_page("", on=elsewhere)
        for path in ("en/feed.json", "de/advisories.rss", "api/v1/translations.json", ".well-known/security.txt"):
            assert visit.page.evaluate(FETCH, host + path) == [200, True], path
        assert visit.page.evaluate(FETCH, f"{host}en/") == "refused"
