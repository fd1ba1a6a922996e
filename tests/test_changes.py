"""What differs between two states of an advisory is found, and is called what it is: news, a correction, or wording."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given

from build_tools.language.vocabulary import read_vocabulary
from build_tools.model.advisory import Advisory
from build_tools.model.changes import changes_between
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
  own_systems: under_investigation
affected:
  products: [api]
  not_affected_products: [chatgpt]
  people: some
  count: {from: "1000", to: "5000"}
  contacted_directly: started
data:
  exposed: [email_address, {code: phone_number, certainty: possible}]
  not_exposed: [{code: password, stated_by: organisation}]
timeline:
  - {code: attack_started, date: "2025-11-09"}
  - {code: attack_detected, date: unknown}
  - {code: attack_blocked, not_before: "2025-11-10", not_after: "2025-11-20"}
aware_at: unknown
risks: [phishing]
measures: {taken: [passwords_reset], ongoing: [investigation], planned: [mfa_for_all]}
actions: [change_password]
never_asked: [password]
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
    "stated_by: organisation -> stated_by: [organisation, report]": ["news data.not_exposed revised password"],
    "stated_by: organisation -> stated_by: report": ["correction data.not_exposed revised password"],
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
    "risks: [phishing] -> risks: []": ["correction risks removed phishing"],
    "[investigation], planned: [mfa_for_all] -> [investigation, mfa_for_all]": [
        "news measures.ongoing added mfa_for_all"
    ],
    "taken: [passwords_reset], ongoing: [investigation] -> ongoing: [investigation, passwords_reset]": [
        "correction measures.ongoing added passwords_reset"
    ],
    "planned: [mfa_for_all] -> planned: []": ["correction measures.planned removed mfa_for_all"],
    "actions: [change_password] -> actions: [enable_mfa]": [
        "news actions added enable_mfa",
        "news actions removed change_password",
    ],
    "never_asked: [password] -> never_asked: [password, api_key]": ["news never_asked.items added api_key"],
    "summary: A summary -> summary: Another summary": ["wording text revised text.summary"],
    "summary: A summary -> summary: A    summary": [],
    "https://a.example/ -> https://b.example/": ["wording text revised references.notice.url"],
    "aware_at: unknown -> aware_at: unknown\nnext_update: final": ["news next_update revised"],
    "aware_at: unknown -> aware_at: unknown\nsuperseded_by: ADV-2025-0002": ["news superseded_by revised"],
    "aware_at: unknown -> aware_at: unknown\ninternal: A note": [],
}


def advisory(text: str) -> Advisory:
    return Advisory.model_validate(yaml.load(text, yaml.BaseLoader), context=CODES)


@pytest.mark.parametrize("edit", EDITS)
def test_a_change_is_called_what_it_is(edit: str) -> None:
    """Adding and going on is news; taking back, changing sides, another date are corrections; the rest is wording."""
    old, new = edit.split(" -> ") if " -> " in edit else (edit.removesuffix(" ->"), "")
    assert STATE.count(old) == 1
    changes = changes_between(advisory(STATE), advisory(STATE.replace(old, new)))
    assert [" ".join([it.nature, it.field, it.kind, *it.items]) for it in changes] == EDITS[edit]


@given(before=sources(CODES["codes"]), after=sources(CODES["codes"]))
def test_nothing_that_readers_see_changes_unnoticed(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Whatever two advisories say: where they say the same nothing is found, and where they differ something is."""
    old, new = (Advisory.model_validate(values, context=CODES) for values in (before, after))
    assert changes_between(old, old) == ()
    assert changes_between(old, new) or _seen(old) == _seen(new)


def _seen(state: Advisory) -> Any:
    """What readers see, but for the order of lists, words that stand twice, and what is said of the release."""
    hidden = {"id", "language", "profiles", "release", "internal"}
    values = state.model_dump(mode="json", exclude=hidden)
    values["references"] = [{**reference, "kind": None} for reference in values["references"]]
    values["never_asked"] = values["never_asked"] or {"items": [], "stated_by": []}
    return _plain(values)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        words = {item: None for item in value if isinstance(item, str)}
        return sorted([*words, *(_plain(item) for item in value if not isinstance(item, str))], key=json.dumps)
    return " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value
