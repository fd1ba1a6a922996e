"""Numbers, negations, names, terms and register of translations: what is told, and what is right and stays quiet."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import polib
import pytest
from babel import Locale

from build_tools.fidelity.glossary import glossary
from build_tools.fidelity.names import names
from build_tools.fidelity.negation import negation
from build_tools.fidelity.numbers import numbers
from build_tools.fidelity.pair import Check, Pair, Surroundings, Tongue
from build_tools.fidelity.register import register
from build_tools.fidelity.sentences import sentences
from build_tools.fidelity.terms import NO_TERMS, read_glossary
from build_tools.fidelity.units import units
from build_tools.fidelity.wording import Wording, read_wording
from tests.conftest import ROOT
from tests.translating import shipped_glossary

NAMES = ("Contoso", "Harbour Nine", "Delta", "Grid & Söhne", "Office 365")
CHECKS: dict[str, tuple[Check, ...]] = {
    "numbers": (numbers, units),
    "negation": (negation,),
    "names": (names,),
    "glossary": (glossary,),
    "register": (register,),
}

Case = tuple[str, str, str, str, str]
"""The languages of source and translation, both texts, and the code of the fault; none where all is right."""

NUMBERS: list[Case] = [
    ("en", "de", "Exactly 7,250 files were read.", "Genau 7.250 Dateien wurden gelesen.", ""),
    ("en", "de", "Exactly 7,250 files were read.", "Genau 7 250 Dateien wurden gelesen.", ""),
    ("en", "de", "Exactly 7,250 files were read.", "Genau 7,250 Dateien wurden gelesen.", "number-changed"),
    ("en", "de", "Exactly 7,250 files were read.", "Genau 7.520 Dateien wurden gelesen.", "number-changed"),
    ("en", "pt", "Some 2.7 million rows", "Cerca de 2,7 milhões de linhas", ""),
    ("en", "pt", "Some 2.7 million rows", "Cerca de 2,7 mil linhas", "number-changed"),
    ("en", "de", "some 80k rows", "rund 80.000 Zeilen", ""),
    ("en", "de", "1.6 billion rows", "1,6 Billionen Zeilen", "number-changed"),
    ("en", "de", "Twenty-seven mailboxes", "Siebenundzwanzig Postfächer", ""),
    ("en", "de", "Twenty-seven mailboxes", "Zweiundsiebzig Postfächer", "number-changed"),
    ("en", "pt", "Two hundred and six accounts", "Duzentas e seis contas", ""),
    ("en", "pt", "Two hundred and six accounts", "Duzentas e sessenta contas", "number-changed"),
    ("en", "de", "The fifth alarm", "Der 5. Alarm", ""),
    ("en", "de", "The fifth alarm", "Der fünfzehnte Alarm", "number-changed"),
    ("en", "pt", "Three-fifths of the accounts", "Três quintos das contas", ""),
    ("en", "de", "Half a dozen hosts", "Sechs Hosts", ""),
    ("en", "de", "Rows of CVE-2023-40044 and 203.0.113.9", "Zeilen zu CVE-2023-40044 und 203.0.113.9", ""),
    ("en", "de", "Rows of CVE-2023-40044", "Zeilen zu CVE-2023-40404", "number-changed"),
    ("en", "de", "Version 6.5 has 3.5 times as many", "Version 6.5 hat 3,5-mal so viele", ""),
    ("en", "de", "The file holds rows.", "Die Datei enthält 300 Zeilen.", "number-changed"),
    ("en", "de", "Closed at 4:45 p.m.", "Um 16:45 Uhr geschlossen", ""),
    ("en", "de", "Closed at 4:45 p.m.", "Um 4:45 Uhr geschlossen", "date-changed"),
    ("en", "pt", "From 7 a.m. to 5 p.m.", "Das 7h às 17h", ""),
    ("en", "pt", "From 7 a.m. to 5 p.m.", "Das 7h às 15h", "date-changed"),
    ("en", "de", "On 6 July 2024", "Am 06.07.2024", ""),
    ("en", "de", "On 6 July 2024", "Am 6. Juni 2024", "date-changed"),
    ("en", "pt", "on Thursday, July 6, 2024", "na quinta-feira, 6 de julho de 2024", ""),
    ("en", "pt", "on Thursday", "na terça-feira", "date-changed"),
    ("pt", "en", "em 1º de fevereiro", "on 1 February", ""),
    ("en", "de", "3 GB in 5 hours", "3 GB in 5 Stunden", ""),
    ("en", "de", "3 GB in 5 hours", "3 MB in 5 Stunden", "unit-changed"),
    ("en", "de", "3 GB in 5 hours", "3 GB in 5 Tagen", "unit-changed"),
    ("en", "pt", "a fine of £900", "uma multa de £ 900", ""),
    ("en", "pt", "a fine of £900", "uma multa de € 900", "unit-changed"),
    ("en", "de", "12% of accounts", "12 Prozent der Konten", ""),
    ("en", "de", "at 10:00 UTC", "um 10:00 Uhr MESZ", "unit-changed"),
    ("en", "de", "A second device helps.", "Ein zweites Gerät hilft.", ""),
]
NEGATION: list[Case] = [
    ("en", "de", "The logs were not copied.", "Die Protokolle wurden nicht kopiert.", ""),
    ("en", "de", "The logs were not copied.", "Die Protokolle wurden kopiert.", "negation-changed"),
    ("en", "de", "The logs were copied.", "Die Protokolle wurden nie kopiert.", "negation-changed"),
    ("en", "de", "The tool failed to notice it.", "Das Werkzeug hat es nicht bemerkt.", ""),
    ("en", "de", "The tool failed to notice it.", "Das Werkzeug hat es bemerkt.", "negation-changed"),
    ("en", "pt", "No address was copied.", "Não foi copiado nenhum endereço.", ""),
    ("en", "pt", "No address was copied.", "Foi copiado um endereço.", "negation-changed"),
    ("en", "pt", "Unauthorised parties read it.", "Terceiros não autorizados leram o texto.", ""),
    ("en", "pt", "It no longer runs.", "Ele deixou de funcionar.", ""),
    ("en", "de", "Not only tickets but also notes", "Nicht nur Tickets, sondern auch Notizen", ""),
    ("en", "de", "Pay no later than Monday.", "Zahlen Sie spätestens am Montag.", ""),
    ("en", "de", "Act without delay.", "Handeln Sie unverzüglich.", ""),
    ("en", "pt", "The app is disabled.", "O aplicativo não está desativado.", "negation-changed"),
    ("de", "en", "Ein unbefugter Zugriff", "An authorised access", "negation-changed"),
    ("de", "pt", "Weder Namen noch Orte", "Nem nomes nem lugares", ""),
    (
        "en",
        "de",
        "Notes were read. Names were not read.",
        "Notizen wurden nicht gelesen. Namen wurden gelesen.",
        "negation-changed",
    ),
    (
        "en",
        "de",
        "Build 17 is safe; build 18 is not.",
        "Build 17 ist nicht sicher, wohl aber Build 18.",
        "negation-changed",
    ),
    ("en", "de", "Notice no. 12", "Mitteilung Nr. 12", ""),
]
NAMED: list[Case] = [
    ("en", "de", "Contoso's backups are safe.", "Contosos Backups sind sicher.", ""),
    ("en", "de", "Contoso's backups are safe.", "Die Backups von Kontoso sind sicher.", "name-changed"),
    ("en", "de", "Contoso met Delta. Contoso left.", "Contoso traf Delta. Contosso ging.", "name-changed"),
    ("en", "de", "Ask Harbour Nine.", "Fragen Sie Hafen Neun.", "name-changed"),
    ("en", "de", "All Office 365 accounts", "Alle Office-365-Konten", ""),
    ("en", "pt", "Ask the vendor.", "Pergunte à Contoso.", "name-changed"),
    ("en", "de", "Deltas of the files were kept.", "Unterschiede der Dateien wurden aufbewahrt.", ""),
    ("en", "de", "Grid & Söhne replied.", "Grid und Söhne hat geantwortet.", "name-changed"),
]
TERMS: list[Case] = [
    ("en", "de", "Data breach reported", "Datenpanne gemeldet", ""),
    ("en", "de", "Data breach reported", "Datenbruch gemeldet", "glossary-forbidden"),
    ("en", "de", "Data breach reported", "Zwischenfall gemeldet", "glossary-missing"),
    ("en", "de", "A personal data breach", "Eine Verletzung des Schutzes personenbezogener Daten", ""),
    ("en", "pt", "Severity: low", "Gravidade: baixa", ""),
    ("en", "pt", "Severity: low", "Severidade: baixa", "glossary-forbidden"),
    ("en", "de", "Monitoring", "Wird beobachtet", ""),
    ("en", "de", "Monitoring", "Überwachung", "glossary-missing"),
    ("en", "de", "Monitoring failed at night.", "Nachts fiel die Überwachung aus.", ""),
    ("en", "de", "The domain controller restarted.", "Der Domänencontroller startete neu.", ""),
    ("en", "de", "Send the controller a letter.", "Schreiben Sie dem Kontrolleur.", "glossary-forbidden"),
    ("pt", "de", "A chave de API é nova.", "Der API-Schlüssel ist neu.", ""),
]
REGISTER: list[Case] = [
    ("en", "de", "Close the window.", "Schließen Sie das Fenster.", ""),
    ("en", "de", "Close the window.", "Schließe das Fenster.", "informal-address"),
    ("en", "de", "Your files are safe.", "Eure Dateien sind sicher.", "informal-address"),
    ("en", "de", "Her files are safe.", "Ihre Dateien sind sicher.", ""),
    ("en", "de", "Close the window.", "Schließen sie das Fenster.", "wrong-capitals"),
    ("en", "de", "They close the window if it rings.", "Schließen sie das Fenster, wenn es klingelt?", ""),
    ("en", "pt", "Your files are safe.", "Os teus arquivos estão seguros.", "informal-address"),
    ("en", "pt", "The title is “Tu e eu”.", "O título é “Tu e eu”.", ""),
    ("en", "pt", "The file is new.", "O ficheiro é novo.", "wrong-variety"),
    ("en", "pt", "The file is new.", "O arquivo é novo.", ""),
    ("en", "pt", "It is being checked.", "A equipe está a verificar o caso.", "wrong-variety"),
    ("en", "pt", "since 2 June", "Desde 2 de Junho", "wrong-capitals"),
    ("en", "pt", "June was quiet.", "Junho foi calmo.", ""),
    ("en", "de", "Outage over", "ausfall beendet", "wrong-capitals"),
    ("en", "de", "The backups were checked.", "Die Sicherungen der kunden wurden geprüft.", "wrong-capitals"),
    ("de", "en", "im Juni", "in june", "wrong-capitals"),
]
TABLES = {"numbers": NUMBERS, "negation": NEGATION, "names": NAMED, "glossary": TERMS, "register": REGISTER}


@cache
def tongue(locale: str) -> Tongue:
    """A shipped language."""
    file = f"locales/{locale}/wording.yaml"
    wording, problems = read_wording(file, (ROOT / file).read_bytes())
    assert wording is not None, problems
    return Tongue(Locale.parse(locale), wording)


@cache
def language(name: str) -> Tongue:
    return tongue({"en": "en_GB", "pt": "pt_BR"}.get(name, name))


def codes(checks: tuple[Check, ...], pair: Pair) -> list[str]:
    return [fault.code for check in checks for fault in check(pair)]


@pytest.mark.parametrize(
    ("kind", "case"),
    [pytest.param(kind, case, id=f"{kind}-{case[3][:40]}") for kind, table in TABLES.items() for case in table],
)
def test_what_is_told_and_what_is_not(kind: str, case: Case) -> None:
    """Each wrong translation has the fault of its kind, with its words and their place, and each right one has none."""
    spoken, told, source, translation, code = case
    surroundings = Surroundings(NAMES, glossary=shipped_glossary() if kind == "glossary" else NO_TERMS)
    pair = Pair(source, translation, language(spoken), language(told), surroundings)
    assert set(codes(CHECKS[kind], pair)) == ({code} if code else set())
    for fault in (fault for check in CHECKS[kind] for fault in check(pair)):
        assert fault.message.endswith(".")
        assert fault.mend.endswith(".")
        assert translation[fault.start :].startswith(fault.words)


def test_the_mend_writes_numbers_as_the_language_does() -> None:
    """Whoever wrote a wrong number is told the right one in the separators of the language."""
    pair = Pair("Exactly 7,250 rows", "Genau 7,25 Zeilen", language("en"), language("de"))
    (fault,) = numbers(pair)
    assert fault.message == "The source has `7,250`, and the translation has `7,25` instead."
    assert fault.mend == "Write `7.250`, as the source has `7,250`."


def test_a_language_without_wording_is_checked_for_what_all_share() -> None:
    """Without words, numbers in digits and dates are compared, by Babel's data alone; the other checks are quiet."""
    french = Tongue(Locale.parse("fr"), Wording())
    assert not codes((numbers, units), Pair("Three at 9:30 UTC", "Trois à 9:30 UTC", language("en"), french))
    right = Pair("Not 7,250 rows on 6 July 2024", "7 250 lignes le 6 juillet 2024", language("en"), french)
    version = Pair("Python 3.9 or later", "Python 3.9 ou plus", language("en"), french)
    assert not codes(CHECKS["numbers"], version)
    wrong = Pair("Not 7,250 rows on 6 July 2024", "7,250 lignes le 6 juin 2024", language("en"), french)
    for checks in CHECKS.values():
        assert codes(checks, right) == []
    assert sorted(codes(CHECKS["numbers"], wrong)) == ["date-changed", "number-changed"]


@pytest.mark.parametrize(
    "piece", ["1 ", "1.1", "nicht - ", "a", "-", " ", "3 May ", "dreizehn", ". ", "Contosa ", "%", "9"]
)
def test_long_and_strange_texts_are_read(piece: str) -> None:
    """A text of 20,000 characters that repeat is read to its end, on either side."""
    text = (piece * 20_000)[:20_000]
    surroundings = Surroundings(NAMES, glossary=shipped_glossary())
    for source, translation in ((text, "Kurz."), ("Short.", text)):
        pair = Pair(source, translation, language("en"), language("de"), surroundings)
        assert all(fault.mend for checks in CHECKS.values() for check in checks for fault in check(pair))


def test_the_shipped_catalogues_keep_to_the_glossary() -> None:
    """No text of the interface, the vocabulary or an advisory has a word that is ruled out, or lacks a term."""
    known = Surroundings(glossary=shipped_glossary())
    found = []
    for name in ("pt", "de"):
        for path in sorted((ROOT / "locales" / str(language(name).locale)).rglob("*.po")):
            for entry in polib.pofile(str(path)).translated_entries():
                for said in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
                    pair = Pair(entry.msgid_plural or entry.msgid, said, language("en"), language(name), known)
                    found += [(path.name, entry.msgid, fault.message) for fault in glossary(pair)]
    assert found == []


def test_a_glossary_tells_what_is_wrong_in_it() -> None:
    """A field that does not exist is a problem with its line, and no glossary is returned."""
    terms, problems = read_glossary("glossary.yaml", b"terms:\n  password:\n    de:\n      says: [Passwort]\n")
    assert terms is None
    (problem,) = problems
    assert str(problem).startswith("glossary.yaml:4:7: error unknown-key: There is no field `says` here.")


ABBREVIATED = [
    ("en", "The letter of Dr. Weber came.", "The letter of Prof. Weber came."),
    ("de", "Das gilt bzw. Neues folgt.", "Das gilt kpl. Neues folgt."),
    ("pt", "A carta da Sra. Lima chegou.", "A carta da Profa. Lima chegou."),
]


@pytest.mark.parametrize(("spoken", "whole", "cut"), ABBREVIATED)
def test_an_abbreviation_ends_no_sentence(spoken: str, whole: str, cut: str) -> None:
    """Which words these are stands in the words of each language, and nowhere else."""
    known = language(spoken).wording.abbreviations
    assert sentences(whole, known) == ((0, whole),)
    assert len(sentences(cut, known)) == len(sentences(whole)) == 2


def test_an_abbreviation_of_either_language_ends_no_sentence() -> None:
    """A text is cut alike in both languages, so that a negation that moved to another sentence is told twice."""
    kept = "Zwei Gruppen, Delta und Herr Brown, wurden genannt. Sie haben nichts gestohlen."
    source = "Two groups, Delta and Mr. Brown, were named. They stole nothing."
    pair = Pair(source, kept, language("en"), language("de"))
    assert list(negation(pair)) == []
    both = replace(pair, translation=kept.replace("wurden genannt", "wurden nicht genannt").replace("nichts", "alles"))
    assert [fault.mend[:20] for fault in negation(both)] == ["Delete what denies, ", "Say no where the sou"]


def test_a_word_between_number_and_unit_is_a_word_of_its_language() -> None:
    """In Portuguese *de* stands there; where nobody knows it, the unit is taken for an uncounted word."""
    portuguese = language("pt")
    pair = Pair("They paid 2 million euros.", "Pagaram 2 milhões de euros.", language("en"), portuguese)
    assert list(units(pair)) == []
    numbers_alone = portuguese.wording.numbers.with_fields(before_units=())
    unknowing = Tongue(portuguese.locale, portuguese.wording.with_fields(numbers=numbers_alone))
    assert [fault.code for fault in units(replace(pair, language=unknowing))] == ["unit-changed"]
