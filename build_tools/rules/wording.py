"""Rules on the marks around and in the words of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.leftovers import leftovers, placeholder
from build_tools.model.draft import Draft
from build_tools.problems import Problem
from build_tools.rules.known import Known

_QUOTED = re.compile(r"“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|»[^«»]+«|‘[^‘’]+’|‚[^‚‘’]+[‘’]|‹[^‹›]+›|›[^‹›]+‹", re.DOTALL)
"""One pair of typographic quotes around all."""

_UNPUBLISHED = ("internal", "waivers")


def no_text_stands_in_typographic_quotes(draft: Draft, known: Known) -> Iterator[Problem]:
    """Typographic quotes around a whole text are published, unless straight ones around them say that this is meant."""
    for path in draft.source.values:
        value = draft.source.value(path)
        if isinstance(value, str) and path[0] not in _UNPUBLISHED and _QUOTED.fullmatch(words := value.strip()):
            place = draft.place(*path)
            begins_with = draft.source.lines[place.line - 1][place.column - 1]
            if begins_with not in "\"'":
                message = f"`{words[0]}` and `{words[-1]}` stand around this text; readers would see them."
                mend = "Delete both." if begins_with in "|>" else 'Type `"` in their place, or delete both.'
                yield Problem(place, "typographic-quotes", message, mend)


def names_are_written(draft: Draft, known: Known) -> Iterator[Problem]:
    """The names of an organisation and a vendor hold no mark of what is not written yet."""
    incident = draft.advisory.incident
    for field, named in (("organisation", incident.organisation), ("vendor", incident.vendor)):
        name = named.name if named else ""
        for fault in (placeholder(name), *leftovers(name)):
            if fault:
                place = draft.place("incident", field, "name")
                yield Problem(place, fault.code, fault.message, fault.mend)
