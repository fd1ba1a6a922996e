"""Reads a translation from a file, in the form that its name says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from build_tools.interchange import po, xliff, yaml_text
from build_tools.interchange.incoming import Incoming
from build_tools.problems import Place, Problem, shown

Reader = Callable[[str, bytes], tuple[Incoming | None, list[Problem]]]
READERS: Mapping[str, Reader] = {
    ".po": po.read,
    ".xlf": xliff.read,
    ".xliff": xliff.read,
    ".yaml": yaml_text.read,
    ".yml": yaml_text.read,
}
"""How a file is read, by the end of its name."""


def read_incoming(file: str, content: bytes) -> tuple[Incoming | None, list[Problem]]:
    """The texts of a file; `file` is the name to show. Exactly one of texts and problems is empty."""
    if reader := READERS.get(PurePath(file).suffix.lower()):
        return reader(file, content)
    message = f"{shown(PurePath(file).name)} is no file of a form that can be read."
    mend = "Translations come as PO (`.po`), XLIFF 2 (`.xlf`, `.xliff`) or YAML (`.yaml`, `.yml`)."
    return None, [Problem(Place(file), "unknown-format", message, mend)]
