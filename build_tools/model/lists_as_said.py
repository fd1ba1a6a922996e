"""Lists as people write them: how a list is written here that was written in another way.

In: what stands where a list belongs. Out: the mend, or nothing where nobody can tell.
"""

from __future__ import annotations

import re
from typing import Any

from build_tools.credentials import concealed
from build_tools.problems import LONGEST_QUOTE

NOTHING = {"none", "nothing", "no", "null", "~", "n/a", "-", "0"}
_YES = {"yes", "ja", "sim", "true", "all"}
_WORD = r"[a-z]\w*_\w+"
_BETWEEN = re.compile(r"(?:^|\s)(?:[•‣·▪●◦∙*–—-]|[0-9]{1,2}[.)])\s|\s+-(?=\w)|^-|[,;]\s*")
_ROUND = re.compile(r"\((.*)\)")


def as_list(value: Any) -> str:
    """The mend that writes a text, or the keys of a mapping without values, as the list that belongs in its place."""
    if isinstance(value, dict) and value:
        return _of_mapping(value)
    return _of_text(value) if isinstance(value, str) else ""


def _of_mapping(value: dict[Any, Any]) -> str:
    if not any(value.values()):
        return f"{_written(list(map(str, value)))}."
    is_entry = "code" in value or not all(value.values())
    return "Begin the entry with `- ` on a line of its own, or write `[{code: …}]`." if is_entry else ""


def _of_text(words: str) -> str:
    value = concealed(words)  # before it is split
    if value.lower() in NOTHING:
        return "If there is nothing to list, delete the line."
    if value.lower() in _YES:
        return "List what it is: begin each entry with `- ` on a line of its own."
    inside = _ROUND.sub(r"\1", value) if _ROUND.fullmatch(value) else value
    is_of_codes = re.fullmatch(rf"{_WORD}(?: {_WORD})+", inside)
    entries = [entry.strip() for entry in (inside.split(" ") if is_of_codes else _BETWEEN.split(inside))]
    mend = _written(list(filter(None, entries)))
    if ", ".join(entries) == inside:
        return f"{mend}."
    return f"{mend}, or begin each entry with `- ` (a hyphen and a space) on a line of its own."


def _written(entries: list[str]) -> str:
    together = ", ".join(entries)
    return f"Write `[{together}]`" if len(together) < LONGEST_QUOTE else "Write `[one, two]`"
