"""The form is for one person on this machine: who may ask, what is answered, and what is written."""

from __future__ import annotations

import contextlib
import copy
import http.client
import json
import re
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from build_tools.cli import main
from build_tools.drafting import FirstFacts, new_source
from tests.conftest import ROOT, copy_project, read
from tests.serving import Served

RELEASED, VENDOR = "ADV-2025-0001", "ADV-2026-0001"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.content)


@dataclass
class Session:
    """Forms that are being served, and the lines that the command has said."""

    folder: Path
    page: str
    served: Served

    @property
    def origin(self) -> str:
        return f"http://{urlsplit(self.page).netloc}"

    @property
    def root(self) -> str:
        """The path that begins with the token."""
        return "/" + urlsplit(self.page).path.split("/")[1] + "/"

    def ask(self, path: str, method: str = "GET", body: Any = None, **headers: str) -> Answer:
        """Ask for exactly this path, below the token unless it begins with a slash, as the form's own page does."""
        parts = urlsplit(self.page)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        own = {"Origin": self.origin, "Content-Type": "application/json"} if method != "GET" else {}
        sent = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        path = path if path.startswith("/") else self.root + path
        connection.request(method, path, sent, {name: it for name, it in (own | given).items() if it})
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): it for name, it in answer.getheaders()}, answer.read())

    def file(self, advisory_id: str) -> Path:
        return self.folder / f"advisories/{advisory_id.split('-')[1]}/{advisory_id}.yaml"

    def begun(self, kind: str) -> str:
        """The id of a new advisory of a kind."""
        return str(self.ask("new", "POST", {"kind": kind}).said["id"])

    def opened(self, advisory_id: str) -> tuple[Any, str]:
        """What the form shows, and the digest of the file."""
        said = self.ask(f"edit/{advisory_id}/value").said
        return said["value"], said["digest"]

    def problems(self, advisory_id: str, value: Any) -> list[tuple[str, list[str | int]]]:
        """The codes of the problems of a value, each with the path of its field."""
        said = self.ask(f"edit/{advisory_id}/check", "POST", {"value": value, "form": "one", "path": "en/"}).said
        return [(it["code"], it["path"]) for it in said["problems"]]

    def save(self, advisory_id: str, value: Any, digest: str) -> Answer:
        return self.ask(f"edit/{advisory_id}/value", "PUT", {"value": value, "digest": digest})


@contextlib.contextmanager
def editing(folder: Path, *arguments: str) -> Iterator[Session]:
    """Start the command on a free port, and wait until it says its address."""
    command = [sys.executable, "-u", "-m", "build_tools", "--project", str(folder), "edit", "--no-open", *arguments]
    served = Served([*command, "--address", "127.0.0.1:0"], cwd=ROOT)
    try:
        served.wait_until_ready()
        assert served.lines == [f"Form: {served.address}"]
        served.next_line()
        yield Session(folder, served.address, served)
    finally:
        served.process.kill()
        served.process.wait()


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One for all tests; each writes to an advisory of its own."""
    folder = copy_project(tmp_path_factory.mktemp("edited") / "project")
    project = read(ROOT)
    source = new_source(
        VENDOR, FirstFacts("third_party_breach", "en", vendor="Mixpanel"), project.site, project.vocabulary
    )
    (folder / "advisories/2026").mkdir()
    (folder / f"advisories/2026/{VENDOR}.yaml").write_text(source, encoding="utf-8")
    with editing(folder, VENDOR) as one:
        yield one


def test_the_token_is_in_every_address(session: Session) -> None:
    """Without it, or with another one, nothing is said but that there is nothing."""
    token = session.root.strip("/")
    assert len(token) >= 32
    assert session.page == f"{session.origin}/{token}/edit/{VENDOR}/"
    for path in ("", "edit/", f"edit/{VENDOR}/value", "schema", "own/form.js", f"{token[:-1]}/", f"{token}x/schema"):
        answer = session.ask("/" + path)
        assert (path, answer.status) == (path, 404)
        assert token.encode() not in answer.content
    assert session.ask("edit/" + VENDOR + "/").status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.2"])
def test_a_foreign_name_is_not_answered(session: Session, host: str) -> None:
    """A foreign page could point its own name at this machine."""
    assert session.ask("schema", Host=host).status == 400
    assert session.ask("new", "POST", {"kind": "ransomware"}, Host=host, Origin=f"http://{host}").status == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ""}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_only_its_own_pages_may_change_something(session: Session, headers: dict[str, str], status: int) -> None:
    """Another origin, or a kind of content that any page can send, is refused everywhere, and nothing is written."""
    value, digest = session.opened(VENDOR)
    before = session.file(VENDOR).read_bytes()
    body = {"value": value | {"internal": "Intruder."}, "digest": digest, "kind": "ransomware"}
    asked = [("new", "POST"), (f"edit/{VENDOR}/value", "PUT")]
    for path, method in [*asked, (f"edit/{VENDOR}/check", "POST"), (f"edit/{VENDOR}/compare", "POST")]:
        assert session.ask(path, method, body, **headers).status == status
    assert session.file(VENDOR).read_bytes() == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b"\xff", 400),
        ([], 400),
        ({}, 400),
        ({"value": "text"}, 400),
        ({"value": {}}, 400),
        ({"value": {"incident": []}}, 400),
        ({"value": {"timeline": [1]}}, 400),
        ({"value": {"timeline": [{"stated_by": [{}]}]}}, 400),
        (b'{"value": "' + b"x" * 2**20 + b'"}', 413),
    ],
)
def test_what_no_form_sends_is_refused(session: Session, body: Any, status: int) -> None:
    """No traceback, a sentence that says so, and the file as it was."""
    before = session.file(VENDOR).read_bytes()
    for path, method in ((f"edit/{VENDOR}/check", "POST"), (f"edit/{VENDOR}/value", "PUT")):
        if isinstance(body, dict):
            body = body | {"digest": session.opened(VENDOR)[1]}
        answer = session.ask(path, method, body)
        assert (answer.status, b"Traceback" in answer.content) == (status, False)
        assert answer.said["message"]
    assert session.file(VENDOR).read_bytes() == before


@pytest.mark.parametrize(
    "path",
    [
        "own/../server.py",
        "own/%2e%2e/server.py",
        "own/..%2fserver.py",
        "own/vendor",
        "edit/..%2f..%2fmkdocs/",
        "edit/mkdocs.yml/value",
        "edit/ADV-2025-9999/",
        "edit/ADV-2025-9999/value",
        "preview/one/../../mkdocs.yml",
        "preview/one/%2e%2e/mkdocs.yml",
    ],
)
def test_nothing_else_is_read(session: Session, path: str) -> None:
    """Files of the form, files of the site and advisories: there is nothing besides."""
    assert session.ask(path).status == 404


def test_its_pages_ask_nobody_and_tell_nobody(session: Session) -> None:
    """No script of others, no frame around it, no address to others, and nothing kept."""
    for path in ("", f"edit/{VENDOR}/", "schema", "own/form.js", "preview/one/en/"):
        headers = session.ask(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert "unsafe" not in policy
        assert re.search("frame-ancestors '(none|self)'", policy)
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
    page = session.ask(f"edit/{VENDOR}/").content.decode()
    assert not re.search(r"(src|href)=\"(https?:)?//", page)


def test_a_blank_is_a_field_to_fill_in(session: Session) -> None:
    """Every blank of the file is a problem at its field; filled in, it is one less, and the blank is gone."""
    value, digest = session.opened(VENDOR)
    text = session.file(VENDOR).read_text(encoding="utf-8")
    blanks = [path for code, path in session.problems(VENDOR, value) if code == "blank"]
    assert len(blanks) == len(re.findall(r"(?<![\w#])___(?! *\.)", re.sub("(?m)^ *#.*", "", text)))
    assert ["incident", "severity", "code"] in blanks
    assert ["affected", "products"] in blanks
    assert ["data", "exposed", 0, "code"] in blanks
    assert ["timeline", 0, "date"] in blanks
    value["incident"]["severity"]["code"] = "high"
    value["timeline"][0]["date"] = "2025-11-09"
    assert session.save(VENDOR, value, digest).status == 200
    after = session.file(VENDOR).read_text(encoding="utf-8")
    assert "severity: high" in after
    assert len([code for code, _ in session.problems(VENDOR, value) if code == "blank"]) == len(blanks) - 2
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in after.splitlines() if "#" in line] == comments


@pytest.mark.parametrize(
    ("path", "text", "code", "shown_at"),
    [
        (["timeline", 1, "date"], "25.11.2025", "not-a-date", ["timeline", 1, "date"]),
        (["timeline", 1, "date"], "", "no-date", ["timeline", 1]),
        (["timeline", 1, "not_before"], "2025-11-20", "two-dates", ["timeline", 1]),
        (["aware_at"], "yesterday", "not-a-date", ["aware_at"]),
        (["affected", "count"], "about 100", "not-a-number", ["affected", "count"]),
        (["affected", "count"], "20 to 10", "range-backwards", ["affected", "count"]),
        (["data", "exposed", 1, "code"], "passwrd", "unknown-code", ["data", "exposed", 1, "code"]),
        (["incident", "own_systems", "code"], "perhaps", "unknown-code", ["incident", "own_systems", "code"]),
        (["text", "summary"], "Write to jane.doe@gmail.com.", "email-address", ["text", "summary"]),
        (["text", "lessons", 0, "text"], "See <b>this</b>.", "raw-html", ["text", "lessons", 0, "text"]),
        (["text", "title"], "a\u200bb", "forbidden-character", ["text", "title"]),
        (["never_asked", "items", 0], "", "blank", ["never_asked", "items", 0]),
        (["incident", "kind", "note"], "TODO", "not-filled-in", ["incident", "kind", "note"]),
    ],
)
def test_a_problem_is_at_its_field(
    session: Session, path: list[Any], text: str, code: str, shown_at: list[str | int]
) -> None:
    """The field that it is about, whatever way the file writes it."""
    value = copy.deepcopy(session.opened(RELEASED)[0])
    parent = value
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = text
    assert (code, shown_at) in session.problems(RELEASED, value)


def test_an_edit_is_previewed_and_not_saved(session: Session) -> None:
    """Three languages show what the form holds; the file, and the preview of another form, do not."""
    before = session.file(RELEASED).read_bytes()
    value, _ = session.opened(RELEASED)
    value["affected"]["count"] = "4711"
    session.ask(f"edit/{RELEASED}/check", "POST", {"value": value, "form": "mine", "path": "en/"})
    for language, number in (("en", "4,711"), ("pt", "4.711"), ("de", "4.711")):
        page = session.ask(f"preview/mine/{language}/advisories/{RELEASED}/")
        assert (page.status, number in page.content.decode()) == (200, True)
    assert b"4,711" not in session.ask(f"preview/other/en/advisories/{RELEASED}/").content
    assert session.ask("preview/mine/assets/stylesheets/press.css").headers["content-type"].startswith("text/css")
    assert session.file(RELEASED).read_bytes() == before


def test_a_draft_with_blanks_is_previewed_without_them(session: Session) -> None:
    """As soon as what every notice needs is there; what is open besides does not stand in the way."""
    draft = session.begun("ransomware")
    value, _ = session.opened(draft)
    session.problems(draft, value)
    assert b"No preview yet" in session.ask(f"preview/one/en/advisories/{draft}/").content
    value["incident"]["severity"]["code"] = "high"
    value["affected"]["products"] = ["api"]
    value["affected"]["people"]["code"] = "some"
    assert any(code == "blank" for code, _ in session.problems(draft, value))
    assert b"OpenAI API" in session.ask(f"preview/one/de/advisories/{draft}/").content
    value["affected"]["products"] = ["api", "chatgpt"]
    value["affected"]["count"] = "many"
    session.problems(draft, value)
    page = session.ask(f"preview/one/de/advisories/{draft}/").content
    assert (b"OpenAI API" in page, b"ChatGPT" in page) == (True, False)  # as it was when it last was whole


def test_a_change_on_the_disk_is_not_written_over(session: Session) -> None:
    """409 with what differs, in words; the file stays. Told that it may, the form is written over what is there now."""
    draft = session.begun("lost_device")
    value, digest = session.opened(draft)
    text = session.file(draft).read_text(encoding="utf-8")
    session.file(draft).write_text(
        text.replace("severity: ___", "severity: low") + "# a new comment\n", encoding="utf-8"
    )
    value["aware_at"] = "2026-01-02"
    on_disk = session.file(draft).read_bytes()
    refused = session.save(draft, value, digest)
    assert refused.status == 409
    assert session.file(draft).read_bytes() == on_disk
    assert {(it["title"], it["mine"], it["on_disk"]) for it in refused.said["differences"]} == {
        ("Incident, Severity", "___", "low"),
        ("Known since", "2026-01-02", "___"),
    }
    assert session.save(draft, value, refused.said["digest"]).status == 200
    after = session.file(draft).read_text(encoding="utf-8")
    assert after.endswith("# a new comment\n")
    assert re.search("aware_at: 2026-01-02", after)
    assert re.search("severity: ___", after)


def test_a_file_that_cannot_be_read_has_no_form(session: Session) -> None:
    """It says which line is wrong; an open form can still be compared with it, and mended it is there again."""
    draft = session.begun("staff_phishing")
    value, digest = session.opened(draft)
    text = session.file(draft).read_text(encoding="utf-8")
    session.file(draft).write_text(text.replace("language: en", "language: [en"), encoding="utf-8")
    said = session.ask(f"edit/{draft}/value").said
    assert said["value"] is None
    line = text[: text.index("language: en")].count("\n") + 1
    assert [it["title"] for it in said["problems"]] == [f"Line {line}"]
    refused = session.save(draft, value, digest)
    assert refused.status == 409
    assert "cannot be read" in refused.said["differences"][0]["on_disk"]
    session.file(draft).write_text(text, encoding="utf-8")
    assert session.opened(draft) == (value, digest)


def test_the_library_is_the_one_that_npm_gives(jedison: Path) -> None:
    """Not a byte of it is another one, and its licence lies beside it."""
    vendor = ROOT / "build_tools/form/browser/vendor"
    version = json.loads((jedison / "package.json").read_text(encoding="utf-8"))["version"]
    files = {f"jedison-{version}.umd.js": "dist/umd/jedison.umd.js", f"jedison-{version}.LICENSE": "LICENSE"}
    assert {path.name for path in vendor.iterdir()} == set(files)
    for name, original in files.items():
        assert (vendor / name).read_bytes() == (jedison / original).read_bytes()


def test_advisories_are_listed_and_begun(session: Session) -> None:
    """The list names each with its state; a new one of a kind is the file that `advisory new` writes."""
    draft = session.begun("misconfiguration")
    page = session.ask("").content.decode()
    kind = read(ROOT).vocabulary.groups["kinds"]["misconfiguration"].label
    assert f'{draft}</a> {kind} <span class="state">(draft)</span>' in page
    assert re.search(rf"{RELEASED}</a> Security incident at Mixpanel.*\(released\)", page)
    folder = session.folder.parent / "other"
    copy_project(folder)
    done = CliRunner().invoke(main, ["--project", str(folder), "new", "misconfiguration", "--id", draft])
    assert done.exit_code == 0, done.output
    assert session.file(draft).read_bytes() == (folder / session.file(draft).relative_to(session.folder)).read_bytes()
    assert session.ask("new", "POST", {"kind": "../../etc"}).status == 400


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--address", "0.0.0.0:8001"], 2, "Drafts are served to this machine alone"),
        (["mkdocs.yml"], 2, "mkdocs.yml is no id."),
        (["ADV-2025-9999"], 1, "There is no file of ADV-2025-9999."),
    ],
)
def test_a_wrong_call_ends_in_plain_words(project_folder: Path, arguments: list[str], code: int, words: str) -> None:
    """Before anything is served."""
    done = CliRunner().invoke(main, ["--project", str(project_folder), "edit", "--no-open", *arguments])
    assert (done.exit_code, words in done.output) == (code, True), done.output


def test_an_interrupt_ends_it_in_peace(project_folder: Path) -> None:
    """Ctrl-C, while a form waits for news: a last line, no traceback, exit code 0."""
    with editing(project_folder, RELEASED) as one:
        parts = urlsplit(one.page)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        connection.request("GET", f"{one.root}edit/{RELEASED}/events")
        assert connection.getresponse().readline().startswith(b"data: ")
        one.served.process.send_signal(signal.SIGINT)
        assert one.served.next_line() == "The form has ended. What was not saved is lost."
        assert one.served.next_line() == ""
        assert one.served.process.wait(timeout=60) == 0
