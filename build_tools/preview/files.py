"""The files that a preview is made of, and which of them changed.

In: the folder of the project. Out: by path, what tells one state of a file from another without reading it. Looking at
the files themselves finds every way in which they change: saved in place or by a new name, deleted, or checked out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from build_tools.history.files import FOLDER
from build_tools.model.advisory import is_advisory_id
from build_tools.settings import read_site
from build_tools.site import Site
from build_tools.yaml_source import read_yaml

Stamp = tuple[int, int, int]
"""When a file was written, its size, and which file it is."""
Stamps = Mapping[str, Stamp]


@dataclass(frozen=True)
class Layout:
    """Where the files lie, by paths relative to the project: the settings, and three folders."""

    settings: str
    advisories: str
    locales: str
    theme: str | None

    @property
    def folders(self) -> tuple[str, ...]:
        return (self.advisories, self.locales, *([self.theme] if self.theme else []))


@dataclass(frozen=True)
class Changed:
    """What has to be read again: everything, or the history of some advisories, and some files of advisories by path.

    `files` are all that changed, by path.
    """

    files: Set[str]
    everything: bool
    histories: Set[str]
    advisories: Set[str]


def read_layout(root: Path, settings: str) -> Layout:
    """Where the files lie; where the settings cannot be read, as a new project has them."""
    site = read_site(root / settings)[0]
    defaults = {name: str(Site.model_fields[name].default) for name in ("advisories_dir", "locales_dir")}
    advisories, locales = (getattr(site, name, default) for name, default in defaults.items())
    return Layout(settings, advisories, locales, _theme_folder(root / settings))


def _theme_folder(settings: Path) -> str | None:
    tree = read_yaml(settings.name, settings.read_bytes())[0] if settings.is_file() else None
    theme = tree.content.get("theme") if tree else None
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    return folder if isinstance(folder, str) and folder else None


def take_stamps(root: Path, layout: Layout) -> dict[str, Stamp]:
    """The stamps of all files of a preview by path, but for those that systems and editors hide there."""
    stamps: dict[str, Stamp] = {}
    settings = root / layout.settings
    if settings.is_file():
        stamps[layout.settings] = _stamp(settings.stat())
    for folder in layout.folders:
        stamps.update(_in_folder(str(root / folder), folder))
    return stamps


def _in_folder(folder: str, name: str) -> Iterator[tuple[str, Stamp]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # gone, or no folder: what misses it says so
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        try:
            if entry.is_dir():
                yield from _in_folder(entry.path, f"{name}/{entry.name}")
            else:
                yield f"{name}/{entry.name}", _stamp(entry.stat())
        except OSError:  # deleted while we looked
            continue


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_size, found.st_ino


def changed(before: Stamps, after: Stamps, layout: Layout) -> Changed:
    """What has to be read again after files changed."""
    files = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    histories, advisories, everything = set(), set(), False
    for path in files:
        folder, name = path.rsplit("/", 1) if "/" in path else ("", path)
        stem, _, suffix = name.rpartition(".")
        if path.startswith(f"{layout.advisories}/{FOLDER}/"):
            histories.add(path.removeprefix(f"{layout.advisories}/{FOLDER}/").split("/")[0])
        elif path.startswith(f"{layout.advisories}/"):
            advisories |= {path} if suffix.lower() in ("yaml", "yml") else set()
        elif folder.startswith(f"{layout.locales}/") and folder.endswith("/advisories") and is_advisory_id(stem):
            advisories.add(f"{layout.advisories}/{stem.split('-')[1]}/{stem}.yaml")
        else:
            everything = True
    return Changed(files, everything, histories, advisories)
