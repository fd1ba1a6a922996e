"""Checks on translations: links, placeholders, characters, markup, completeness, and the language itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from babel import Locale

from build_tools.fidelity.checks import MOST_FAULTS, faults
from build_tools.fidelity.pair import Pair, Surroundings, Tongue
from build_tools.fidelity.wording import Wording, read_wording
from tests.translating import pair_of, tongue

AROUND = Surroundings(names=("Acme Mail", "Ostwind"), hosts=("status.acme.example", "help.acme.example"))

RIGHT = [
    ("en-de", "See [our page](https://status.acme.example/7).", "Siehe [diese Seite](https://status.acme.example/7)."),
    ("en-de", "[Ostwind](ref:a) quotes [Acme Mail](ref:b).", "[Acme Mail](ref:b) wird von [Ostwind](ref:a) zitiert."),
    ("en-pt", "Call +49 30 555-0123 (free).", "Ligue para +49 30 555 0123 (ligação gratuita)."),
    ("en-de", "The export of 12 March 2026 held 10,000 rows.", "Der Export vom 12. März 2026 enthielt 10.000 Zeilen."),
    ("en-de", "{vendor} closed {count} accounts.", "{count} Konten wurden von {vendor} geschlossen."),
    ("en-de", "The path `/var/{id}` is fixed.", "Der Pfad `/var/{id}` ist behoben."),
    ("en-de", "The letter Ω is part of the name.", "Der Buchstabe Ω gehört zum Namen."),
    ("en-pt", "The 1st and the 2nd copy are safe.", "A 1ª e a 2ª cópia estão seguras."),
    ("en-de", "**Now:** run `sync`.\n\n- first\n- second", "**Jetzt:** Starten Sie `sync`.\n\n- zuerst\n- danach"),
    ("en-de", "Malware", "Malware"),
    ("en-de", "Acme Mail: API, VPN", "Acme Mail: API, VPN"),
    ("en-de", "The browser asks for a ticket.", "Der Browser fragt nach einem Ticket."),
    ("en-pt", "The links in this e-mail are real.", "Os links deste e-mail são reais."),
    ("en-de", "The office in Passau was closed.", "Das Büro in Passau war geschlossen."),
    ("en-de", "Fixed", "Die Ursache ist behoben"),
    ("en-de", "In May 2026, keys and tokens were replaced.", "Im Mai 2026 wurden Schlüssel und Token ersetzt."),
    ("en-pt", "It is over. All systems run.", "Acabou, e todos os sistemas estão em operação."),
    ("de-en", "Die Kundschaft bleibt informiert.", "Customers are kept informed."),
    ("pt-de", "O servidor voltou a operar.", "Der Server ist wieder in Betrieb."),
    ("en-pt", "Users are hard to reach.", "É difícil contatá-los e informá-las."),
    ("en-de", "The song “Tout va bien” was played.", "Das Lied „Tout va bien“ wurde gespielt."),
    ("en-de", "Really?! Yes!!", "Wirklich?! Ja!!"),
]

WRONG = [
    (
        "link-changed",
        "en-de",
        "See [it](https://status.acme.example/7).",
        "Siehe [dort](https://status.acme.example/8).",
    ),
    ("link-changed", "en-de", "The page is at status.acme.example.", "Die Seite ist derzeit erreichbar."),
    ("link-changed", "en-pt", "The page has moved.", "A página mudou para https://help.acme.example/x."),
    ("host-unknown", "en-de", "See https://status.acme.example/7.", "Siehe https://status.acrne.example/7."),
    ("host-unknown", "en-pt", "Only use status.acme.example.", "Use somente status-acme.example."),
    ("reference-changed", "en-de", "The [notice](ref:one) is new.", "Die [Mitteilung](ref:two) ist neu."),
    (
        "reference-changed",
        "en-pt",
        "A [letter](ref:a), a [reply](ref:b).",
        "Uma [carta](ref:b), uma [resposta](ref:a).",
    ),
    ("reference-changed", "en-de", "The [notice](ref:one) is new.", "Die Mitteilung ist neu."),
    ("address-changed", "en-de", "Write to cert@acme.example.", "Schreiben Sie an zert@acme.example."),
    ("address-changed", "pt-en", "Escreva para ajuda@acme.example.", "Write to the help desk."),
    ("phone-changed", "en-de", "Call +49 30 555 0123.", "Wählen Sie +49 30 555 0132."),
    ("phone-changed", "en-pt", "The line is open.", "A linha está aberta: 0800 555 0177."),
    ("placeholders", "en-de", "{count} files are lost.", "{anzahl} Dateien sind verloren."),
    ("placeholders", "en-de", "{count} files are lost.", "{count} von {count} Dateien sind verloren."),
    ("placeholders", "en-pt", "{count} files are lost.", "Os arquivos foram perdidos."),
    ("placeholders", "en-pt", "{count} files are lost.", "{count.real} arquivos foram perdidos."),
    ("placeholders", "en-pt", "{count} files are lost.", "{count:>9} arquivos foram perdidos."),
    ("placeholders", "en-de", "{count} files are lost.", "{count[0]} Dateien sind verloren."),
    ("placeholders", "en-de", "The set {a, b} is complete.", "Die Menge {a, b ist vollständig."),
    ("forbidden-character", "en-de", "The file is safe.", "Die Da\u200btei ist sicher."),
    ("forbidden-character", "en-pt", "The file is safe.", "O arquivo \u202eoruges\u202c está lá."),
    ("mixed-script", "en-de", "The file is safe.", "Die D\u0430tei ist sicher."),
    ("mixed-script", "en-pt", "The file is safe.", "O arqui\u03bdo está seguro."),
    ("look-alike", "en-de", "The key is safe.", "Der \u0421\u0421\u041e ist sicher."),
    ("look-alike", "en-pt", "The file is safe.", "O arquivo está se\u0261uro."),
    ("markup-changed", "en-de", "This is **not** over.", "Das ist nicht vorbei."),
    ("markup-changed", "en-de", "This is *not* over.", "Das ist *nicht vorbei."),
    ("markup-changed", "en-pt", "Run `make` now.", "Execute `fazer` agora."),
    ("markup-changed", "en-pt", "It began.\n\nIt ended.", "Começou. E depois acabou."),
    ("markup-changed", "en-de", "The old key (from May) is safe.", "Der alte Schlüssel (aus dem Mai ist sicher."),
    ("markup-changed", "en-de", "- keys\n- names", "- Schlüssel\n* Namen"),
    ("partly-untranslated", "en-pt", "The button “Reset password” is new.", "O botão “Reset password” é novo."),
    ("partly-untranslated", "de-en", "Sperren Sie Ihr Konto.", "Lock Ihr Konto."),
    ("template-syntax", "en-de", "The file is safe.", "Die Datei ist {{ x }} sicher."),
    ("template-syntax", "en-pt", "The file is safe.", "O arquivo {% if x %} está seguro."),
    ("raw-html", "en-de", "{count} files are lost.", "<b>{count}</b> Dateien sind verloren."),
    ("untranslated", "en-de", "The keys were replaced.", "The keys were replaced."),
    ("untranslated", "de-pt", "Zugang gesperrt", "Zugang gesperrt"),
    ("partly-untranslated", "en-de", "It is over. Nothing was lost.", "Es ist vorbei. Nothing was lost."),
    ("partly-untranslated", "en-pt", "Impact: moderate", "Impacto: moderate"),
    ("wrong-language", "en-pt", "The cause was found yesterday.", "Ayer se encontró la causa."),
    ("wrong-language", "en-pt", "Notice corrected", "Corrección del anuncio"),
    ("wrong-language", "en-de", "The server was not reachable.", "De server was niet bereikbaar."),
    ("wrong-language", "de-pt", "Der Server war nicht erreichbar.", "The host could not be reached."),
    ("wrong-language", "pt-en", "O servidor voltou.", "Der Rechner läuft wieder."),
    ("empty-translation", "en-de", "The file is safe.", " \u00a0"),
    ("cut-off", "en-pt", "The file is safe with the vendor.", "O arquivo está seguro com o"),
    ("length-unlikely", "en-de", "The file that was lost in May is safe.", "Die Datei."),
    ("length-unlikely", "en-pt", "Fixed", "Corrigido, depois de muitos dias de trabalho de todas as pessoas da equipe"),
    ("list-items-changed", "en-de", "Lost:\n\n- keys\n- names", "Verloren:\n\n- Schlüssel"),
    ("list-items-changed", "en-de", "Lost: keys, names and logs.", "Verloren: Schlüssel und Namen."),
    (
        "list-items-changed",
        "en-pt",
        "The stolen disk held keys, names and logs.",
        "O disco roubado tinha chaves e nomes.",
    ),
    ("not-filled-in", "en-de", "The file is safe.", "Die Datei ist TODO sicher."),
    ("not-filled-in", "en-pt", "The file is safe.", "O arquivo está seguro (a revisar)."),
]


def codes(pair: Pair) -> set[str]:
    return {fault.code for fault in faults(pair)}


def pair_of_texts(languages: str, source: str, translation: str) -> Pair:
    is_template = "{count}" in source or "{vendor}" in source
    return pair_of(source, translation, languages, AROUND, is_template=is_template, is_markdown=not is_template)


@pytest.mark.parametrize(("languages", "source", "translation"), RIGHT)
def test_a_good_translation_passes(languages: str, source: str, translation: str) -> None:
    """What careful translators write is not suspected."""
    assert list(faults(pair_of_texts(languages, source, translation))) == []


@pytest.mark.parametrize(("code", "languages", "source", "translation"), WRONG)
def test_a_fault_is_told(code: str, languages: str, source: str, translation: str) -> None:
    """Each fault is told by its code, in sentences, with a mend."""
    told = [fault for fault in faults(pair_of_texts(languages, source, translation)) if fault.code == code]
    assert told, codes(pair_of_texts(languages, source, translation))
    for fault in told:
        assert fault.message.endswith(".")
        assert fault.mend.endswith(".")
        assert 0 <= fault.start <= len(translation)


@pytest.mark.parametrize(
    ("locale", "translation", "expected"),
    [
        ("ar", "الملف \u2068API\u2069 آمن.", set()),
        ("ar", "الملف \u2068API آمن.", {"forbidden-character"}),
        ("fa", "فایل\u200cها امن هستند.", set()),
        ("de", "Die \u2068Datei\u2069 ist sicher.", {"forbidden-character"}),
    ],
)
def test_scripts_that_need_them_may_have_isolates_and_joiners(
    locale: str, translation: str, expected: set[str]
) -> None:
    """Isolates in pairs stand in languages from right to left, joiners between letters that they join."""
    told = codes(Pair("The file is safe.", translation, tongue("en"), Tongue(Locale.parse(locale), Wording())))
    assert told == expected


def test_a_language_without_words_is_checked_for_what_all_languages_share() -> None:
    """A fourth language needs no file: links are compared, and what nobody knows of it is not guessed."""
    assert codes(pair_of("Write to cert@acme.example.", "Skriv til cert@acme.example.", "en-nb")) == set()
    assert codes(pair_of("Write to cert@acme.example.", "Skriv til sert@acme.example.", "en-nb")) == {"address-changed"}


SAID_OF = [
    # the languages, the source of a plural form, its translation, and the one number that it is for
    ("en-de", "{count} account was exposed.", "Ein Konto war betroffen.", 1),
    ("en-de", "{count} accounts were exposed.", "Zwei Konten waren betroffen.", 2),
    ("en-de", "{count} accounts were exposed.", "Kein Konto war betroffen.", 0),
    ("en-pt", "{count} accounts were exposed.", "Ambas as contas foram expostas.", 2),
    ("en-de", "One account was exposed.", "{count} Konto war betroffen.", 1),
    ("en-ar", "{count} accounts were exposed.", "حسابان مكشوفان للآخرين.", 2),
]


@pytest.mark.parametrize(("languages", "source", "translation", "number"), SAID_OF)
def test_a_form_for_one_number_says_it_in_its_own_way(
    languages: str, source: str, translation: str, number: int
) -> None:
    """As a word, as a dual, by denying, or not at all; a form for many has no such freedom, nor has another number."""
    pair = pair_of(source, translation, languages, is_template=True, is_markdown=False, number=number)
    assert codes(pair) == set()
    assert "placeholders" in codes(replace(pair, number=None))
    assert "number-changed" in codes(replace(pair, translation=translation + " 7"))


def test_wording_with_an_unknown_key_is_a_problem_with_its_place() -> None:
    """Whoever misspells a key is told where."""
    wording, problems = read_wording("wording.yaml", b"joining: und\ncomon_words: der die\n")
    assert wording is None
    assert [(problem.place.line, problem.code) for problem in problems] == [(2, "unknown-key")]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a.",
        "a@",
        "`",
        "[",
        "](",
        "<a",
        "{",
        "1 ",
        "+1 ",
        "a, ",
        ", and ",
        "!",
        "*",
        "_",
        "\n- ",
        "\u0430a ",
        "://",
        "{a}",
        "\u200b",
        "not ",
        "Du ",
    ],
)
def test_long_hostile_texts_get_few_short_faults_in_their_place(piece: str) -> None:
    """Twenty thousand characters of one kind are read, in either text; what grew faster would not end.

    What differs is told; each fault points into the translation, its message is a line or two, and they are not many.
    """
    long = (piece * 20_000)[:20_000]
    for source, translation in ((long, "Gut."), ("Good.", long), (long, long + "x")):
        told = list(faults(pair_of(source, translation)))
        assert told or translation.startswith(source)
        assert len(told) <= 2 * MOST_FAULTS
        for fault in told:
            assert 0 <= fault.start <= len(translation)
            assert len(f"{fault.message} {fault.mend}") < 500
            assert len(f"{fault.message} {fault.mend}".splitlines()) == 1
