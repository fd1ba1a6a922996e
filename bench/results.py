"""The figures of one run: what they say about each other, as a table to read and as JSON to keep."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import pairwise

from bench.reload import Reload
from bench.stopwatch import Cost

COLD, AGAIN = "press, no site yet", "press, one advisory released"
CHECK, BARE = "press, check of one advisory", "Python, started and ended"
ALL, THREE = "MkDocs, all pages in navigation", "MkDocs, three pages in navigation"
_HEADER = ("", "advisories", "seconds", "CPU s", "memory MiB", "files", "size MiB")


@dataclass(frozen=True)
class Run:
    """One measured build."""

    name: str
    advisories: int
    cost: Cost


@dataclass(frozen=True)
class Ratio:
    """The quicker of the two MkDocs builds divided by the press, without a site yet. A limit makes it a lower bound."""

    advisories: int
    wall: float
    cpu: float
    lower_bound: bool


@dataclass(frozen=True)
class Marginal:
    """What one more advisory costs the press, in milliseconds, on the way from one number of them to the next."""

    first: int
    last: int
    wall_ms: float
    cpu_ms: float


@dataclass(frozen=True)
class Check:
    """What it takes to check one advisory among others, and how often Python could have started in that time."""

    advisories: int
    wall_ms: float
    starts: float


def ratios(runs: Sequence[Run]) -> Iterator[Ratio]:
    """For every number of advisories that both sides built."""
    for ours in _finished(runs, COLD):
        theirs = [run.cost for run in runs if run.advisories == ours.advisories and run.name in (ALL, THREE)]
        if theirs:
            quicker = min(theirs, key=lambda cost: cost.wall)
            wall, cpu = quicker.wall / ours.cost.wall, quicker.cpu / ours.cost.cpu
            yield Ratio(ours.advisories, wall, cpu, not quicker.finished)


def marginals(runs: Sequence[Run]) -> Iterator[Marginal]:
    """From each number of advisories to the next one up."""
    cold = sorted(_finished(runs, COLD), key=lambda run: run.advisories)
    for fewer, more in pairwise(cold):
        per_advisory = 1000 / (more.advisories - fewer.advisories)
        wall, cpu = more.cost.wall - fewer.cost.wall, more.cost.cpu - fewer.cost.cpu
        yield Marginal(fewer.advisories, more.advisories, wall * per_advisory, cpu * per_advisory)


def checks(runs: Sequence[Run]) -> Iterator[Check]:
    """For every number of advisories among which one was checked."""
    starts = {run.advisories: run.cost.wall for run in _finished(runs, BARE)}
    for run in _finished(runs, CHECK):
        yield Check(run.advisories, run.cost.wall * 1000, run.cost.wall / starts[run.advisories])


def table(runs: Sequence[Run], reloads: Sequence[Reload] = ()) -> str:
    """All figures as lines of text."""
    lines = [*map(_ratio_line, ratios(runs)), *map(_marginal_line, marginals(runs))]
    lines += [*map(_check_line, checks(runs)), *map(_reload_line, reloads)]
    return "\n".join([*_rows(runs), "", *lines])


def as_data(runs: Sequence[Run], seed: int, reloads: Sequence[Reload] = ()) -> dict[str, object]:
    """All figures, with what they were measured on and with."""
    packages = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n")
    return {
        "processors": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {package: version(package) for package in packages},
        "seed": seed,
        "runs": [asdict(run) for run in runs],
        "ratios": [asdict(ratio) for ratio in ratios(runs)],
        "reloads": [asdict(reload) for reload in reloads],
        "marginal_cost_of_an_advisory": [asdict(marginal) for marginal in marginals(runs)],
        "check_of_one_advisory": [asdict(check) for check in checks(runs)],
    }


def _finished(runs: Sequence[Run], name: str) -> list[Run]:
    return [run for run in runs if run.name == name and run.cost.finished]


def _rows(runs: Sequence[Run]) -> Iterator[str]:
    cells = [_HEADER, *map(_cells, runs)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEADER))]
    for name, *figures in cells:
        yield "  ".join([name.ljust(widths[0]), *map(str.rjust, figures, widths[1:])]).rstrip()


def _cells(run: Run) -> tuple[str, ...]:
    cost = run.cost
    if not cost.finished:
        return run.name, f"{run.advisories:,}", f"more than {cost.wall:,.0f}", "", f"{cost.peak_mib:,.0f}", "", ""
    times = f"{cost.wall:,.1f}", f"{cost.cpu:,.1f}"
    return run.name, f"{run.advisories:,}", *times, f"{cost.peak_mib:,.0f}", f"{cost.files:,}", f"{cost.size_mib:,.1f}"


def _ratio_line(ratio: Ratio) -> str:
    least = "at least " if ratio.lower_bound else ""
    times = f"{least}{ratio.wall:.1f} times the press's time ({least}{ratio.cpu:.1f} times its CPU time)"
    return f"{ratio.advisories:,} advisories: the quicker MkDocs build takes {times}"


def _marginal_line(marginal: Marginal) -> str:
    way = f"From {marginal.first:,} to {marginal.last:,} advisories"
    return f"{way} the press needs {marginal.wall_ms:.1f} ms more for each ({marginal.cpu_ms:.1f} ms of CPU time)"


def _check_line(check: Check) -> str:
    among = f"One of {check.advisories:,} advisories is checked in {check.wall_ms:.0f} ms"
    return f"{among}, {check.starts:.0f} times as long as Python takes to start"


def _reload_line(reload: Reload) -> str:
    saves, times = len(reload.milliseconds), reload.milliseconds
    found = (
        f"a save is in the open page after {reload.median:.0f} ms ({saves} saves: {min(times):.0f} to {max(times):.0f})"
    )
    return f"{reload.advisories:,} advisories: {found}; a whole build takes {reload.ratio:.0f} times as long"
