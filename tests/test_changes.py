"""What differs between two states of an advisory is found, and is called what it is: news, a correction, or wording."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.language.vocabulary import read_vocabulary
from build_tools.localise.change_words import LISTED, SINGLE
from build_tools.localise.changes_part import OTHERS
from build_tools.model.advisory import Advisory
from build_tools.model.changes import changes_between
from build_tools.model.natures import LISTS, PHASES, VALUES
from tests.conftest import ROOT
from tests.property.advisories import sources

_VOCABULARY, _ = read_vocabulary("vocabulary.yaml", (ROOT / "locales/vocabulary.yaml").read_bytes())
assert _VOCABULARY
CODES = {"codes": _VOCABULARY.groups}
STATE = """
id: ADV-2025-0001
language: en
incident:
  kind: credential_stuffing
  status: investigating
  severity: low
  organisation: {name: Axios}
  vendor: {name: Globex, service: hosting}
  own_systems: under_investigation
affected:
  products: [api]
  not_affected_products: [chatgpt]
  people: some
  count: {from: "1000", to: "5000"}
  contacted_directly: started
data:
  stated_by: organisation
  exposed: [email_address, {code: phone_number, certainty: possible}]
  not_exposed: [{code: password, stated_by: organisation}]
timeline:
  - {code: attack_started, date: "2025-11-09"}
  - {code: attack_detected, date: unknown}
  - {code: attack_blocked, not_before: "2025-11-10", not_after: "2025-11-20"}
aware_at: unknown
assessment: [passwords_from_elsewhere]
risks: [phishing, profiling]
measures: {taken: [passwords_reset], ongoing: [investigation], planned: [mfa_for_all]}
actions: [change_password, use_unique_passwords]
never_asked: {items: [password], stated_by: publisher}
text: {title: A title, summary: A summary}
references: [{id: notice, title: Notice, url: "https://a.example/"}]
"""

# What an editor does to STATE, and what that amounts to: nature, field, kind, entries.
EDITS = {
    "status: investigating -> status: resolved": ["news incident.status revised"],
    "severity: low -> severity: critical": ["news incident.severity.code revised"],
    "kind: credential_stuffing -> kind: third_party_breach": ["correction incident.kind revised"],
    "{name: Axios} -> {name: Axios AG}": ["correction incident.organisation revised"],
    "own_systems: under_investigation -> own_systems: not_compromised": ["news incident.own_systems revised"],
    "  own_systems: under_investigation -> ": ["correction incident.own_systems removed"],
    "products: [api] -> products: [api, shop]": ["news affected.products added shop"],
    "products: [api] -> products: [shop]": [
        "news affected.products added shop",
        "correction affected.products removed api",
    ],
    "[chatgpt] -> []": ["correction affected.not_affected_products removed chatgpt"],
    "people: some -> people: all": ["correction affected.people revised"],
    'count: {from: "1000", to: "5000"} -> count: "1200"': ["news affected.count revised"],
    'count: {from: "1000", to: "5000"} -> count: "7000"': ["correction affected.count revised"],
    'count: {from: "1000", to: "5000"} -> count: unknown': ["correction affected.count revised"],
    "contacted_directly: started -> contacted_directly: done": ["news affected.contacted_directly revised"],
    "contacted_directly: started -> contacted_directly: planned": ["correction affected.contacted_directly revised"],
    "certainty: possible -> certainty: confirmed": ["news data.exposed revised phone_number"],
    "[email_address, -> [{code: email_address, certainty: possible},": [
        "correction data.exposed revised email_address"
    ],
    "[email_address, -> [": ["correction data.exposed removed email_address"],
    "[email_address, -> [{code: email_address, note: Only a few.},": [
        "wording text revised data.exposed.email_address.note"
    ],
    "[email_address, -> [email_address, full_name,": ["news data.exposed added full_name"],
    "password, stated_by: organisation -> password, stated_by: [organisation, report]": [
        "news data.not_exposed revised password"
    ],
    "password, stated_by: organisation -> password, stated_by: report": [
        "correction data.not_exposed revised password"
    ],
    'date: "2025-11-09" -> date: "2025-11-08"': ["correction timeline revised attack_started"],
    'date: "2025-11-09" -> date: 2025-11-09T08:00Z': ["news timeline revised attack_started"],
    'date: "2025-11-09" -> date: unknown': ["correction timeline revised attack_started"],
    "date: unknown -> date: 2025-11-10T08:00Z": ["news timeline revised attack_detected"],
    'not_before: "2025-11-10", not_after: "2025-11-20" -> date: "2025-11-12"': ["news timeline revised attack_blocked"],
    'not_before: "2025-11-10", not_after: "2025-11-20" -> not_before: "2025-11-12", not_after: "2025-11-14"': [
        "news timeline revised attack_blocked"
    ],
    'not_before: "2025-11-10", not_after: "2025-11-20" -> date: "2025-11-25"': [
        "correction timeline revised attack_blocked"
    ],
    'not_before: "2025-11-10", not_after: "2025-11-20" -> not_before: "2025-11-10"': [
        "correction timeline revised attack_blocked"
    ],
    'aware_at: unknown -> aware_at: "2025-11-10"': ["news aware_at revised"],
    "aware_at: unknown -> ": ["correction aware_at removed"],
    "risks: [phishing, profiling] -> risks: [profiling]": ["correction risks removed phishing"],
    "[investigation], planned: [mfa_for_all] -> [investigation, mfa_for_all]": [
        "news measures.ongoing added mfa_for_all"
    ],
    "taken: [passwords_reset], ongoing: [investigation] -> ongoing: [investigation, passwords_reset]": [
        "correction measures.ongoing added passwords_reset"
    ],
    "planned: [mfa_for_all] -> planned: []": ["correction measures.planned removed mfa_for_all"],
    "[change_password, use_unique_passwords] -> [enable_mfa, use_unique_passwords]": [
        "news actions added enable_mfa",
        "news actions removed change_password",
    ],
    "[change_password, use_unique_passwords] -> [use_unique_passwords, change_password]": [
        "news actions.order revised"
    ],
    "items: [password] -> items: [password, api_key]": ["news never_asked.items added api_key"],
    "stated_by: publisher -> stated_by: organisation": ["correction never_asked.stated_by revised"],
    "  stated_by: organisation\n  exposed -> \n  stated_by: [organisation, report]\n  exposed": [
        "news data.stated_by revised"
    ],
    "name: Globex -> name: Initech": ["correction incident.vendor.name revised"],
    "service: hosting -> service: identity": ["correction incident.vendor.service revised"],
    "  vendor: {name: Globex, service: hosting}\n -> ": [
        "correction incident.vendor.name removed",
        "correction incident.vendor.service removed",
    ],
    "assessment: [passwords_from_elsewhere] -> assessment: [no_further_access]": [
        "news assessment added no_further_access",
        "correction assessment removed passwords_from_elsewhere",
    ],
    "timeline: -> timeline:\n  - {code: attack_started, date: '2025-11-01'}": ["news timeline added attack_started"],
    "taken: [passwords_reset], ongoing: [investigation] -> taken: [passwords_reset, investigation]": [
        "news measures.taken added investigation"
    ],
    "summary: A summary -> summary: Another summary": ["wording text revised text.summary"],
    "summary: A summary -> summary: A    summary": [],
    "https://a.example/ -> https://b.example/": ["wording text revised references.notice.url"],
    "aware_at: unknown -> aware_at: unknown\nnext_update: final": ["news next_update revised"],
    "aware_at: unknown -> aware_at: unknown\nsuperseded_by: ADV-2025-0002": ["news superseded_by revised"],
    "aware_at: unknown -> aware_at: unknown\ninternal: A note": [],
    "aware_at: unknown -> aware_at: unknown\nwaivers: [{problem: private-path, words: /home/x, reason: A note}]": [],
}


def advisory(text: str) -> Advisory:
    return Advisory.model_validate(yaml.load(text, yaml.BaseLoader), context=CODES)


@pytest.mark.parametrize("edit", EDITS)
def test_a_change_is_called_what_it_is(edit: str) -> None:
    """Adding and going on is news; taking back, changing sides, another date are corrections; the rest is wording."""
    old, new = edit.split(" -> ")
    assert STATE.count(old) == 1
    changes = changes_between(advisory(STATE), advisory(STATE.replace(old, new)))
    assert [" ".join([it.nature, it.field, it.kind, *it.items]) for it in changes] == EDITS[edit]


FIELDS = sorted(set(Advisory.model_fields) - {"id", "language", "profiles", "release", "internal", "waivers"})


@given(one=sources(CODES["codes"]), other=sources(CODES["codes"]), field=st.sampled_from(FIELDS))
def test_nothing_that_readers_see_changes_unnoticed(one: dict[str, Any], other: dict[str, Any], field: str) -> None:
    """Where one field of an advisory becomes another, something is found; where nothing changes, nothing is."""
    before, donor = (Advisory.model_validate(values, context=CODES) for values in (one, other))
    after = before.with_fields(**{field: getattr(donor, field)})
    assert changes_between(before, before) == ()
    assert changes_between(before, after) or _seen(before) == _seen(after)


def _seen(state: Advisory) -> Any:
    """What readers see, but for white space, words that stand twice, and the order of lists other than the actions."""
    values = state.model_dump(mode="json", include=set(FIELDS))
    values["references"] = [{**reference, "kind": None} for reference in values["references"]]
    values["never_asked"] = values["never_asked"] or {"items": [], "stated_by": []}
    return _plain(values), list(dict.fromkeys(action["code"] for action in values["actions"]))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        words = {item: None for item in value if isinstance(item, str)}
        return sorted([*words, *(_plain(item) for item in value if not isinstance(item, str))], key=json.dumps)
    return " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value


def test_every_change_has_a_sentence() -> None:
    """Whatever field changes in whatever way, there are words for it."""
    kinds: dict[str, tuple[str, ...]] = dict.fromkeys(LISTS, ("added", "removed", "revised"))
    kinds |= {f"measures.{phase}": ("added", "removed", "revised") for phase in PHASES}
    for field in ("affected.products", "affected.not_affected_products", "incident.aspects", "never_asked.items"):
        kinds[field] = ("added", "removed")  # plain codes and ids, of which nothing else is said
    said = {(field, kind) for field, all_kinds in kinds.items() for kind in all_kinds}
    assert said - LISTED.keys() - SINGLE.keys() == {("incident.aspects", "added"), ("incident.aspects", "removed")}
    assert OTHERS.keys() == {*VALUES, "text", "actions.order", "incident.aspects"}
