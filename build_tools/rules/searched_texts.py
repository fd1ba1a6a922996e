"""The texts that are searched for what must not be told by accident: all that stands in files which lie in git.

In: a file, as a tree or, where it is none, as bytes; translations. Out: texts with their fields and places.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from build_tools.history.releases import Pending
from build_tools.language.languages import Translations
from build_tools.model.draft import Draft
from build_tools.problems import Place
from build_tools.source_text import MAX_BYTES
from build_tools.yaml_source import FieldPath, SourceTree

NAMES_SECRET = re.compile(r"pass|pwd|pin$|senha|kennw|key|secret|token|schlüssel|chave|[^a-z_]", re.IGNORECASE)
"""The names of fields that tell what their value is; the model has none of these."""

_FIELD = re.compile(r"^([a-z_]+)[ \t]*:", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|\s)#(.*)")


class SearchedText(NamedTuple):
    """A text, the field that it belongs to, and where it begins; None for a value, whose tree knows."""

    path: FieldPath
    text: str
    place: Place | None = None


def texts_of_file(source: SourceTree) -> Iterator[SearchedText]:
    """Every value of a file but the words that are waived, and the comments."""
    yield from (value for value in _leaves(source.content, ()) if not _is_waived_words(value.path))
    yield from _comments(source)


def texts_of_lines(file: str, content: bytes) -> Iterator[SearchedText]:
    """The lines of each field at the left margin as one text, and those before the first, whatever stands in them."""
    text = _readable(content)
    starts, line = [0, *(found.start() for found in _FIELD.finditer(text) if found.start()), len(text)], 1
    for start, end in pairwise(starts):
        name = _FIELD.match(text, start)
        yield SearchedText((name[1] if name else "",), text[start:end], Place(file, line, 1))
        line += text.count("\n", start, end)


def texts_of_translations(draft: Draft, translations: Translations) -> Iterator[SearchedText]:
    """What is translated of a draft, each in the place of its entry."""
    for path, texts in translations.texts.items():
        for field, text in texts.items():
            if place := translations.places[path].get(field):
                yield SearchedText((field,), text, place)


def texts_of_pending(draft: Draft, pending: Iterable[Pending]) -> Iterator[SearchedText]:
    """Translations of what was said of releases, and is no longer in the draft."""
    in_draft = {text.path for text in draft.authored}
    for one in pending:
        for field, text in one.texts.items():
            if field not in in_draft:
                yield SearchedText((field,), text, Place(next(iter(one.sources))))


def _leaves(value: Any, path: FieldPath) -> Iterator[SearchedText]:
    if isinstance(value, str):
        yield SearchedText(path, value)
    elif isinstance(value, dict):
        for name, item in value.items():
            if isinstance(item, str | None) and NAMES_SECRET.search(name):
                yield SearchedText((*path, name), f"{name}: {item or ''}")
            else:
                yield from _leaves(item, (*path, name))
    else:
        for at, item in enumerate(value or ()):
            yield from _leaves(item, (*path, at))


def _is_waived_words(path: FieldPath) -> bool:
    return path[0] == "waivers" and path[-1] == "words"


def _comments(source: SourceTree) -> Iterator[SearchedText]:
    """What stands behind a `#`, each in its place."""
    for number, line in enumerate(source.lines, 1):
        if "#" in line and (comment := _COMMENT.search(line)):
            yield SearchedText(("#",), comment[1], Place(source.file, number, comment.start(1) + 1))


def _readable(content: bytes) -> str:
    """What can be read of a file, as far as files are read."""
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return content[:MAX_BYTES].decode(encoding, errors="replace").replace("\r\n", "\n")
