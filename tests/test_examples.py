"""The examples for programmers, taken from the page that shows them and run as a reader runs them, in every language.

The site is served on loopback, at the address that its settings name; curl, Python without any package, and Node.js.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner

from build_tools import pipeline
from build_tools.cli import main
from build_tools.model.frame import Frames
from tests.conftest import ROOT, SOUND, copy_project, published_at, read
from tests.serving import files_served

LANGUAGES = {"en": "en", "pt": "pt-BR", "de": "de"}
EXAMPLES = sorted(
    file.name for file in (ROOT / "build_tools/examples").iterdir() if file.suffix in (".sh", ".py", ".mjs")
)
FIRST, REPLACED, WITHDRAWN = "ADV-2025-0001", "ADV-2025-0100", "ADV-2025-0101"
BEGINNING, END = "2025-12-20T00:00Z", "2026-01-20T00:00Z"
REASON = "It was about another company."
languages = pytest.mark.parametrize("language", LANGUAGES)


def programs(topic: str) -> pytest.MarkDecorator:
    """The examples on a topic, each with the mark of the program that it needs."""
    marks = {".sh": [pytest.mark.curl], ".py": [], ".mjs": [pytest.mark.node]}
    found = [name for name in EXAMPLES if name.startswith(f"{topic}.") and not name.endswith(".sh")]
    return pytest.mark.parametrize("name", [pytest.param(name, marks=marks[Path(name).suffix]) for name in found])


@dataclass
class Desk:
    """A project whose site is served: the folder that is served, and the address of that."""

    folder: Path
    served: Path
    address: str
    theme: Frames = field(repr=False)
    trees: dict[str, dict[str, bytes]] = field(default_factory=dict, repr=False)

    def publish(self, now: str) -> None:
        """Write what an instant changes, as a static host is given it."""
        if now not in self.trees:
            self.trees[now] = self._built(now)
        for path, content in self.trees[now].items():
            file = self.served / path
            if not file.exists() or file.read_bytes() != content:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)

    def _built(self, now: str) -> dict[str, bytes]:
        project = read(self.folder)
        records = pipeline.public_records(project, datetime.fromisoformat(now))
        tree, problems = pipeline.build_tree(project, records, self.theme)
        assert not problems, problems
        return tree

    def page(self, path: str) -> BeautifulSoup:
        return BeautifulSoup((self.served / path / "index.html").read_bytes(), "html.parser")

    def json(self, path: str) -> dict[str, object]:
        return dict(json.loads((self.served / path).read_bytes()))

    def example(self, name: str, language: str) -> str:
        """The text of an example, as it is copied from the page."""
        shown = self.page(f"{language}/integrators").select_one(f'pre[data-example="{name}"]')
        assert shown is not None
        return shown.get_text()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, theme: Frames) -> Iterator[Desk]:
    """The shipped advisory, one that it replaces from January on, and one that is withdrawn in January."""
    folder = copy_project(tmp_path_factory.mktemp("examples") / "project")
    served = folder.parent / "served"
    served.mkdir()
    with ExitStack() as stack:
        address = stack.enter_context(files_served(served, {}))
        published_at(folder, f"{address}/")
        for advisory_id in (REPLACED, WITHDRAWN):
            source = SOUND.replace("ADV-2025-0100", advisory_id) + "release: {change: initial}\n"
            file = folder / f"advisories/2025/{advisory_id}.yaml"
            file.write_text(source, encoding="utf-8")
            run(folder, "release", advisory_id, "--at", "2025-12-05T09:00Z")
        replaced = folder / f"advisories/2025/{REPLACED}.yaml"
        said = f"superseded_by: {FIRST}\nrelease: {{change: update}}"
        replaced.write_text(replaced.read_text(encoding="utf-8").replace("release: {change: initial}", said))
        run(folder, "release", REPLACED, "--at", "2026-01-05T09:00Z")
        run(folder, "withdraw", WITHDRAWN, "--reason", REASON, "--at", "2026-01-10T09:00Z")
        yield Desk(folder, served, address, theme)


def run(folder: Path, *command: str) -> None:
    done = CliRunner().invoke(main, ["--project", str(folder), *command])
    assert done.exit_code == 0, done.output


@dataclass
class Reader:
    """Somebody who copies examples into a folder and runs them there."""

    desk: Desk
    folder: Path

    def starts(self, name: str, language: str) -> subprocess.CompletedProcess[str]:
        """Run an example that is on the page of a language."""
        file = self.folder / name
        file.write_text(self.desk.example(name, language), encoding="utf-8")
        command = {".sh": ["sh"], ".py": [sys.executable, "-I", "-S"], ".mjs": ["node"]}[file.suffix]
        plain = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        return subprocess.run(
            [*command, name], cwd=self.folder, env=plain, capture_output=True, text=True, timeout=120, check=False
        )

    def runs(self, name: str, language: str = "en") -> list[str]:
        """What an example prints, by line; it must not fail."""
        done = self.starts(name, language)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout.splitlines()


@pytest.fixture
def reader(desk: Desk, tmp_path: Path) -> Reader:
    """A reader, on a site as it is in January, after all that has happened."""
    desk.publish(END)
    return Reader(desk, tmp_path)


@languages
def test_every_example_is_on_the_page(desk: Desk, language: str) -> None:
    """Each file once, below a heading that names what runs it; in each language the same but for the language."""
    desk.publish(END)
    page = desk.page(f"{language}/integrators")
    shown = [str(it["data-example"]) for it in page.select("pre[data-example]")]
    assert sorted(shown) == EXAMPLES
    tools = {".sh": "curl", ".py": "Python", ".mjs": "JavaScript"}
    for name in EXAMPLES:
        block = page.select_one(f'pre[data-example="{name}"]')
        assert block is not None
        heading = block.find_previous("h3")
        assert heading is not None
        assert heading.get_text() == tools[Path(name).suffix]
        text = block.get_text()
        assert "status.example" not in text
        assert desk.address in text
        english = desk.example(name, "en").replace('LANGUAGE = "en"', f'LANGUAGE = "{LANGUAGES[language]}"')
        assert text == english.replace(f"{desk.address}/en/", f"{desk.address}/{language}/")


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.endswith(".py")])
def test_examples_in_python_are_for_the_version_that_is_named(name: str) -> None:
    """They have the grammar of Python 3.9 and import the standard library alone."""
    tree = ast.parse((ROOT / "build_tools/examples" / name).read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = [
        alias.name.partition(".")[0] for it in ast.walk(tree) if isinstance(it, ast.Import) for alias in it.names
    ]
    assert imported
    assert set(imported) <= sys.stdlib_module_names


@pytest.mark.curl
def test_curl_fetches_the_index_only_when_it_has_changed(desk: Desk, reader: Reader) -> None:
    """The second time nothing is sent, and the copy stays; after a release, it is another one."""
    desk.publish(BEGINNING)
    os.utime(desk.served / "api/v1/advisories.json", (1_700_000_000, 1_700_000_000))
    copy = reader.folder / "advisories.json"
    assert reader.runs("changes.sh") == []
    assert json.loads(copy.read_bytes()) == desk.json("api/v1/advisories.json")
    (desk.served / "api/v1/advisories.json").write_bytes(b"never sent")
    os.utime(desk.served / "api/v1/advisories.json", (1_700_000_000, 1_700_000_000))
    assert reader.runs("changes.sh") == []
    assert b"never sent" not in copy.read_bytes()
    desk.publish(END)
    assert reader.runs("changes.sh") == []
    assert json.loads(copy.read_bytes()) == desk.json("api/v1/advisories.json")


@programs("changes")
@languages
def test_only_what_has_changed_is_fetched(desk: Desk, reader: Reader, name: str, language: str) -> None:
    """All advisories at first, none when nothing has changed, then those with a new release."""
    desk.publish(BEGINNING)
    assert sorted(reader.runs(name, language)) == [f"{it} release 1" for it in (FIRST, REPLACED, WITHDRAWN)]
    assert reader.runs(name, language) == []
    desk.publish(END)
    changed = [f"{FIRST} release 1", f"{REPLACED} release 2", f"{WITHDRAWN} release 2"]
    assert sorted(reader.runs(name, language)) == changed  # the first one tells now what it takes the place of
    assert reader.runs(name, language) == []


@pytest.mark.curl
@languages
def test_curl_fetches_an_advisory(desk: Desk, reader: Reader, language: str) -> None:
    """The document of an advisory that holds."""
    document = json.loads("\n".join(reader.runs("language.sh", language)))
    assert document == desk.json(f"api/v1/advisories/{document['id']}.json")
    assert not document["withdrawn"]


@programs("language")
@languages
def test_an_advisory_is_read_in_one_language(desk: Desk, reader: Reader, name: str, language: str) -> None:
    """Title, summary, data and actions are those of the advisory's page in that language."""
    lines = reader.runs(name, language)
    path = lines[-1].removeprefix(f"{desk.address}/")
    assert path.startswith(f"{language}/advisories/")
    page = desk.page(path)
    tag = "en" if page.select_one("h1 [lang]") else LANGUAGES[language]
    assert lines[0] == f"[{tag}] {words(page, 'h1')[0]}"
    assert lines[1] == f"[{tag}] {words(page, '#summary > p')[0]}"
    data = [line[2:].casefold() for line in lines if line.startswith("- ")]
    assert data == [it.casefold() for it in words(page, "#data-exposed .data-list strong")]
    actions = [line[2:] for line in lines if line.startswith("* ")]
    assert actions == words(page, ".actions > li > p:nth-of-type(1)")
    assert actions


def words(page: Tag, selector: str) -> list[str]:
    return [" ".join(element.get_text().split()) for element in page.select(selector)]


@programs("codes")
@languages
def test_a_code_that_is_new_is_taken_for_urgent(desk: Desk, reader: Reader, name: str, language: str) -> None:
    """Known severities as they are; one that came later, with its label, as urgent."""
    index, document = (desk.served / path for path in ("api/v1/advisories.json", f"api/v1/advisories/{WITHDRAWN}.json"))
    replace(index, f'"id": "{WITHDRAWN}"', '"severity": "high"', '"severity": "extreme"')
    replace(document, '"severities": {', '"high": ', '"extreme": ')
    labels = {it["id"]: label(desk, str(it["id"]), str(it["severity"]), language) for it in entries(desk)}
    lines = sorted(reader.runs(name, language))
    assert lines == [
        f"{FIRST} low {labels[FIRST]} not urgent",
        f"{REPLACED} high {labels[REPLACED]} urgent",
        f"{WITHDRAWN} extreme {labels[WITHDRAWN]} urgent",
    ]


def replace(file: Path, after: str, old: str, new: str) -> None:
    """Replace what stands behind a mark, wherever the mark stands."""
    first, *parts = file.read_text(encoding="utf-8").split(after)
    assert parts
    assert all(old in part for part in parts)
    file.write_text(after.join([first, *(part.replace(old, new, 1) for part in parts)]), encoding="utf-8")


def entries(desk: Desk) -> list[dict[str, object]]:
    return list(desk.json("api/v1/advisories.json")["advisories"])  # type: ignore[call-overload]


def label(desk: Desk, advisory_id: str, severity: str, language: str) -> str:
    """What the site calls a severity; the one that came later is called what it was before."""
    page = desk.page(f"{language}/advisories/{advisory_id}")
    return words(page, ".chip--severity strong")[0]


@programs("withdrawal")
@languages
def test_a_withdrawal_is_noticed(desk: Desk, reader: Reader, name: str, language: str) -> None:
    """In December all hold; in January one is withdrawn, with the reason, and another is replaced."""
    desk.publish(BEGINNING)
    assert sorted(reader.runs(name, language)) == [f"{it} holds" for it in (FIRST, REPLACED, WITHDRAWN)]
    desk.publish(END)
    assert sorted(reader.runs(name, language)) == [
        f"{FIRST} holds",
        f"{REPLACED} holds",
        f"{REPLACED} was replaced by {FIRST}",
        f"{WITHDRAWN} was withdrawn: {REASON}",
    ]


@pytest.mark.curl
@languages
def test_curl_fetches_the_feed_of_updates(desk: Desk, reader: Reader, language: str) -> None:
    """The feed, in the language of the page."""
    feed = json.loads("\n".join(reader.runs("updates.sh", language)))
    assert feed["language"] == LANGUAGES[language]
    assert feed == desk.json(f"{language}/updates.json")


@programs("updates")
@languages
def test_only_new_updates_are_told(desk: Desk, reader: Reader, name: str, language: str) -> None:
    """All at first, oldest first; none while there are none; then those of January."""
    desk.publish(BEGINNING)
    assert [line.split()[1] for line in reader.runs(name, language)[::3]] == ["initial"] * 3
    assert reader.runs(name, language) == []
    desk.publish(END)
    lines = reader.runs(name, language)
    assert lines[::3] == ["2026-01-05T09:00:00Z update", "2026-01-10T09:00:00Z withdrawal"]
    pages = [f"{REPLACED}/#release-2", f"{WITHDRAWN}/#release-2"]
    assert lines[2::3] == [f"{desk.address}/{language}/advisories/{page}" for page in pages]
    assert reader.runs(name, language) == []


@pytest.mark.curl
@languages
def test_curl_fetches_the_summary(desk: Desk, reader: Reader, language: str) -> None:
    """The summary for clients of Statuspage, in the language of the page."""
    summary = json.loads("\n".join(reader.runs("statuspage.sh", language)))
    assert summary == desk.json(f"{language}/api/v2/summary.json")


@programs("statuspage")
@languages
def test_what_is_open_is_told(desk: Desk, reader: Reader, name: str, language: str) -> None:
    """The one incident that is open, with its title and the address of its page."""
    status, incident, address = reader.runs(name, language)
    assert status.split()[0] == "minor"
    title = words(desk.page(f"{language}/advisories/{FIRST}"), "h1")[0]
    assert incident == f"minor investigating {title}"
    assert address == f"{desk.address}/{language}/advisories/{FIRST}/"


@pytest.mark.curl
def test_curl_fetches_and_checks_all_csaf_documents(desk: Desk, reader: Reader) -> None:
    """Every document of every language is there, and what its hash says; one that is not, is told."""
    names = (desk.served / ".well-known/csaf/index.txt").read_text(encoding="utf-8").split()
    assert len(names) == 9
    assert reader.runs("csaf.sh") == [f"{Path(name).name}: OK" for name in names]
    for name in names:
        assert (reader.folder / name).read_bytes() == (desk.served / ".well-known/csaf" / name).read_bytes()
    with spoilt(desk, names[1]):
        assert f"{Path(names[1]).name}: FAILED" in reader.starts("csaf.sh", "en").stdout.splitlines()


@programs("csaf")
@languages
def test_csaf_documents_of_one_language_are_collected(desk: Desk, reader: Reader, name: str, language: str) -> None:
    """Each with its id, its version and its title in that language; one that is not what its hash says, stops it."""
    lines = reader.runs(name, language)
    documents = sorted((desk.served / ".well-known/csaf/2025").glob("*.json"))
    found = [json.loads(file.read_bytes())["document"] for file in documents]
    mine = [it for it in found if it["lang"] == LANGUAGES[language]]
    versions = [f"{it['tracking']['id']} {it['tracking']['version']}" for it in mine]
    assert sorted(lines[::2]) == sorted(versions)
    assert sorted(lines[1::2]) == sorted(it["title"] for it in mine)
    assert len(mine) == 3
    with spoilt(desk, f"2025/{documents[0].name}"):
        done = reader.starts(name, language)
    assert done.returncode != 0
    assert "is not what its hash says" in done.stderr


class spoilt:  # noqa: N801 - reads as words where it is used
    """While it lasts, a CSAF document is not what its hash says."""

    def __init__(self, desk: Desk, path: str) -> None:
        self._file = desk.served / ".well-known/csaf" / path
        self._content = self._file.read_bytes()

    def __enter__(self) -> None:
        self._file.write_bytes(self._content.replace(b'"document"', b'"document" ', 1))

    def __exit__(self, *_: object) -> None:
        self._file.write_bytes(self._content)
