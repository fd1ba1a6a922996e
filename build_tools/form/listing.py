"""Listing: the advisories that there are to edit, and the beginning of another one.

In: the desk. Out: what the list shows, or the id of the file that was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from build_tools.atomic_files import create_atomically
from build_tools.blanks import BLANK
from build_tools.drafting import FirstFacts, new_source, next_id, preset_kinds, schema_seen_from
from build_tools.form.desk import Desk
from build_tools.language.languages import advisory_file
from build_tools.load import yaml_files
from build_tools.model.advisory import is_advisory_id
from build_tools.yaml_source import read_yaml


@dataclass(frozen=True)
class Listed:
    """An advisory as the list shows it: its headline or its kind, and how far it is."""

    id: str
    words: str
    state: str


def listed(desk: Desk) -> Iterator[Listed]:
    """All advisories that have a file, the newest first. Raises NothingToStandOnError."""
    project = desk.project()
    kinds = project.vocabulary.groups["kinds"]
    files = [path for path in yaml_files(project.root / project.site.advisories_dir) if is_advisory_id(path.stem)]
    for path in sorted(files, key=lambda path: path.stem, reverse=True):
        tree, _ = read_yaml("", path.read_bytes())
        words = _headline(tree.content, kinds) if tree else "cannot be read"
        written = project.written.get(path.stem)
        is_changed = written is not None and (project.is_unreleased(written.draft) or bool(written.pending))
        state = (
            "draft" if path.stem not in project.histories else "released, with changes" if is_changed else "released"
        )
        yield Listed(path.stem, words, state)


def kinds_to_begin(desk: Desk) -> Mapping[str, str]:
    """The kinds of incident that a new advisory can be of, with their words. Raises NothingToStandOnError."""
    known = desk.project().vocabulary.groups["kinds"]
    return {kind: known[kind].label or kind for kind in preset_kinds() if kind in known}


def begin(desk: Desk, kind: str) -> str:
    """Begin an advisory of a kind of incident, as `advisory new` does. Returns its id.

    Raises ValueError for what is no kind, OSError for a disk that does not take it.
    """
    if kind not in kinds_to_begin(desk):
        raise ValueError(f"No kind: {kind}")
    project = desk.project()
    advisory_id = next_id(project.root, project.site, datetime.now(UTC).year)
    facts, file = FirstFacts(kind, project.site.language_paths[0]), advisory_file(project.site, advisory_id)
    schema = schema_seen_from(project.root, file)
    source = new_source(advisory_id, facts, project.site, project.vocabulary, schema)
    create_atomically(project.root / file, source.encode())
    desk.engine.refresh()
    return advisory_id


def _headline(content: Any, kinds: Mapping[str, Any]) -> str:
    """What an advisory is called: its title, else the kind of incident."""
    text, incident = content.get("text"), content.get("incident")
    title = text.get("title") if isinstance(text, dict) else None
    kind = incident.get("kind") if isinstance(incident, dict) else None
    code = kind.get("code") if isinstance(kind, dict) else kind
    known = kinds.get(code) if isinstance(code, str) else None
    if isinstance(title, str) and title != BLANK:
        return title
    return (known.label or str(code)) if known else "no title yet"
