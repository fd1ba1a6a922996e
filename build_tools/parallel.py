"""Work on many items in several processes, with the same result as in one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
WORTH_A_PROCESS = 150


def map_in_processes(
    function: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], workers: int
) -> list[Result]:
    """Apply a function to consecutive parts of a list, and join the results in order.

    Children are forked, so that nothing has to be sent to them; only results travel. With few items, or where the
    system cannot fork, the work is done here. Raises ChildProcessError when a child dies.
    """
    parts = min(workers, len(items) // WORTH_A_PROCESS)
    if parts < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return function(items)
    size = -(-len(items) // parts)
    children = [_Child(function, items[start : start + size]) for start in range(size, len(items), size)]
    results = function(items[:size])
    for child in children:
        results += child.results()
    return results


class _Child(Generic[Item, Result]):
    """A forked process that works on one part and sends its results back."""

    def __init__(self, function: Callable[[Sequence[Item]], list[Result]], part: Sequence[Item]) -> None:
        self.receiver, sender = multiprocessing.Pipe(duplex=False)
        context = multiprocessing.get_context("fork")
        self.process = context.Process(target=lambda: sender.send(function(part)), daemon=True)
        self.process.start()
        sender.close()

    def results(self) -> list[Result]:
        try:
            received: list[Result] = self.receiver.recv()
        except EOFError:
            raise ChildProcessError("a process that rendered pages ended before it was done") from None
        self.process.join()
        return received
