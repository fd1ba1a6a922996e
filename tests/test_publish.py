"""Publishing is atomic: readers, kills, full disks and other builds at the same moment never meet half a site."""

from __future__ import annotations

import ctypes
import inspect
import os
import random
import re
import shutil
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli import main
from build_tools.publish.folder import publish_folder

PAIR = ("index.html", "en/advisories/index.html")


def numbered(number: int, count: int = 2) -> dict[str, bytes]:
    """A tree whose every file holds the tree's number."""
    names = [*PAIR, *(f"en/{index % 7}/{index}.html" for index in range(count - len(PAIR)))]
    return dict.fromkeys(names, str(number).encode())


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def number_of(site: Path) -> int:
    """The number of the tree that a site holds, which must be whole."""
    found = files(site)
    number = int(found["index.html"])
    assert found == numbered(number, len(found))
    return number


def beside(site: Path) -> set[str]:
    return {path.name for path in site.parent.iterdir()} - {site.name}


HEAD = f"""
import os, resource, sys
from pathlib import Path
from build_tools.publish.folder import publish_folder
PAIR = {PAIR}
{inspect.getsource(numbered)}
"""


def python(code: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Start Python with the publisher and `numbered` at hand."""
    command = [sys.executable, "-c", HEAD + textwrap.dedent(code), *map(str, arguments)]
    return subprocess.Popen(command, cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


class Reader(threading.Thread):
    """Opens the one file, the other, and the first again, as fast as it can, and notes what cannot be."""

    def __init__(self, site: Path) -> None:
        super().__init__(daemon=True)
        self.site = site
        self.reads = 0
        self.seen: set[int] = set()
        self.faults: list[str] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                numbers = [int((self.site / name).read_bytes()) for name in (PAIR[0], PAIR[1], PAIR[0])]
            except (OSError, ValueError) as error:
                self.faults.append(repr(error))
                continue
            self.reads += 1
            self.seen.update(numbers)
            if numbers != sorted(numbers):
                self.faults.append(f"a mixture: {numbers}")


@contextmanager
def reading(site: Path) -> Iterator[Reader]:
    reader = Reader(site)
    reader.start()
    try:
        yield reader
    finally:
        reader.stopped.set()
        reader.join()


def test_a_reader_never_meets_half_a_site(tmp_path: Path) -> None:
    """During 200 publishes no file is missing, and no file is older than one that was read before it."""
    site = tmp_path / "site"
    publish_folder(numbered(0), site)
    with reading(site) as reader:
        for number in range(1, 201):
            publish_folder(numbered(number), site)
    assert reader.faults == []
    assert reader.reads > 200
    assert len(reader.seen) > 20
    assert number_of(site) == 200
    assert beside(site) == set()


def test_builds_at_the_same_time_publish_one_after_the_other(tmp_path: Path) -> None:
    """Four processes that publish into one folder hurt neither each other nor a reader."""
    site = tmp_path / "site"
    publish_folder(numbered(0, 60), site)
    code = """
        for number in range(25):
            publish_folder(numbered(int(sys.argv[2]) + number, 60), Path(sys.argv[1]))
    """
    processes = [python(code, site, start) for start in (1000, 2000, 3000, 4000)]
    whole = 0
    while any(process.poll() is None for process in processes):
        assert (site / PAIR[0]).exists()
        assert (site / PAIR[1]).exists()
        whole += 1
        time.sleep(0.001)
    for process in processes:
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0, output.decode()
    assert whole > 10
    assert number_of(site) % 1000 == 24
    assert beside(site) == set()


def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    """After SIGKILL the site is one tree or another; what is left beside it goes at the next start."""
    site = tmp_path / "site"
    publish_folder(numbered(0, 100), site)
    code = """
        for number in range(1, 1_000_000):
            publish_folder(numbered(number, 100), Path(sys.argv[1]))
            if number == 1:
                print("started", flush=True)
    """
    chance, left, last = random.Random(20251109), 0, set()
    for _ in range(15):
        process = python(code, site)
        assert process.stdout
        assert process.stdout.readline() == b"started\n"
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.communicate()
        last.add(number_of(site))
        left += bool(beside(site))
        assert publish_folder(numbered(0, 100), site)
        assert number_of(site) == 0
        assert beside(site) == set()
    assert left > 3, "no publish was caught in the middle"
    assert len(last) > 1


FAULTS = {
    "full disk": """
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        tree = numbered(1) | {"large": b"x" * 100_000}
    """,
    "no more open files": """
        tree = numbered(1)
        resource.setrlimit(resource.RLIMIT_NOFILE, (4, 4))
    """,
    "a name that is too long": """
        tree = numbered(1) | {"x" * 300: b""}
    """,
    "a parent folder that may not be written": """
        os.chmod(".", 0o555)
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        tree = numbered(1)
    """,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_leaves_the_old_site(tmp_path: Path, fault: str) -> None:
    """When nothing can be written there is an OSError, and the site is what it was."""
    site = tmp_path / "parent/site"
    publish_folder(numbered(0), site)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    code = f"""
os.chdir(sys.argv[1])
{textwrap.dedent(FAULTS[fault])}
try:
    publish_folder(tree, Path("site"))
except OSError as error:
    print("refused:", type(error).__name__, error)
"""
    process = python(code, site.parent)
    output, _ = process.communicate(timeout=60)
    site.parent.chmod(0o755)
    assert process.returncode == 0, output.decode()
    assert output.startswith(b"refused: "), output.decode()
    assert number_of(site) == 0
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before
    assert beside(site) == set()


def test_a_file_in_the_way_is_not_replaced(tmp_path: Path) -> None:
    """A file where the site belongs, or above it, is an OSError and stays."""
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    for target, words in {"site": "site is not a folder; choose another name", "site/below": "site"}.items():
        with pytest.raises(OSError, match=words):
            publish_folder(numbered(1), tmp_path / target)
    assert files(tmp_path) == {"site": b"mine"}


@pytest.mark.parametrize("name", ["project", ".", "project/../project", "link"])
def test_the_sources_are_not_replaced(tmp_path: Path, name: str) -> None:
    """The folder of the sources, or one that holds it, is never taken for the site, even if it looks like one."""
    for file in ("index.html", "project/index.html", "project/mkdocs.yml"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to("project")
    before = files(tmp_path)
    for sources in ("project", "link"):
        with pytest.raises(OSError, match="holds the sources of the site; choose a folder of its own"):
            publish_folder(numbered(1), tmp_path / name, keep=tmp_path / sources)
    assert files(tmp_path) == before
    assert publish_folder(numbered(1), tmp_path / "project/site", keep=tmp_path / "project")


@pytest.mark.parametrize("output", [".", "..", "advisories", "../project/locales"])
@pytest.mark.parametrize("stray", ["notes.txt", "index.html"])
def test_the_command_refuses_to_replace_the_project(
    project_folder: Path, monkeypatch: pytest.MonkeyPatch, output: str, stray: str
) -> None:
    """`advisory build --output` with the project's folder, one above or one below says why not, and nothing is lost."""
    monkeypatch.chdir(project_folder)
    (project_folder / stray).write_text("mine", encoding="utf-8")
    before = files(project_folder.parent)
    done = CliRunner().invoke(main, ["build", "--output", output])
    assert done.exit_code == 1
    assert re.search(r"could not be written: .* choose .*folder.* The old site is untouched\.", done.output)
    assert files(project_folder.parent) == before


@pytest.mark.parametrize("name", ["thesis.odt", "en/index.html", ".git/HEAD"])
def test_a_folder_that_is_no_site_is_not_replaced(tmp_path: Path, name: str) -> None:
    """A folder that holds something and has no index.html at its top stays; an empty one becomes the site."""
    site = tmp_path / "site"
    (site / name).parent.mkdir(parents=True)
    (site / name).write_text("mine", encoding="utf-8")
    with pytest.raises(OSError, match=r"site is not empty and has no index.html.* choose another folder, or empty it"):
        publish_folder(numbered(1), site)
    assert files(tmp_path) == {f"site/{name}": b"mine"}
    shutil.rmtree(site)
    site.mkdir()
    assert publish_folder(numbered(1), site)


def test_only_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    """Folders with names like the site's stay; what an unfinished build left goes, whatever the site is called."""
    site = tmp_path / "s[1]*te"
    mine = {".s[1]*te-backup/a": b"", ".s1te-old/b": b"", "s[1]*te-2/c": b""}
    code = """
        from build_tools.publish import folder
        folder._exchange = lambda *_: os.kill(os.getpid(), 9)
        publish_folder(numbered(1), Path(sys.argv[1]))
    """
    publish_folder(numbered(0), site)
    for name, content in mine.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(content)
    python(code, site).communicate(timeout=60)
    (left,) = beside(site) - {name.partition("/")[0] for name in mine}
    assert number_of(tmp_path / left) == 1
    assert publish_folder(numbered(2), site)
    assert number_of(site) == 2
    assert {name: content for name, content in files(tmp_path).items() if not name.startswith("s[1]*te/")} == mine


def test_a_file_system_without_exchange_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two folders cannot be exchanged, the old site stays and the reason is told."""
    site = tmp_path / "site"
    publish_folder(numbered(0), site)
    monkeypatch.setattr("build_tools.publish.folder._EXCHANGE", 1 << 20)  # a flag that no kernel knows: EINVAL
    with pytest.raises(OSError, match="cannot exchange two folders"):
        publish_folder(numbered(1), site)
    assert number_of(site) == 0
    assert beside(site) == set()


def test_a_system_without_exchange_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the C library has no such call, the old site stays and the reason is told."""
    site = tmp_path / "site"
    publish_folder(numbered(0), site)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    with pytest.raises(OSError, match="cannot exchange two folders: Function not implemented"):
        publish_folder(numbered(1), site)
    assert number_of(site) == 0
    assert beside(site) == set()


def link_to(target: Path, name: Path) -> None:
    """Put a link in the place of a file."""
    name.unlink()
    name.symlink_to(target)


def test_the_site_holds_exactly_the_tree(tmp_path: Path) -> None:
    """Stray files, folders, dot-folders and links go, also when all that belongs there is there already."""
    site = tmp_path / "deep/er/site"
    assert publish_folder(numbered(1), site)
    outside = tmp_path / "outside"
    outside.mkdir()
    strays = {
        "file": lambda: (site / "en/stray.html").write_text("x", encoding="utf-8"),
        "folder": lambda: (site / "en/empty/below").mkdir(parents=True),
        "dot-folder": (site / ".well-known").mkdir,
        "link": lambda: (site / "en/link").symlink_to(outside),
        "changed": lambda: (site / "index.html").write_bytes(b"7"),
        "file that is a link": lambda: (tmp_path / "2").write_bytes(b"1") and link_to(tmp_path / "2", site / PAIR[1]),
    }
    for name, add in strays.items():
        wanted = {str(path) for path in site.rglob("*")}
        add()
        assert publish_folder(numbered(1), site), name
        assert {str(path) for path in site.rglob("*")} == wanted, name
        assert number_of(site) == 1, name
    assert outside.is_dir()


def test_an_unchanged_site_is_not_touched(tmp_path: Path) -> None:
    """The same tree twice changes nothing, and says so."""
    site = tmp_path / "site"
    publish_folder(numbered(1), site)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in [site, *site.rglob("*")]}
    assert not publish_folder(numbered(1), site)
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in [site, *site.rglob("*")]} == before


def test_an_unchanged_file_keeps_its_date(tmp_path: Path) -> None:
    """A new tree takes over what has not changed; what has is a new file, not the old one written over."""
    site = tmp_path / "site"
    publish_folder({"index.html": b"", "same": b"1", "other": b"1"}, site)
    same, other = (site / "same").stat(), (site / "other").stat()
    with (site / "other").open("rb") as reader:
        publish_folder({"index.html": b"", "same": b"1", "other": b"2"}, site)
        assert reader.read() == b"1"
    assert ((site / "same").stat().st_ino, (site / "same").stat().st_mtime_ns) == (same.st_ino, same.st_mtime_ns)
    assert (site / "other").stat().st_ino != other.st_ino


def test_a_link_to_the_site_stays_a_link(tmp_path: Path) -> None:
    """Where `site` is a link, the folder that it names is replaced."""
    publish_folder(numbered(0), tmp_path / "real")
    (tmp_path / "site").symlink_to("real")
    publish_folder(numbered(1), tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert number_of(tmp_path / "real") == 1
    assert beside(tmp_path / "real") == {"site"}


def modes(site: Path) -> dict[str, str]:
    """The mode of every file and folder, in octal digits."""
    return {str(path.relative_to(site)): oct(path.stat().st_mode & 0o7777) for path in [site, *site.rglob("*")]}


EVERYBODY_READS = {
    ".": "0o755",
    "index.html": "0o644",
    "en": "0o755",
    "en/advisories": "0o755",
    "en/advisories/index.html": "0o644",
}


@contextmanager
def umask(mask: int) -> Iterator[None]:
    old = os.umask(mask)
    try:
        yield
    finally:
        os.umask(old)


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o000], ids=oct)
def test_everyone_may_read_the_site(tmp_path: Path, mask: int) -> None:
    """Folders and files can be read by a web server that runs as somebody else, whatever the umask."""
    site = tmp_path / "site"
    for number in range(3):
        with umask(mask):
            publish_folder(numbered(number) | {PAIR[0]: b"0"}, site)  # one file is new each time, one is taken over
        assert modes(site) == EVERYBODY_READS


@pytest.mark.parametrize("path", EVERYBODY_READS)
@pytest.mark.parametrize("next_number", [0, 1])
def test_a_site_that_not_everyone_may_read_is_mended(tmp_path: Path, path: str, next_number: int) -> None:
    """A file or folder with another mode is no unchanged one: the next build sets it right."""
    site = tmp_path / "site"
    publish_folder(numbered(0), site)
    (site / path).chmod(0o700)
    assert publish_folder(numbered(next_number), site)
    assert modes(site) == EVERYBODY_READS
    assert number_of(site) == next_number


def test_a_private_site_is_its_owners_alone(tmp_path: Path) -> None:
    """Nobody else may enter a private site; the next public one, with the same files, opens it again."""
    site = tmp_path / "site"
    for private, mode in ((True, "0o700"), (False, "0o755"), (True, "0o700")):
        assert publish_folder(numbered(1), site, private=private)
        assert modes(site) == EVERYBODY_READS | {".": mode}
        assert not publish_folder(numbered(1), site, private=private)
