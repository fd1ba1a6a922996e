"""The runbook, from an empty site: every command is run in its order, and what it prints is what the page says.

`make runbook` runs this alone. Each run ends with what each step took; with `--accept`, the page gets what is printed
now.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import polib
import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

from build_tools.blanks import BLANK
from tests.conftest import ROOT, copy_project, steps
from tests.desk import environment, put_on_path
from tests.serving import Served

pytestmark = [pytest.mark.faketime, pytest.mark.browser]
PAGE = ROOT / "docs" / "runbook.md"
NIGHT = ROOT / "tests" / "runbook"
ID = "ADV-2026-0001"
FILE = f"advisories/2026/{ID}.yaml"
NO_READER = 141
LOCALES = {"pt": "pt_BR", "de": "de"}
PART = re.compile(
    r"^## (?P<hour>\d\d:\d\d)[^\n]*$|^<!-- (?P<doing>\w+): (?P<what>\S+) -->$|^```console\n(?P<console>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass
class Night:
    """The desk of the runbook: a project without advisories, a clock that the headings set, and what comes of it."""

    folder: Path
    browser: Browser
    hour: str = "02:00"
    page: str = ""
    """The page of the runbook, with what its commands print now."""
    begun: str = ""
    """The file as `advisory new` wrote it."""
    text: str = ""
    """What stood in the browser."""

    def live(self, page: str) -> None:
        """Do what the page says."""
        self.page = PART.sub(self._part, page)

    def _part(self, part: re.Match[str]) -> str:
        if part["hour"]:
            self.hour = part["hour"]
        elif part["doing"]:
            {"file": self._write, "translated": self._translate, "browser": self._look}[part["doing"]](part["what"])
        else:
            commands = re.findall(r"^\$ (.*)$", part["console"], re.MULTILINE)
            return "```console\n" + "".join(f"$ {command}\n{self._run(command)}" for command in commands) + "```"
        return part[0]

    def _run(self, command: str) -> str:
        began = time.perf_counter()
        done = subprocess.run(
            self._at_night("bash", "-o", "pipefail", "-c", command, goes_on=False),
            cwd=self.folder, env=self._environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        steps.append((command, time.perf_counter() - began))
        assert done.returncode in self._exits(command), f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def _exits(self, command: str) -> tuple[int, ...]:
        """Problems are what `check` is for as long as there are blanks; `head` goes away when it has read enough."""
        blank = BLANK in re.sub("#.*", "", (self.folder / FILE).read_text(encoding="utf-8"))
        if blank and "check" in command:
            return (1,)
        return (0, NO_READER) if "| head" in command else (0,)

    def _at_night(self, *command: str, goes_on: bool = True) -> list[str]:
        """A command at the hour of its step; where the clock stands still, it prints the same on a slow machine."""
        return ["faketime", "-f", f"{'@' if goes_on else ''}2026-03-14 {self.hour}:00", *command]

    def _environment(self) -> dict[str, str]:
        return {**environment(self.folder, "press@cloud.example"), "TZ": "UTC", "COLUMNS": "100"}

    def _write(self, name: str) -> None:
        """The editor saves the file."""
        self.begun = self.begun or (self.folder / FILE).read_text(encoding="utf-8")
        shutil.copy(NIGHT / name, self.folder / FILE)

    def _translate(self, name: str) -> None:
        """The translators fill what is empty."""
        words = yaml.safe_load((NIGHT / "translations.yaml").read_text(encoding="utf-8"))[name]
        for language, texts in words.items():
            po = polib.pofile(str(self.folder / "locales" / LOCALES[language] / "advisories" / f"{ID}.po"))
            for entry in (entry for entry in po if not entry.msgstr and not entry.obsolete):
                entry.msgstr = next(text for start, text in texts.items() if entry.msgid.startswith(start))
            po.save()

    def _look(self, language: str) -> None:
        """The preview is opened in a browser, read, and ended."""
        began = time.perf_counter()
        command = self._at_night("advisory", "serve", "--address", "127.0.0.1:0")
        served = Served(command, cwd=self.folder, env=self._environment(), start_new_session=True)
        try:
            served.wait_until_ready()
            page = self.browser.new_page()
            page.goto(f"{served.address}{language}/advisories/{ID}/")
            expect(page.locator("h1")).to_contain_text("Example Cloud")
            self.text = page.locator(".press").inner_text()
            page.close()
        finally:
            os.killpg(served.process.pid, signal.SIGINT)  # as Ctrl-C does: to the clock's program and to the server
            served.process.wait(timeout=60)
        steps.append(("preview in a browser", time.perf_counter() - began))


def empty_site(folder: Path) -> Path:
    """A project with the night's settings and without any advisory, under git, with `advisory` on its path."""
    copy_project(folder)
    shutil.copy(NIGHT / "mkdocs.yml", folder)
    shutil.rmtree(folder / "advisories")
    for path in folder.glob("locales/*/advisories"):
        shutil.rmtree(path)
    (folder / "advisories").mkdir()
    put_on_path(folder)
    (folder / ".gitignore").write_text("/site/\n/build_tools\n.site-*\n")
    for command in ("init --quiet", "add --all", "-c user.name=x -c user.email=x@x commit --quiet --message Begin"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Night:
    """The night, lived through."""
    night = Night(empty_site(tmp_path_factory.mktemp("runbook") / "incident-press"), browser)
    night.live(PAGE.read_text(encoding="utf-8"))
    return night


def test_the_runbook_is_true(night: Night, accepted: Callable[[Path, str], str]) -> None:
    """Each command of the page works, in this order, and prints what stands there."""
    assert night.page == accepted(PAGE, night.page)


def test_what_is_filled_in_is_what_was_left_open(night: Night) -> None:
    """Between what `new` wrote and what the editor saved, each line that differs was a blank, an offer or a choice."""
    begun, filled = (text.split("\n") for text in (night.begun, (NIGHT / "filled.yaml").read_text(encoding="utf-8")))
    differences = [
        part for part in SequenceMatcher(None, begun, filled, autojunk=False).get_opcodes() if part[0] != "equal"
    ]
    assert len(differences) >= 8
    for _, first, last, start, end in differences:
        assert [line for line in begun[first:last] if not is_open(line)] == []
        assert [line for line in filled[start:end] if words_of(line) not in map(words_of, begun[first:last])] == []


def is_open(line: str) -> bool:
    """Whether a line of a new file is to be changed: it has a blank, is offered, or names what may stand there."""
    stands, _, comment = line.partition("#")
    is_offer, is_choice = re.match(r" *#- ", line), " | " in comment or comment.startswith(" better ")
    return BLANK in stands or bool(is_offer or is_choice)


def words_of(line: str) -> tuple[str, ...]:
    """What stays of a line that is filled in: its key or its code, and the comment behind it."""
    name = re.match(r" *#?(?:- )?(?:\{code: )?(\w+)", line)
    return (name[1] if name else "", line.rpartition("# ")[2])


def test_what_is_shown_of_a_file_stands_in_it() -> None:
    """Each part of an excerpt of YAML is a part of the file that the editor saves there, up to the comments."""
    page = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^<!-- file: (\S+) -->\n```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(shown) == 3
    for name, excerpt in shown:
        lines = [line for line in (NIGHT / name).read_text(encoding="utf-8").split("\n") if line.lstrip()[:1] != "#"]
        for part in excerpt.strip("\n").split("\n\n"):
            assert part in "\n".join(lines)


def test_the_preview_was_read_in_the_browser(night: Night) -> None:
    """Before anything was released, the Portuguese page stood in a real browser, marked as a draft."""
    assert "Rascunho" in night.text
    assert "listas de contatos" in night.text.lower()


@pytest.mark.parametrize(("language", "withdrawn"), [("en", "withdrawn"), ("pt", "retirado"), ("de", "zurückgezogen")])
def test_the_night_ends_with_a_withdrawn_advisory(night: Night, language: str, withdrawn: str) -> None:
    """The page stays, says in each language that it is withdrawn, and keeps all four releases."""
    html = (night.folder / "site" / language / "advisories" / ID / "index.html").read_bytes()
    page = BeautifulSoup(html, "html.parser").select_one(".press")
    assert page
    assert withdrawn in page.get_text()
    assert len(list((night.folder / "advisories/history" / ID).iterdir())) == 4


def test_every_step_of_an_advisory_is_in_the_runbook() -> None:
    """New, fill, check, preview, translate, release, build, correct and withdraw: none is missing."""
    page = PAGE.read_text(encoding="utf-8")
    for words in ("new", "check", "serve", "show", "diff", "translations update", "release", "build", "withdraw"):
        assert f"advisory {words}" in page


NOT_RUN = {
    "advisory new": "asks questions; tests/test_new.py answers them",
    "advisory serve --open": "opens the browser of the desk; `advisory serve` is run in its place, and a browser looks",
    "advisory edit": "opens the browser of the desk",
    "advisory release --at": "nothing of this night waits for its time; tests/test_releases.py has what does",
    "advisory next": "as nothing waits for its time, it prints nothing; tests/test_embargo.py reads what it prints",
    "advisory translations release": "the translations come before the releases; tests/test_standing.py has later ones",
}
"""The commands that the page names in a sentence and that its test does not run, with the reason."""


def test_every_command_of_a_sentence_is_run() -> None:
    """What the page names between two sentences is run in it, with these options; or is left out for a reason."""
    page = PAGE.read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    named = {options_of(command) for command in re.findall(r"`(advisory [^`]+)`", prose)}
    run = {options_of(command) for command in re.findall(r"^\$ (advisory [^|\n]*)", page, re.MULTILINE)}
    assert sorted(named - run) == sorted(NOT_RUN)


def options_of(command: str) -> str:
    """A command without what stands for this night alone: ids, kinds, codes and values of options."""
    words = command.split()
    commands = 3 if words[1] == "translations" else 2
    return " ".join([*words[:commands], *(word for word in words[commands:] if word.startswith("--"))])
