"""Language: everything that is said in one language, from its catalogues, and how it writes dates, lists and numbers.

Sentences are whole messages with placeholders in curly brackets; values are put in as they are, and nothing
else in a message is interpreted, so a translation can only ever be text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from build_tools.language.catalogue import Catalogue
from build_tools.language.directions import POP_ISOLATE, isolated, runs_right_to_left
from build_tools.language.vocabulary import COUNT, PLACEHOLDER, Vocabulary
from build_tools.model.moment import Moment
from build_tools.site import LanguageSetting


def gettext_noop(message: str) -> str:
    """Marks a text for translation where it is named, and not yet said."""
    return message


_VALUE = re.compile(rf"{PLACEHOLDER.pattern}(\.?)")


def substitute(message: str, values: Mapping[str, str]) -> str:
    """Put values into `{name}` placeholders. What is no known placeholder stays as it is written.

    After a name that ends in a mark of its own, such as `Globex Inc.`, a sentence gets no second full stop. A value
    that is written in the other direction than the message is isolated.
    """
    if "{" not in message:
        return message
    right_to_left = runs_right_to_left(message)

    def put(match: re.Match[str]) -> str:
        value = values.get(match[1])
        if value is None:
            return match[0]
        has_own_mark = value.rstrip(POP_ISOLATE).endswith((".", "!", "?"))
        return isolated(value, right_to_left=right_to_left) + ("" if has_own_mark else match[2])

    return _VALUE.sub(put, message)


def capitalised(text: str) -> str:
    """With a capital first letter, for a label that stands first in a line."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, eq=False)
class Language:
    """One language of the site, ready to speak. Two are the same only if they are one."""

    setting: LanguageSetting
    vocabulary: Vocabulary
    interface: Catalogue
    words: Catalogue
    site_texts: Catalogue
    _known: dict[tuple[str, str, str], str] = field(default_factory=dict, compare=False)
    _days: dict[date, str] = field(default_factory=dict, compare=False)

    @property
    def path(self) -> str:
        return self.setting.path

    @property
    def tag(self) -> str:
        return self.setting.tag

    @cached_property
    def locale(self) -> Locale:
        return Locale.parse(self.setting.locale)

    def gettext(self, message: str, **values: str) -> str:
        """A text of the interface."""
        key = ("", "", message)
        if (text := self._known.get(key)) is None:
            text = self._known[key] = self.interface.text("", message)
        return substitute(text, values) if values else text

    def ngettext(self, one: str, many: str, number: int, **values: str) -> str:
        """A text of the interface that depends on a number; `{count}` is the number as the language writes it."""
        message = self.interface.plural(one, many, number)
        return substitute(message, {COUNT: self.number(number), **values})

    def pgettext(self, context: str, message: str, **values: str) -> str:
        """A text of the interface that needs a context to be translated."""
        return substitute(self.interface.text(context, message), values)

    def site_text(self, message: str) -> str:
        """A text from the site's settings."""
        return self.site_texts.text("", message)

    def phrase(self, group: str, code: str, part: str) -> str:
        """One text of a code, with its placeholders, or the empty text where the code has none of that kind."""
        key = (group, code, part)
        if (message := self._known.get(key)) is None:
            source = getattr(self.vocabulary.groups[group][code], part)
            message = self.words.text(".".join(key), source) if source else ""
            self._known[key] = message
        return message

    def number(self, number: int) -> str:
        """A whole number with the language's separators."""
        return str(format_decimal(number, locale=self.locale))

    def listed(self, items: Iterable[str]) -> str:
        """Items as the language lists them in a sentence."""
        return _listed(self.locale, tuple(items))

    def day(self, day: date) -> str:
        """A calendar day. The first of a month has a pattern of its own, since Portuguese writes it as an ordinal."""
        if day not in self._days:
            self._days[day] = self._written(day)
        return self._days[day]

    def _written(self, day: date) -> str:
        if day.day == 1:
            pattern = self.pgettext("date pattern for the first day of a month", "d MMMM y")
        else:
            pattern = self.pgettext("date pattern", "d MMMM y")
        return str(format_date(day, format=pattern, locale=self.locale))

    def instant(self, instant: datetime) -> str:
        """Day and time in UTC."""
        moment = instant.astimezone(UTC)
        time = f"{moment.hour:02}:{moment.minute:02}"
        return self.gettext("{date}, {time} UTC", date=self.day(moment.date()), time=time)

    def moment(self, moment: Moment) -> str:
        """A moment in the precision it was stated with."""
        return self.instant(moment.instant) if moment.instant else self.day(moment.day)


@lru_cache(maxsize=8192)
def _listed(locale: Locale, items: tuple[str, ...]) -> str:
    right_to_left = locale.text_direction == "rtl"
    apart = [isolated(item, right_to_left=right_to_left) for item in items]
    return str(format_list(apart, style="standard", locale=locale))
