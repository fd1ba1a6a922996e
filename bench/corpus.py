"""Writes a project with many advisories: YAML, catalogues and history, in a folder that `advisory build` can build.

The same count, seed and vocabulary give the same bytes. Histories come from the press itself.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import polib
import yaml

from bench.incidents import Content, Incident, State
from bench.sentences import LANGUAGES, Words
from build_tools import releasing
from build_tools.history.files import Name, add_file, file_digest, path_of
from build_tools.history.releases import Content as Frozen
from build_tools.history.releases import freeze
from build_tools.language.languages import advisory_file, current_translations, read_advisory_catalogues, source_digests
from build_tools.load import load_advisory
from build_tools.model.draft import Draft
from build_tools.model.moment import rfc3339
from build_tools.problems import Problem
from build_tools.project import Project, read_project

ROOT = Path(__file__).parent.parent
YEARS = (2021, 2022, 2023, 2024, 2025)
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
"""The instant of every build: all releases are public, and the clock has no say."""
TRANSLATED = (1.0, 0.5, 0.0)
"""Which share of the texts a catalogue translates, from most catalogues to few."""
Value = TypeVar("Value")


def write_project(folder: Path, count: int, seed: int) -> Path:
    """A project with `count` advisories. Returns the folder."""
    (folder / "advisories").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "locales", folder / "locales", ignore=shutil.ignore_patterns("ADV-*.po"))
    (folder / "build_tools").symlink_to(ROOT / "build_tools")
    empty = _read(folder)
    for advisory_id, started in _ids(count):
        _write_advisory(empty, Incident(advisory_id, started, empty.vocabulary, seed), seed)
    return folder


def release_an_update(folder: Path) -> Path:
    """Edit the newest advisory and release it, as an editor would. Returns the file of the release."""
    path = max((folder / "advisories").glob("2*/*.yaml"))
    content = yaml.safe_load(path.read_bytes())
    write_yaml(path, {**content, "next_update": rfc3339(NOW), "release": {"change": "update"}})
    project = _read(folder)
    draft = next(draft for draft in project.drafts if draft.advisory.id == path.stem)
    added, problems = releasing.release(project, draft, NOW - timedelta(days=1))
    return _expected(added[0] if added else None, problems)


def write_yaml(path: Path, content: Content) -> None:
    """Save an advisory, as an editor would."""
    _write(path, _yaml(content))


def _read(folder: Path) -> Project:
    return _expected(*read_project(folder))


def _expected(value: Value | None, problems: Iterable[Problem]) -> Value:
    """The value, which is there unless the generator is wrong."""
    if value is None:
        raise ValueError("\n".join(map(str, problems)))
    return value


def _ids(count: int) -> Iterator[tuple[str, datetime]]:
    """Ids with the day on which the incident became known, spread evenly over the years and within each."""
    for position, year in enumerate(YEARS):
        share = (count * (position + 1)) // len(YEARS) - (count * position) // len(YEARS)
        for number in range(share):
            day = datetime(year, 2, 1, 8, 0, tzinfo=UTC) + timedelta(minutes=number * 300 * 1440 // share)
            yield f"ADV-{year}-{number + 1:04d}", day


def _write_advisory(project: Project, incident: Incident, seed: int) -> None:
    """Write, translate and release each state of an advisory in turn."""
    advisories = project.root / project.site.advisories_dir
    chance = random.Random(f"{seed}/{incident.id}/translations")
    degrees = {path: chance.choices(TRANSLATED, (8, 1, 1))[0] for path in LANGUAGES if path != incident.language}
    previous = None
    for number, state in enumerate(incident.states(), 1):
        draft = _write_draft(project, incident, state)
        for path, degree in degrees.items():
            _write_catalogue(project, draft, path, incident.words, degree)
        catalogues = _expected(*read_advisory_catalogues(project.root, project.site, draft.advisory))
        translations = current_translations(catalogues, draft.advisory).texts
        sources = source_digests(project.root, project.site, incident.id)
        content = Frozen(draft.advisory, translations, sources, project.site)
        release = freeze(content, state.released_at, number, previous)
        path = path_of(advisories, release.advisory.id, Name(number))
        previous = file_digest(add_file(path, release))


def _write_draft(project: Project, incident: Incident, state: State) -> Draft:
    file, content = advisory_file(project.site, incident.id), _yaml(state.content)
    _write(project.root / file, content)
    return _expected(*load_advisory(file, content, project.vocabulary.groups))


def _write_catalogue(project: Project, draft: Draft, path: str, words: Mapping[str, Words], degree: float) -> None:
    """The catalogue of an advisory, with all texts translated, or the first half of them; or no catalogue."""
    texts = draft.authored
    if not texts or not degree:
        return
    locale = next(setting.locale for setting in project.site.languages if setting.path == path)
    po = polib.POFile(wrapwidth=110)
    po.metadata = {"Language": locale, "Content-Type": "text/plain; charset=UTF-8"}
    for position, text in enumerate(texts):
        translation = words[text.text][path] if position < len(texts) * degree else ""
        po.append(polib.POEntry(msgctxt=f"{draft.advisory.id}/{text.path}", msgid=text.text, msgstr=translation))
    name = f"{draft.advisory.id}.po"
    _write(project.root / project.site.locales_dir / locale / "advisories" / name, f"{po}\n".encode())


class _PlainDumper(yaml.SafeDumper):
    """YAML without anchors, which the press refuses."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _yaml(content: Content) -> bytes:
    return yaml.dump(content, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=110).encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
