"""Runs a command in a fresh process of its own and says what it cost.

The command is started by a small go-between, so that neither the memory of the benchmark nor an earlier command
shows up in the figures. Run as a program, this file is that go-between.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

PAGE = resource.getpagesize()
SAMPLE_SECONDS = 0.05


@dataclass(frozen=True)
class Cost:
    """What one run cost.

    Memory is the sum over the command's processes; what they share counts in each of them. `finished` is False when
    the time limit ended the run: its times are then lower bounds.
    """

    wall: float
    cpu: float
    peak_mib: float
    files: int = 0
    size_mib: float = 0.0
    finished: bool = True


def measure(command: Sequence[str | Path], folder: Path, output: Path, limit: float) -> Cost:
    """Run the command in `folder` and weigh what lies in `output` afterwards. Raises RuntimeError when it fails."""
    go_between = [sys.executable, "-S", __file__, str(limit), *map(str, command)]
    run = subprocess.run(go_between, cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{run.stderr[-4000:]}")
    files, size = _weigh(output)
    return replace(Cost(**json.loads(run.stdout)), files=files, size_mib=size)


def _weigh(folder: Path) -> tuple[int, float]:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes) / 2**20


def _run(limit: float, command: Sequence[str]) -> int:
    """Start the command, wait for it or for the limit, print its cost as JSON, and return its exit code."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    end = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
    memory = _MemoryWatch(process.pid)
    end.start()
    memory.start()
    code = process.wait()
    wall = time.perf_counter() - started
    finished = wall < limit
    end.cancel()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    largest = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    peak = max(memory.peak, largest) / 2**20
    print(json.dumps(asdict(Cost(wall, used.ru_utime + used.ru_stime, peak, finished=finished))))
    return code if finished else 0


class _MemoryWatch(threading.Thread):
    """Keeps the highest sum of the resident memory of a process and those it started, where `/proc` tells it."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0

    def run(self) -> None:
        while resident := _resident(self.pid):
            self.peak = max(self.peak, resident)
            time.sleep(SAMPLE_SECONDS)


def _resident(pid: int) -> int:
    """Bytes that a process and its descendants hold, or 0 when it has ended."""
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return own + sum(_resident(int(child)) for child in children)


if __name__ == "__main__":
    sys.exit(_run(float(sys.argv[1]), sys.argv[2:]))
