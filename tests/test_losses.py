"""A build loses nothing that the public has seen: by the history in git, and by the site that is live."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from email.message import Message
from http.client import IncompleteRead, InvalidURL
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from click.testing import CliRunner, Result

from build_tools import releasing
from build_tools.cli import main
from build_tools.history.files import sealed_json
from build_tools.history.releases import freeze
from build_tools.history.unreadable import why_unreadable
from tests.conftest import copy_project, read

ID = "ADV-2025-0001"
SOURCE = f"advisories/2025/{ID}.yaml"
FIRST, SECOND = (f"advisories/history/{ID}/000{number}.json" for number in (1, 2))
ADDITION = f"advisories/history/{ID}/0001.de.01.json"
NOW = "2025-12-31T00:00Z"


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), *arguments])


def build(folder: Path, *arguments: str, now: str = NOW) -> Result:
    return run(folder, "build", "--now", now, *arguments)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def git(folder: Path, *arguments: str) -> str:
    """Run git, with an author and without the settings of whoever runs the test."""
    settings = ["-c", "user.name=Desk", "-c", "user.email=desk@incident-press.example", "-c", "commit.gpgsign=false"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", "-C", str(folder), *settings, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout


@pytest.fixture(scope="module")
def grown_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two releases, a later translation of the first, a built site, all committed."""
    folder = copy_project(tmp_path_factory.mktemp("losses") / "project")
    catalogue = folder / "locales/de/advisories/ADV-2025-0001.po"
    edit(catalogue, "Vorfall bei Mixpanel", "Zwischenfall bei Mixpanel")
    done = run(folder, "translations", "release", ID, "--at", "2025-12-01T10:00Z")
    assert done.exit_code == 0, done.output
    edit(folder / SOURCE, "count: unknown", "count: 4711")
    edit(folder / SOURCE, "release: {change: initial}", "release: {change: update}")
    assert run(folder, "release", ID, "--at", "2025-12-19T10:00Z").exit_code == 0
    assert build(folder).exit_code == 0
    (folder / ".gitignore").write_text("site/\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=What was published")
    return folder


@pytest.fixture
def grown(grown_once: Path, tmp_path: Path) -> Path:
    """A copy of that project, which a test may harm."""
    return Path(shutil.copytree(grown_once, tmp_path / "project", symlinks=True))


def remove(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def remove_advisory(folder: Path) -> None:
    shutil.rmtree(folder / f"advisories/history/{ID}")


def reseal(folder: Path) -> None:
    """Exchange the newest release for another with a fitting seal and chain."""
    releases = read(folder).histories[ID]
    other = releases[1].advisory.with_fields(aware_at="unknown", superseded_by="ADV-2025-0002")
    (folder / SECOND).write_bytes(sealed_json(releases[1].with_fields(advisory=other)))


def another_under_the_same_id(folder: Path) -> None:
    """Delete everything, and release another advisory with the same id."""
    remove_advisory(folder)
    edit(folder / SOURCE, "change: update", "change: initial")
    release(folder, "2025-12-20T10:00Z")


def release(folder: Path, at: str) -> None:
    """Release as the command does, but for its look at git."""
    project = read(folder)
    added, problems = releasing.release(project, project.drafts[0], datetime.fromisoformat(at))
    assert added, problems


HARM = {
    "the newest release": (remove(SECOND), "history-lost", "release-lost"),
    "the newest translation": (remove(ADDITION), "history-lost", "release-lost"),
    "an advisory": (remove_advisory, "history-lost", "advisory-lost"),
    "a release exchanged": (reseal, "history-lost", "release-rewritten"),
    "an id used again": (another_under_the_same_id, "history-lost", "id-reused"),
}


@pytest.mark.parametrize("harm", HARM)
def test_git_knows_what_was_there(grown: Path, harm: str) -> None:
    """What was committed and is gone or another stops build and check, names the mend, and harms no site."""
    before = {path: path.read_bytes() for path in (grown / "site").rglob("*") if path.is_file()}
    HARM[harm][0](grown)
    for done in (build(grown), run(grown, "check")):
        assert done.exit_code == 1
        assert f"error {HARM[harm][1]}:" in done.stderr
        assert re.search(
            r"Bring it back: `mkdir -p \S+ && git cat-file blob [0-9a-f]{12} > advisories/history/\S+`", done.stderr
        )
    assert {path: path.read_bytes() for path in (grown / "site").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("harm", HARM)
def test_a_loss_that_was_committed_is_still_known(grown: Path, harm: str) -> None:
    """Committing the harm, and more after it, hides nothing; the mend that is named brings the file back."""
    HARM[harm][0](grown)
    for message in ("The harm", "More"):
        (grown / "README").write_text(message, encoding="utf-8")
        git(grown, "add", "--all", ".")
        git(grown, "commit", "--quiet", f"--message={message}")
    done = build(grown)
    assert done.exit_code == 1
    mends = re.findall(r"`(mkdir -p .*?)`", done.stderr)
    assert mends
    for mend in mends:
        subprocess.run(["bash", "-c", mend], cwd=grown, check=True)
    assert build(grown).exit_code == 0


IDENTITY = '{"authority": "incident-press.example", "date": "2025-11-01", "languages": {}}'


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder at an address of this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("by_address", [False, True], ids=["folder", "address"])
@pytest.mark.parametrize("harm", HARM)
def test_the_live_site_knows_what_was_there(grown: Path, tmp_path: Path, harm: str, by_address: bool) -> None:
    """Also when git knows nothing, a build that would lose what is live is refused, and says which release."""
    live = Path(shutil.copytree(grown / "site", tmp_path / "live"))
    shutil.rmtree(grown / ".git")
    HARM[harm][0](grown)
    with served(live) as address:
        done = build(grown, "--against", address if by_address else str(live))
    assert done.exit_code == 1
    assert [*re.findall("error ([a-z-]+):", done.stderr)] == [HARM[harm][2]]
    assert ID in done.stderr


def test_nothing_is_lost_by_a_build_that_loses_nothing(grown: Path, tmp_path: Path) -> None:
    """Against the site that is live, the same project builds; so does one with a further release."""
    live = shutil.copytree(grown / "site", tmp_path / "live")
    assert build(grown, "--against", str(live)).exit_code == 0
    edit(grown / SOURCE, "count: 4711", "count: 4712")
    edit(grown / SOURCE, "change: update", "change: correction")
    assert run(grown, "release", ID, "--at", "2025-12-20T10:00Z").exit_code == 0
    with served(Path(live)) as address:
        assert build(grown, "--against", f"{address}/").exit_code == 0


def test_a_clock_that_goes_backwards_loses_nothing(grown: Path) -> None:
    """A build whose clock is behind would take releases back; against the live site, it does not."""
    done = build(grown, "--against", str(grown / "site"), now="2025-12-10T00:00Z")
    assert done.exit_code == 1
    assert (
        "Release 2 of ADV-2025-0001, of 2025-12-19T10:00:00Z, is live, and this build does not have it." in done.stderr
    )
    assert "put the clock right" in done.stderr


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("history/index.json", None),
        ("history/index.json", "<html>"),
        ("history/index.json", "[]"),
        (
            "history/index.json",
            '{"identity": {"authority": "a", "date": "b", "languages": {}}, "years": ["../../etc"]}',
        ),
        ("history/index.json", '{"years": 7}'),
        ("history/2025.json", None),
        ("history/2025.json", '{"advisories": []}'),
        ("history/2025.json", '{"advisories": {"ADV-2025-0001": {"releases": [{"number": 1}]}}}'),
    ],
)
@pytest.mark.parametrize("by_address", [False, True], ids=["folder", "address"])
def test_a_live_site_that_cannot_be_read_stops_the_build(
    grown: Path, tmp_path: Path, path: str, content: str | None, by_address: bool
) -> None:
    """A site that is not there or is none of the press's is a problem with a mend, and never taken for an empty one."""
    live = Path(shutil.copytree(grown / "site", tmp_path / "live"))
    (live / path).unlink()
    if content is not None:
        (live / path).write_text(content, encoding="utf-8")
    with served(live) as address:
        done = build(grown, "--against", address if by_address else str(live))
    assert done.exit_code == 1
    assert "error live-unreadable:" in done.stderr
    assert "For the very first publication, leave `--against` out." in done.stderr


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (URLError(socket.gaierror(-2, "Name or service not known")), "no machine of this name is found"),
        (URLError(TimeoutError("timed out")), "it gives no answer in time"),
        (URLError(ssl.SSLCertVerificationError(1, "self-signed")), "its certificate is not valid"),
        (URLError("no host given"), "this is no address"),
        (URLError(OSError(113, "No route to host")), "the machine refuses it"),
        (HTTPError("https://site.example/x", 404, "Not Found", Message(), None), "no page `https://site.example/x`"),
        (HTTPError("https://site.example/x", 403, "Forbidden", Message(), None), "it wants a password"),
        (HTTPError("https://site.example/x", 503, "Unavailable", Message(), None), "it is out of order (503)"),
        (IncompleteRead(b""), "the answer breaks off"),
        (InvalidURL("nonnumeric port"), "this is no address"),
    ],
)
def test_what_the_network_says_is_told_in_plain_words(error: Exception, words: str) -> None:
    """Whatever goes wrong on the way to the live site, no words of a programming language are left in it."""
    said = why_unreadable(error)
    assert words in said
    assert not re.search(r"rrno|urlopen|<|http\.client|Error", said)


def test_where_nothing_answers_is_said(grown: Path) -> None:
    """A port on which nobody listens, an address that is none, and a folder that is not there."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert "cannot be read: nothing answers there." in build(grown, "--against", closed).stderr
    assert "cannot be read: this is no address." in build(grown, "--against", "https://a..b").stderr
    assert "there is no `nowhere/history/index.json`." in build(grown, "--against", "nowhere").stderr


def test_what_nobody_could_see_may_be_taken_back(grown: Path) -> None:
    """A committed release whose time has not come may be deleted; once it has come, it may not."""
    edit(grown / SOURCE, "count: 4711", "count: 4712")
    edit(grown / SOURCE, "change: update", "change: correction")
    assert run(grown, "release", ID, "--at", "2026-03-01T10:00Z").exit_code == 0
    git(grown, "add", ".")
    git(grown, "commit", "--quiet", "--message=For March")
    (grown / f"advisories/history/{ID}/0003.json").unlink()
    assert build(grown, now="2026-02-28T10:00Z").exit_code == 0
    assert "error history-lost:" in build(grown, now="2026-03-02T10:00Z").stderr
    release(grown, "2026-03-01T11:00Z")
    assert build(grown, now="2026-02-28T10:00Z").exit_code == 0, "it may also be made anew"


@pytest.mark.parametrize("break_it", [lambda git: shutil.rmtree(git / "objects"), lambda git: (git / "HEAD").unlink()])
def test_a_repository_that_cannot_be_asked_stops_the_build(grown: Path, break_it: Callable[[Path], None]) -> None:
    """Where git cannot answer, nobody knows what is lost: the build says so, and publishes nothing."""
    break_it(grown / ".git")
    done = build(grown)
    assert done.exit_code == 1
    assert "error history-not-compared:" in done.stderr


def test_no_command_goes_on_upon_a_hole(grown: Path) -> None:
    """A number that was published is not given to another release, nor withdrawn upon, nor translated."""
    (grown / SECOND).unlink()
    for command in (("release", ID), ("withdraw", ID, "--reason", "No."), ("translations", "release", ID)):
        done = run(grown, *command, "--at", "2026-01-20T10:00Z")
        assert done.exit_code == 1
        assert "error history-lost:" in done.stderr
    assert not (grown / SECOND).exists()


def test_a_merge_takes_nothing_away(grown: Path) -> None:
    """A release that a merge drops is known as lost, though no commit of its own took it away."""
    git(grown, "switch", "--quiet", "--create", "side", "HEAD")
    (grown / "README").write_text("side", encoding="utf-8")
    git(grown, "add", ".")
    git(grown, "commit", "--quiet", "--message=Side")
    git(grown, "switch", "--quiet", "main")
    git(grown, "merge", "--quiet", "--no-commit", "--no-ff", "side")
    git(grown, "rm", "--quiet", "-f", SECOND)
    git(grown, "commit", "--quiet", "--message=Merge")
    assert "error history-lost:" in build(grown).stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("authority: incident-press.example", "authority: another.example"),
        ("date: 2025-11-01", "date: 2025-11-02"),
        ("tag: pt-BR", "tag: pt"),
    ],
)
def test_ids_of_feed_items_do_not_change(grown: Path, tmp_path: Path, old: str, new: str) -> None:
    """A setting that would show every subscriber every item again is refused against the live site."""
    live = shutil.copytree(grown / "site", tmp_path / "live")
    edit(grown / "mkdocs.yml", old, new)
    done = build(grown, "--against", str(live))
    assert done.exit_code == 1
    assert "error identity-changed:" in done.stderr


def test_against_nothing_is_a_mistake(grown: Path) -> None:
    """An empty address, as of a variable that is not set, does not switch the comparison off."""
    done = build(grown, "--against", "")
    assert done.exit_code == 2
    assert "names no folder and no address" in done.stderr


@pytest.mark.parametrize("name", ["no repository", "no commit", "a folder of a repository"])
def test_any_state_of_git_will_do(grown: Path, tmp_path: Path, name: str) -> None:
    """Without a repository or a commit there is nothing to compare with; a project may lie deep in a repository."""
    shutil.rmtree(grown / ".git")
    if name == "no commit":
        git(grown, "init", "--quiet")
    if name == "a folder of a repository":
        git(tmp_path, "init", "--quiet")
        git(tmp_path, "add", "project/advisories")
        git(tmp_path, "commit", "--quiet", "--message=All")
    done = build(grown)
    assert done.exit_code == 0
    assert "history" not in done.stderr
    (grown / SECOND).unlink()
    assert ("history-lost" in build(grown).stderr) == (name == "a folder of a repository")


def test_index_has_what_is_public_and_no_more(grown: Path) -> None:
    """The index of releases names each public release and translation, with the SHA-256 that its file ends with."""
    content = json.loads((grown / "site/history/2025.json").read_bytes())
    (first, second) = content["advisories"][ID]["releases"]
    seals = [json.loads((grown / path).read_bytes())["sha256"] for path in (FIRST, ADDITION, SECOND)]
    assert [first["sha256"], first["translations"][0]["sha256"], second["sha256"]] == seals
    assert second["translations"] == []
    assert build(grown, now="2025-12-05T00:00Z").exit_code == 0
    content = json.loads((grown / "site/history/2025.json").read_bytes())
    assert [release["number"] for release in content["advisories"][ID]["releases"]] == [1]


def test_frozen_release_without_file_has_no_seal(grown: Path) -> None:
    """A preview's release, which has no file, claims no SHA-256."""
    project = read(grown)
    release = freeze(project.content(project.drafts[0]), project.histories[ID][0].released_at, 3, None)
    assert release.sha256 == ""
