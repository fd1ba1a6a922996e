"""What translations say: who did what, of which things, how surely, and no opposites; and what is right and quiet."""

from __future__ import annotations

import pytest

from build_tools.fidelity.certainty import certainty
from build_tools.fidelity.negation import negation
from build_tools.fidelity.opposites import opposites
from build_tools.fidelity.pair import Check, Surroundings
from build_tools.fidelity.roles import roles
from build_tools.fidelity.things import things
from tests.translating import pair_of, tongue

CHECKS: tuple[Check, ...] = (negation, opposites, certainty, things, roles)
AROUND = Surroundings(("Contoso", "Delta"))

Case = tuple[str, str, str, str]
"""Both languages, both texts, and the code of the fault."""

WRONG: list[Case] = [
    ("en-de", "Contoso informed Delta on Monday.", "Delta informierte Contoso am Montag.", "roles-swapped"),
    ("en-de", "Contoso informed Delta on Monday.", "Contoso wurde am Montag von Delta informiert.", "roles-swapped"),
    ("en-pt", "Delta was informed by Contoso.", "A Delta informou a Contoso.", "roles-swapped"),
    ("en-pt", "Contoso sent the list to Delta.", "A Delta enviou a lista à Contoso.", "roles-swapped"),
    ("en-de", "The list went from Contoso to Delta.", "Die Liste ging von Delta an Contoso.", "roles-swapped"),
    (
        "en-de",
        "The vendor Contoso warned the vendor Delta.",
        "Der Dienstleister Delta warnte den Dienstleister Contoso.",
        "roles-swapped",
    ),
    ("en-de", "The number of attempts increased on Friday.", "Die Zahl der Versuche sank am Freitag.", "opposite-said"),
    (
        "en-pt",
        "The number of attempts fell on Friday.",
        "O número de tentativas aumentou na sexta-feira.",
        "opposite-said",
    ),
    (
        "en-de",
        "The server was reset before the attack.",
        "Der Server wurde nach dem Angriff zurückgesetzt.",
        "opposite-said",
    ),
    ("en-pt", "The server was reset after the attack.", "O servidor foi reiniciado antes do ataque.", "opposite-said"),
    (
        "en-de",
        "At least 20 patients were informed.",
        "Höchstens 20 Patientinnen und Patienten wurden informiert.",
        "opposite-said",
    ),
    ("en-pt", "More than 20 patients were informed.", "Menos de 20 pacientes foram informados.", "opposite-said"),
    ("en-de", "All customers were told.", "Einige Kundinnen und Kunden wurden informiert.", "opposite-said"),
    ("en-pt", "Some customers were told.", "Todos os clientes foram avisados.", "opposite-said"),
    ("en-de", "You must change the password.", "Sie können das Passwort ändern.", "opposite-said"),
    ("en-de", "The internal network was reached.", "Das externe Netzwerk wurde erreicht.", "opposite-said"),
    ("en-pt", "The severity is high.", "A gravidade é baixa.", "opposite-said"),
    ("en-de", "The change is temporary.", "Die Änderung ist dauerhaft.", "opposite-said"),
    ("en-de", "Enable the firewall.", "Deaktivieren Sie die Firewall.", "opposite-said"),
    ("en-pt", "The first attempt succeeded.", "A última tentativa teve êxito.", "opposite-said"),
    ("en-de", "The files were encrypted on Monday.", "Die Dateien wurden am Montag entschlüsselt.", "opposite-said"),
    ("en-de", "The old server was replaced.", "Der neue Server wurde ersetzt.", "opposite-said"),
    ("en-pt", "The work began on Friday.", "O trabalho terminou na sexta-feira.", "opposite-said"),
    (
        "en-de",
        "The attackers may have copied the backups.",
        "Die Angreifer haben die Backups kopiert.",
        "certainty-changed",
    ),
    (
        "en-pt",
        "The attackers copied the backups.",
        "Os invasores talvez tenham copiado os backups.",
        "certainty-changed",
    ),
    ("en-pt", "The photos were possibly read.", "As fotos foram lidas.", "certainty-changed"),
    ("en-de", "Names and dates of birth were read.", "Namen wurden gelesen.", "thing-changed"),
    ("en-de", "Passports and invoices were read.", "Führerscheine und Verträge wurden gelesen.", "thing-changed"),
    ("en-pt", "Invoices and contracts were read.", "Faturas foram lidas.", "thing-changed"),
    ("en-de", "Names, photos and cookies were read.", "Namen, Fotos und Browser wurden gelesen.", "thing-changed"),
    (
        "en-pt",
        "The passwords were read, but the API keys were not.",
        "As chaves de API foram lidas, mas as senhas não.",
        "negation-changed",
    ),
    (
        "en-de",
        "The passwords were read, but the API keys were not.",
        "Die API-Schlüssel wurden gelesen, die Passwörter jedoch nicht.",
        "negation-changed",
    ),
    (
        "en-de",
        "No payment data was copied, but names were.",
        "Namen wurden nicht kopiert, Zahlungsdaten aber schon.",
        "negation-changed",
    ),
    (
        "en-de",
        "There is no evidence that patients were affected.",
        "Es gibt Hinweise darauf, dass Patientinnen und Patienten nicht betroffen sind.",
        "negation-changed",
    ),
]
RIGHT: list[tuple[str, str, str]] = [
    (
        "en-de",
        "The order history was exposed, payment data was not.",
        "Der Bestellverlauf wurde offengelegt, Zahlungsdaten dagegen nicht.",
    ),
    ("en-de", "Contoso informed Delta on Monday.", "Contoso informierte Delta am Montag."),
    ("en-de", "Contoso informed Delta on Monday.", "Delta wurde am Montag von Contoso informiert."),
    ("en-de", "Delta was informed by Contoso.", "Contoso hat Delta informiert."),
    ("en-pt", "Delta was informed by Contoso.", "A Contoso informou a Delta."),
    ("en-pt", "Contoso sent the list to Delta.", "A Contoso enviou a lista à Delta."),
    ("en-pt", "Contoso sent the list to Delta.", "A lista foi enviada pela Contoso à Delta."),
    ("en-de", "The list went from Contoso to Delta.", "Die Liste ging von Contoso an Delta."),
    ("en-de", "Delta learned of it from Contoso.", "Delta erfuhr davon durch Contoso."),
    ("en-de", "Delta received the files from Contoso.", "Contoso hat Delta die Dateien geschickt."),
    ("en-de", "Contoso's customers use Delta.", "Die Kunden von Contoso nutzen Delta."),
    (
        "en-pt",
        "Some systems were restored before noon; the others follow.",
        "Alguns sistemas foram restaurados antes do meio-dia; os demais virão depois.",
    ),
    (
        "en-de",
        "The number of attempts increased after the notice.",
        "Nach der Mitteilung nahm die Zahl der Versuche zu.",
    ),
    ("en-de", "The attackers may have copied the backups.", "Die Angreifer haben die Backups womöglich kopiert."),
    ("en-pt", "The attackers may have copied the backups.", "É possível que os invasores tenham copiado os backups."),
    (
        "en-de",
        "Nobody read the invoices before the server was locked.",
        "Bevor der Server gesperrt wurde, hat niemand die Rechnungen gelesen.",
    ),
    ("en-de", "You must change the password by Friday.", "Ändern Sie das Passwort bis Freitag."),
    ("en-pt", "You can keep your password.", "Você pode manter sua senha."),
    ("en-de", "Only names were read; no passwords were.", "Gelesen wurden nur Namen, keine Passwörter."),
    (
        "en-de",
        "Passwords, API keys and backups were not affected.",
        "Passwörter, API-Schlüssel und Backups waren nicht betroffen.",
    ),
    (
        "en-pt",
        "Passwords, API keys and backups were not affected.",
        "Não foram afetadas senhas, chaves de API nem backups.",
    ),
    ("en-de", "No API keys were accepted until Monday.", "API-Schlüssel wurden erst ab Montag wieder angenommen."),
    (
        "en-de",
        "There is no evidence that the photos were copied.",
        "Nichts deutet darauf hin, dass die Fotos kopiert wurden.",
    ),
    ("en-pt", "We believe that contracts were not read.", "Acreditamos que os contratos não foram lidos."),
    ("en-de", "All devices were switched off.", "Sämtliche Geräte wurden ausgeschaltet."),
    ("en-pt", "Everyone can keep the device.", "Todos podem ficar com o dispositivo."),
    ("en-de", "The last entry is older than the first.", "Der letzte Eintrag ist älter als der erste."),
    (
        "en-de",
        "At least 20 patients were informed within a week.",
        "Mindestens 20 Patientinnen und Patienten wurden innerhalb einer Woche informiert.",
    ),
    ("en-pt", "No more than 20 patients were informed.", "No máximo 20 pacientes foram informados."),
    ("en-de", "The severity is high.", "Der Schweregrad ist hoch."),
    (
        "en-de",
        "After a successful test the server went online again.",
        "Nach einem erfolgreichen Test ging der Server wieder online.",
    ),
    ("en-de", "The update closes the flaw.", "Die Aktualisierung behebt die Lücke."),
    ("en-pt", "The door was left open.", "A porta ficou aberta."),
    ("de-en", "Die Rechnung traf vor dem Vertrag ein.", "The invoice arrived before the contract."),
    ("pt-de", "A foto foi apagada após a denúncia.", "Das Foto wurde nach der Meldung gelöscht."),
    ("en-pt", "This risk is low.", "Esse risco é baixo."),
    ("en-de", "Delta, which Contoso runs, was not affected.", "Delta, betrieben von Contoso, war nicht betroffen."),
    ("en-de", "According to Contoso, Delta was told at once.", "Laut Contoso wurde Delta sofort informiert."),
    ("en-de", "On 3 May Contoso told Delta.", "Am 3. Mai hat Contoso Delta informiert."),
    (
        "en-de",
        "The vendor Contoso warned the vendor Delta.",
        "Der Dienstleister Contoso warnte den Dienstleister Delta.",
    ),
    ("en-pt", "The vendor Contoso warned Delta.", "O fornecedor Contoso alertou a Delta."),
    ("en-pt", "The device must be restarted.", "É preciso reiniciar o dispositivo."),
    ("en-de", "The employees could see all the contracts.", "Die Beschäftigten konnten alle Verträge einsehen."),
    (
        "en-de",
        "Both passports and driving licences may be replaced free of charge.",
        "Sowohl Reisepässe als auch Führerscheine können kostenlos ersetzt werden.",
    ),
    (
        "en-de",
        "Logs from before the attack no longer exist.",
        "Protokolle aus der Zeit vor dem Angriff existieren nicht mehr.",
    ),
    ("en-de", "Every patient will receive a letter.", "Alle Patientinnen und Patienten erhalten einen Brief."),
    (
        "en-de",
        "Ask the police if you have lost money.",
        "Wenden Sie sich an die Polizei, wenn Sie Geld verloren haben.",
    ),
    (
        "en-pt",
        "The cookies expired on Sunday, so nobody could use them.",
        "Os cookies expiraram no domingo, de modo que ninguém pôde usá-los.",
    ),
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{case[3]}-{case[2][:40]}")
def test_what_says_something_else_is_told(case: Case) -> None:
    """Each wrong translation has the fault of its kind, with its words and their place."""
    languages, source, translation, code = case
    pair = pair_of(source, translation, languages, AROUND)
    found = [fault for check in CHECKS for fault in check(pair)]
    assert {fault.code for fault in found} == {code}
    for fault in found:
        assert fault.message.endswith(".")
        assert fault.mend.endswith(".")
        assert translation[fault.start :].startswith(fault.words)


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case[2][:40])
def test_what_says_the_same_in_other_words_is_quiet(case: tuple[str, str, str]) -> None:
    """A right translation is told nothing, however freely it turns the sentence."""
    languages, source, translation = case
    pair = pair_of(source, translation, languages, AROUND)
    assert [fault for check in CHECKS for fault in check(pair)] == []


def test_what_is_said_is_listed_for_every_language_alike() -> None:
    """The shipped languages have words for the same things, and for both sides of the same pairs."""
    shipped = [tongue(language).wording for language in ("en", "pt", "de")]
    for wording in shipped:
        assert wording.things.keys() == shipped[0].things.keys()
        assert wording.opposites.keys() == shipped[0].opposites.keys()
        pairs = [(pair, [*sides]) for pair, sides in wording.opposites.items() if pair != "none"]
        assert all(sides == pair.split("/") for pair, sides in pairs)


@pytest.mark.parametrize(
    "piece",
    [
        "passwords ",
        "not, ",
        "kein Passwort, ",
        "Contoso an Delta ",
        "more than 3 ",
        "may ",
        "but ",
        "vor nach ",
        "-",
        "un-",
    ],
)
def test_long_and_strange_texts_are_read(piece: str) -> None:
    """A text of 20,000 characters that repeat is read to its end, on either side."""
    text = (piece * 20_000)[:20_000]
    for source, translation in ((text, "Kurz."), ("Short.", text), (text, text)):
        pair = pair_of(source, translation, "en-de", AROUND)
        assert all(fault.mend for check in CHECKS for fault in check(pair))
