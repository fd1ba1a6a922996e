"""The filled part of a draft: what can be shown of it while it still has blanks.

In: the bytes of a file that has blanks. Out: its content without them and without the entries of lists that have one.
"""

from __future__ import annotations

from typing import Any, Final

from build_tools.blanks import BLANK
from build_tools.yaml_edit import NotWritableError, edited
from build_tools.yaml_source import read_yaml

_NOTHING: Final = object()


def filled_part(file: str, content: bytes) -> bytes | None:
    """The file without its blanks; None where nothing is left, or where it cannot be read."""
    tree, _ = read_yaml(file, content)
    kept = _NOTHING if tree is None else _without_blanks(tree.content)
    try:
        return None if kept is _NOTHING else edited(content.decode(), kept).encode()
    except NotWritableError:
        return None


def _without_blanks(content: Any) -> Any:
    if isinstance(content, dict):
        kept = {key: _without_blanks(item) for key, item in content.items()}
        return {key: item for key, item in kept.items() if item is not _NOTHING} or _NOTHING
    if isinstance(content, list):
        return [item for item in content if _without_blanks(item) == item] or _NOTHING
    return _NOTHING if content == BLANK else content
