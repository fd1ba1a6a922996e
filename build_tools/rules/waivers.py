"""Waivers: which warnings an advisory's editors have looked at, and let stand with a reason.

In: the tree of a file, which may be half written, and the words that warnings are about. Out: whether a warning is
waived, and a problem for each waiver that silences nothing any more. The codes that can be waived stand in
`WaivableCode` of the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.model.authored import normalised
from build_tools.problems import Problem, shown
from build_tools.yaml_source import SourceTree


class Waivers:
    """The waivers of a file, and which of them were needed up to now. Those that are not whole silence nothing."""

    def __init__(self, source: SourceTree) -> None:
        self._source = source
        self._waivers = dict(_waivers(source.content))
        self._used: set[int] = set()

    def cover(self, code: str, words: str) -> bool:
        """Whether a warning of this code is waived for these words."""
        whole = rf"(?<!\w){re.escape(normalised(words))}(?!\w)" if self._waivers else ""
        hits = {at for at, (waived, among) in self._waivers.items() if waived == code and re.search(whole, among)}
        self._used |= hits
        return bool(hits)

    def unused(self) -> Iterator[Problem]:
        """The waivers that were not needed."""
        for at, (code, _) in self._waivers.items():
            if at not in self._used:
                message = f"Nothing here needs this waiver of {shown(code)} any more."
                mend = "Delete it, or write the words as they stand in the text."
                yield Problem(self._source.place(("waivers", at)), "waiver-unused", message, mend, severity="warning")


def _waivers(content: object) -> Iterator[tuple[int, tuple[str, str]]]:
    """The number, the code and the words of each whole waiver; white space is normalised."""
    waivers = content.get("waivers") if isinstance(content, dict) else None
    for at, waiver in enumerate(waivers if isinstance(waivers, list) else ()):
        match waiver:
            case {"problem": str(code), "words": str(words), "reason": str(reason)} if words.strip() and reason.strip():
                yield at, (code, normalised(words))
