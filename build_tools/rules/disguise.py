"""How a message names what nobody should read in a log: by its first characters."""

from __future__ import annotations


def disguised(words: str) -> str:
    """At most a third of the words, and no more than four characters."""
    start = " ".join(words[: min(4, len(words) // 3)].split()).replace("`", "'")
    return f"`{start}…`"
