"""Dates, numbers and entries as people write them are read in every way in which they can be meant, and in no other."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
import yaml
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.codes_as_said import read_entry
from build_tools.model.counts import parse_count
from build_tools.model.counts_as_said import read_count
from build_tools.model.dates_as_said import read_date
from build_tools.model.moment import parse_moment
from build_tools.model.statements import DataItem
from build_tools.problems import FieldError
from build_tools.project import Project

LOCALES = ["en_US", "en_GB", "de_DE", "de_AT", "pt_BR", "pt_PT"]
DAYS = st.dates(date(2000, 1, 1), date(2098, 12, 31))


@given(day=DAYS, locale=st.sampled_from(LOCALES), length=st.sampled_from(["short", "medium", "long", "full"]))
def test_a_date_of_any_locale_is_among_its_readings(day: date, locale: str, length: str) -> None:
    """However long, and in the order of whichever country, a date is proposed as what it is."""
    readings = read_date(format_date(day, length, locale))
    assert day.isoformat() in readings.found
    assert len(readings.found) <= 2


@given(day=DAYS.filter(lambda day: day.year >= 2015))
def test_a_year_of_two_digits_is_asked_for(day: date) -> None:
    """With hyphens it may stand first or last, and no reading is proposed alone where there are several."""
    readings = read_date(f"{day:%y-%m-%d}").found
    assert readings[0] == day.isoformat()
    last = [f"20{day:%d-%m}-{day:%y}", f"20{day:%d}-{day:%y-%m}"]
    assert set(readings) >= {it for it in last if read_date(it).found}


@given(day=DAYS, minutes=st.integers(0, 24 * 60 - 1), locale=st.sampled_from(LOCALES))
def test_a_time_of_any_locale_is_read_with_its_day(day: date, minutes: int, locale: str) -> None:
    """Twelve hours or twenty-four, noon and midnight included."""
    instant = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60)
    readings = read_date(format_datetime(instant, "short", locale=locale))
    assert instant.isoformat(timespec="minutes") in readings.found
    assert not readings.has_zone


@given(day=DAYS)
def test_two_readings_only_where_there_are_two(day: date) -> None:
    """Slashes leave it open which number is the month, as long as both can be one; points do not."""
    slashes, points = (f"{day.day}{mark}{day.month}{mark}{day.year}" for mark in "/.")
    both = (
        {day.isoformat(), day.replace(month=day.day, day=day.month).isoformat()} if day.day <= 12 else {day.isoformat()}
    )
    assert set(read_date(slashes).found) == both
    assert read_date(points).found == (day.isoformat(),)


@pytest.mark.parametrize(
    "words", ["", "soon", "2025-11-09 ff.", "12", "1.2.3.4", "Anna", "9 9 9", "x" * 5000, "1 " * 2000]
)
def test_what_is_no_date_has_no_reading(words: str) -> None:
    """Nothing is made up."""
    assert read_date(words).found == ()


@given(day=DAYS, locale=st.sampled_from(LOCALES))
def test_what_is_proposed_is_taken(day: date, locale: str) -> None:
    """The mend of a date is a date that the format reads."""
    with pytest.raises(FieldError) as told:
        parse_moment(format_date(day, "long", locale))
    assert parse_moment(re.findall("`(.*?)`", told.value.mend)[0]).day == day


@given(number=st.integers(1000, 10**12 - 1), locale=st.sampled_from([*LOCALES, "de_CH", "fr_FR"]))
def test_a_number_of_any_locale_is_proposed_in_digits(number: int, locale: str) -> None:
    """Points, commas, apostrophes and every kind of space stand between thousands."""
    said = read_count(format_decimal(number, locale=locale))
    assert said is not None
    assert said.mend == f"Write the digits alone: `{number}`."
    assert parse_count(str(number)).low == number


@pytest.mark.parametrize("words", ["", "a few", "5-", "-5", "1-2-3", "12,50,0", "0x1F", "5" * 400, "1." * 300])
def test_what_is_no_number_is_not_read_as_one(words: str) -> None:
    """Nothing is made up here either."""
    assert read_count(words) is None


@pytest.mark.parametrize("form", ["{} (possible)", "{} - vielleicht", "{}, certainty: possible", "possível {}", "{}?"])
def test_a_doubted_code_is_proposed_with_its_doubt(project: Project, form: str) -> None:
    """However the doubt is written, the mend is an entry that the format reads, of the same code."""
    codes = project.vocabulary.groups
    for code in codes["data"]:
        words = form.format(code)
        with pytest.raises(ValueError, match="is more than a code"):
            DataItem.model_validate(words, context={"codes": codes})
        written = yaml.safe_load(read_entry(words, "data", DataItem.model_fields, codes) or "")
        assert written == {"code": code, "certainty": "possible"}
        assert DataItem.model_validate(written, context={"codes": codes}).certainty == "possible"


@pytest.mark.parametrize("words", ["", "(possible)", "?", "nothing like it (possible)", "()" * 400, "a, " * 400])
def test_what_is_no_entry_is_not_read_as_one(project: Project, words: str) -> None:
    """No code, no proposal."""
    assert read_entry(words, "data", DataItem.model_fields, project.vocabulary.groups) is None
