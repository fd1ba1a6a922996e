"""Numerals: where digits stand in a text, what they are (a number, a date, a time, an id), and what they are worth.

In: a masked text, and the signs of its language. Out: its tokens, words among them; the values of digits.
"""

from __future__ import annotations

import re
from fractions import Fraction

from build_tools.fidelity.signs import SPACES, Signs

SCAN = re.compile(
    r"(?P<iso>(?<![\w-])\d{4}-\d\d-\d\d(?![\w-]))"
    r"|(?P<id>(?<![\w.])(?:[A-Z]{2,}-?\d[\w.-]*\w|[A-Z]{2,}-\d|0x[0-9a-fA-F]+|[A-Za-z]{1,5}\d\w*"
    r"|\d+(?:\.\d+)+(?!(?:m|b|bn|mn|k)\b)-?[a-z]\w*|\d+[a-z]\d\w*)(?!\w)(?<!\dh\d\d))"
    r"|(?P<date>(?<![\w.])\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d\d)|\.\d{1,2}\.\d{4})(?![\w/]|\.\d))"
    r"|(?P<short_date>(?<![\w.,])\d{1,2}\.\d{1,2}\.(?!\d))"
    r"|(?P<time>(?<![\w.,:])\d{1,2}(?::\d\d(?::\d\d)?|h\d\d|h)(?![\w:]))"
    rf"|(?P<number>\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d{{1,3}}(?:['’]\d{{3}})+(?!\d)|\d+(?:[.,/]\d+)*)"
    r"|(?P<word>[^\W\d_]+\.?)"
)
"""The tokens of a text, each under the name of its kind."""
NUMERALS = re.compile(r"\d+")
LONGEST = 30
"""So many digits are read as a number."""


def values_of(digits: str, signs: Signs) -> list[Fraction]:
    """The value of a number in digits as the language writes it; none, where it does not write numbers so."""
    if len(digits) > LONGEST:
        return []
    if digits.isdecimal():
        return [Fraction(int(digits))]
    if signs.grouped.fullmatch(digits) or signs.fraction.fullmatch(digits):
        group = "." if signs.decimal == "," else ","
        plain = re.sub(rf"[{SPACES}'’]", "", digits.replace(group, ""))
        return [Fraction(plain.replace(signs.decimal, "."))]
    whole, _, part = digits.partition("/")
    return [Fraction(int(whole), int(part))] if whole.isdecimal() and part.isdecimal() and int(part) else []
