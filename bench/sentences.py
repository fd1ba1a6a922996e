"""What the generated advisories say, each text in every language of the site, written for the benchmark alone.

Placeholders: {organisation} and {number}, which differ from advisory to advisory, so that no cache profits from prose
that repeats as no real prose does. A text is a mapping from language path to words.
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
        "The attackers used a key that had been left in an old backup. It opened a storage area with {number} exports.",
        "Os invasores usaram uma chave esquecida em um backup antigo. Ela abria uma área com {number} exportações.",
        "Die Angreifer nutzten einen Schlüssel aus einer alten Sicherung. Er öffnete {number} Exporte.",
    ),
    (
        "An employee of a vendor answered a **false request** and so gave away a session of {number} seconds.",
        "Um funcionário de um fornecedor respondeu a um **falso pedido** e entregou uma sessão de {number} segundos.",
        "Ein Dienstleister beantwortete eine **falsche Anfrage** und gab so eine Sitzung von {number} Sekunden preis.",
    ),
    (
        "The logs show {number} requests from *three* addresses during one night.",
        "Os registros mostram {number} solicitações de *três* endereços em uma noite.",
        "Die Protokolle zeigen {number} Anfragen von *drei* Adressen in einer Nacht.",
    ),
    (
        "What was copied describes {number} accounts and orders:\n\n- names and addresses\n- dates of orders\n- notes",
        "O que foi copiado descreve {number} contas e pedidos:\n\n- nomes e endereços\n- datas de pedidos\n- notas",
        "Das Kopierte beschreibt {number} Konten und Bestellungen:\n\n- Namen und Adressen\n- Bestelldaten\n- Notizen",
    ),
    (
        "The statement of the company has [more on the technical side](ref:statement) of case {number}.",
        "O comunicado da empresa traz [mais sobre o lado técnico](ref:statement) do caso {number}.",
        "Die Stellungnahme des Unternehmens enthält [mehr zur technischen Seite](ref:statement) von Fall {number}.",
    ),
    (
        "The access was closed within an hour of its discovery. Since then {number} attempts have failed.",
        "O acesso foi fechado em até uma hora após a descoberta. Desde então, {number} tentativas falharam.",
        "Der Zugang wurde binnen einer Stunde geschlossen. Seither sind {number} Versuche gescheitert.",
    ),
)

REASONS = _parallel(
    (
        "The data opens none of the {number} accounts, but it makes deceit easier.",
        "Os dados não dão acesso a nenhuma das {number} contas, mas facilitam golpes.",
        "Die Daten öffnen keines der {number} Konten, erleichtern aber Täuschungen.",
    ),
    (
        "{number} people are concerned, and the data cannot be changed like a password.",
        "{number} pessoas foram afetadas, e os dados não podem ser trocados como uma senha.",
        "{number} Menschen sind betroffen, und die Daten lassen sich nicht wie ein Passwort ändern.",
    ),
)

NOTES = _parallel(
    (
        "Only where it had been entered: in {number} cases.",
        "Somente quando havia sido informado: em {number} casos.",
        "Nur soweit angegeben: in {number} Fällen.",
    ),
    (
        "From the years before {number} orders were archived.",
        "Dos anos anteriores ao arquivamento de {number} pedidos.",
        "Aus den Jahren vor der Archivierung von {number} Bestellungen.",
    ),
)

LESSONS = _parallel(
    (
        "Keys belong into a vault and not into backups; {number} of them were changed.",
        "Chaves devem ficar em um cofre, e não em backups; {number} delas foram trocadas.",
        "Schlüssel gehören in einen Tresor und nicht in Sicherungen; {number} wurden geändert.",
    ),
    (
        "Data that is no longer needed should be deleted; this has been done for {number} records.",
        "Dados que não são mais necessários devem ser apagados; isso foi feito com {number} registros.",
        "Nicht mehr benötigte Daten sollten gelöscht werden; bei {number} Datensätzen ist das geschehen.",
    ),
)

CHANGES = _parallel(
    (
        "The number of accounts is known now: {number}.",
        "O número de contas agora é conhecido: {number}.",
        "Die Zahl der Konten ist nun bekannt: {number}.",
    ),
    (
        "The cause has been found and removed on {number} machines.",
        "A causa foi encontrada e eliminada em {number} máquinas.",
        "Die Ursache wurde auf {number} Rechnern gefunden und beseitigt.",
    ),
    (
        "An earlier version named too many kinds of data for {number} accounts.",
        "Uma versão anterior citava tipos de dados demais para {number} contas.",
        "Eine frühere Fassung nannte für {number} Konten zu viele Arten von Daten.",
    ),
)

REFERENCES = _parallel(
    ("Statement of the company", "Comunicado da empresa", "Stellungnahme des Unternehmens"),
    ("Report of the investigators", "Relatório dos investigadores", "Bericht der Ermittler"),
)
