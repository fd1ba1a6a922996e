"""Reads a translation from YAML: `language`, `id`, and texts in the shape that they have in the YAML of an advisory.

A key may also be a whole path with dots. `source` may hold, in the same shape, the texts that were translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.interchange.incoming import Incoming, IncomingText, Named
from build_tools.problems import Problem, shown
from build_tools.source_text import NEEDED_BY_SCRIPTS
from build_tools.yaml_source import FieldPath, SourceTree, read_yaml

_ABOUT = ("id", "language", "source")
_NAMES = ("id", "code")
_LEFT_OUT = (*_NAMES, "stated_by")
"""What an entry of a list may say of itself beside its text."""


def read(file: str, content: bytes) -> tuple[Incoming | None, list[Problem]]:
    """The texts of a YAML file. Exactly one of texts and problems is empty."""
    tree, problems = read_yaml(file, content, but=NEEDED_BY_SCRIPTS)
    if tree is None:
        return None, problems
    names = {name: tree.content[name] for name in ("id", "language") if tree.content.get(name) is not None}
    if wrong := [_no_text(tree, (name,), value) for name, value in names.items() if not isinstance(value, str)]:
        return None, wrong
    flat = list(_flat(_translated(tree.content), ()))
    from_source = list(_flat(tree.content["source"], ("source",))) if "source" in tree.content else []
    sources = {key: words for key, words, _ in from_source}
    problems = [_no_text(tree, path, words) for _, words, path in flat if not _is_text(words)]
    keys = {key for key, *_ in flat}
    problems += [
        _no_source(tree, path) for key, words, path in from_source if key not in keys or not isinstance(words, str)
    ]
    texts = tuple(
        IncomingText(names.get("id"), key, (words or "").strip(), tree.place(path), sources.get(key))
        for key, words, path in flat
        if _is_text(words)
    )
    language = Named(names["language"], tree.place(("language",))) if "language" in names else None
    return (None, problems) if problems else (Incoming(texts, language), [])


def _translated(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in _ABOUT}


def _is_text(words: Any) -> bool:
    return words is None or isinstance(words, str)


def _no_text(tree: SourceTree, path: FieldPath, value: Any) -> Problem:
    return Problem(
        tree.place(path),
        "wrong-form",
        f"Here stands {shown(value)}, which is no text.",
        "Write the translated words here.",
    )


def _no_source(tree: SourceTree, path: FieldPath) -> Problem:
    message = "This is no source of a text that is translated in this file."
    mend = "Write under `source` the same names as above, each with the text that was translated, or delete it."
    return Problem(tree.place(path), "wrong-form", message, mend)


def _flat(value: Any, path: FieldPath, key: str = "") -> Iterator[tuple[str, Any, FieldPath]]:
    """Every text with its key and its path in the file. Entries of lists go by their id or code, or their number."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _flat(below, (*path, name), f"{key}.{name}".lstrip("."))
    elif isinstance(value, list):
        for at, entry in enumerate(value):
            about = entry if isinstance(entry, dict) else {}
            name = next((about[name] for name in _NAMES if isinstance(about.get(name), str)), str(at + 1))
            words = {field: below for field, below in about.items() if field not in _LEFT_OUT} if about else entry
            yield from _flat(words, (*path, at), f"{key}.{name}")
    else:
        yield key, value, path
