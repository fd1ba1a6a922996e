"""A WebSub hub: feeds name it where one is configured, and `advisory ping-hub` tells it what has changed."""

from __future__ import annotations

import json
import ssl
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import trustme
from click.testing import CliRunner, Result

from build_tools.cli import main
from build_tools.project import read_project
from tests.conftest import codes
from tests.feeds.source import ATOM, URL
from tests.test_settings import change

FIRST = "2025-11-27T18:05Z"
FEEDS = 3 * (1 + 2) * 2 * 3
"""Languages, all and each product, kinds, formats."""


class Hub(HTTPServer):
    """A hub on this machine that speaks TLS with a certificate of its own; it remembers what it was told."""

    def __init__(self, authority: trustme.CA) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.told: list[dict[str, list[str]]] = []
        self.status = 204
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.server_port}/publish"

    @property
    def topics(self) -> set[str]:
        """The addresses of the feeds that it was told of, without the site's."""
        return {topic.removeprefix(URL) for form in self.told for topic in form["hub.url"]}


class Handler(BaseHTTPRequestHandler):
    """Takes announcements as hubs do."""

    server: Hub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
        self.server.told.append(parse_qs(body))
        self.send_response(self.server.status if self.path == "/publish" else 404)
        self.send_header("Location", self.server.url + "/moved")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Whoever certifies the hub."""
    return trustme.CA()


@pytest.fixture
def hub(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub that is running, whose authority this machine trusts."""
    certificate = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    hub = Hub(authority)
    threading.Thread(target=hub.serve_forever, args=(0.01,), daemon=True).start()
    yield hub
    hub.shutdown()
    hub.server_close()


def use_hub(folder: Path, address: str) -> None:
    change(folder, "        date: 2025-11-01\n", f"        date: 2025-11-01\n        hub: {address}\n")


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), *arguments])


@pytest.fixture
def published(project_folder: Path, hub: Hub) -> Path:
    """A project that uses the hub, and whose site is built."""
    use_hub(project_folder, hub.url)
    assert run(project_folder, "build", "--now", FIRST).exit_code == 0
    return project_folder


def test_a_build_tells_no_hub_and_names_it_in_each_feed(published: Path, hub: Hub) -> None:
    """Each format names the hub in its own way, beside the address of the feed."""
    assert hub.told == []
    for path in ("de/advisories", "en/products/api/updates"):
        for form in ("rss", "atom"):
            root = ET.parse(published / "site" / f"{path}.{form}").getroot()
            links = {link.get("rel"): link.get("href") for link in root.iter(f"{ATOM}link")}
            assert (links["hub"], links["self"]) == (hub.url, f"{URL}{path}.{form}")
    feed = json.loads((published / "site/de/feed.json").read_bytes())
    assert feed["hubs"] == [{"type": "WebSub", "url": hub.url}]


def test_without_a_hub_none_is_named(project_folder: Path) -> None:
    """No feed has a word of a hub, and the command says what to do."""
    assert run(project_folder, "build", "--now", FIRST).exit_code == 0
    feeds = [path for path in (project_folder / "site").rglob("*") if path.suffix in (".rss", ".atom")]
    assert feeds
    assert not [path for path in feeds if b'rel="hub"' in path.read_bytes()]
    assert "hubs" not in json.loads((project_folder / "site/de/feed.json").read_bytes())
    done = run(project_folder, "ping-hub")
    assert done.exit_code == 1
    assert "names no hub. Add its address under `feeds:`" in done.output


def test_archives_name_no_hub(published: Path) -> None:
    """Nobody subscribes to an archive, and none is announced."""
    (published / "site/de/advisories-2024.atom").write_bytes(b"")
    assert run(published, "ping-hub").exit_code == 0
    assert "advisories-2024" not in (published / ".announced-feeds.json").read_text(encoding="utf-8")


def test_the_hub_is_told_of_what_has_changed(published: Path, hub: Hub) -> None:
    """At first of every feed; then of none; then of those that are other than before; with --all, of every one."""
    assert run(published, "ping-hub").exit_code == 0
    assert len(hub.told) == len(hub.topics) == FEEDS
    assert all(form["hub.mode"] == ["publish"] and form["hub.topic"] == form["hub.url"] for form in hub.told)
    hub.told.clear()
    done = run(published, "ping-hub")
    assert (done.exit_code, hub.told) == (0, [])
    assert "No feed has changed since the last announcement." in done.output
    (published / "site/de/products/api/updates.rss").write_bytes(b"<rss/>")
    (published / "site/de/feed.json").write_bytes(b"{}")
    assert run(published, "ping-hub").exit_code == 0
    assert hub.topics == {"de/products/api/updates.rss", "de/feed.json"}
    hub.told.clear()
    assert run(published, "ping-hub", "--all").exit_code == 0
    assert len(hub.topics) == FEEDS


@pytest.mark.parametrize(("status", "words"), [(500, "out of order (500)"), (307, "refuses to answer (307)")])
def test_what_the_hub_does_not_take_is_told_again(published: Path, hub: Hub, status: int, words: str) -> None:
    """An error, and a hub that sends on elsewhere, end with 1 and the feeds; the next call announces these again."""
    hub.status = status
    done = run(published, "ping-hub")
    assert done.exit_code == 1
    assert f"Not announced: {URL}de/advisories.atom: it" in done.output
    assert words in done.output
    assert f"The hub was not told of {FEEDS} feeds." in done.output
    hub.status = 202
    hub.told.clear()
    assert run(published, "ping-hub").exit_code == 0
    assert len(hub.topics) == FEEDS


def test_a_hub_with_a_wrong_certificate_is_told_nothing(
    published: Path, hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where this machine does not trust who certified the hub, nothing is sent."""
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(other)
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    done = run(published, "ping-hub")
    assert done.exit_code == 1
    assert "its certificate is not valid" in done.output
    assert hub.told == []


def test_another_hub_is_told_of_everything(published: Path, hub: Hub) -> None:
    """What another hub was told of does not count, nor does a file that holds something else."""
    state = published / ".announced-feeds.json"
    for content in ('{"hub": "https://other.example/", "feeds": {}}', "[]", "nothing"):
        hub.told.clear()
        state.write_text(content, encoding="utf-8")
        assert run(published, "ping-hub").exit_code == 0
        assert len(hub.topics) == FEEDS


def test_a_folder_without_feeds_is_told(published: Path, hub: Hub, tmp_path: Path) -> None:
    """Nothing is announced, and the message names the folder and the command."""
    done = run(published, "ping-hub", "--site", str(tmp_path / "empty"))
    assert done.exit_code == 1
    assert "Build the site first: advisory build" in done.output
    assert hub.told == []


@pytest.mark.parametrize(
    "address",
    ["http://hub.example/", "hub.example", "https://", "https://me:secret@hub.example/", "ftp://hub.example/"],
)
def test_a_hub_that_is_no_https_url_is_a_problem(project_folder: Path, address: str) -> None:
    """It is found before anything is built, with its line, and the mend says what to write."""
    use_hub(project_folder, address)
    project, problems = read_project(project_folder)
    assert project is None
    assert codes(problems) == ["not-an-address"]
    assert "https://hub.example/" in problems[0].mend
    assert "hub:" in (project_folder / "mkdocs.yml").read_text().splitlines()[problems[0].place.line - 1]
    assert run(project_folder, "build").exit_code == 1
    assert not (project_folder / "site").exists()
