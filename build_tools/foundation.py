"""Foundation: what all advisories rest on: the settings, the vocabulary, the catalogues of the languages.

In: the folder of the project. Out: a `Foundation`, and what is wrong with the files that it was read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.fidelity.standard import Standard, read_standard
from build_tools.language.language import Language
from build_tools.language.languages import read_languages, read_site_and_vocabulary
from build_tools.language.messages import read_messages
from build_tools.language.vocabulary import Vocabulary
from build_tools.problems import Problem
from build_tools.rules.known import Known
from build_tools.rules.translation import check_catalogues
from build_tools.site import CONFIG, Site


@dataclass(frozen=True, kw_only=True)
class Foundation:
    """The folder of the project, the name of its settings file, and what was read; no language where one is broken."""

    root: Path
    settings: str
    site: Site
    vocabulary: Vocabulary
    languages: Mapping[str, Language]
    standard: Standard

    @property
    def known(self) -> Known:
        """What drafts are checked against."""
        return Known(self.site, self.vocabulary, self.standard)


def read_foundation(root: Path, settings: str = CONFIG) -> tuple[Foundation | None, list[Problem]]:
    """Read what all advisories rest on; None where the settings or the vocabulary cannot be read."""
    known, problems = read_site_and_vocabulary(root, settings)
    if known is None:
        return None, problems
    site, vocabulary = known
    languages, problems = read_languages(root, site, vocabulary)
    messages, found = read_messages(root, site, vocabulary)
    problems += found
    if messages:
        problems += check_catalogues(list(languages.values()), messages)
    standard, found = read_standard(root, site)
    foundation = Foundation(
        root=root, settings=settings, site=site, vocabulary=vocabulary, languages=languages, standard=standard
    )
    return foundation, problems + found
