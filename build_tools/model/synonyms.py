"""Synonyms: what German and Portuguese editors call the fields and the short codes, by the name that the format has."""

from __future__ import annotations

from collections.abc import Container

_WORDS = {
    "language": "sprache idioma língua lingua",
    "incident": "vorfall sicherheitsvorfall incidente",
    "kind": "art typ type tipo",
    "status": "stand estado situação situacao",
    "severity": "schwere schweregrad gravidade severidade",
    "aspects": "aspekte aspectos",
    "organisation": "organization organização organizacao unternehmen firma empresa company",
    "vendor": "anbieter dienstleister lieferant fornecedor supplier",
    "affected": "betroffen betroffene afetado afetados",
    "products": "produkte produtos",
    "people": "personen menschen pessoas users",
    "count": "anzahl zahl número numero quantidade number",
    "data": "daten dados",
    "exposed": "offengelegt expostos expostas",
    "not_exposed": "nicht_offengelegt não_expostos nao_expostos",
    "timeline": "zeitleiste zeitachse zeitverlauf chronologie verlauf cronologia linha_do_tempo",
    "date": "datum tag zeitpunkt dia",
    "risks": "risiken riscos",
    "measures": "massnahmen maßnahmen medidas",
    "taken": "ergriffen getroffen tomadas",
    "ongoing": "laufend em_andamento",
    "planned": "geplant planejadas planejado",
    "actions": "empfehlungen handlungsempfehlungen recomendações recomendacoes ações acoes recommendations",
    "contact": "kontakt contato",
    "text": "texte texto textos",
    "title": "titel überschrift título titulo headline",
    "summary": "zusammenfassung resumo",
    "lessons": "lehren lições licoes",
    "note": "notiz anmerkung hinweis nota observação",
    "reason": "grund begründung begruendung motivo razão",
    "references": "verweise quellen referências referencias fontes sources links",
    "release": "veröffentlichung publicação",
    "change": "änderung mudança alteração",
    "internal": "intern interno",
    "high": "hoch alto alta",
    "low": "niedrig gering baixo baixa",
    "medium": "mittel média medio médio media",
    "critical": "kritisch crítico crítica critica",
    "investigating": "untersuchung in_untersuchung wird_untersucht em_investigação investigando",
    "identified": "erkannt identifiziert identificado",
    "monitoring": "beobachtung unter_beobachtung monitoramento em_monitoramento",
    "resolved": "behoben gelöst erledigt resolvido solved fixed closed",
    "all": "alle todos todas",
    "some": "einige manche alguns algumas",
    "none": "keine niemand nenhum nenhuma nobody",
    "unknown": "unbekannt desconhecido desconhecida",
    "started": "begonnen iniciado",
    "done": "erledigt abgeschlossen concluído",
    "not_planned": "nicht_geplant não_planejado",
    "password": "passwort kennwort passwörter senha senhas",
    "email_address": "e_mail email mail e_mail_adresse emailadresse endereço_de_e_mail",
    "confirmed": "bestätigt confirmado",
    "possible": "möglich possível",
}
_BY_SYNONYM: dict[str, tuple[str, ...]] = {}
for _name, _synonyms in _WORDS.items():
    for _synonym in _synonyms.split():
        _BY_SYNONYM[_synonym] = (*_BY_SYNONYM.get(_synonym, ()), _name)


def named_here(word: str, known: Container[str]) -> str | None:
    """The known name that a word of another language stands for, if there is one."""
    plain = "_".join(word.lower().replace("-", " ").split())
    return next((name for name in _BY_SYNONYM.get(plain, ()) if name in known), None)
