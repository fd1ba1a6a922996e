"""The preview is for this machine alone, and says in plain words why it cannot start."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import signal
import socket
import sys
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polib
import pytest
from click.testing import CliRunner

from build_tools import pipeline
from build_tools.cli import main
from build_tools.cli.serving import why_refused
from build_tools.mkdocs_plugin import _for_this_machine
from build_tools.model.frame import Frames
from tests.conftest import copy_project, read
from tests.serving import Served, serve_preview

FIRST = "advisories/2025/ADV-2025-0001.yaml"


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """The preview of a project while something asks it."""
    one = serve_preview(folder)
    try:
        yield one
    finally:
        one.process.kill()
        one.process.wait()


@pytest.fixture(scope="module")
def served_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One preview for all tests that only ask."""
    with serving(copy_project(tmp_path_factory.mktemp("served") / "project")) as one:
        yield one


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "[::]:8000", "192.168.1.2:8000", "127.0.0.1:99999", "8000"])
def test_other_machines_cannot_be_served(project_folder: Path, address: str) -> None:
    """An address that others could reach, or that is none, is refused as a wrong call."""
    done = CliRunner().invoke(main, ["--project", str(project_folder), "serve", "--address", address])
    assert done.exit_code == 2
    assert "Drafts are served to this machine alone" in done.output


def test_a_port_in_use_is_said(project_folder: Path) -> None:
    """A second preview on the same port ends with a sentence and not with a traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = CliRunner().invoke(main, ["--project", str(project_folder), "serve", "--address", address])
    assert done.exit_code == 1
    assert "is in use" in done.output


@pytest.mark.parametrize(
    ("number", "port", "words"),
    [
        (errno.EADDRINUSE, 8000, "Port 8000 is in use, perhaps by a preview in another window. "),
        (errno.EACCES, 80, "Port 80 is kept for the administrator of this machine. "),
        (errno.EADDRNOTAVAIL, 8000, "Port 8000 cannot be used: Cannot assign requested address. "),
    ],
)
def test_why_a_port_is_refused_is_said(number: int, port: int, words: str) -> None:
    """Each reason that the system gives has its own words, and a port above those that are kept."""
    refused = why_refused(OSError(number, os.strerror(number)), "127.0.0.1", port)
    assert refused == f"{words}Another one: --address 127.0.0.1:{8001 if port == 8000 else 8000}"


def test_a_server_that_is_silent_fails_its_test() -> None:
    """Nobody waits for ever for a line that does not come."""
    silent = Served([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        with pytest.raises(AssertionError, match="nothing came"):
            silent.next_line(patience=0.1)
    finally:
        silent.process.kill()
        silent.process.wait()


@pytest.fixture
def served(project_folder: Path) -> Iterator[Served]:
    """The preview of the test's own copy of the project."""
    with serving(project_folder) as one:
        yield one


def test_it_says_where_it_is_and_what_was_saved(served: Served, project_folder: Path) -> None:
    """Its lines name the address and the languages, each save with its time, and each problem with its line."""
    languages = "English, Português (Brasil), Deutsch"
    assert served.lines == [f"Preview: {served.address} in {languages}. It shows what you save. Stop it with Ctrl-C."]
    file = project_folder / FIRST
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("language: en", "language: [en"), encoding="utf-8")
    assert re.fullmatch(rf"\d\d:\d\d:\d\d {FIRST}: ready in \d+ ms, 1 problem\.", served.next_line())
    assert served.next_line().startswith(f"{FIRST}:4:11: error yaml-syntax: ")
    file.write_text(text, encoding="utf-8")
    assert served.next_line().endswith("ms, 0 problems.")


def test_an_interrupt_ends_it_in_peace(served: Served) -> None:
    """Ctrl-C, while a page waits for news: a last line, no traceback, exit code 0."""
    with urllib.request.urlopen(f"{served.address}_preview/events?path=/en/&stamp=x") as stream:  # noqa: S310
        assert stream.readline().startswith(b"data: ")
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(timeout=60) == 0
    assert served.next_line() == "The preview has ended."


@pytest.mark.parametrize(
    ("path", "status", "has"),
    [
        ("", 200, b"hreflang"),
        ("de/", 200, b"_preview/preview.js"),
        ("de", 200, b"_preview/preview.js"),
        ("de/feed.json", 200, b"jsonfeed.org"),
        ("de/advisories.rss", 200, b"<rss"),
        ("assets/stylesheets/press.css", 200, b".press"),
        ("de/nothing/", 404, b"There is no such page"),
        ("assets/", 404, b"There is no such page"),
        ("mkdocs.yml", 404, b"There is no such page"),
        ("../mkdocs.yml", 404, b"There is no such page"),
        ("%2e%2e/mkdocs.yml", 404, b"There is no such page"),
        ("_preview/preview.css", 200, b".preview-panel"),
        ("_preview/", 404, b"There is no such"),
        ("_preview/..%2fengine.py", 404, b"There is no such"),
        ("_preview/../engine.py", 404, b"There is no such"),
    ],
)
def test_what_is_asked_for_is_answered_from_the_site_alone(
    served_once: Served, path: str, status: int, has: bytes
) -> None:
    """Files of the site, and the preview's own two, are answered, nothing is remembered, and no folder is listed."""
    answer, content = served_once.get(f"/{path}")
    if answer.status == 307:
        answer, content = served_once.get(answer.headers["Location"])
    assert answer.status == status
    assert has in content
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("host", "status"), [("localhost", 200), ("127.0.0.1:1", 200), ("evil.example", 400), ("", 400)]
)
def test_the_preview_answers_names_of_this_machine_alone(served_once: Served, host: str, status: int) -> None:
    """A foreign name that points here gets no draft, and no events."""
    for path in ("/de/", "/_preview/preview.js"):
        assert served_once.get(path, Host=host)[0].status == status


def test_nothing_is_written_or_posted(served_once: Served) -> None:
    """The server only answers what is asked for."""
    assert served_once.get("/de/", method="POST")[0].status == 405


def test_the_built_site_knows_nothing_of_the_preview(tree: Mapping[str, bytes]) -> None:
    """Neither the script of the preview nor a word of it is in a public build."""
    assert [path for path, content in tree.items() if b"_preview" in content or b"advisory release" in content] == []


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", "200 OK"),
        ("localhost:8000", "200 OK"),
        ("localhost", "200 OK"),
        ("evil.example:8000", "403 Forbidden"),
        ("evil.example", "403 Forbidden"),
        ("", "403 Forbidden"),
    ],
)
def test_mkdocs_serve_answers_only_names_of_this_machine(host: str, status: str) -> None:
    """A foreign name that points here gets no draft."""

    def app(_environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b"draft"]

    said: list[str] = []
    body = b"".join(_for_this_machine(app)({"HTTP_HOST": host}, lambda status, _headers: said.append(status)))
    assert said == [status]
    assert (body == b"draft") == (status == "200 OK")


def test_what_is_embargoed_is_previewed_as_such(project_folder: Path) -> None:
    """A release whose time has not come stands in the preview, marked, and not in the public site."""
    project, before = read(project_folder), datetime(2025, 11, 27, 17, 59, tzinfo=UTC)
    assert pipeline.public_records(project, before) == []
    (record,) = pipeline.preview_records(project, before)
    assert record.draft


def test_a_page_links_what_is_not_translated(project_folder: Path, theme: Frames) -> None:
    """Optional texts without a translation are left out, and the page says where they can be read."""
    path = project_folder / "locales/de/advisories/ADV-2025-0001.po"
    po = polib.pofile(str(path))
    next(entry for entry in po if "Organisations should check" in entry.msgid).msgstr = ""
    po.save()
    project = read(project_folder)
    record = pipeline.draft_record(project, project.drafts[0], datetime(2025, 12, 1, tzinfo=UTC))
    tree, problems = pipeline.build_tree(project, [record], theme)
    page = tree["de/advisories/ADV-2025-0001/index.html"].decode()
    assert not problems
    assert "data-missing" in page
    assert '<a href="../../../en/advisories/ADV-2025-0001/" lang="en" hreflang="en">English</a>' in page
    assert "data-missing" not in tree["pt/advisories/ADV-2025-0001/index.html"].decode()
