"""`mkdocs build` and `mkdocs serve` do the same as `advisory build` and `advisory serve`, each in a real process."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT, copy_project

COMMANDS = {
    "mkdocs": [sys.executable, "-m", "mkdocs"],
    "advisory": [str(Path(sys.executable).with_name("advisory"))],
}
SOURCE = "advisories/2025/ADV-2025-0001.yaml"
PAGE = "en/advisories/ADV-2025-0001/"
TITLE = "Security incident at Mixpanel exposes metadata of OpenAI API accounts"
LIMIT = 30  # seconds; everything waited for takes two

both = pytest.mark.parametrize("command", COMMANDS)


def run(folder: Path, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a project, without colours, with both outputs in one."""
    return subprocess.run(
        [*COMMANDS[command], *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"},
    )


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def dated(folder: Path) -> dict[str, tuple[int, int]]:
    """What identifies each file and folder beyond its content: inode and date of change."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in [folder, *folder.rglob("*")]}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site is built; tests take copies of it."""
    folder = copy_project(tmp_path_factory.mktemp("built") / "project")
    assert run(folder, "advisory", "build").returncode == 0
    return folder


@pytest.fixture
def built_folder(built: Path, tmp_path: Path) -> Path:
    """A copy of a project whose site is built."""
    return Path(shutil.copytree(built, tmp_path / "project", symlinks=True))


def test_both_builds_give_the_same_tree(project_folder: Path) -> None:
    """`mkdocs build`, with the shipped mkdocs.yml, publishes the paths and bytes that `advisory build` publishes."""
    assert run(project_folder, "mkdocs", "build", "--strict").returncode == 0
    assert run(project_folder, "advisory", "build", "--output", "other").returncode == 0
    published = files(project_folder / "site")
    assert len(published) > 20
    assert published == files(project_folder / "other")


def test_mkdocs_publishes_where_it_is_told(project_folder: Path) -> None:
    """`--site-dir` names the folder; nothing else is written beside the sources."""
    before = set(project_folder.iterdir())
    assert run(project_folder, "mkdocs", "build", "--site-dir", "public").returncode == 0
    assert (project_folder / "public" / PAGE / "index.html").exists()
    assert set(project_folder.iterdir()) - before == {project_folder / "public"}


def test_other_plugins_of_mkdocs_do_not_disturb(project_folder: Path) -> None:
    """With MkDocs' own search beside the press, the build gives the same tree."""
    assert run(project_folder, "advisory", "build", "--output", "other").returncode == 0
    edit(project_folder / "mkdocs.yml", "plugins:\n", "plugins:\n  - search\n")
    done = run(project_folder, "mkdocs", "build")
    assert done.returncode == 0, done.stdout
    assert files(project_folder / "site") == files(project_folder / "other")


@both
def test_an_edit_is_not_published_before_its_release(built_folder: Path, command: str) -> None:
    """The public site shows releases, whatever the YAML says meanwhile."""
    published = files(built_folder / "site")
    edit(built_folder / SOURCE, TITLE, "Not released yet")
    assert run(built_folder, command, "build").returncode == 0
    assert files(built_folder / "site") == published


@both
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("status: investigating", "status: investigatin", "unknown-code"),
        ("  - {code: vendor_access_gained", "  - {code: vendor_access_gained, date: [", "yaml"),
        ("id: ADV-2025-0001", "id: ADV-2025-0001\nincidnet: x", "Did you mean `incident`?"),
    ],
)
def test_a_broken_advisory_stops_the_build(built_folder: Path, command: str, old: str, new: str, said: str) -> None:
    """The problem is printed with its place, no traceback is, and the old site is untouched."""
    before = dated(built_folder / "site")
    edit(built_folder / SOURCE, old, new)
    result = run(built_folder, command, "build")
    assert result.returncode != 0
    assert re.search(rf"{SOURCE}:\d+:\d+: error .*{said}", result.stdout), result.stdout
    assert "Traceback" not in result.stdout
    assert dated(built_folder / "site") == before


@both
@pytest.mark.parametrize("is_released", [False, True])
def test_a_draft_with_blanks_holds_up_no_other(built_folder: Path, command: str, is_released: bool) -> None:
    """A build leaves it out with a word, whatever else is wrong with it; what was released of it stays as it is."""
    published = files(built_folder / "site")
    draft = SOURCE if is_released else "advisories/2026/ADV-2026-0001.yaml"
    (built_folder / draft).parent.mkdir(exist_ok=True)
    lines = f"id: {draft[-18:-5]}\nlanguage: en\nincident: {{kind: ___, status: ___}}\nmistake: 1\n"
    (built_folder / draft).write_text(lines, encoding="utf-8")
    done = run(built_folder, command, "build")
    assert done.returncode == 0, done.stdout
    assert f"{draft}:1:1: warning unfinished: This draft is not finished, and left out: 2 blanks" in done.stdout
    assert files(built_folder / "site") == published


@both
def test_a_site_that_cannot_be_written_is_told_in_words(project_folder: Path, command: str) -> None:
    """Where a file stands in the way, the command fails with the reason and without a traceback."""
    (project_folder / "site").write_text("in the way", encoding="utf-8")
    result = run(project_folder, command, "build")
    assert result.returncode != 0
    assert "The site could not be written" in result.stdout
    assert "Traceback" not in result.stdout
    assert (project_folder / "site").read_text(encoding="utf-8") == "in the way"


@both
def test_what_is_no_longer_produced_disappears(built_folder: Path, command: str) -> None:
    """A language that was removed, a stray file, a stray folder and a dot-folder leave the site."""
    site = built_folder / "site"
    assert (site / "de").is_dir()
    (site / "stray.html").write_text("stray", encoding="utf-8")
    (site / "en/empty").mkdir()
    (site / ".stray").mkdir()
    (site / ".well-known/old.txt").write_text("old", encoding="utf-8")
    edit(built_folder / "mkdocs.yml", "        - {path: de, tag: de, locale: de, name: Deutsch}\n", "")
    shutil.rmtree(built_folder / "advisories/history")  # a language that something was released in has to stay
    assert run(built_folder, "advisory", "release", "ADV-2025-0001", "--at", "2025-11-27T18:00Z").returncode == 0
    assert run(built_folder, command, "build").returncode == 0
    folders = {".well-known", "api", "assets", "en", "history", "pt"}
    files = {"404.html", "_headers", "index.html", "robots.txt", "sitemap.xml"}
    assert {path.name for path in site.iterdir()} == folders | files
    assert {path.name for path in (site / ".well-known").iterdir()} == {"csaf", "security.txt"}
    assert not (site / "en/empty").exists()


@both
def test_strays_disappear_when_nothing_else_has_changed(built_folder: Path, command: str) -> None:
    """Also a build whose tree is the published one removes what does not belong to it."""
    site = built_folder / "site"
    wanted = {str(path) for path in site.rglob("*")}
    (site / "en/empty").mkdir()
    assert run(built_folder, command, "build").returncode == 0
    assert {str(path) for path in site.rglob("*")} == wanted


@dataclass(frozen=True)
class Preview:
    """A server that runs: its address, its process, and what it has printed."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def page(self, path: str = PAGE) -> str:
        with urllib.request.urlopen(self.url + path, timeout=LIMIT) as answer:  # noqa: S310 - loopback
            text: str = answer.read().decode()
        return text

    def await_reload(self, page: str) -> None:
        """Wait, as the script in a page does, until the server tells that page to load again."""
        if own := re.search(r'data-preview data-stamp="(\w+)"', page):
            query = urllib.parse.urlencode({"path": f"/{PAGE}", "stamp": own[1]})
            with urllib.request.urlopen(f"{self.url}_preview/events?{query}", timeout=LIMIT) as events:  # noqa: S310
                assert any(line.startswith(b'data: {"reload": true') for line in events)
            return
        epoch, request = re.findall(r"livereload\((\d+), (\d+)\);", page)[-1]
        told = int(self.page(f"livereload/{epoch}/{request}"))
        assert told > int(epoch), "the server did not tell the page to load again"

    def await_mend(self, page: str) -> None:
        """Wait until a mended source is read: MkDocs then loads the page again, though it is as it was before."""
        if "data-preview" in page:
            wait_until(lambda: self.printed.count("ms, 0 problems.") == 2, self.printed)
        else:
            self.await_reload(page)


def wait_until(condition: Callable[[], object], what: str) -> None:
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def answers(url: str) -> bool:
    with contextlib.suppress(urllib.error.URLError, ConnectionError):
        urllib.request.urlopen(url, timeout=LIMIT).close()  # noqa: S310 - loopback
        return True
    return False


@contextlib.contextmanager
def serving(folder: Path, command: str) -> Iterator[Preview]:
    """Run `serve` on a free port of the loopback address, and end it by its process id."""
    address, log = f"127.0.0.1:{free_port()}", folder.parent / "serve.log"
    option = "--dev-addr" if command == "mkdocs" else "--address"
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1", "TMPDIR": str(folder.parent)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*COMMANDS[command], "serve", option, address],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
        )
    preview = Preview(f"http://{address}/", process, log)
    try:
        wait_until(lambda: process.poll() is not None or answers(preview.url + "en/"), "the server does not start")
        assert process.poll() is None, preview.printed
        yield preview
    finally:
        process.terminate()
        process.wait(LIMIT)


@both
def test_serve_previews_edits_and_survives_broken_ones(project_folder: Path, command: str) -> None:
    """The released page, then the draft as it is saved; a broken edit is told and leaves the last good preview."""
    source = project_folder / SOURCE
    with serving(project_folder, command) as preview:
        released = preview.page()
        assert f">{TITLE}</h1>" in released
        assert "data-draft" not in released

        edit(source, TITLE, "A first draft")
        preview.await_reload(released)
        draft = preview.page()
        assert ">A first draft</h1>" in draft
        assert "data-draft" in draft
        assert "data-draft" in preview.page("de/advisories/ADV-2025-0001/")

        edit(source, "status: investigating", "status: investigatin")
        wait_until(lambda: "error unknown-code" in preview.printed, preview.printed)
        assert re.search(rf"{SOURCE}:\d+:\d+: error unknown-code: .* Did you mean `investigating`\?", preview.printed)
        assert ">A first draft</h1>" in preview.page()
        assert preview.process.poll() is None

        edit(source, "status: investigatin\n", "status: investigating\n")
        preview.await_mend(draft)
        edit(source, "status: investigating", "status: investigatin")
        wait_until(lambda: preview.printed.count("error unknown-code") == 2, "the same mistake is not told again")

        edit(source, "status: investigatin\n", "status: resolved\n")
        wait_until(lambda: 'data-status="resolved"' in preview.page(), preview.printed)
        assert "Traceback" not in preview.printed
    assert not answers(preview.url), "the server outlives its process"


def test_serve_follows_settings_catalogues_and_theme(project_folder: Path) -> None:
    """A change of mkdocs.yml, of a catalogue or of the theme shows; broken settings leave the last good preview."""
    settings = project_folder / "mkdocs.yml"
    shutil.copytree(ROOT / "build_tools/theme", project_folder / "look")
    edit(settings, "custom_dir: build_tools/theme", "custom_dir: look")
    with serving(project_folder, "mkdocs") as preview:
        page = preview.page("de/")
        edit(project_folder / "locales/de/LC_MESSAGES/interface.po", "Zum Inhalt springen", "Gleich zum Inhalt")
        preview.await_reload(page)
        page = preview.page("de/")
        assert "Gleich zum Inhalt" in page

        edit(project_folder / "look/partials/footer.html", "press-footer__inner", "another-footer")
        preview.await_reload(page)
        page = preview.page("de/")
        assert "another-footer" in page

        edit(settings, "Incident Press Demonstration Desk", "Another Desk")
        preview.await_reload(page)
        assert "Another Desk" in preview.page("de/")

        edit(settings, "plugins:", "plugins: [")
        wait_until(lambda: "preview stays as it was" in preview.printed, preview.printed)
        assert "Another Desk" in preview.page("de/")
        edit(settings, "plugins: [", "plugins:")
        edit(settings, "Another Desk", "The Last Desk")
        wait_until(lambda: "The Last Desk" in preview.page("de/"), preview.printed)


def test_serve_tells_what_is_broken_from_the_start(project_folder: Path) -> None:
    """With no good preview to show, `mkdocs serve` ends with the problem and without a traceback."""
    edit(project_folder / SOURCE, "status: investigating", "status: investigatin")
    result = run(project_folder, "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{free_port()}")
    assert result.returncode != 0
    assert "error unknown-code" in result.stdout
    assert "Traceback" not in result.stdout
