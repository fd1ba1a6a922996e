"""Source text: the bytes of a file as text that shows all that is in it.

In: bytes. Out: the text, or problems: too many bytes, another encoding than UTF-8, tabs, and characters that cannot
be seen or that change what is seen.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from build_tools.problems import Place, Problem

MAX_BYTES = 1024 * 1024
ISOLATES = "\u2066\u2067\u2068\u2069"
"""What keeps the order of a part of a text apart from the text around it; the last one ends what another began."""
NEEDED_BY_SCRIPTS = "\u200c\u200d" + ISOLATES
"""Characters that nobody sees and that translations into some languages need."""
_JOINING = (
    "\u0620-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1c7f\ua800-\uaa7f\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f"  # scripts in which letters join: from Arabic to those of India
    "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"  # and signs of which several make one picture
)
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff]"
    f"|(?<![{_JOINING}])[\u200c\u200d](?![{_JOINING}])"
)
_KINDS = {"Cc": "control character", "Co": "private character", "Cs": "half a character", "Cn": "no character"}


def read_text(file: str, content: bytes, *, but: str = "") -> tuple[str | None, list[Problem]]:
    """The text of a YAML file, which may hold the characters `but` where they stand in it as they are. Exactly one of
    text and problems is empty, but for an empty file."""
    text, problems = decoded(file, content)
    if text is None:
        return None, problems
    problems = [*_tabs(file, text), *suspects(file, text, but=but)]
    return (None, problems) if problems else (text, [])


def decoded(file: str, content: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file with line ends of one character, whatever stands in it, or why there is none."""
    problem = _unreadable(file, content)
    return (None, [problem]) if problem else (content.decode("utf-8-sig").replace("\r\n", "\n"), [])


def suspect_characters(text: str, *, but: str = "") -> Iterator[tuple[int, str, str]]:
    """Where in a text a character stands that does not show itself, with a message and the mend.

    The characters `but` are passed over.
    """
    for match in _SUSPECT.finditer(text):
        if match[0] not in but:
            message = f"The character {named(match[0])} stands here; it is invisible or misleads readers."
            yield match.start(), message, "Delete it, or type the line again."


def named(character: str) -> str:
    """A character that nobody sees, as messages write it."""
    name = unicodedata.name(character, _KINDS.get(unicodedata.category(character), "unknown character"))
    return f"U+{ord(character):04X} ({name.lower()})"


def _unreadable(file: str, content: bytes) -> Problem | None:
    if len(content) > MAX_BYTES:
        message = f"The file has {len(content) / MAX_BYTES:.1f} MiB; the limit is 1 MiB."
        return Problem(Place(file), "file-too-large", message, "Shorten its texts.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4]:
        return Problem(Place(file), "not-utf-8", "This file is saved as UTF-16 or UTF-32.", _SAVE)
    body = content.removeprefix(codecs.BOM_UTF8)  # a mark that nobody sees has no column
    try:
        body.decode()
    except UnicodeDecodeError as error:
        line = body[: error.start].rpartition(b"\n")[2].decode()
        place = Place(file, body.count(b"\n", 0, error.start) + 1, len(line) + 1)
        return Problem(place, "not-utf-8", "This character, or the whole file, is not saved as UTF-8.", _SAVE)
    return None


_SAVE = "Save the file with the encoding UTF-8."


def _tabs(file: str, text: str) -> Iterator[Problem]:
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "\t" in line]
    if lines:
        place = Place(file, lines[0], text.split("\n")[lines[0] - 1].index("\t") + 1)
        more = f", and in {len(lines) - 1} more lines" if len(lines) > 1 else ""
        yield Problem(place, "tab", f"A tab stands here{more}; YAML wants spaces.", "Replace each tab by two spaces.")


def suspects(file: str, text: str, *, but: str = "") -> Iterator[Problem]:
    """Every character in a file that does not show itself, in its place; the characters `but` are passed over."""
    if not _SUSPECT.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for start, message, mend in suspect_characters(line, but=but):
            yield Problem(Place(file, number, start + 1), "forbidden-character", message, mend)
