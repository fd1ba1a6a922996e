"""Correct translations that once were suspected: sentences as advisories have them, and other true ways to say them.

Each stands for a cause: halves and issues of a year, inflected names, versions, money, days and nights, idioms across a
name, words that deny in one language alone, and things that are said by other nouns or by none.
"""

from __future__ import annotations

import pytest

from build_tools.fidelity.checks import faults
from build_tools.fidelity.pair import Surroundings
from tests.translating import pair_of, shipped_glossary

NAMES = (
    "Acme Cloud",
    "Bankhaus Reuß",
    "Bundesamt für Sport",
    "Emberquest",
    "Hotel Esplanade",
    "Klinikum Auental",
    "Stadtwerke Birkenau",
)
AROUND = Surroundings(NAMES, glossary=shipped_glossary())

Correct = list[tuple[str, str]]

ENGLISH_TO_GERMAN: Correct = [
    (
        "A fire in the data centre of Acme Cloud took Emberquest offline.",
        "Durch einen Brand im Rechenzentrum von Acme Cloud fiel Emberquest aus.",
    ),
    ("A loss of R$1.5 million was reported.", "Gemeldet wurde ein Verlust von 1,5 Millionen Reais."),
    ("A researcher reported the bug in May.", "Eine Sicherheitsexpertin meldete den Fehler im Mai."),
    (
        "A spokeswoman of the Bundesamt für Sport confirmed the incident.",
        "Eine Sprecherin des Bundesamts für Sport bestätigte den Vorfall.",
    ),
    ("Acme Cloud denies any wrongdoing.", "Acme Cloud weist jede Schuld von sich."),
    ("Acme Cloud has so far remained silent.", "Acme Cloud hat sich bisher nicht geäußert."),
    ("Advisory 3 of 2026 replaces advisory 2.", "Sicherheitshinweis Nr. 3/2026 ersetzt Nr. 2."),
    (
        "Advisory no. 12 of 2024 has been replaced by this one.",
        "Dieser Hinweis ersetzt den Sicherheitshinweis Nr. 12/2024.",
    ),
    ("All but two branches are open.", "Alle Filialen außer zweien sind geöffnet."),
    ("All versions before 3.10 are vulnerable.", "Alle Versionen vor 3.10 sind anfällig."),
    ("An attack has been ruled out as the cause.", "Ein Angriff scheidet als Ursache aus."),
    ("At 6.20 on Thursday morning the first alert arrived.", "Am Donnerstag um 6.20 Uhr ging der erste Alarm ein."),
    ("By Friday evening, 90 % of the services were running again.", "Bis Freitagabend liefen 90 % der Dienste wieder."),
    (
        "Customers who were affected in 2022 are not affected this time.",
        "Wer schon 2022 betroffen war, ist diesmal nicht betroffen.",
    ),
    (
        "Devices with firmware older than 2.3 should be disconnected.",
        "Geräte mit einer älteren Firmware als 2.3 sollten vom Netz getrennt werden.",
    ),
    ("Do not pay or reply.", "Zahlen Sie nicht und antworten Sie nicht."),
    ("Do not use the same password twice.", "Verwenden Sie dasselbe Passwort nicht mehrfach."),
    ("Every other week, the keys are changed.", "Alle zwei Wochen werden die Schlüssel gewechselt."),
    (
        "Guests of Hotel Esplanade received fraudulent messages.",
        "Gäste des Hotels Esplanade erhielten betrügerische Nachrichten.",
    ),
    ("Nobody saw the alert.", "Die Warnung wurde übersehen."),
    ("Not every customer needs to act.", "Nicht jede Kundin und nicht jeder Kunde muss handeln."),
    ("On 09/11/2025 the logs were deleted.", "Am 09.11.2025 wurden die Protokolle gelöscht."),
    (
        "On Monday morning staff found that no computer would start.",
        "Am Montagmorgen stellten Beschäftigte fest, dass kein Computer mehr startete.",
    ),
    (
        "On the night of 2 to 3 May 2025, intruders copied files from Klinikum Auental.",
        "In der Nacht vom 2. auf den 3. Mai 2025 haben Eindringlinge Dateien des Klinikums Auental kopiert.",
    ),
    ("Passport copies were stored in plain text.", "Kopien von Reisepässen waren unverschlüsselt gespeichert."),
    ("Phones are dead.", "Die Telefone funktionieren nicht."),
    ("Photography is not permitted.", "Fotografieren ist untersagt."),
    (
        "Please check whether the bank details on the invoice are right.",
        "Bitte prüfen Sie, ob die Bankverbindung auf der Rechnung stimmt.",
    ),
    ("Please disregard our e-mail of 3 May.", "Bitte betrachten Sie unsere E-Mail vom 3. Mai als gegenstandslos."),
    ("Security incident at Stadtwerke Birkenau", "Sicherheitsvorfall bei den Stadtwerken Birkenau"),
    ("Support for this version has ended.", "Diese Version wird nicht mehr unterstützt."),
    ("The account was closed.", "Das Konto gibt es nicht mehr."),
    ("The advisory applies to iOS 17.4 and later.", "Der Sicherheitshinweis gilt für iOS 17.4 und höher."),
    ("The app crashes.", "Die App lässt sich nicht öffnen."),
    (
        "The attackers were in the network for more than six months.",
        "Die Angreifer waren mehr als ein halbes Jahr im Netzwerk.",
    ),
    ("The company has reported the matter to the police.", "Das Unternehmen hat Anzeige erstattet."),
    ("The contract with the vendor was terminated.", "Dem Dienstleister wurde gekündigt."),
    (
        "The customers of Bankhaus Reuß are not affected.",
        "Die Kundinnen und Kunden des Bankhauses Reuß sind nicht betroffen.",
    ),
    ("The deadline was missed.", "Die Frist wurde nicht eingehalten."),
    ("The fine is US$2.4 million.", "Das Bußgeld beträgt 2,4 Mio. US-Dollar."),
    ("The insurer pays €1.1m.", "Die Versicherung zahlt 1,1 Mio. Euro."),
    (
        "The investigation did not find any sign that data, documents or photos had left the network.",
        "Die Untersuchung ergab keine Anzeichen dafür, dass Daten, Dokumente oder Fotos das Netzwerk verlassen haben.",
    ),
    ("The last-named company is not affected.", "Das zuletzt genannte Unternehmen ist nicht betroffen."),
    ("The list is confidential.", "Die Liste ist nicht öffentlich."),
    ("The logs are gone.", "Die Protokolle sind nicht mehr vorhanden."),
    ("The monthly fee is waived.", "Die Monatsgebühr entfällt."),
    (
        "The operating system of the ticket machines was outdated.",
        "Das Betriebssystem der Fahrkartenautomaten war veraltet.",
    ),
    (
        "The outage began on Wednesday night and ended in the early hours of Thursday.",
        "Der Ausfall begann in der Nacht auf Donnerstag und endete am frühen Donnerstagmorgen.",
    ),
    ("The outage lasted 1.5 hours.", "Der Ausfall dauerte anderthalb Stunden."),
    ("The outage lasted about 3.5 days.", "Die Störung dauerte rund dreieinhalb Tage."),
    ("The police advise against paying.", "Die Polizei rät, nicht zu zahlen."),
    (
        "The ransom of US$1.2 million was not paid.",
        "Das Lösegeld in Höhe von 1,2 Millionen US-Dollar wurde nicht gezahlt.",
    ),
    ("The report is published every six months.", "Der Bericht erscheint halbjährlich."),
    ("The report omits the cause.", "Der Bericht nennt die Ursache nicht."),
    (
        "The server was down for three quarters of an hour.",
        "Der Server war eine Dreiviertelstunde lang nicht erreichbar.",
    ),
    (
        "The servers of Stadtwerke Birkenau were unreachable for two and a half hours.",
        "Die Server der Stadtwerke Birkenau waren zweieinhalb Stunden lang nicht erreichbar.",
    ),
    ("The service is temporarily down.", "Der Dienst ist vorübergehend nicht verfügbar."),
    ("The settlement amounts to $18m.", "Der Vergleich beläuft sich auf 18 Millionen Dollar."),
    ("The shop has no opening hours on Sundays.", "Sonntags ist der Laden geschlossen."),
    ("The shop is shut.", "Der Shop ist nicht geöffnet."),
    ("The ticket machines work again.", "Die Fahrkartenautomaten funktionieren wieder."),
    ("The update is not yet available for older devices.", "Für ältere Geräte ist das Update noch nicht verfügbar."),
    ("The vendor disagrees.", "Der Dienstleister widerspricht."),
    ("The vendor disputes this figure.", "Der Dienstleister bestreitet diese Zahl."),
    ("The vendor left its customers in the dark.", "Der Dienstleister ließ seine Kunden im Unklaren."),
    ("The vendor missed the deadline.", "Der Dienstleister hat die Frist versäumt."),
    ("The vendor neglected to inform customers.", "Der Dienstleister versäumte es, die Kunden zu informieren."),
    ("The version is no longer supported.", "Der Support für diese Version ist ausgelaufen."),
    ("Tickets already bought remain valid.", "Bereits gekaufte Fahrkarten behalten ihre Gültigkeit."),
    ("Two men aged 19 and 23 were arrested.", "Zwei Männer im Alter von 19 und 23 Jahren wurden festgenommen."),
    ("Versions 2.0 to 2.7 are affected; 2.8 is not.", "Betroffen sind die Versionen 2.0 bis 2.7, nicht jedoch 2.8."),
    ("Versions up to and including 5.4 are affected.", "Betroffen sind alle Versionen bis einschließlich 5.4."),
    ("We cannot exclude that data was copied.", "Es lässt sich nicht ausschließen, dass Daten kopiert wurden."),
    ("Windows 10 is no longer supplied with updates.", "Windows 10 erhält keine Aktualisierungen mehr."),
]
ENGLISH_TO_PORTUGUESE: Correct = [
    (
        "A fire in the data centre of Acme Cloud took Emberquest offline.",
        "Um incêndio no data center da Acme Cloud tirou o Emberquest do ar.",
    ),
    ("A loss of R$1.5 million was reported.", "Foi informado um prejuízo de R$ 1,5 milhão."),
    ("A quarter of an hour later, the server was down.", "Quinze minutos depois, o servidor saiu do ar."),
    ("A researcher reported the bug in May.", "Uma especialista em segurança relatou o erro em maio."),
    (
        "About 3 terabytes were downloaded over five nights.",
        "Cerca de 3 terabytes foram baixados ao longo de cinco noites.",
    ),
    ("Acme Cloud has so far remained silent.", "A Acme Cloud não se pronunciou até agora."),
    (
        "Advisory no. 12 of 2024 has been replaced by this one.",
        "Este comunicado substitui o comunicado de segurança nº 12/2024.",
    ),
    ("All users have been logged out.", "Todos os usuários foram desconectados."),
    ("All versions before 3.10 are vulnerable.", "Todas as versões anteriores à 3.10 são vulneráveis."),
    ("At 6.20 on Thursday morning the first alert arrived.", "Às 6h20 de quinta-feira chegou o primeiro alerta."),
    ("Both data centres are back in operation.", "Os dois data centers voltaram a funcionar."),
    (
        "Devices with firmware older than 2.3 should be disconnected.",
        "Dispositivos com firmware anterior à versão 2.3 devem ser desconectados.",
    ),
    ("Do not use the same password twice.", "Não use a mesma senha mais de uma vez."),
    ("Every other week, the keys are changed.", "As chaves são trocadas a cada duas semanas."),
    ("He paid 0.5 bitcoin.", "Ele pagou meio bitcoin."),
    ("Passport copies were stored in plain text.", "As cópias de passaportes estavam armazenadas sem criptografia."),
    ("Please disregard our e-mail of 3 May.", "Desconsidere nosso e-mail de 3 de maio."),
    ("Report suspicious e-mails to the IT department.", "Comunique e-mails suspeitos ao departamento de TI."),
    ("Support for this version has ended.", "Essa versão não tem mais suporte."),
    ("The alert was overlooked.", "O alerta passou despercebido."),
    ("The app crashes.", "O aplicativo não abre."),
    (
        "The attackers called the help desk and pretended to be an employee.",
        "Os invasores ligaram para o help desk e se passaram por um funcionário.",
    ),
    (
        "The attackers never had access to payment data.",
        "Em momento algum os invasores tiveram acesso a dados de pagamento.",
    ),
    (
        "The attackers were in the network for more than six months.",
        "Os invasores ficaram na rede por mais de meio ano.",
    ),
    ("The authority advises against using the app.", "A autoridade recomenda não usar o aplicativo."),
    ("The company has reported the matter to the police.", "A empresa registrou um boletim de ocorrência."),
    ("The data centre is 200 km away.", "O data center fica a 200 quilômetros de distância."),
    ("The data goes back 18 months.", "Os dados remontam a um ano e meio."),
    ("The deadline was missed.", "O prazo não foi cumprido."),
    ("The fine is US$2.4 million.", "A multa é de US$ 2,4 milhões."),
    ("The forum was taken offline as a precaution.", "O fórum foi tirado do ar por precaução."),
    ("The hospital does not agree with this assessment.", "O hospital discorda dessa avaliação."),
    ("The insurer pays €1.1m.", "A seguradora paga 1,1 milhão de euros."),
    ("The law does not allow this.", "A lei proíbe isso."),
    ("The list is confidential.", "A lista não é pública."),
    ("The logs are gone.", "Os registros não existem mais."),
    ("The monthly fee is waived.", "A mensalidade não será cobrada."),
    (
        "The operating system of the ticket machines was outdated.",
        "O sistema operacional das máquinas de bilhetes estava desatualizado.",
    ),
    ("The outage lasted 1.5 hours.", "A interrupção durou uma hora e meia."),
    ("The outage lasted about 3.5 days.", "A interrupção durou cerca de três dias e meio."),
    ("The police advise against paying.", "A polícia recomenda não pagar."),
    ("The price of £9.99 stays the same.", "O preço de £ 9,99 não muda."),
    ("The ransom of US$1.2 million was not paid.", "O resgate de US$ 1,2 milhão não foi pago."),
    ("The report is published every six months.", "O relatório é publicado semestralmente."),
    ("The report omits the cause.", "O relatório não menciona a causa."),
    ("The request was denied.", "O pedido foi negado."),
    ("The service is temporarily down.", "O serviço está temporariamente indisponível."),
    ("The service ran smoothly over the weekend.", "O serviço funcionou sem problemas no fim de semana."),
    ("The settlement amounts to $18m.", "O acordo é de US$ 18 milhões."),
    (
        "The update is not yet available for older devices.",
        "A atualização ainda não está disponível para aparelhos mais antigos.",
    ),
    ("The vendor disagrees.", "O fornecedor discorda."),
    (
        "The vendor has not yet said how many customers are affected.",
        "O fornecedor ainda não informou quantos clientes foram afetados.",
    ),
    ("The vendor neglected to inform customers.", "O fornecedor deixou de avisar os clientes."),
    ("The version is no longer supported.", "O suporte a essa versão foi encerrado."),
    ("Tickets already bought remain valid.", "Os ingressos já comprados continuam valendo."),
    ("Two days are left to file a complaint.", "Faltam dois dias para registrar uma reclamação."),
    ("Two men aged 19 and 23 were arrested.", "Dois homens, de 19 e 23 anos, foram presos."),
    ("Versions 2.0 to 2.7 are affected; 2.8 is not.", "As versões 2.0 a 2.7 são afetadas; a 2.8, não."),
    ("Versions up to and including 5.4 are affected.", "São afetadas as versões até a 5.4, inclusive."),
    ("We cannot exclude that data was copied.", "Não é possível descartar que dados tenham sido copiados."),
]
GERMAN_TO_ENGLISH: Correct = [
    ("Das Lösegeld betrug 1,5 Millionen US-Dollar.", "The ransom was US$1.5 million."),
    ("Das Passwort wurde unverschlüsselt gespeichert.", "The password was stored in plain text."),
    ("Der Ausfall dauerte eineinhalb Stunden.", "The outage lasted one and a half hours."),
    ("Der Bericht erscheint vierteljährlich.", "The report is published every three months."),
    ("Die Server des Klinikums Auental sind wieder in Betrieb.", "The servers of Klinikum Auental are running again."),
]
PORTUGUESE_TO_GERMAN: Correct = [
    ("A interrupção durou duas horas e meia.", "Der Ausfall dauerte 2,5 Stunden."),
    ("O ataque durou cerca de 3,5 horas.", "Der Angriff dauerte rund dreieinhalb Stunden."),
    (
        "Os hóspedes do Hotel Esplanade receberam mensagens falsas.",
        "Gäste des Hotels Esplanade erhielten gefälschte Nachrichten.",
    ),
]
PORTUGUESE_TO_ENGLISH: Correct = [
    ("O prejuízo chega a R$ 3,5 milhões.", "The damage comes to R$3.5 million."),
]
TABLES = {
    "en-de": ENGLISH_TO_GERMAN,
    "en-pt": ENGLISH_TO_PORTUGUESE,
    "de-en": GERMAN_TO_ENGLISH,
    "pt-de": PORTUGUESE_TO_GERMAN,
    "pt-en": PORTUGUESE_TO_ENGLISH,
}


@pytest.mark.parametrize(
    ("languages", "source", "translation"),
    [(languages, *pair) for languages, pairs in TABLES.items() for pair in pairs],
)
def test_a_correct_translation_is_not_suspected(languages: str, source: str, translation: str) -> None:
    """Another true way to say a sentence gives no fault of any check."""
    assert [*faults(pair_of(source, translation, languages, AROUND))] == []
