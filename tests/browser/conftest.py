"""A browser, the built site on a loopback port, and pages that note what goes wrong in them."""

from __future__ import annotations

import contextlib
import http.server
import mimetypes
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from build_tools import pipeline
from build_tools.model.frame import Frames
from tests.added_language import release_in
from tests.conftest import AXE, CHROMIUM, NOW, ROOT, copy_project, read

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
WIDTHS = {"phone": 390, "desktop": 1280}
SAMPLE = ROOT / "tests" / "samples" / "ADV-2025-0002.yaml"
Open = Callable[..., "Visit"]


class TreeHandler(http.server.BaseHTTPRequestHandler):
    """Answers from a tree in memory, as a plain web server would from a folder."""

    tree: Mapping[str, bytes]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].lstrip("/")
        path += "index.html" if path.endswith("/") or not path else ""
        content = self.tree.get(path)
        self.send_response(404 if content is None else 200)
        self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(content or b"")))
        if path.startswith("assets/"):
            self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the browser has gone on to another page
            self.wfile.write(content or b"")

    def log_message(self, *_: Any) -> None:
        """The browser's own tests say what failed."""


@contextlib.contextmanager
def serve(tree: Mapping[str, bytes]) -> Iterator[str]:
    """Serve a tree on a free port; yields the address of its root."""
    handler = type("Handler", (TreeHandler,), {"tree": tree})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def site(tree: Mapping[str, bytes]) -> Iterator[str]:
    """The address of the built site."""
    with serve(tree) as address:
        yield address


@pytest.fixture(scope="session")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site with a fourth language, which is written from right to left."""
    folder = copy_project(tmp_path_factory.mktemp("arabic") / "project")
    release_in(folder, "ar")
    project = read(folder)
    built, problems = pipeline.build_tree(
        project, pipeline.public_records(project, NOW), pipeline.render_frames(project)
    )
    assert not problems, "\n".join(map(str, problems))
    with serve(built) as address:
        yield address


@pytest.fixture(scope="session")
def preview_site(tmp_path_factory: pytest.TempPathFactory, theme: Frames) -> Iterator[str]:
    """The address of a preview: two drafts, one an edit of the advisory that is not translated yet."""
    folder = copy_project(tmp_path_factory.mktemp("preview") / "project")
    shutil.copy(SAMPLE, folder / "advisories/2025")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("        - {id: shop, name: Axios Shop}\n        - {id: app, name: Axios App}\n")
    source = folder / "advisories/2025/ADV-2025-0001.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("  title: ", "  title: Edited. "), encoding="utf-8")
    project = read(folder)
    built, problems = pipeline.build_tree(project, pipeline.preview_records(project, NOW), theme)
    assert not problems, "\n".join(map(str, problems))
    with serve(built) as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield launched
    launched.close()


@dataclass
class Visit:
    """A page in the browser, the address of the site that it is on, and all that went wrong meanwhile."""

    page: Page
    site: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._note(message.type in ("error", "warning"), message.text))
        self.page.on("pageerror", lambda error: self._note(True, f"script error: {error}"))
        self.page.on("requestfailed", lambda request: self._note(True, f"request failed: {request.url}"))
        self.page.on("response", lambda response: self._note(not response.ok, f"{response.status}: {response.url}"))
        self.page.on("request", lambda request: self._note(not self._is_own(request.url), f"foreign: {request.url}"))

    def _note(self, bad: bool, text: str) -> None:
        if bad:
            self.faults.append(text)

    def _is_own(self, url: str) -> bool:
        return url.startswith(self.site)

    def go(self, path: str) -> Page:
        """Open a page of the site, and wait until everything is loaded."""
        self.page.goto(self.site + path, wait_until="load")
        return self.page

    def leave(self) -> None:
        """Make ready for the next test: nothing is remembered, nothing is noted."""
        self.page.evaluate("localStorage.clear()")
        self.faults.clear()


@pytest.fixture(scope="session")
def visits(browser: Browser) -> dict[str, Visit]:
    """One context for each set of options: a new one for each test would take most of the time."""
    return {}


@pytest.fixture
def open_page(request: pytest.FixtureRequest, browser: Browser, visits: dict[str, Visit]) -> Iterator[Open]:
    """Open a page: in French, so that the chooser stays, and in UTC, unless told otherwise; Arabic on its own site."""
    used: list[Visit] = []

    def opened(path: str = "", *, on: str = "", width: int = 1280, scheme: str = "light", **options: Any) -> Visit:
        on = on or request.getfixturevalue("arabic_site" if path.startswith("ar/") else "site")
        settings: dict[str, Any] = {"locale": "fr-FR", "timezone_id": "UTC", "color_scheme": scheme, **options}
        settings["viewport"] = {"width": width, "height": 844}
        visit = visits.get(f"{on}{settings}")
        if visit is None:
            visit = visits[f"{on}{settings}"] = Visit(browser.new_context(**settings).new_page(), on)
        used.append(visit)
        visit.go(path)
        return visit

    yield opened
    for visit in used:
        visit.leave()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core; where it is not installed, the tests that ask for it are left out."""
    return AXE.read_text(encoding="utf-8")
