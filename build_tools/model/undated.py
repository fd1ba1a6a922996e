"""What is said of a text that stands where a date belongs, and is none: how to write what it may mean."""

from __future__ import annotations

from build_tools.model.dates_as_said import DateReadings, in_words, lacks_year, month_bounds, read_date
from build_tools.model.moment import with_zone
from build_tools.problems import FieldError, shown

_SAYS_NOTHING = {"?", "-", "n/a", "tbd", "tbc", "unbekannt", "unklar", "desconhecido", "desconhecida", "k.a.", "none"}


def no_date(words: str, form: str, *, instead: bool, wants_time: bool) -> FieldError:
    """What is said of a text that is no date of the right form; `form` is the mend where nobody can tell what it means.

    `instead` tells whether `unknown` may stand in its place, `wants_time` whether a day alone is not enough.
    """
    readings, message = read_date(words), f"{shown(words)} is no date."
    if readings.found:
        return FieldError("not-a-date", message, _proposed(readings, wants_time=wants_time))
    if readings.is_date:
        return FieldError("impossible-date", f"The calendar has no {shown(words)}.", "Check the month and the day.")
    if bounds := month_bounds(words):
        mend = f"An event takes `not_before: {bounds[0]}` and `not_after: {bounds[1]}` in place of `date:`."
        return FieldError("not-a-date", f"{shown(words)} does not say which day.", mend)
    if lacks_year(words):
        return FieldError("not-a-date", f"{shown(words)} does not say which year.", form)
    if words.strip().lower() in _SAYS_NOTHING:
        return FieldError("not-a-date", message, "Write `unknown`." if instead else "Delete the line.")
    return FieldError("not-a-date", message, form)


def _proposed(readings: DateReadings, *, wants_time: bool) -> str:
    """The mend that writes a date as it was meant, or in all ways in which it can be read."""
    first = readings.found[0]
    if len(readings.found) > 1:
        several = {2: "two", 3: "three"}[len(readings.found)]
        differ = len({reading[:4] for reading in readings.found}) > 1
        ways = " or ".join(f"`{it}` for {in_words(it, with_year=differ)}" for it in readings.found)
        zone = "" if readings.has_zone else ", and add the zone, such as `Z`"
        return f"It can be read in {several} ways: write {ways}{zone}."
    if readings.has_time and not readings.has_zone:
        return with_zone(first)
    if wants_time and not readings.has_time:
        return f"Write `{first}T14:30Z` for a time in UTC."
    roughly = " If it is known only roughly, an event takes `not_before:` and `not_after:` instead."
    return f"Write `{first}`.{roughly if readings.roughly else ''}"
