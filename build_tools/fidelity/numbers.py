"""Numbers: a number of the source that the translation lacks, and the other way round, whatever way it is written.

`12,500`, `12.500`, `12 500`, `twelve thousand five hundred` are one number; `12,5` is another. Each number has the
readings that its language allows, and two numbers are the same where they share one. How often a number stands does
not count. A plural form that is for one number alone may say this number or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal

from build_tools.fidelity.pair import Pair, Tongue
from build_tools.fidelity.quantities import Quantity, quantities
from build_tools.fidelity.wording import Wording
from build_tools.problems import Fault, shown


def numbers(pair: Pair) -> Iterator[Fault]:
    """Numbers, dates and times that differ."""
    names = pair.surroundings.names
    spoken, language = _as_known(pair.spoken, pair.language), _as_known(pair.language, pair.spoken)
    source = quantities(pair.source, names, spoken)
    translation = quantities(pair.translation, names, language)
    lost = _without(source, translation)
    added = _without(translation, source)
    if pair.number is not None:
        lost, added = ([one for one in some if Fraction(pair.number) not in one.readings] for some in (lost, added))
    for number, quantity in enumerate(lost):
        yield _changed(quantity, added[number] if number < len(added) else None, pair.language.locale)
    for quantity in added[len(lost) :]:
        yield _added(quantity)


def _as_known(tongue: Tongue, beside: Tongue) -> Tongue:
    """A language as it can be compared with another: without number words, where those of the other are not known."""
    return tongue if beside.wording.numbers.words else _in_digits(tongue.locale)


@lru_cache(maxsize=64)
def _in_digits(locale: Locale) -> Tongue:
    return Tongue(locale, Wording())


def _without(these: Iterable[Quantity], others: Iterable[Quantity]) -> list[Quantity]:
    """Quantities that share no reading with any of the others, each once."""
    known = frozenset(reading for other in others for reading in other.readings)
    return list({one.readings: one for one in these if not one.is_loose and not one.readings & known}.values())


def _changed(lost: Quantity, instead: Quantity | None, locale: Locale) -> Fault:
    has = f"the translation has {shown(instead.words)} instead" if instead else "the translation does not"
    message = f"The source has {shown(lost.words)}, and {has}."
    mend = f"Write {shown(_localised(lost, locale))}, as the source has {shown(lost.words)}."
    words, start = (instead.words, instead.start) if instead else ("", 0)
    return _fault(lost, message, mend, words, start)


def _added(quantity: Quantity) -> Fault:
    message = f"The translation has {shown(quantity.words)}, and the source does not."
    return _fault(quantity, message, "Delete it, or write what the source says.", quantity.words, quantity.start)


def _fault(quantity: Quantity, message: str, mend: str, words: str, start: int) -> Fault:
    if quantity.is_date:
        return Fault("date-changed", message, mend, words, start)
    return Fault("number-changed", message, mend, words, start)


def _localised(quantity: Quantity, locale: Locale) -> str:
    """A number in the digits of a language where it stands in digits; anything else as it is."""
    value = next((reading for reading in quantity.readings if isinstance(reading, Fraction)), None)
    if quantity.is_date or value is None or len(quantity.readings) > 1 or not quantity.words[0].isdigit():
        return quantity.words
    number = value.numerator if value.denominator == 1 else float(value)
    return str(format_decimal(number, locale=locale))
