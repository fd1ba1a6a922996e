"""Checking: what is wrong with all that there is, or with the advisories that somebody names, and nothing else.

In: the folder of the project, and an instant. Out: a `Checked`. Of named advisories everything is looked at that a
whole check looks at: their files, their catalogues, their releases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from build_tools.foreseen import refusals, sound
from build_tools.history.committed import check_committed
from build_tools.language.languages import read_site_and_vocabulary
from build_tools.load import yaml_files
from build_tools.model.advisory import is_advisory_id
from build_tools.named_advisories import NamedAdvisories
from build_tools.problems import Problem, in_order
from build_tools.site import Site


@dataclass(frozen=True)
class Checked:
    """How many files of advisories were checked, sound or not, in which languages, and what is wrong."""

    advisories: int
    languages: tuple[str, ...]
    problems: tuple[Problem, ...]


class Misnamed(NamedTuple):
    """A file that somebody named, and why it is none that can be checked."""

    name: str
    reason: str


def check_everything(root: Path, now: datetime) -> Checked:
    """Check all advisories and catalogues, what git has of their history, and the schema that editors use."""
    from build_tools.advisories import read_advisories  # noqa: PLC0415 - as above
    from build_tools.foundation import read_foundation  # noqa: PLC0415 - takes longer to load than to check a file
    from build_tools.language.messages import read_messages  # noqa: PLC0415 - as above
    from build_tools.rules.fidelity import check_catalogues_of_press  # noqa: PLC0415 - as above
    from build_tools.schema import check_schema  # noqa: PLC0415 - as above

    foundation, problems = read_foundation(root)
    if foundation is None:
        return Checked(0, (), in_order(problems))
    site, folder = foundation.site, foundation.site.advisories_dir
    messages, _ = read_messages(root, site, foundation.vocabulary)
    if messages:
        problems += check_catalogues_of_press(foundation.languages.values(), messages, foundation.known)
    advisories, found = read_advisories(foundation)
    problems += found
    drafts = sound((written.draft for written in advisories.written), problems)
    problems += refusals(drafts, advisories.histories, advisories.histories, now)
    problems += check_committed(root, folder, now)
    problems += check_schema(root, site, foundation.vocabulary)
    return Checked(len([*yaml_files(root / folder)]), _names(site), in_order(problems))


def check_named(root: Path, names: Sequence[str], here: Path, now: datetime) -> Checked | list[Misnamed]:
    """Check the advisories that are named, by an id or by a path seen from the folder `here`."""
    known, problems = read_site_and_vocabulary(root)
    if known is None:
        return Checked(0, (), in_order(problems))
    site, vocabulary = known
    existing = sorted(yaml_files(root / site.advisories_dir))
    found = [_files_named(name, root, here, existing, site) for name in names]
    if misnamed := [one for one in found if isinstance(one, Misnamed)]:
        return misnamed
    files = {path for one in found if not isinstance(one, Misnamed) for path in one}
    problems = NamedAdvisories(root, site, vocabulary, existing).problems(sorted(files), now)
    return Checked(len(files), _names(site), in_order(problems))


def _names(site: Site) -> tuple[str, ...]:
    return tuple(language.name for language in site.languages)


def _files_named(name: str, root: Path, here: Path, existing: Iterable[Path], site: Site) -> list[Path] | Misnamed:
    """The files of an id, or the one file at a path."""
    path, advisory_id = here / name, name.upper()
    if is_advisory_id(advisory_id) and not path.exists():
        files = [file for file in existing if file.stem == advisory_id]
        return files or Misnamed(name, f"there is no file of that id in `{site.advisories_dir}`")
    if not path.exists():
        return Misnamed(name, "there is no such file")
    path = path.parent.resolve() / path.name
    if not path.is_relative_to(root):
        return Misnamed(name, "it lies outside of the project")
    if path not in existing:
        return Misnamed(name, f"it is no advisory; advisories are YAML files in `{site.advisories_dir}`")
    return [path]
