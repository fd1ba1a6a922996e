"""Who is affected, how many, and which data: the first thing that readers look for."""

from __future__ import annotations

from build_tools.language.language import Language
from build_tools.localise.speaker import Speaker
from build_tools.model.advisory import Advisory
from build_tools.model.counts import Count
from build_tools.model.edition import AffectedPart
from build_tools.model.fields import Statement
from build_tools.model.incident import Data
from build_tools.model.said import Items, Term
from build_tools.model.statements import DataItem


def affected_part(advisory: Advisory, speaker: Speaker) -> AffectedPart:
    """Who is affected, and who is not."""
    affected, own_systems = advisory.affected, advisory.incident.own_systems
    return AffectedPart(
        people=speaker.said("people", affected.people, "affected.people"),
        count=count_sentence(affected.count, speaker.language) if affected.count else None,
        products=_products(affected.products, speaker),
        not_affected_products=_products(affected.not_affected_products, speaker),
        contact=speaker.optional("contacts_with_people", affected.contacted_directly, "affected.contacted_directly"),
        own_systems=speaker.optional("own_systems", own_systems, "incident.own_systems"),
    )


def count_sentence(count: Count, language: Language) -> str:
    """How many people are affected, as a whole sentence for each kind of number.

    None has a sentence of its own, since languages differ in which plural form it takes. Where a number changes the
    words beside it in ways that the plural forms do not know ("1.000.000 de pessoas"), a translation says it after a
    colon.
    """
    if count.low is None or count.high is None:
        return language.gettext("The number of people affected is not known.")
    if count.high == 0:
        return language.gettext("No people are affected.")
    if count.low == count.high:
        return language.ngettext("{count} person is affected.", "{count} people are affected.", count.low)
    if count.low == 0:
        return language.ngettext(
            "At most {count} person is affected.", "At most {count} people are affected.", count.high
        )
    low, high = language.number(count.low), language.number(count.high)
    return language.gettext("Between {low} and {high} people are affected.", low=low, high=high)


def data_items(data: Data, side: str, speaker: Speaker) -> Items:
    """One of the two lists, `exposed` or `not_exposed`."""
    said = speaker.all_said("data", f"data.{side}", getattr(data, side), "definition")
    return Items(said, speaker.sources(data.stated_by))


def summary(advisory: Advisory, speaker: Speaker) -> str:
    """What happened, who is affected and which data, in whole sentences, for an advisory without a summary."""
    incident, data, gettext = advisory.incident, advisory.data, speaker.language.gettext
    sentences = [
        _sentence("kinds", incident.kind, "incident.kind", speaker),
        _sentence("people", advisory.affected.people, "affected.people", speaker),
    ]
    if data.exposed:
        sentences.append(gettext("Data exposed: {data}.", data=_listed(data.exposed, speaker)))
    if data.not_exposed:
        sentences.append(gettext("Data not exposed: {data}.", data=_listed(data.not_exposed, speaker)))
    return " ".join(sentences)


def _sentence(group: str, statement: Statement, path: str, speaker: Speaker) -> str:
    """A statement in the reader's language: in the advisory's own words where they exist in that language."""
    said = speaker.said(group, statement, path).text
    return said.value if said.lang == speaker.language.tag else speaker.phrase(group, statement.code, "text")


def _products(ids: tuple[str, ...], speaker: Speaker) -> tuple[Term, ...]:
    return tuple(Term(product, speaker.product_name(product)) for product in ids)


def _listed(items: tuple[DataItem, ...], speaker: Speaker) -> str:
    """Data in one sentence; what is not certain says so."""
    return speaker.language.listed(_listed_item(item, speaker) for item in items)


def _listed_item(item: DataItem, speaker: Speaker) -> str:
    label = speaker.phrase("data", item.code, "label")
    certainty = speaker.phrase("certainties", item.certainty, "label")
    return label if item.certainty == "confirmed" else f"{label} ({certainty})"
