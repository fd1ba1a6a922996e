"""Pseudo-text: every word of a catalogue in the letters of another script, a third longer, so that a word that nobody
translated, and a place that is too narrow, are seen at once.

What a translator keeps is kept: placeholders, references, addresses, names, code, marks of Markdown, date patterns.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

import polib

from build_tools.language.catalogue import read_plural_rule

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهو"
GREEK = "αβγδεζηθικλμνξοπρστυφχψωάέ"
SCRIPTS = {"ar": ARABIC, "ps": ARABIC, "el": GREEK}
"""The letters for each locale; of Pashto, `ps`, Material knows no words."""
NAMES = ("Incident Press Demonstration Desk", "OpenAI API", "OpenAI", "ChatGPT", "Mixpanel", "UTC")
TOOLS = ("Node.js", "Python", "JSON Feed", "OpenAPI")
_KEPT = re.compile("|".join([r"\{\w+\}", r"\(ref:\w+\)", r"`[^`]+`", r"\S+@\S+\w", r"https?://\S+", *NAMES, *TOOLS]))
_END = re.compile(r"(?:`[^`]+`)?[\s.!?:;…*_)\]\"”’]*$")


def fill(folder: Path, locale: str) -> None:
    """Fill every empty entry of the catalogues of a locale."""
    for path in (folder / "locales" / locale).rglob("*.po"):
        po = polib.pofile(str(path), wrapwidth=110)
        rule = read_plural_rule(po.metadata.get("Plural-Forms", ""))
        for entry in po:
            if entry.msgid_plural:
                forms = [(form, rule.only_number(form) is not None) for form in entry.msgstr_plural]
                entry.msgstr_plural = {form: _plural(entry, form, locale, says_one=one) for form, one in forms}
            elif not entry.msgstr:
                is_pattern = "date pattern" in (entry.msgctxt or "")
                entry.msgstr = entry.msgid if is_pattern else pseudo(entry.msgid, locale)
        po.save()


def pseudo(text: str, locale: str) -> str:
    """A text in pseudo-letters, line by line."""
    return "\n".join(_line(line, locale) for line in text.split("\n"))


def numbered(form: int, locale: str) -> str:
    """The word by which a plural form is recognised."""
    return SCRIPTS[locale][form] * 3


def _plural(entry: polib.POEntry, form: int, locale: str, *, says_one: bool) -> str:
    """A form that is for one number alone says it by itself, as the Arabic dual does."""
    text = entry.msgid_plural.replace("{count} ", "") if says_one else entry.msgid_plural
    said = f"{numbered(form, locale)} {pseudo(text, locale)}"
    return said[:1].upper() + said[1:] if text[0].isupper() else said


def _line(line: str, locale: str) -> str:
    letters = SCRIPTS[locale]
    table = str.maketrans(ascii_lowercase + ascii_uppercase, letters[:26] + letters[:26].upper())
    said, plain, at = "", "", 0
    for kept in [*_KEPT.finditer(line), None]:
        words = line[at : kept.start() if kept else None].translate(table)
        said, plain = said + words + (kept[0] if kept else ""), plain + words
        at = kept.end() if kept else at
    more = " ".join("".join(letter if letter.isalpha() else " " for letter in plain).split())
    end = _END.search(said)
    assert end
    return f"{said[: end.start()]} {more[: -(-len(line) // 3)].strip()}{end[0]}" if more else said
