"""Work on many items in several processes, with the same result as in one, and the same exceptions."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Function = Callable[[Sequence[Item]], list[Result]]
WORTH_A_PROCESS = 150


class LostProcessError(RuntimeError):
    """A process that shared the work ended before it had given its results: it was killed, or it crashed."""


def map_in_processes(function: Function[Item, Result], items: Sequence[Item], workers: int) -> list[Result]:
    """Apply a function to consecutive parts of a list, and join the results in order.

    Children are forked, so that nothing has to be sent to them; only results travel. With few items, or where the
    system cannot fork, the work is done here. What the function raises in a child is raised here; a child that dies
    is a LostProcessError. No child outlives the call.
    """
    parts = min(workers, len(items) // WORTH_A_PROCESS)
    if parts < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return function(items)
    size = -(-len(items) // parts)
    with ExitStack() as started:
        children = [
            started.enter_context(_child(function, items[at : at + size])) for at in range(size, len(items), size)
        ]
        results = [*function(items[:size])]
        for child in children:
            results += child.results()
    return results


class _Answer(NamedTuple, Generic[Result]):
    """What a child sends: its results, or what was raised instead."""

    results: list[Result]
    error: Exception | None = None


class _Child(NamedTuple, Generic[Result]):
    """A process that works on one part, and where its answer arrives."""

    process: BaseProcess
    receiver: Connection

    def results(self) -> list[Result]:
        """The child's results, or what the function raised there."""
        try:
            received = self.receiver.recv_bytes()
        except (EOFError, OSError):
            raise LostProcessError(self._last_words()) from None
        answer: _Answer[Result] = pickle.loads(received)  # noqa: S301 - from our own process
        if answer.error:
            raise answer.error
        return answer.results

    def _last_words(self) -> str:
        self.process.join()
        code = self.process.exitcode or 0
        killed = f"was killed by signal {-code}, perhaps because the machine ran out of memory,"
        return f"A process that shared the work {killed if code < 0 else f'ended with code {code}'} before it was done"


@contextmanager
def _child(function: Function[Item, Result], part: Sequence[Item]) -> Iterator[_Child[Result]]:
    """Start a child; in the end it is gone, whatever it was doing."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def work() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's, and the parent ends its children
        receiver.close()  # if the parent is no more, sending fails instead of waiting for ever
        with suppress(BrokenPipeError):
            sender.send_bytes(_answer(function, part))

    process = context.Process(target=work, daemon=True)
    process.start()
    sender.close()
    try:
        yield _Child(process, receiver)
    finally:
        receiver.close()
        process.kill()
        process.join()


def _answer(function: Function[Item, Result], part: Sequence[Item]) -> bytes:
    try:
        return pickle.dumps(_Answer(function(part)))
    except Exception as error:  # whatever it is, the caller raises it
        error.add_note("In another process:\n" + "".join(traceback.format_exception(error)))
        return _pickled_error(error)


def _pickled_error(error: Exception) -> bytes:
    """An answer that raises the exception; where it cannot travel, one that says the same."""
    try:
        pickled = pickle.dumps(_Answer([], error))
        pickle.loads(pickled)  # noqa: S301 - some exceptions can be packed and not unpacked
    except Exception:
        pickled = pickle.dumps(_Answer([], RuntimeError(f"{type(error).__name__}: {error}")))
    return pickled
