"""The benchmark's generator: real, repeatable projects, so that what `make bench` times is what the press does."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bench.corpus import NOW, release_an_update, write_project
from bench.reference import ALL_PAGES, THREE_PAGES, write_reference
from bench.reload import Reload
from bench.results import ALL, BARE, CHECK, COLD, THREE, Check, Marginal, Ratio, Run, checks, marginals, ratios, table
from bench.stopwatch import Cost, measure
from build_tools import pipeline
from build_tools.project import read_project
from tests.conftest import read

COUNT = 8


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated project, which no test changes."""
    return write_project(tmp_path_factory.mktemp("bench") / "project", COUNT, seed=1)


def test_same_seed_writes_same_bytes(generated: Path, tmp_path: Path) -> None:
    """Two runs with one seed measure the same advisories; another seed invents others."""
    assert _digests(write_project(tmp_path / "again", COUNT, seed=1)) == _digests(generated)
    assert _digests(write_project(tmp_path / "other", COUNT, seed=2)) != _digests(generated)


def test_project_has_no_problem_and_nothing_unreleased(generated: Path) -> None:
    """Everything that is generated passes all rules, and every draft is as its newest release has it."""
    project, problems = read_project(generated)
    assert {problem.code for problem in problems} <= {"prose-not-translated", "release-text-not-translated"}
    assert project is not None
    assert len(project.drafts) == len(project.histories) == COUNT
    assert project.unreleased == []


def test_advisories_are_varied(generated: Path) -> None:
    """Years, statuses, languages, prose, translations and numbers of releases differ, as in real life."""
    project = read(generated)
    advisories = [draft.advisory for draft in project.drafts]
    assert {advisory.id[:8] for advisory in advisories} == {f"ADV-{year}" for year in range(2021, 2026)}
    assert {advisory.incident.kind.code for advisory in advisories} > {"third_party_breach"}
    assert len({advisory.incident.status for advisory in advisories}) > 1
    assert len({advisory.incident.severity.code for advisory in advisories}) > 1
    assert {bool(advisory.text.summary) for advisory in advisories} == {True, False}
    assert len({len(releases) for releases in project.histories.values()}) > 1
    assert any(texts for draft in project.drafts for texts in project.translations[draft.advisory.id].texts.values())


def test_project_builds(generated: Path, tmp_path: Path) -> None:
    """The press builds it: a page for each advisory in each language, and a list for each year."""
    built = pipeline.build(read(generated), NOW, tmp_path / "site")
    assert {problem.code for problem in built.problems} <= {"security-txt-expires"}  # which is about today
    assert len(list((tmp_path / "site").glob("*/advisories/ADV-*/index.html"))) == 3 * COUNT
    assert len(list((tmp_path / "site").glob("*/advisories/20*/index.html"))) == 3 * 5


def test_update_is_released_and_public(tmp_path: Path) -> None:
    """What the second build has to show is a new release of one advisory."""
    project_folder = write_project(tmp_path / "project", COUNT, seed=1)
    before = read(project_folder).histories
    path = release_an_update(project_folder)
    after = pipeline.public_records(read(project_folder), NOW)
    changed = [record for record in after if record.releases != before[record.current.advisory.id]]
    assert [record.current.advisory.id for record in changed] == [path.parent.name]
    assert changed[0].current.change == "update"


def test_reference_has_the_same_texts(tmp_path: Path) -> None:
    """MkDocs writes a page for each of ours, with our words; navigation makes the one difference of its two builds."""
    project_folder = write_project(tmp_path / "project", COUNT, seed=1)
    pipeline.build(read(project_folder), NOW, project_folder / "site")
    folder = write_reference(project_folder, tmp_path / "reference")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site", "--config-file"]
    for settings, in_navigation in ((THREE_PAGES, False), (ALL_PAGES, True)):
        measure([*command, settings], folder, folder / "site", limit=120)
        assert _words(folder / "site", "") == _words(project_folder / "site", "en/")
        assert _words(folder / "site", "de/") == _words(project_folder / "site", "de/")
        navigation = BeautifulSoup((folder / "site/de/index.html").read_bytes(), "html.parser").select("nav a[href]")
        assert any("ADV-2021" in str(link["href"]) for link in navigation) == in_navigation


def test_stopwatch_weighs_one_process(tmp_path: Path) -> None:
    """Memory, time and output are those of the command alone."""
    script = "import time; b'x' * (200 << 20); open('out/a', 'wb').write(bytes(1 << 20)); time.sleep(0.4)"
    (tmp_path / "out").mkdir()
    cost = measure([sys.executable, "-c", script], tmp_path, tmp_path / "out", limit=60)
    assert 200 < cost.peak_mib < 300
    assert 0.4 < cost.wall < 60
    assert cost.cpu < cost.wall
    assert (cost.files, cost.size_mib, cost.finished) == (1, 1.0, True)


def test_stopwatch_counts_every_process(tmp_path: Path) -> None:
    """A command that shares its work with a child does not hide the child's memory or time."""
    script = "import os, time; x = b'x' * (100 << 20); child = os.fork(); y = b'y' * (100 << 20); time.sleep(0.4)"
    script += "; child or sum(range(10_000_000)); child and os.wait()"
    cost = measure([sys.executable, "-c", script], tmp_path, tmp_path / "out", limit=60)
    assert 400 < cost.peak_mib < 500
    assert cost.cpu > 0.1


def test_stopwatch_ends_what_takes_too_long(tmp_path: Path) -> None:
    """At the limit the command is ended, and its time is a lower bound."""
    cost = measure(["/bin/sleep", "60"], tmp_path, tmp_path / "out", limit=0.2)
    assert not cost.finished
    assert 0.2 <= cost.wall < 30


def test_stopwatch_refuses_a_command_that_fails(tmp_path: Path) -> None:
    """A build that fails is no measurement, and says why."""
    with pytest.raises(RuntimeError, match="No such file"):
        measure(["/bin/ls", "missing"], tmp_path, tmp_path / "out", limit=60)


def test_figures_compare_with_the_quicker_build() -> None:
    """Ratios divide the quicker MkDocs build by the press; marginal costs go from each size to the next."""
    costs = {(COLD, 0): 1.0, (COLD, 100): 2.0, (COLD, 1000): 6.5, (THREE, 1000): 65.0, (ALL, 1000): 130.0}
    runs = [Run(name, size, Cost(wall, wall / 2, 50.0)) for (name, size), wall in costs.items()]
    assert list(ratios(runs)) == [Ratio(1000, 10.0, 10.0, lower_bound=False)]
    assert list(marginals(runs)) == [Marginal(0, 100, 10.0, 5.0), Marginal(100, 1000, 5.0, 2.5)]


def test_a_check_is_compared_with_the_start_of_python() -> None:
    """The check of one advisory is divided by the bare start among as many advisories."""
    costs = {(BARE, 1): 0.01, (CHECK, 1): 0.2, (BARE, 1000): 0.02, (CHECK, 1000): 0.3}
    runs = [Run(name, size, Cost(wall, wall, 50.0)) for (name, size), wall in costs.items()]
    assert list(checks(runs)) == [Check(1, 200.0, 20.0), Check(1000, 300.0, 15.0)]
    assert table(runs).splitlines()[-1].startswith("One of 1,000 advisories is checked in 300 ms, 15 times")


def test_table_says_what_is_a_lower_bound() -> None:
    """A build that was ended is never shown as if it had finished."""
    ended = Cost(wall=30.0, cpu=29.0, peak_mib=80.0, finished=False)
    lines = table([Run(COLD, 10, Cost(3.0, 2.9, 60.0)), Run(ALL, 10, ended)]).splitlines()
    assert "more than 30" in lines[2]
    assert lines[-1].startswith("10 advisories: the quicker MkDocs build takes at least 10.0 times")


def _words(site: Path, language: str) -> Mapping[str, list[str]]:
    """The words of every advisory's page in a language."""
    pages = {page.parent.name: page.read_bytes() for page in site.glob(f"{language}advisories/ADV-*/index.html")}
    assert len(pages) == COUNT
    contents = {name: BeautifulSoup(page, "html.parser").select_one("article") for name, page in pages.items()}
    texts = {name: content.get_text(" ") for name, content in contents.items() if content}
    return {name: re.findall(r"\w+", text) for name, text in texts.items()}


def _digests(folder: Path) -> Mapping[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_reload_is_compared_with_a_whole_build() -> None:
    """The median of the saves counts, and the build beside them is that many times as long."""
    reload = Reload(1000, (300.0, 900.0, 400.0), build=10.0)
    assert reload.ratio == 25
    line = "1,000 advisories: a save is in the open page after 400 ms (3 saves: 300 to 900)"
    assert table([], [reload]).endswith(f"{line}; a whole build takes 25 times as long")
