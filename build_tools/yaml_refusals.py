"""What YAML offers and the press refuses: more than anybody reads, and what lets a text mean something else.

In: an event of the YAML parser. Out: why it is refused, and what to write instead; None for what is taken.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from build_tools.problems import Place, shown

MAX_DEPTH = 12
MAX_VALUES = 10_000


class Refusal(NamedTuple):
    """A problem without its place."""

    code: str
    message: str
    mend: str


def too_much(depth: int, values: int, documents: int) -> Refusal | None:
    """Lists and mappings that are nested too deep, too many values, a second document."""
    if depth > MAX_DEPTH:
        message = f"More than {MAX_DEPTH} lists or mappings are nested here."
        return Refusal("too-deep", message, "Remove brackets or indentation.")
    if values > MAX_VALUES:
        message = f"The file has more than {MAX_VALUES:,} values."
        return Refusal("too-many-values", message, "Nobody reads as much; keep what readers need.")
    if documents > 1:
        message = "A second document begins here (`---`)."
        return Refusal("second-document", message, "Keep one advisory in one file.")
    return None


def feature(event: Any) -> Refusal | None:
    """Aliases, anchors and tags."""
    if isinstance(event, yaml.AliasEvent):
        mend = "Write out what it stands for; put a text that begins with `*` in double quotes."
        return Refusal("alias", f"The alias {shown(f'*{event.anchor}')} stands here.", mend)
    if event.anchor:
        mend = "Delete it; put a text that begins with `&` in double quotes."
        return Refusal("anchor", f"The anchor {shown(f'&{event.anchor}')} stands here.", mend)
    if event.tag:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        mend = "Delete it; put a text that begins with `!` in double quotes."
        return Refusal("tag", f"The tag {shown(tag)} stands here.", mend)
    return None


def odd_space(event: Any) -> Refusal | None:
    """At the ends of a value without quotes, YAML drops ordinary spaces and keeps all others."""
    if event.style or event.value == event.value.strip():
        return None
    message = "A no-break space, or another that is not the ordinary one, stands before or behind these words."
    mend = "Delete it; texts copied from a web page or a word processor often hold such ones."
    return Refusal("no-break-space", message, mend)


def odd_key(event: Any) -> Refusal | None:
    """A merge key, and a list or mapping in place of a key."""
    if isinstance(event, yaml.CollectionStartEvent):
        return Refusal("key-not-text", "A list or mapping stands where a key belongs.", "Put it in double quotes.")
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<":
        return Refusal("merge-key", "The merge key `<<` stands here.", "Write out the lines that it stands for.")
    return None


def second_key(key: str, first: Place | None) -> Refusal | None:
    """A key that its mapping has already, at another place."""
    if not first:
        return None
    mend = f"It stands in line {first.line} already; keep one of the two."
    return Refusal("duplicate-key", f"The key {shown(key)} stands here a second time.", mend)


def not_a_mapping(content: object) -> Refusal | None:
    """A file that is something else as a whole."""
    if isinstance(content, dict):
        return None
    what = "is empty" if content is None else "is one text" if isinstance(content, str) else "is a list"
    mend = "Write `key: value` lines that begin at the left margin, as in the other files."
    return Refusal("not-a-mapping", f"The file {what}.", mend)
