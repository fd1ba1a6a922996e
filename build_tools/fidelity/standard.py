"""Standard: what translations of a site are held against: its languages as checks know them, and its glossary.

In: the settings, `locales/<locale>/wording.yaml` of each language that has one, and `locales/glossary.yaml`. Out: a
`Standard`, and what is wrong with these files. A language without words is checked for what is the same in all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from babel import Locale

from build_tools.fidelity.pair import Tongue
from build_tools.fidelity.terms import NO_TERMS, Glossary, read_glossary
from build_tools.fidelity.wording import Wording, read_wording
from build_tools.problems import Problem
from build_tools.site import Site

Content = TypeVar("Content")


@dataclass(frozen=True)
class Standard:
    """The languages by path, and the terms of each."""

    tongues: Mapping[str, Tongue] = field(default_factory=dict)
    glossary: Glossary = NO_TERMS


def read_standard(root: Path, site: Site) -> tuple[Standard, list[Problem]]:
    """Read the words of each language, and the glossary; a file that is missing or broken counts as empty."""
    glossary, problems = _read(root, f"{site.locales_dir}/glossary.yaml", read_glossary)
    tongues: dict[str, Tongue] = {}
    for setting in site.languages:
        wording, found = _read(root, f"{site.locales_dir}/{setting.locale}/wording.yaml", read_wording)
        problems += found
        tongues[setting.path] = Tongue(Locale.parse(setting.locale), wording or Wording())
    return Standard(tongues, glossary or NO_TERMS), problems


def _read(
    root: Path, file: str, reader: Callable[[str, bytes], tuple[Content | None, list[Problem]]]
) -> tuple[Content | None, list[Problem]]:
    return reader(file, (root / file).read_bytes()) if (root / file).is_file() else (None, [])
