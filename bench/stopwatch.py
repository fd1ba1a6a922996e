"""Runs a command in a fresh process of its own and says what it cost.

The command is started by a small go-between, so that neither the memory of the benchmark nor an earlier command
shows up in the figures. Run as a module, this file is that go-between.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run cost. `finished` is False when the time limit ended it: `wall` is then a lower bound."""

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
    """Start the command, wait for it or for the limit, and print its cost as JSON."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        process.wait(timeout=limit)
        finished = True
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        finished = False
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall, cpu = time.perf_counter() - started, used.ru_utime + used.ru_stime
    peak = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(json.dumps(asdict(Cost(wall, cpu, peak, finished=finished))))
    return process.returncode if finished else 0


if __name__ == "__main__":
    sys.exit(_run(float(sys.argv[1]), sys.argv[2:]))
