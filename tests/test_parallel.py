"""Work in several processes gives what it gives in one: results, order, exceptions; and leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from build_tools import parallel, pipeline
from build_tools.model.frame import Frames
from build_tools.parallel import LostProcessError, map_in_processes
from build_tools.problems import FieldError
from build_tools.project import Project
from build_tools.verify import verify_tree
from build_tools.verify.expected import Expected
from tests.conftest import NOW, ROOT

HERE = os.getpid()
ITEMS = range(20)
Work = Callable[[Sequence[int]], list[int]]


class Workers:
    """Runs a piece of work, and notes in files which processes took part, since they share nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def pids(self) -> set[int]:
        return {int(path.name) for path in self.folder.iterdir()}

    def map(self, work: Work, items: Sequence[int] = ITEMS, workers: int = 3) -> list[int]:
        def noted(part: Sequence[int]) -> list[int]:
            (self.folder / str(os.getpid())).touch()
            return work(part)

        return map_in_processes(noted, items, workers)


@pytest.fixture
def several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    """Few items are worth a process; after the test no process that took part is there, not even as a zombie."""
    monkeypatch.setattr(parallel, "WORTH_A_PROCESS", 4)
    workers = Workers(tmp_path)
    yield workers
    for pid in workers.pids - {HERE}:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def squares(part: Sequence[int]) -> list[int]:
    return [number**2 for number in part]


@pytest.mark.parametrize("workers", [1, 2, 3, 4, 5, 64])
@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 19, 20])
def test_results_are_those_of_one_process_in_order(several: Workers, count: int, workers: int) -> None:
    """However many items and processes there are, every result is there once, in its place."""
    assert several.map(squares, range(count), workers) == squares(range(count))
    assert len(several.pids) == max(1, min(workers, count // 4))
    assert HERE in several.pids


def test_few_items_are_not_worth_a_process(tmp_path: Path) -> None:
    """With the real threshold, a small site is built in one process."""
    workers = Workers(tmp_path)
    assert workers.map(squares, range(299), 8) == squares(range(299))
    assert workers.pids == {HERE}


class TwoPartsError(Exception):
    """Can be packed for another process, but not be unpacked."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first}, {second}")


ERRORS: Mapping[str, tuple[Exception, type[Exception], str]] = {
    "plain": (ValueError("two outputs write index.html"), ValueError, "two outputs write index.html"),
    "of the system": (OSError(28, "No space left", "a.html"), OSError, "[Errno 28] No space left: 'a.html'"),
    "that cannot be unpacked": (TwoPartsError("one", "two"), RuntimeError, "TwoPartsError: one, two"),
    "of our own": (FieldError("code", "Message.", "Mend."), RuntimeError, "FieldError: Message. Mend."),
    "that cannot be packed": (ValueError(threading.Lock()), RuntimeError, "ValueError: <unlocked"),
}


def failing(error: Exception, first: int) -> Work:
    """Work that fails from one item on."""

    def work(part: Sequence[int]) -> list[int]:
        if part[-1] >= first:
            raise error
        return list(part)

    return work


@pytest.mark.parametrize("first", [0, 10, 19], ids=["here", "in two children", "in one child"])
@pytest.mark.parametrize("kind", ERRORS)
def test_an_exception_arrives(several: Workers, capfd: pytest.CaptureFixture[str], kind: str, first: int) -> None:
    """What is raised in a child is raised by the call, and says where; nothing is printed."""
    error, arrives, words = ERRORS[kind]
    with pytest.raises(type(error) if first == 0 else arrives) as caught:
        several.map(failing(error, first))
    assert first == 0 or str(caught.value).startswith(words)
    assert first == 0 or arrives is RuntimeError or "in work\n" in caught.value.__notes__[0]
    assert capfd.readouterr() == ("", "")


def leave(_: int) -> None:
    os._exit(3)


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_soon(_: int) -> None:
    threading.Timer(0.3, die, [0]).start()


ENDS = {"os._exit": (leave, "ended with code 3"), "SIGKILL": (die, "was killed by signal 9")}
ENDS["SIGKILL while it sends"] = (die_soon, "was killed by signal 9")


@pytest.mark.parametrize("end", ENDS)
def test_a_child_that_dies_is_told(several: Workers, capfd: pytest.CaptureFixture[str], end: str) -> None:
    """A process that is killed is an error with plain words, and not one of the disk, which OSError would be."""
    ending, words = ENDS[end]

    def work(part: Sequence[int]) -> list[int]:
        if os.getpid() == HERE:
            time.sleep(0.6)
            return list(part)
        ending(0)
        return [0] * 10_000_000  # far more than a pipe holds: sending it waits for the parent

    with pytest.raises(LostProcessError, match=words) as caught:
        several.map(work, workers=2)
    assert not isinstance(caught.value, OSError)
    assert capfd.readouterr() == ("", "")


def test_an_interrupt_is_left_to_the_parent(several: Workers) -> None:
    """Control-C reaches every process; a child does not print a traceback, the parent ends it."""

    def work(part: Sequence[int]) -> list[int]:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGINT)
        return squares(part)

    assert several.map(work) == squares(ITEMS)


def test_children_end_with_their_parent(tmp_path: Path) -> None:
    """When the parent is killed, no child waits for ever for somebody to take its results."""
    code = """
        import os, sys, time
        from pathlib import Path
        from build_tools import parallel
        parallel.WORTH_A_PROCESS, parent, folder = 1, os.getpid(), Path(sys.argv[1])
        def work(part):
            (folder / str(os.getpid())).touch()
            time.sleep(60 if os.getpid() == parent else 0)
            return [bytes(1_000_000)]
        parallel.map_in_processes(work, range(3), 3)
    """
    process = subprocess.Popen([sys.executable, "-c", "if True:" + code, str(tmp_path)], cwd=ROOT)
    wait_until(lambda: len(Workers(tmp_path).pids) == 3)
    process.kill()
    process.wait()
    wait_until(lambda: not any(is_running(pid) for pid in Workers(tmp_path).pids))
    assert process.returncode == -signal.SIGKILL
    assert not [pid for pid in Workers(tmp_path).pids if is_running(pid)]


def wait_until(reached: Callable[[], bool]) -> None:
    limit = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < limit
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Whether a process is there and at work; a zombie that only waits for the system's first process is not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def test_the_site_is_the_same_from_two_processes(
    project: Project, theme: Frames, tree: Mapping[str, bytes], several: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Built and verified by two processes, every file has the same bytes, in the same order."""
    monkeypatch.setattr(parallel, "WORTH_A_PROCESS", 1)
    started = count_calls(monkeypatch, "_child")
    built, problems = pipeline.build_tree(project, pipeline.public_records(project, NOW), theme, workers=2)
    assert started == [1, 1], "one child renders, and one verifies"
    assert list(built.items()) == list(tree.items())
    assert problems == []


def test_faults_are_the_same_from_three_processes(
    tree: Mapping[str, bytes], several: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site full of faults is found full of faults, in the same order."""
    expected = Expected("https://elsewhere.example/", False, {"en": "a", "pt": "a", "de": "a"})
    started = count_calls(monkeypatch, "_child")
    assert verify_tree(tree, expected, workers=3) == verify_tree(tree, expected) != []
    assert started == [1, 1]


def count_calls(monkeypatch: pytest.MonkeyPatch, name: str) -> list[int]:
    """A list that grows by one entry whenever a function of the module is called."""
    calls, function = [], getattr(parallel, name)
    monkeypatch.setattr(parallel, name, lambda *arguments: calls.append(1) or function(*arguments))
    return calls
