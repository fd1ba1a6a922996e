"""Rules on the catalogues: generated text exists, whole, in every language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from babel import Locale
from babel.messages.plurals import get_plural

from build_tools import authored_text
from build_tools.fidelity.characters import hidden
from build_tools.language.catalogue import PLURAL_HEADER, Catalogue
from build_tools.language.language import Language
from build_tools.language.messages import Message, Messages
from build_tools.language.po_file import forms
from build_tools.language.vocabulary import COUNT, placeholders
from build_tools.problems import Place, Problem, shown

FEW = 3


def check_catalogues(languages: Sequence[Language], messages: Messages) -> Iterator[Problem]:
    """Run every rule of this module on the catalogues of every language."""
    for language in languages:
        pairs = (
            (language.interface, messages.interface),
            (language.words, messages.vocabulary),
            (language.site_texts, messages.site),
        )
        for catalogue, wanted in pairs:
            yield from catalogue_is_complete(catalogue, wanted)
            yield from placeholders_are_kept(catalogue, wanted)
            yield from characters_are_seen(catalogue, wanted, language.locale)
            yield from markdown_is_clean(catalogue, wanted)
            yield from date_patterns_say_the_date(catalogue, wanted)
            yield from plural_rule_is_known(catalogue, language.setting.locale)
            yield from plural_forms_are_whole(catalogue, wanted)


def catalogue_is_complete(catalogue: Catalogue, wanted: Sequence[Message]) -> Iterator[Problem]:
    """Every generated text has a current translation, but in a catalogue that is optional."""
    missing = [text for text in wanted if catalogue.entry(text.context, text.text, text.plural) is None]
    if catalogue.optional or not missing:
        return
    names, more = [f"`{text.context or text.text}`" for text in missing[:FEW]], len(missing) - FEW
    said = f"{', '.join(names)} and {more} more texts have" if more > 0 else f"{' and '.join(names)} {_has(names)}"
    mend = "Run `advisory translations update`, translate what is empty there, and remove `fuzzy` marks."
    yield Problem(_place(catalogue, missing[0]), "not-translated", f"{said} no translation.", mend)


def _has(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"


def _place(catalogue: Catalogue, message: Message) -> Place:
    """Where a message stands in a catalogue, if it does."""
    return Place(catalogue.file, catalogue.lines.get((message.context, message.text), 1))


_DATE_PATTERN = re.compile(r"(?:'[^'0-9]*'|d{1,2}|M{1,4}|y{1,4}|[^\w'])+")


def date_patterns_say_the_date(catalogue: Catalogue, wanted: Sequence[Message]) -> Iterator[Problem]:
    """A date pattern has day, month and year, each once, and else only words in single quotes."""
    for message in wanted:
        entry = catalogue.entry(message.context, message.text) if message.context.startswith("date pattern") else None
        if entry is None:
            continue
        fields = re.findall("d+|M+|y+", re.sub("'[^']*'", " ", entry.msgstr))
        if not _DATE_PATTERN.fullmatch(entry.msgstr) or sorted(field[0] for field in fields) != ["M", "d", "y"]:
            text = f"The date pattern {shown(entry.msgstr)} does not give day, month and year."
            mend = "Write `d`, `MMMM` and `y` once each, and words in single quotes: `d 'de' MMMM 'de' y`."
            yield Problem(Place(catalogue.file, entry.linenum or 1), "date-pattern", text, mend)


def placeholders_are_kept(catalogue: Catalogue, wanted: Sequence[Message]) -> Iterator[Problem]:
    """A translation has the placeholders of its source, each as often; {count} not where a form is for one number."""
    for message in wanted:
        entry = catalogue.entry(message.context, message.text, message.plural)
        if entry is None:
            continue
        needed = Counter(placeholders(message.text)) | Counter(placeholders(message.plural))
        for form, translation in forms(entry):
            found = Counter(placeholders(translation))
            is_of_one_number = form is not None and catalogue.plural_rule.only_number(form) is not None
            if found != needed and not (is_of_one_number and found | Counter([COUNT]) == needed):
                yield _other_placeholders(Place(catalogue.file, entry.linenum or 1), message, needed, form)


def _other_placeholders(place: Place, message: Message, needed: Counter[str], form: int | None) -> Problem:
    where = "" if form is None else f" in `msgstr[{form}]`"
    text = f"The placeholders of `{message.context or message.text}` differ from the source{where}."
    names = ", ".join(f"{{{name}}}" for name in sorted(needed.elements())) or "none"
    return Problem(place, "placeholders", text, f"They are: {names}.")


def characters_are_seen(catalogue: Catalogue, wanted: Sequence[Message], locale: Locale) -> Iterator[Problem]:
    """A translation holds isolates and joiners only where its script needs them, and isolates in pairs."""
    for message in wanted:
        entry = catalogue.entry(message.context, message.text, message.plural)
        for _, text in forms(entry) if entry else ():
            for fault in hidden(text, locale):
                place = Place(catalogue.file, catalogue.lines[message.context, message.text])
                yield Problem(place, fault.code, fault.message, fault.mend)


def markdown_is_clean(catalogue: Catalogue, wanted: Sequence[Message]) -> Iterator[Problem]:
    """A translation of Markdown from the settings holds no more than its source may: no HTML, no links."""
    for message in wanted:
        entry = catalogue.entry(message.context, message.text) if message.is_markdown else None
        if entry:
            for fault in authored_text.faults(entry.msgstr, links={}, is_markdown=True):
                yield Problem(Place(catalogue.file, entry.linenum or 1), fault.code, fault.message, fault.mend)


def plural_rule_is_known(catalogue: Catalogue, locale: str) -> Iterator[Problem]:
    """A catalogue with plurals says in its header how many forms there are, and which number takes which."""
    if catalogue.plural_rule.forms or not any(entry.msgid_plural for entry in catalogue.entries.values()):
        return
    header = catalogue.plural_header
    state = f"cannot be used: {shown(header)}" if header else "is missing"
    right = get_plural(locale).plural_forms.rstrip(";")
    mend = f"Write `{PLURAL_HEADER}: {right};` in the header of the catalogue."
    place = Place(catalogue.file, catalogue.plural_line)
    yield Problem(place, "plural-rule", f"The header `{PLURAL_HEADER}` {state}.", mend)


def plural_forms_are_whole(catalogue: Catalogue, wanted: Sequence[Message]) -> Iterator[Problem]:
    """A translation of a text with a plural has every form that the header counts, and no other."""
    forms = range(catalogue.plural_rule.forms)
    for message in wanted:
        entry = catalogue.entry(message.context, message.text, message.plural)
        if entry is None or not message.plural or not forms:
            continue
        filled = sorted(form for form, text in entry.msgstr_plural.items() if text.strip())
        if filled != list(forms):
            place = Place(catalogue.file, entry.linenum or 1)
            text = f"{shown(message.text)} has {len(filled)} plural forms, and the header counts {len(forms)}."
            needed = ", ".join(f"`msgstr[{form}]`" for form in forms)
            yield Problem(place, "plural-forms", text, f"Translate {needed} and no other, or mend the header.")
