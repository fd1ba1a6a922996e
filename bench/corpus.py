"""Writes a project with many advisories: YAML, catalogues and history, in a folder that `advisory build` can build.

The same count, seed and vocabulary give the same bytes. Histories come from the press itself.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polib
import yaml

from bench.incidents import Content, Incident, State
from bench.sentences import LANGUAGES, Words
from build_tools import history, pipeline
from build_tools.language.vocabulary import Vocabulary, read_vocabulary
from build_tools.load import load_advisory
from build_tools.model.advisory import Advisory
from build_tools.model.authored import AuthoredText, authored_texts
from build_tools.model.moment import rfc3339

ROOT = Path(__file__).parent.parent
YEARS = (2021, 2022, 2023, 2024, 2025)
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
"""The instant of every build: all releases are public, and the clock has no say."""
LOCALES = dict(zip(LANGUAGES, ("en_GB", "pt_BR", "de"), strict=True))
TRANSLATED = (1.0, 0.5, 0.0)
Translations = dict[str, dict[str, str]]


def write_project(folder: Path, count: int, seed: int) -> Path:
    """A project with `count` advisories. Returns the folder."""
    (folder / "advisories").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "locales", folder / "locales", ignore=shutil.ignore_patterns("ADV-*.po"))
    (folder / "build_tools").symlink_to(ROOT / "build_tools")
    vocabulary = _vocabulary(folder)
    for advisory_id, started in _ids(count):
        _write_advisory(folder, Incident(advisory_id, started, vocabulary, seed), seed)
    return folder


def release_an_update(folder: Path) -> Path:
    """Edit the newest advisory and release it, as an editor would. Returns the file of the release."""
    path = max((folder / "advisories").glob("2*/*.yaml"))
    content = yaml.safe_load(path.read_bytes())
    _write(path, _yaml({**content, "next_update": rfc3339(NOW), "release": {"change": "update"}}))
    project, problems = pipeline.read_project(folder)
    if project:
        draft = next(draft for draft in project.drafts if draft.advisory.id == path.stem)
        released, problems = pipeline.release(project, draft, NOW - timedelta(days=1))
        if released:
            return released
    raise ValueError("\n".join(map(str, problems)))


def _vocabulary(folder: Path) -> Vocabulary:
    vocabulary, problems = read_vocabulary("vocabulary.yaml", (folder / "locales/vocabulary.yaml").read_bytes())
    if vocabulary is None:
        raise ValueError("\n".join(map(str, problems)))
    return vocabulary


def _ids(count: int) -> Iterator[tuple[str, datetime]]:
    """Ids with the day on which the incident became known, spread evenly over the years and within each."""
    for position, year in enumerate(YEARS):
        share = (count * (position + 1)) // len(YEARS) - (count * position) // len(YEARS)
        for number in range(share):
            day = datetime(year, 2, 1, 8, 0, tzinfo=UTC) + timedelta(minutes=number * 300 * 1440 // share)
            yield f"ADV-{year}-{number + 1:04d}", day


def _write_advisory(folder: Path, incident: Incident, seed: int) -> None:
    chance = random.Random(f"{seed}/{incident.id}/translations")
    degrees = {path: chance.choices(TRANSLATED, (8, 1, 1))[0] for path in LANGUAGES if path != incident.language}
    year = incident.id.split("-")[1]
    file = f"advisories/{year}/{incident.id}.yaml"
    previous = None
    for number, state in enumerate(incident.states(), 1):
        advisory = _loaded(file, state, incident.vocabulary)
        translations = _translations(advisory, incident.words, degrees)
        release = history.freeze(advisory, translations, state.released_at, number, previous)
        previous = history.file_digest(history.write_release(folder / "advisories", release))
    _write(folder / file, _yaml(state.content))
    for path, texts in translations.items():
        if texts:
            _write(folder / f"locales/{LOCALES[path]}/advisories/{incident.id}.po", _catalogue(advisory, path, texts))


def _loaded(file: str, state: State, vocabulary: Vocabulary) -> Advisory:
    draft, problems = load_advisory(file, _yaml(state.content), vocabulary.groups)
    if draft is None:
        raise ValueError("\n".join(map(str, problems)))
    return draft.advisory


def _translations(advisory: Advisory, words: Mapping[str, Words], degrees: Mapping[str, float]) -> Translations:
    """All texts in another language, or the first half of them, or none."""
    authored = authored_texts(advisory)

    def some(degree: float) -> tuple[AuthoredText, ...]:
        return authored[: round(len(authored) * degree)]

    return {path: {text.path: words[text.text][path] for text in some(degree)} for path, degree in degrees.items()}


def _catalogue(advisory: Advisory, path: str, texts: Mapping[str, str]) -> bytes:
    po = polib.POFile(wrapwidth=110)
    po.metadata = {"Language": LOCALES[path], "Content-Type": "text/plain; charset=UTF-8"}
    for text in authored_texts(advisory):
        po.append(polib.POEntry(msgctxt=f"{advisory.id}/{text.path}", msgid=text.text, msgstr=texts.get(text.path, "")))
    return f"{po}\n".encode()


class _PlainDumper(yaml.SafeDumper):
    """YAML without anchors, which the press refuses."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _yaml(content: Content) -> bytes:
    return yaml.dump(content, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=110).encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
