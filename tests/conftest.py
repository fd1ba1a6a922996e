"""What the tests share: copies of the project, its built tree, the switch for golden files, the browser."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from build_tools import pipeline
from build_tools.model.frame import Frames
from build_tools.problems import Problem
from build_tools.project import Project, read_project

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
JEDISON = Path(__file__).parent / "browser" / "node_modules" / "jedison"
MULTITOOL = Path(__file__).parent / "sarif" / "node_modules" / "@microsoft" / "sarif-multitool-linux"
JSON_FEED_SCHEMA = Path(__file__).parent / "feeds" / "node_modules" / "jsonfeed-schema" / "schema-v1.1.json"
LANGUAGE_SERVER = Path(__file__).parent / "editor" / "node_modules" / "yaml-language-server"
STATUSPAGE_CLIENT = Path(__file__).parent / "statuspage" / "node_modules" / "statuspage.io"
HOSTING = Path(__file__).parent / "hosting" / "node_modules"
CSAF_VALIDATOR = Path(__file__).parent / "csaf" / "node_modules" / "@secvisogram" / "csaf-validator-lib"
DICTIONARIES = {"en": "en_GB", "pt_BR": "pt_BR", "de": "de_DE"}
"""The dictionaries of hunspell, as Debian brings them, by what the CSAF validator calls them."""
XLIFF_SCHEMA = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas/xliff-core-2.0.xsd")
"""The official schema of OASIS, as a package of Debian brings it."""
NOW = datetime(2025, 12, 1, 12, 0, tzinfo=UTC)
SOUND = """\
id: ADV-2025-0100
language: en
incident: {kind: credential_stuffing, status: resolved, severity: high}
affected: {products: [api], people: some}
actions: [change_password]
"""
"""An advisory that needs nothing more; tests add what they are about."""
settings.register_profile("press", deadline=None, database=None)  # machines are shared: no test is timed
settings.load_profile("press")
skipped: Counter[str] = Counter()
"""Why tests were skipped, and how many; workers tell it to the process that prints the summary."""
steps: list[tuple[str, float]] = []
"""What the steps of the runbook took, in seconds."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files anew from what comes out now")
    parser.addoption("--fail-on-skip", action="store_true", help="fail when any test was skipped")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where a real program is missing, the tests that need it are skipped, and the last lines say so."""
    _leave_out(items, "browser", "Chromium", missing=CHROMIUM is None)
    _leave_out(items, "axe", "axe-core", missing=not AXE.exists())
    _leave_out(items, "jedison", "jedison", missing=not JEDISON.exists())
    _leave_out(items, "json_feed_schema", "the schema of JSON Feed", missing=not JSON_FEED_SCHEMA.exists())
    _leave_out(items, "multitool", "the SARIF multitool", missing=not MULTITOOL.exists())
    no_client = not STATUSPAGE_CLIENT.exists() or shutil.which("node") is None
    _leave_out(items, "statuspage_client", "a client of Statuspage", missing=no_client)
    no_parser = not (HOSTING / "@netlify").exists() or shutil.which("node") is None
    _leave_out(items, "headers_parser", "Netlify's reader of `_headers`", missing=no_parser)
    no_schema = not (HOSTING / "sitemap").exists() or shutil.which("xmllint") is None
    _leave_out(items, "sitemap_schema", "xmllint and the schema of sitemaps", missing=no_schema)
    no_server = not LANGUAGE_SERVER.exists() or shutil.which("node") is None
    _leave_out(items, "language_server", "yaml-language-server", missing=no_server)
    _leave_out(
        items, "xliff_schema", "the schema of XLIFF (php-symfony-translation)", missing=not XLIFF_SCHEMA.exists()
    )
    no_validator = not CSAF_VALIDATOR.exists() or shutil.which("node") is None
    _leave_out(items, "csaf_validator", "the CSAF validator library", missing=no_validator)
    no_words = shutil.which("hunspell") is None or not all(map(Path.exists, dictionaries()))
    _leave_out(items, "hunspell", "hunspell and its dictionaries", missing=no_words)
    for program in ("curl", "faketime", "gpg", "make", "msgfmt", "node"):
        _leave_out(items, program, program, missing=shutil.which(program) is None)


def _leave_out(items: list[pytest.Item], need: str, program: str, *, missing: bool) -> None:
    """Skip the tests that bear the mark `need` or ask for the fixture of that name."""
    wanting = [item for item in items if item.get_closest_marker(need) or need in getattr(item, "fixturenames", ())]
    if wanting and missing:
        for item in wanting:
            item.add_marker(pytest.mark.skip(reason=f"tests that need {program}, which is not installed"))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped:
        skipped[str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    if skipped and session.config.getoption("--fail-on-skip"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for step, seconds in steps:
        terminalreporter.write_line(f"{seconds:6.1f} s  {step}")
    for reason, number in sorted(skipped.items()):
        terminalreporter.write_line(f"LEFT OUT: {number} {reason.removeprefix('Skipped: ')}", yellow=True)


def dictionaries() -> list[Path]:
    """The files of the dictionaries."""
    return [Path(f"/usr/share/hunspell/{name}.{end}") for name in DICTIONARIES.values() for end in ("aff", "dic")]


@pytest.fixture(scope="session")
def jedison() -> Path:
    """The library of the form as npm gives it; where it is not installed, the tests that ask for it are left out."""
    return JEDISON


@pytest.fixture(scope="session")
def statuspage_client() -> Path:
    """A program that asks a status page by way of a client library from npm."""
    return STATUSPAGE_CLIENT.parents[1] / "client.cjs"


@pytest.fixture(scope="session")
def headers_parser() -> Path:
    """A program that reads a file `_headers` by way of Netlify's library from npm."""
    return HOSTING.parent / "headers.mjs"


@pytest.fixture(scope="session")
def sitemap_schema() -> Path:
    """The schema of sitemaps.org, as a package of npm brings it."""
    return HOSTING / "sitemap" / "schema" / "sitemap.xsd"


@pytest.fixture(scope="session")
def json_feed_schema() -> Path:
    """The schema of JSON Feed 1.1 as npm gives it."""
    return JSON_FEED_SCHEMA


@pytest.fixture
def project_folder(tmp_path: Path) -> Path:
    """A copy of the project's sources that a test may break."""
    return copy_project(tmp_path / "project")


def copy_project(target: Path) -> Path:
    """Copy settings, advisories and locales; the package, with the theme, is linked."""
    target.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", target)
    for name in ("advisories", "locales"):
        shutil.copytree(ROOT / name, target / name)
    (target / "build_tools").symlink_to(ROOT / "build_tools")
    return target


def published_at(folder: Path, address: str) -> None:
    """Let the settings name an address of `http`, which ends with a slash; such a site can have no security.txt."""
    settings = folder / "mkdocs.yml"
    text = re.sub(r"^site_url: .+$", f"site_url: {address}", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = re.sub(r"^ +security_txt:\n( +)\S.+\n(\1.*\n)*", "", text, flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")


def read(folder: Path) -> Project:
    """The project in a folder, which must be without problems."""
    project, problems = read_project(folder)
    assert project is not None, "\n".join(map(str, problems))
    return project


@pytest.fixture(scope="session")
def project() -> Project:
    """The shipped project."""
    return read(ROOT)


@pytest.fixture(scope="session")
def theme(project: Project) -> Frames:
    """The theme's frames, rendered once."""
    return pipeline.render_frames(project)


@pytest.fixture(scope="session")
def tree(project: Project, theme: Frames) -> Mapping[str, bytes]:
    """The shipped site by path, as of 1 December 2025."""
    built, problems = pipeline.build_tree(project, pipeline.public_records(project, NOW), theme)
    assert not problems, "\n".join(map(str, problems))
    return built


@pytest.fixture
def accepted(request: pytest.FixtureRequest) -> Callable[[Path, str], str]:
    """The text of a golden file, for comparison with the actual one; with `--accept`, that is written first."""

    def text(path: Path, actual: str) -> str:
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8")
        assert path.exists(), f"{path} is missing; run with --accept to write it"
        return path.read_text(encoding="utf-8")

    return text


def codes(problems: object) -> list[str]:
    """The codes of problems, in order."""
    return [problem.code for problem in problems if isinstance(problem, Problem)]  # type: ignore[attr-defined]
