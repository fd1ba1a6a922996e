"""Counts as people write them: how a number is written here that was written in another way.

In: a text that is no whole number in digits. Out: the message and the mend, or nothing where nobody can tell.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_PLAIN = re.compile(r"[0-9]{1,12}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,_' ’])[0-9]{3})(?:\1[0-9]{3})*")
_TIMES = {
    **dict.fromkeys(("k", "thousand", "tsd", "tsd.", "tausend", "mil"), 1_000),
    **dict.fromkeys(("m", "mio", "mio.", "million", "millions", "millionen", "mi", "milhão", "milhões"), 1_000_000),
}
_NUMBER = r"([0-9](?:[0-9.,_' ’]*[0-9])?(?:\s*(?:" + "|".join(map(re.escape, _TIMES)) + r"))?)"
_PEOPLE = r"(?:\s+[^\W\d]+){0,2}"
_RANGE = re.compile(
    rf"(?:between |zwischen |entre )?{_NUMBER}(?:\s*-\s*|\s+(?:to|and|bis|und|a|até|e)\s+){_NUMBER}{_PEOPLE}"
)
_LEAST = re.compile(
    rf"(?:>=?|≥|more than|over|at least|mehr als|über|mindestens|mais de|pelo menos|acima de)\s*{_NUMBER}{_PEOPLE}"
    rf"|{_NUMBER}\s*(?:\+|or more|oder mehr|ou mais){_PEOPLE}"
)
_MOST = re.compile(
    rf"(?:<=?|≤|up to|at most|fewer than|less than|under|bis zu|höchstens|weniger als|unter|até|menos de)"
    rf"\s*{_NUMBER}{_PEOPLE}"
)
_BELOW = re.compile(r"<(?!=)|fewer|less|under|weniger|unter|menos")
_ABOUT = re.compile(
    rf"(?:~|≈|ca\.?|circa|about|around|roughly|approx\.?|approximately|etwa|rund|ungefähr|cerca de|aprox\.?)"
    rf"\s*{_NUMBER}{_PEOPLE}"
)
_SHARE = re.compile(r"[0-9.,]+\s*(?:%|percent|per cent|prozent|por cento)")
_NOBODY = {"none", "no", "nobody", "zero", "keine", "keiner", "niemand", "null", "nenhum", "ninguém", "-"}
_NOT_KNOWN = {
    "many",
    "some",
    "viele",
    "einige",
    "muitos",
    "alguns",
    "unbekannt",
    "desconhecido",
    "n/a",
    "tbd",
    "?",
    "k.a.",
}


class Said(NamedTuple):
    """What is wrong with a count, if more than its form, and how it is written."""

    mend: str
    message: str = ""


def read_count(words: str) -> Said | None:
    """How a text is written as a count."""
    plain = re.sub(r"[‐‑‒–—−]", "-", " ".join(words.split())).strip('"“”„').lower()
    if plain in _NOBODY:
        return Said("If nobody is affected, write `people: none` and delete `count:`.")
    if plain in _NOT_KNOWN:
        return Said("If the number is not known, write `unknown`.")
    if _SHARE.fullmatch(plain):
        mend = "Write how many they are, or `unknown`; a share can stand in a `note` of `people:`."
        return Said(mend, "A share is no number.")
    return _bounded(plain) or _exact(plain)


def _exact(plain: str) -> Said | None:
    """What is said of a number that has another form."""
    found = re.fullmatch(rf"{_NUMBER}{_PEOPLE}", plain)
    if found and (number := _number(found[1])) is not None:
        return Said(f"Write the digits alone: `{number}`.")
    if re.fullmatch(r"[0-9]+[.,][0-9]+", plain):
        thousands = Decimal(plain.replace(",", ".")) * 1000
        mend = f"Write it in digits; if thousands are meant, `{int(thousands)}`."
        return Said(mend, "People are counted in whole numbers.")
    return None


def _bounded(plain: str) -> Said | None:
    """What is said of a number that is not exact."""
    if (found := _RANGE.fullmatch(plain)) and None not in (numbers := [_number(found[1]), _number(found[2])]):
        return Said(f"Write `{{from: {numbers[0]}, to: {numbers[1]}}}`.")
    for form in (_LEAST, _MOST, _ABOUT):
        if found := form.fullmatch(plain):
            number = _number(next(filter(None, found.groups())))
            return _inexact(form, number, plain) if number is not None else None
    return None


def _inexact(form: re.Pattern[str], number: int, plain: str) -> Said:
    if form is _LEAST:
        mend = f"Write `{{from: {number}, to: …}}` with a number that it surely does not pass, or `unknown`."
        return Said(mend, "This number has no upper end.")
    if form is _MOST:
        return Said(f"Write `{{from: 1, to: {number - 1 if _BELOW.match(plain) else number}}}`.")
    mend = f"Write the bounds that are known: `{{from: …, to: …}}`; or `{number}`, if it is exact."
    return Said(mend, "This number is not exact.")


def _number(words: str) -> int | None:
    """A number, also with its thousands apart, or as so many thousands or millions."""
    digits, _, times = words.partition(" ") if words.rpartition(" ")[2] in _TIMES else (words, "", "")
    if found := re.fullmatch(rf"([0-9.,]+?)\s*({'|'.join(map(re.escape, _TIMES))})", words):
        digits, times = found[1], found[2]
    if _PLAIN.fullmatch(digits):
        return int(digits) * _TIMES.get(times, 1)
    if times and re.fullmatch(r"[0-9]+[.,][0-9]{1,2}", digits):
        return int(Decimal(digits.replace(",", ".")) * _TIMES[times])
    return int(re.sub(r"\D", "", digits)) * _TIMES.get(times, 1) if _GROUPED.fullmatch(digits) else None
