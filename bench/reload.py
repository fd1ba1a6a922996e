"""How long a save takes to be in the open page: `advisory serve`, a real browser, and the newest advisory edited."""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import yaml
from playwright.sync_api import Page, sync_playwright

from bench.corpus import ROOT, write_yaml

SAVES = 7
_LIMIT_MS = 120_000


@dataclass(frozen=True)
class Reload:
    """The milliseconds from each save until its words are in the page, and the seconds of a whole build beside it."""

    advisories: int
    milliseconds: tuple[float, ...]
    build: float

    @property
    def median(self) -> float:
        return median(self.milliseconds)

    @property
    def ratio(self) -> float:
        """How many times as long the whole build takes."""
        return 1000 * self.build / self.median


def measure_reloads(project: Path, advisories: int, build: float) -> Reload | None:
    """Save the newest advisory several times while its page is open; None where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return None
    with _serving(project) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        reload = Reload(advisories, tuple(_saves(project, address, browser.new_page(bypass_csp=True))), build)
        browser.close()
        return reload


def _saves(project: Path, address: str, page: Page) -> Iterator[float]:
    path = max((project / "advisories").glob("2*/*.yaml"))
    content = yaml.safe_load(path.read_bytes())
    # the page's own policy would keep the stopwatch's expression out of it
    page.goto(f"{address}{content['language']}/advisories/{path.stem}/")
    for number in range(SAVES):
        title = f"Title of save {number}"
        started = time.perf_counter()
        write_yaml(path, {**content, "text": {**content.get("text", {}), "title": title}})
        page.wait_for_function(f"document.querySelector('h1')?.textContent.includes('{title}')", timeout=_LIMIT_MS)
        yield 1000 * (time.perf_counter() - started)


@contextlib.contextmanager
def _serving(project: Path) -> Iterator[str]:
    """Run the preview; yields its address."""
    command = [
        sys.executable,
        "-u",
        "-m",
        "build_tools",
        "--project",
        str(project),
        "serve",
        "--address",
        "127.0.0.1:0",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = re.match(r"Preview: (http://\S+/)", process.stdout.readline() if process.stdout else "")
        if address is None:
            raise RuntimeError("the preview did not start")
        yield address[1]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
