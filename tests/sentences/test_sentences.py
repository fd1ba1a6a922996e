"""Facts speak for themselves: every sentence with awkward values, in one golden file per language, to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest

from build_tools.language.language import Language
from build_tools.language.messages import read_messages
from build_tools.language.vocabulary import PLACEHOLDER
from build_tools.model.edition import Edition
from build_tools.model.release import Record
from build_tools.model.statements import ContactWithPeople, OwnSystems, People
from tests.conftest import ROOT
from tests.sentences.press import Facts, Press, awkward_project
from tests.sentences.reading import golden

GOLDEN = ROOT / "tests" / "golden" / "sentences"
FOR_PROGRAMS = ROOT / "tests" / "golden" / "outputs"
"""What programs read is accepted here, with the sentences that stand nowhere else."""
LANGUAGES = ("en", "pt", "de")


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(awkward_project(tmp_path_factory.mktemp("sentences") / "project"))


def patterns(press: Press, language: Language) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every text of the vocabulary, and every one of the interface that takes a value, and what it looks like."""
    messages, problems = read_messages(press.project.root, press.project.site, press.project.vocabulary)
    assert messages, problems
    for message in messages.vocabulary:
        group, code, part = message.context.split(".")
        yield message.context, looks_like(language.phrase(group, code, part))
    for message in messages.interface:
        if message.plural:
            for number in (1, 2):
                yield message.text, looks_like(language.interface.plural(message.text, message.plural, number))
        elif PLACEHOLDER.search(message.text):
            yield message.text, looks_like(language.interface.text(message.context, message.text))


def looks_like(message: str) -> re.Pattern[str]:
    """A message with any values, a count with digits, as words of their own, the first perhaps with a capital."""
    texts, names = PLACEHOLDER.split(message)[::2], PLACEHOLDER.findall(message)
    values = [r"\d[\d.,]*" if name == "count" else ".+?" for name in names]
    whole = "".join(map("".join, zip(map(re.escape, texts), [*values, ""], strict=True)))
    begins = f"(?i:{whole[0]}){whole[1:]}" if whole[0].isalpha() else whole
    return re.compile(rf"(?<!\w){begins}(?!\w)")


def unsaid(press: Press, language: Language, text: str) -> list[str]:
    """The messages that a text does not say."""
    return [name for name, pattern in patterns(press, language) if not pattern.search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_read_as_they_were_accepted(
    press: Press, accepted: Callable[[Path, str], str], language: str
) -> None:
    """What the facts say is what was read and accepted."""
    text = golden(press, language)
    assert text == accepted(GOLDEN / f"{language}.md", text)


def read_of(language: str) -> str:
    """What was read: the sentences of a language, and what programs get."""
    files = [GOLDEN / f"{language}.md", *sorted(path for path in FOR_PROGRAMS.rglob("*") if path.is_file())]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_unread(press: Press, language: str) -> None:
    """Every text of the vocabulary, and every interface text with a value or a plural, stands in a golden file."""
    text = read_of(language)
    assert unsaid(press, press.project.languages[language], text) == []
    assert not PLACEHOLDER.search((GOLDEN / f"{language}.md").read_text(encoding="utf-8"))


def test_what_is_left_unread_is_found(press: Press) -> None:
    """Without the lines that say it, a text of the vocabulary, a message and a plural form are missed."""
    text = read_of("en")
    gone = re.compile("ransom was paid|Embargoed|1 incident is")
    kept = "\n".join(line for line in text.splitlines() if not gone.search(line))
    assert unsaid(press, press.project.languages["en"], kept) == [
        "assessments.no_ransom_paid.text",
        "Embargoed until {time}.",
        "{count} incident is open.",
    ]


CHOICES = ("kinds", "statuses", "severities", "own_systems", "people", "contacts_with_people")
"""The groups of the facts of which any can stand beside any other."""
WHOLE: Facts = {
    "incident": {"own_systems": "compromised"},
    "affected": {"products": ["api", "inc"], "contacted_directly": "planned"},
}


def with_codes(record: Record, codes: Mapping[str, str]) -> Record:
    """A record that says other codes."""
    release = record.current
    incident, affected = release.advisory.incident, release.advisory.affected
    incident = incident.with_fields(
        kind=incident.kind.with_fields(code=codes["kinds"]),
        status=codes["statuses"],
        severity=incident.severity.with_fields(code=codes["severities"]),
        own_systems=OwnSystems(code=codes["own_systems"]),
    )
    affected = affected.with_fields(
        people=People(code=codes["people"]), contacted_directly=ContactWithPeople(code=codes["contacts_with_people"])
    )
    advisory = release.advisory.with_fields(incident=incident, affected=affected)
    return Record(releases=(release.with_fields(advisory=advisory),))


def said_by(edition: Edition) -> tuple[object, ...]:
    """What an edition says of each of them, in the order of `CHOICES`."""
    affected = edition.affected
    said = (affected.own_systems, affected.people, affected.contact)
    return ((edition.kind, edition.title), edition.status, edition.severity, *said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_say_the_same_beside_any_other(press: Press, language: str) -> None:
    """In all combinations of kind, status, severity, systems, people and contact, each says what it says elsewhere."""
    whole, seen = press.record(WHOLE, order=10), dict[tuple[str, str], object]()
    for chosen in product(*(press.codes[group] for group in CHOICES)):
        codes = dict(zip(CHOICES, chosen, strict=True))
        edition = press.edition(with_codes(whole, codes), language)
        for code, said in zip(codes.items(), said_by(edition), strict=True):
            assert seen.setdefault(code, said) == said
        assert edition.summary.value == f"{edition.kind.text} {edition.affected.people.text}"
    assert len(set(map(str, seen.values()))) == len(seen)
