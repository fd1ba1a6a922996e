"""Leftovers: what a text has kept of the draft, the chat or the e-mail that it was made from, and readers must not see.

In: a text. Out: a `Fault` for each mark of what is not written yet, such as `TBD` or `[name]`, for the lines of a chat
and for the quotation marks of an e-mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3

from build_tools.problems import Fault, counted, shown

_UNFILLED = re.compile(
    r"\b(?:TODO(?! (?:o|os|mundo|el)\b)|FIXME|(?i:tbd))\b"  # `todo` is a word, in Portuguese and in Spanish
    r"|(?<![\w-])XXX+(?![\w-])"  # not in `XXXX-XXXX-XXXX-1234`
    r"|\b(?i:lorem ipsum)\b"
    r"|(?<![^\s(\[])\?{2,}(?!\w)"
    r"|\[(?i:placeholder|platzhalter|insert|add|your|name|date|time|number|company|vendor|product|details?|link|"
    r"einfügen|ergänzen|datum|anzahl|firma|anbieter|inserir|nome|data|número|empresa)\b[^\[\]\n]{0,40}\](?!\()"
    r"|\[[A-Z]{3,}(?:[ _-][A-Z]+)*\](?!\()"
)
_TAG = re.compile(r"<([a-zA-Z]\w*)(?:[ -]\w+)*>")
_OF_WEB_PAGES = (nh3.ALLOWED_TAGS - {"data", "details", "summary", "time"}) | {
    "body", "button", "embed", "font", "form", "frame", "head", "html", "iframe", "input", "link", "marquee", "math",
    "meta", "noscript", "object", "script", "style", "svg", "textarea", "title", "video", "x",
}  # fmt: skip
"""The names of HTML elements, but those that people also write for what is to come."""

_BRACKETED_TIME = r"\[(?:[^\]\n]{1,20}[ ,] ?)?[0-9]{1,2}[:.][0-9]{2}[^\]\n]{0,12}\](?!\()"
_TIME = r"[\[(]?[0-9]{1,2}:[0-9]{2}(?: ?[AaPp]\.?[Mm]\.?)?[\])]?"
_CHAT = re.compile(
    rf"{_BRACKETED_TIME} ?\S.*"  # [14:32] Anna: … · [09.11.25, 14:32:10] Anna: …
    r"|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4},? [0-9]{1,2}:[0-9]{2}(?: ?[AP]M)? - [^:\n]{1,40}:.*"
)
_SPEAKER = re.compile(rf"(?P<name>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){{0,2}})(?P<gap>,? {{1,8}}){_TIME}\s*")
_NO_SPEAKERS = re.compile(
    r"(?i:at|on|by|until|till|from|since|about|around|before|after|between|to|update|time|today|yesterday|um|ab|am|bis|"
    r"seit|gegen|vor|nach|zwischen|uhrzeit|stand|heute|gestern|às|as|até|desde|por|em|da|das|hora|hoje|ontem|sábado|"
    r"domingo|\w+(?:day|tag|woch|feira))"
)
"""What stands before a time of the day in prose: prepositions and days."""


def leftovers(text: str) -> Iterator[Fault]:
    """Everything of the kind, each kind of line once."""
    for found in dict.fromkeys(match[0] for match in _UNFILLED.finditer(text)):
        yield _not_filled_in(found)
    yield from _pasted_lines(text)


def placeholder(tag: str) -> Fault | None:
    """What is said of words in pointed brackets that are no HTML, such as `<name>`, but stand for what is to come."""
    found = _TAG.fullmatch(tag)
    return _not_filled_in(tag) if found and found[1].lower() not in _OF_WEB_PAGES else None


def _not_filled_in(words: str) -> Fault:
    message = f"{shown(words)} stands for something that is not written yet; readers would see it."
    return Fault("not-filled-in", message, "Write what belongs here, or say it without.", words)


def _pasted_lines(text: str) -> Iterator[Fault]:
    lines = text.split("\n")
    if quoted := [line for line in lines if line.startswith(">")]:
        message = f"This line begins with `>`, as a quotation in an e-mail or a chat does.{_more(quoted)}"
        yield Fault("pasted-mark", message, "Delete the `>`, or write the line in words of your own.", quoted[0])
    if spoken := [line for number, line in enumerate(lines) if _is_of_a_chat(lines, number)]:
        message = f"This looks like a line of a chat, with a time and a name.{_more(spoken)}"
        yield Fault("pasted-mark", message, "Delete it, and tell in sentences what readers need of it.", spoken[0])


def _more(lines: list[str]) -> str:
    return f" So {'does' if len(lines) == 2 else 'do'} {counted(len(lines) - 1, 'more line')}." * (len(lines) > 1)


def _is_of_a_chat(lines: list[str], number: int) -> bool:
    """Whether a line has a time and a name before the words of somebody, or above them."""
    line = lines[number].strip()
    if _CHAT.fullmatch(line):
        return True
    found = _SPEAKER.fullmatch(line)
    if not found or not "".join(lines[number + 1 : number + 2]).strip():
        return False
    names = found["name"].split(" ")
    begins = number == 0 or not lines[number - 1].strip() or len(found["gap"].strip(",")) > 1
    is_name = all(name[0].isupper() for name in names) and not _NO_SPEAKERS.fullmatch(names[0])
    return begins and is_name
