"""Versions: numbers that mean only themselves, such as the `3.10` of a program, which is later than its `3.9`.

In: a masked text, the signs of its language, and a number in it. Out: whether that is, or may be, one of a version.
"""

from __future__ import annotations

import re

from build_tools.fidelity.masking import FILLER
from build_tools.fidelity.signs import SPACES, Signs

_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,2})+\.?")
_LAST_WORD = re.compile(r"^.*\W(?=\w*$)")


class Versions:
    """The versions of one text."""

    def __init__(self, text: str, signs: Signs) -> None:
        self.text, self.signs = text, signs
        self.has_some = signs.versions.first(text) is not None

    def are(self, number: re.Match[str]) -> bool:
        """Whether a number is that of a version, or follows a name or a word such as `section`."""
        return (self.has_some and _looks_like_one(number[0])) or self._is_labelled(number.start())

    def may_be(self, number: re.Match[str]) -> bool:
        """Whether a number looks like that of a version, in a language whose words for versions are not known."""
        return not self.signs.knows_versions and _looks_like_one(number[0])

    def _is_labelled(self, start: int) -> bool:
        before = self.text[max(0, start - 24) : start].rstrip(SPACES)
        last = _LAST_WORD.sub("", before.rpartition(" ")[2])
        return before.endswith(FILLER) or last.lower() in self.signs.labels or last[-1:].isupper()


def _looks_like_one(number: str) -> bool:
    return _VERSION.fullmatch(number) is not None
