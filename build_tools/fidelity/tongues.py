"""Tongues: the languages of a site as checks on translations know them.

In: the settings, and `locales/<locale>/wording.yaml` of each language that has one. Out: tongues by the path of the
language, and what is wrong with these files.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

from build_tools.fidelity.pair import Tongue
from build_tools.fidelity.wording import Wording, read_wording
from build_tools.problems import Problem
from build_tools.site import Site

FILE = "wording.yaml"


def read_tongues(root: Path, site: Site) -> tuple[dict[str, Tongue], list[Problem]]:
    """A language without a file is one of which no words are known."""
    tongues: dict[str, Tongue] = {}
    problems: list[Problem] = []
    for setting in site.languages:
        file = f"{site.locales_dir}/{setting.locale}/{FILE}"
        wording: Wording | None = Wording()
        if (root / file).is_file():
            wording, found = read_wording(file, (root / file).read_bytes())
            problems += found
        tongues[setting.path] = Tongue(Locale.parse(setting.locale), wording or Wording())
    return tongues, problems
