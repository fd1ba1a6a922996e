"""`python -m bench`: generate, measure, compare, print."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import NOW, ROOT, release_an_update, write_project
from bench.reference import ALL_PAGES, THREE_PAGES, write_reference
from bench.reload import Reload, measure_reloads
from bench.results import AGAIN, ALL, BARE, CHECK, COLD, THREE, Run, as_data, table
from bench.stopwatch import Cost, measure
from build_tools.model.moment import rfc3339

CHECKS = 5
"""How often one advisory is checked."""


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        runs = list(_runs(arguments, Path(folder)))
        reloads = list(_reloads(runs, Path(folder)))
    print(f"\n{table(runs, reloads)}")
    if arguments.json:
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(json.dumps(as_data(runs, arguments.seed, reloads), indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Time and memory for many advisories.")
    parser.add_argument("--sizes", type=_sizes, default=[100, 1000], help="numbers of advisories (100,1000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed invents other advisories (1)")
    parser.add_argument("--skip-reference", action="store_true", help="measure the press alone")
    parser.add_argument("--rounds", type=int, default=1, help="repeat the compared builds; the median counts (1)")
    parser.add_argument("--limit", type=float, default=1800, help="seconds after which a build is ended (1800)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file, too")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted({int(size) for size in text.split(",")})


def _runs(arguments: argparse.Namespace, folder: Path) -> Iterator[Run]:
    """Every build, one after the other; 0 advisories first, as the start of the marginal cost."""
    yield from _check_of_one(write_project(folder / "press-1", 1, arguments.seed), 1, arguments.limit)
    for size in dict.fromkeys([0, *arguments.sizes]):
        _say(f"{size:,} advisories: inventing them")
        project = write_project(folder / f"press-{size}", size, arguments.seed)
        first = _told(Run(COLD, size, _press(project, arguments.limit)))
        if not size or arguments.skip_reference:
            yield first
        else:
            reference = write_reference(project, folder / f"mkdocs-{size}")
            yield from _in_turn(project, reference, Run(COLD, size, first.cost), arguments)
            yield _told(Run(ALL, size, _mkdocs(reference, ALL_PAGES, arguments.limit)))
        if size:
            yield from _check_of_one(project, size, arguments.limit)
            release_an_update(project)
            yield _told(Run(AGAIN, size, _press(project, arguments.limit)))


def _reloads(runs: list[Run], folder: Path) -> Iterator[Reload]:
    """For each number of advisories that was built twice, how long a save takes to be in the open page."""
    for run in runs:
        if run.name == AGAIN and run.cost.finished:
            _say(f"{run.advisories:,} advisories: saving, with a page open")
            reload = measure_reloads(folder / f"press-{run.advisories}", run.advisories, run.cost.wall)
            if reload:
                yield reload
            else:
                _say("There is no Chromium: left out.")


def _in_turn(project: Path, reference: Path, first: Run, arguments: argparse.Namespace) -> Iterator[Run]:
    """The press and the quicker MkDocs one after the other, round by round; of each the median round counts."""
    cold, three = [first.cost], []
    for round_number in range(arguments.rounds):
        if round_number:
            shutil.rmtree(project / "site")
            cold.append(_told(Run(COLD, first.advisories, _press(project, arguments.limit))).cost)
        three.append(_told(Run(THREE, first.advisories, _mkdocs(reference, THREE_PAGES, arguments.limit))).cost)
    yield Run(COLD, first.advisories, _median(cold))
    yield Run(THREE, first.advisories, _median(three))


def _check_of_one(project: Path, size: int, limit: float) -> Iterator[Run]:
    """The check of the newest advisory beside the bare start of Python, in turn; of each the median round counts."""
    newest = max((project / "advisories").glob("2*/*.yaml")).stem
    commands: dict[str, list[str | Path]] = {
        BARE: [sys.executable, "-c", "pass"],
        CHECK: [sys.executable, "-m", "build_tools", "--project", project, "check", newest],
    }
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(CHECKS):
        for name, command in commands.items():
            costs[name].append(measure(command, ROOT, project / "none", limit))
    for name, measured in costs.items():
        yield _told(Run(name, size, _median(measured)))


def _median(costs: list[Cost]) -> Cost:
    return sorted(costs, key=lambda cost: cost.wall)[len(costs) // 2]


def _press(project: Path, limit: float) -> Cost:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "build_tools",
        "--project",
        project,
        "build",
        "--now",
        rfc3339(NOW),
    ]
    return measure(command, ROOT, project / "site", limit)


def _mkdocs(folder: Path, settings: str, limit: float) -> Cost:
    output = folder / f"site-{settings}"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", settings, "--site-dir", str(output)]
    return measure(command, folder, output, limit)


def _told(run: Run) -> Run:
    wall = f"{run.cost.wall:.1f} s" if run.cost.finished else f"ended after {run.cost.wall:.0f} s"
    _say(f"{run.advisories:,} advisories: {run.name}: {wall}")
    return run


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
