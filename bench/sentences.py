"""What the generated advisories say, each text in every language of the site, written for the benchmark alone.

Placeholders: {organisation} and {number}. A text is a mapping from language path to words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Words = Mapping[str, str]
Texts = Sequence[Words]
LANGUAGES = ("en", "pt", "de")


def _parallel(*texts: tuple[str, str, str]) -> Texts:
    return [dict(zip(LANGUAGES, text, strict=True)) for text in texts]


ORGANISATIONS = (
    "Albatross Bank", "Birch Insurance", "Cedar Cloud", "Dunlin Travel", "Elder Clinics", "Fennel Foods",
    "Gannet Telecom", "Heron Energy", "Ibis Software", "Juniper Housing", "Kestrel Games", "Larch Education",
)  # fmt: skip
VENDORS = ("Magnolia Metrics", "Nutmeg Hosting", "Osprey Support", "Plover Identity", "Quail Mailing", "Rowan Storage")

TITLES = _parallel(
    ("{organisation}: incident {number}", "{organisation}: incidente {number}", "{organisation}: Vorfall {number}"),
    (
        "What customers of {organisation} should know about case {number}",
        "O que clientes da empresa {organisation} devem saber sobre o caso {number}",
        "Was Kundinnen und Kunden von {organisation} zu Fall {number} wissen sollten",
    ),
    (
        "Unauthorised access to records of {organisation} (case {number})",
        "Acesso não autorizado a registros da empresa {organisation} (caso {number})",
        "Unbefugter Zugriff auf Datensätze von {organisation} (Fall {number})",
    ),
    (
        "Data of {number} accounts may have been seen by others",
        "Dados de {number} contas podem ter sido vistos por terceiros",
        "Daten von {number} Konten wurden womöglich von Dritten eingesehen",
    ),
)

SUMMARIES = _parallel(
    (
        "Someone without authorisation reached a system with customer data of {organisation}.",
        "Uma pessoa sem autorização chegou a um sistema com dados de clientes da empresa {organisation}.",
        "Unbefugte gelangten in ein System mit Kundendaten von {organisation}.",
    ),
    (
        "About {number} accounts are concerned; the people behind them receive a message.",
        "Cerca de {number} contas foram afetadas; as pessoas responsáveis recebem uma mensagem.",
        "Rund {number} Konten sind betroffen; die Menschen dahinter erhalten eine Nachricht.",
    ),
    (
        "Payment details and passwords are not among the data.",
        "Dados de pagamento e senhas não estão entre os dados.",
        "Zahlungsdaten und Passwörter gehören nicht dazu.",
    ),
    (
        "Fraudulent messages may follow.",
        "Mensagens fraudulentas podem surgir.",
        "Betrügerische Nachrichten können folgen.",
    ),
    (
        "The services kept running throughout.",
        "Os serviços funcionaram o tempo todo.",
        "Die Dienste liefen durchgehend weiter.",
    ),
)

EVENTS = _parallel(
    (
        "The attackers used a key that had been left in an old backup. It opened a storage area with exports.",
        "Os invasores usaram uma chave que havia ficado em um backup antigo. Ela abria uma área com exportações.",
        "Die Angreifer nutzten einen Schlüssel aus einer alten Sicherung. Er öffnete einen Speicher mit Exporten.",
    ),
    (
        "An employee of a vendor answered a **false request for support**, and so gave away a session.",
        "Um funcionário de um fornecedor respondeu a um **falso pedido de suporte** e entregou assim uma sessão.",
        "Ein Mitarbeiter eines Dienstleisters beantwortete eine **falsche Anfrage** und gab so eine Sitzung preis.",
    ),
    (
        "The logs show {number} requests from *three* addresses during one night.",
        "Os registros mostram {number} solicitações de *três* endereços em uma noite.",
        "Die Protokolle zeigen {number} Anfragen von *drei* Adressen in einer Nacht.",
    ),
    (
        "What was copied describes accounts and orders:\n\n- names and addresses\n- dates of orders\n- service notes",
        "O que foi copiado descreve contas e pedidos:\n\n- nomes e endereços\n- datas de pedidos\n- observações",
        "Das Kopierte beschreibt Konten und Bestellungen:\n\n- Namen und Anschriften\n- Bestelldaten\n- Notizen",
    ),
    (
        "The statement of the company has [more on the technical side](ref:statement).",
        "O comunicado da empresa traz [mais sobre o lado técnico](ref:statement).",
        "Die Stellungnahme des Unternehmens enthält [mehr zur technischen Seite](ref:statement).",
    ),
    (
        "The access was closed within an hour of its discovery. Since then nothing similar has been seen.",
        "O acesso foi fechado em até uma hora após a descoberta. Desde então, nada parecido foi visto.",
        "Der Zugang wurde binnen einer Stunde nach der Entdeckung geschlossen. Seither wurde nichts Ähnliches bemerkt.",
    ),
)

REASONS = _parallel(
    (
        "The data opens no account, but it makes deceit easier.",
        "Os dados não dão acesso a nenhuma conta, mas facilitam golpes.",
        "Die Daten öffnen kein Konto, erleichtern aber Täuschungen.",
    ),
    (
        "Many people are concerned, and the data cannot be changed like a password.",
        "Muitas pessoas foram afetadas, e os dados não podem ser trocados como uma senha.",
        "Viele Menschen sind betroffen, und die Daten lassen sich nicht wie ein Passwort ändern.",
    ),
)

NOTES = _parallel(
    (
        "Only where it had been entered.",
        "Somente quando havia sido informado.",
        "Nur soweit angegeben.",
    ),
    (
        "From the years before {number} orders were archived.",
        "Dos anos anteriores ao arquivamento de {number} pedidos.",
        "Aus den Jahren vor der Archivierung von {number} Bestellungen.",
    ),
)

LESSONS = _parallel(
    (
        "Keys belong into a vault and not into backups.",
        "Chaves devem ficar em um cofre, e não em backups.",
        "Schlüssel gehören in einen Tresor und nicht in Sicherungen.",
    ),
    (
        "Data that is no longer needed should be deleted; what is gone cannot be copied.",
        "Dados que não são mais necessários devem ser apagados; o que não existe não pode ser copiado.",
        "Nicht mehr benötigte Daten sollten gelöscht werden; was fort ist, kann niemand kopieren.",
    ),
)

CHANGES = _parallel(
    (
        "The number of accounts is known now: {number}.",
        "O número de contas agora é conhecido: {number}.",
        "Die Zahl der Konten ist nun bekannt: {number}.",
    ),
    (
        "The cause has been found and removed.",
        "A causa foi encontrada e eliminada.",
        "Die Ursache wurde gefunden und beseitigt.",
    ),
    (
        "An earlier version named too many kinds of data.",
        "Uma versão anterior citava tipos de dados demais.",
        "Eine frühere Fassung nannte zu viele Arten von Daten.",
    ),
)

REFERENCES = _parallel(
    ("Statement of the company", "Comunicado da empresa", "Stellungnahme des Unternehmens"),
    ("Report of the investigators", "Relatório dos investigadores", "Bericht der Ermittler"),
)
