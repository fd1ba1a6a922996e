"""Waivers of translators: what a check finds in a translation, and is right all the same, with the reason.

In: a catalogue. Out: by source text the codes that are waived. A waiver is a translator's comment of an entry,
`# waiver negation-changed: the sentence denies it in other words`, so that it stands with one source text in one
language, and goes when that changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import polib

from build_tools.language.catalogue import Catalogue
from build_tools.model.authored import normalised

Waived = Mapping[str, Mapping[str, str]]
"""By normalised source text the reason for each code that is waived."""
_WAIVER = re.compile(r"^waiver ([a-z]+(?:-[a-z]+)*): *(\S.*)$", re.MULTILINE)


def waivers_of(entry: polib.POEntry) -> dict[str, str]:
    """The reason for each code that is waived of one entry."""
    return dict(_WAIVER.findall(entry.tcomment)) if entry.tcomment else {}


def waive(entry: polib.POEntry, reasons: Mapping[str, str]) -> None:
    """Write waivers into the comment of an entry, but those that stand there already."""
    known = waivers_of(entry)
    lines = [f"waiver {code}: {reason}" for code, reason in reasons.items() if code not in known]
    entry.tcomment = "\n".join(filter(None, (entry.tcomment, *lines)))


def waivers_in(catalogue: Catalogue) -> Waived:
    """What is waived in the current entries of a catalogue."""
    waived = ((entry.msgid, waivers_of(entry)) for entry in catalogue.entries.values())
    return {normalised(source): reasons for source, reasons in waived if reasons}
