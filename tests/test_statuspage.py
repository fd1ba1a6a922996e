"""The Statuspage status API: its names and enums, what becomes of an advisory there, and a real client."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from build_tools import pipeline
from build_tools.cli import main
from build_tools.model.frame import Frames
from tests.conftest import copy_project, read
from tests.serving import files_served

AVAILABILITY, MISTAKE = "ADV-2026-0001", "ADV-2026-0002"
DISRUPTED = f"""\
id: {AVAILABILITY}
language: en
incident: {{kind: availability_incident, status: investigating, severity: high, aspects: [availability]}}
affected: {{products: [chatgpt], people: all}}
timeline:
  - {{code: disruption_started, date: 2026-01-10T08:00Z}}
actions: [follow_this_page]
release: {{change: initial}}
"""
PUBLISHED_BY_MISTAKE = f"""\
id: {MISTAKE}
language: en
incident: {{kind: credential_stuffing, status: investigating, severity: critical}}
affected: {{products: [api], people: some}}
actions: [change_password]
text: {{title: "Log-ins at Axios & Sons (< 1 %)"}}
release: {{change: initial}}
"""
RESTORED = "  - {code: service_restored, date: 2026-01-10T14:00Z}\nactions"
PARTLY = "  - {code: service_partly_restored, date: 2026-01-10T12:00Z}\nactions"
# When, which advisory, which command, and what is edited before it.
HISTORY: list[tuple[str, str, list[str], list[tuple[str, str]]]] = [
    ("2026-01-10T09:00Z", AVAILABILITY, ["release"], []),
    (
        "2026-01-10T12:30Z",
        AVAILABILITY,
        ["release"],
        [("status: investigating", "status: identified"), ("actions", PARTLY), ("initial", "update")],
    ),
    ("2026-01-10T13:00Z", AVAILABILITY, ["release"], [("all}", "all, count: unknown}")]),
    (
        "2026-01-10T14:30Z",
        AVAILABILITY,
        ["release"],
        [("status: identified", "status: monitoring"), ("actions", RESTORED)],
    ),
    ("2026-01-11T09:00Z", AVAILABILITY, ["release"], [("status: monitoring", "status: resolved")]),
    ("2026-01-12T09:00Z", MISTAKE, ["release"], []),
    ("2026-01-12T10:00Z", MISTAKE, ["withdraw", "--reason", "It concerns another company."], []),
    ("2026-01-13T10:00Z", MISTAKE, ["reinstate", "--text", "It was right after all."], []),
]
LANGUAGES = {"": "en", "en/": "en", "pt/": "pt", "de/": "de"}
DOCUMENTS = (
    *("summary", "status", "components", "incidents", "incidents/unresolved"),
    *("scheduled-maintenances", "scheduled-maintenances/upcoming", "scheduled-maintenances/active"),
)
# The members of the public API, by object, in its order.
PAGE = ["id", "name", "url", "time_zone", "updated_at"]
COMPONENT = [
    "id",
    "name",
    "status",
    "created_at",
    "updated_at",
    "position",
    "description",
    "showcase",
    "start_date",
    "group_id",
    "page_id",
    "group",
    "only_show_if_degraded",
]
INCIDENT = [
    "id",
    "name",
    "status",
    "created_at",
    "updated_at",
    "monitoring_at",
    "resolved_at",
    "impact",
    "shortlink",
    "started_at",
    "page_id",
    "incident_updates",
    "components",
    "reminder_intervals",
]
UPDATE = [
    "id",
    "status",
    "body",
    "incident_id",
    "created_at",
    "updated_at",
    "display_at",
    "affected_components",
    "deliver_notifications",
    "custom_tweet",
    "tweet_id",
]
UPDATE_OF = ("old_status", "new_status")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project beside whose shipped advisory a service is down and comes back, and another is withdrawn for a day."""
    folder = copy_project(tmp_path_factory.mktemp("statuspage") / "project")
    (folder / "advisories/2026").mkdir()
    for advisory_id, text in ((AVAILABILITY, DISRUPTED), (MISTAKE, PUBLISHED_BY_MISTAKE)):
        (folder / f"advisories/2026/{advisory_id}.yaml").write_text(text, encoding="utf-8")
    for at, advisory_id, command, edits in HISTORY:
        file = folder / f"advisories/2026/{advisory_id}.yaml"
        for old, new in edits:
            text = file.read_text(encoding="utf-8")
            assert old in text
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
        verb, *options = command
        done = CliRunner().invoke(main, ["--project", str(folder), verb, advisory_id, *options, "--at", at])
        assert done.exit_code == 0, done.output
    return folder


def site_at(folder: Path, theme: Frames, now: str) -> dict[str, Any]:
    """The documents of the API by path, as they are at an instant."""
    project = read(folder)
    records = pipeline.public_records(project, datetime.fromisoformat(now))
    tree, problems = pipeline.build_tree(project, records, theme)
    assert not problems
    return {path: json.loads(content) for path, content in tree.items() if "api/v2/" in path}


@pytest.fixture(scope="module")
def at_the_end(desk: Path, theme: Frames) -> Mapping[str, Any]:
    return site_at(desk, theme, "2026-02-01T00:00Z")


def test_eight_documents_at_the_root_and_for_each_language(at_the_end: Mapping[str, Any]) -> None:
    """All endpoints of the status API are there, and the root speaks the first language."""
    assert {*at_the_end} == {f"{folder}api/v2/{name}.json" for folder in LANGUAGES for name in DOCUMENTS}
    for name in DOCUMENTS:
        assert at_the_end[f"api/v2/{name}.json"] == at_the_end[f"en/api/v2/{name}.json"]


@pytest.mark.parametrize("folder", LANGUAGES)
def test_members_are_those_of_the_public_api(at_the_end: Mapping[str, Any], folder: str) -> None:
    """Every object has exactly the members of the API, in its order, and its enums and instants have their form."""
    summary = at_the_end[f"{folder}api/v2/summary.json"]
    assert [*summary] == ["page", "components", "incidents", "scheduled_maintenances", "status"]
    assert [*summary["page"]] == PAGE
    assert [*summary["status"]] == ["indicator", "description"]
    for component in summary["components"]:
        assert [*component] == [*COMPONENT]
        assert component["status"] in ("operational", "degraded_performance", "partial_outage", "major_outage")
    for incident in at_the_end[f"{folder}api/v2/incidents.json"]["incidents"]:
        assert [*incident] == [*INCIDENT]
        assert incident["status"] in ("investigating", "identified", "monitoring", "resolved", "postmortem")
        assert incident["impact"] in ("none", "minor", "major", "critical")
        for update in incident["incident_updates"]:
            assert [*update] == [*UPDATE]
            assert update["incident_id"] == incident["id"]
            for affected in update["affected_components"]:
                assert [*affected] == ["code", "name", "old_status", "new_status"]
        for name in ("created_at", "updated_at", "started_at"):
            assert datetime.strptime(incident[name], "%Y-%m-%dT%H:%M:%S.%fZ")
    for name in DOCUMENTS[5:]:
        assert at_the_end[f"{folder}api/v2/{name}.json"]["scheduled_maintenances"] == []


@pytest.mark.parametrize(
    ("now", "chatgpt", "status", "monitoring", "resolved"),
    [
        ("2026-01-10T08:59Z", "operational", None, None, None),
        ("2026-01-10T09:00Z", "major_outage", "investigating", None, None),
        ("2026-01-10T12:30Z", "degraded_performance", "identified", None, None),
        ("2026-01-10T14:30Z", "operational", "monitoring", "2026-01-10T14:30:00.000Z", None),
        ("2026-01-11T09:00Z", "operational", "resolved", "2026-01-10T14:30:00.000Z", "2026-01-11T09:00:00.000Z"),
    ],
)
def test_a_product_is_down_while_its_advisory_says_so(
    desk: Path, theme: Frames, now: str, chatgpt: str, status: str | None, monitoring: str | None, resolved: str | None
) -> None:
    """From the first release to the last: what is said of availability decides; other products stay operational."""
    documents = site_at(desk, theme, now)
    components = {it["id"]: it["status"] for it in documents["api/v2/components.json"]["components"]}
    assert components == {"api": "operational", "chatgpt": chatgpt}
    incidents = {it["id"]: it for it in documents["api/v2/incidents.json"]["incidents"]}
    found = incidents.get(AVAILABILITY, {"status": None, "monitoring_at": None, "resolved_at": None})
    assert (found["status"], found["monitoring_at"], found["resolved_at"]) == (status, monitoring, resolved)
    open_ids = [it["id"] for it in documents["api/v2/incidents/unresolved.json"]["incidents"]]
    assert (AVAILABILITY in open_ids) == (status not in (None, "resolved"))


def test_updates_are_newest_first_and_say_what_changed(at_the_end: Mapping[str, Any]) -> None:
    """Each update has its status, its words in the language, and each product's availability before and after."""
    incidents = at_the_end["de/api/v2/incidents.json"]["incidents"]
    updates = next(it for it in incidents if it["id"] == AVAILABILITY)["incident_updates"]
    said = [(it["id"], it["status"], *(it["affected_components"][0][key] for key in UPDATE_OF)) for it in updates]
    assert said == [
        (f"{AVAILABILITY}-5", "resolved", "operational", "operational"),
        (f"{AVAILABILITY}-4", "monitoring", "degraded_performance", "operational"),
        (f"{AVAILABILITY}-3", "identified", "degraded_performance", "degraded_performance"),
        (f"{AVAILABILITY}-2", "identified", "major_outage", "degraded_performance"),
        (f"{AVAILABILITY}-1", "investigating", "operational", "major_outage"),
    ]
    assert updates[0]["body"] == "Aktualisierung\nStatus: behoben. Zuvor: wird beobachtet."
    assert "Alle Personen, die das Produkt ChatGPT nutzen, sind betroffen." in updates[-1]["body"]


def test_what_is_withdrawn_is_resolved_and_comes_back(desk: Path, theme: Frames) -> None:
    """A withdrawn advisory is resolved with that update and without impact; reinstated, it is open as before."""
    documents = site_at(desk, theme, "2026-01-12T12:00Z")
    incident = documents["pt/api/v2/incidents.json"]["incidents"][0]
    assert (incident["id"], incident["status"], incident["impact"]) == (MISTAKE, "resolved", "none")
    assert incident["resolved_at"] == incident["updated_at"] == "2026-01-12T10:00:00.000Z"
    assert incident["incident_updates"][0]["status"] == "resolved"
    assert "It concerns another company." in incident["incident_updates"][0]["body"]
    assert documents["api/v2/status.json"]["status"]["indicator"] == "minor"  # that of the shipped advisory
    documents = site_at(desk, theme, "2026-01-13T12:00Z")
    assert documents["api/v2/status.json"]["status"] == {
        "indicator": "critical",
        "description": "2 open security incidents, highest severity: critical",
    }
    incident = documents["pt/api/v2/incidents/unresolved.json"]["incidents"][0]
    assert (incident["id"], incident["status"], incident["resolved_at"]) == (MISTAKE, "investigating", None)
    assert [it["status"] for it in incident["incident_updates"]] == ["investigating", "resolved", "investigating"]


def test_nothing_is_open_where_nothing_is_published(desk: Path, theme: Frames) -> None:
    """Before the first release all is well, in three languages, and no list is missing."""
    documents = site_at(desk, theme, "2025-11-01T00:00Z")
    said = {language: documents[f"{language}/api/v2/status.json"]["status"] for language in ("en", "pt", "de")}
    assert said == {
        "en": {"indicator": "none", "description": "No open security incident"},
        "pt": {"indicator": "none", "description": "Nenhum incidente de segurança em aberto"},
        "de": {"indicator": "none", "description": "Kein offener Sicherheitsvorfall"},
    }
    summary = documents["api/v2/summary.json"]
    assert summary["incidents"] == summary["scheduled_maintenances"] == []
    assert {it["status"] for it in summary["components"]} == {"operational"}


def test_an_editorial_change_is_no_update(tmp_path: Path, theme: Frames) -> None:
    """It moves `updated_at` of the incident, and nothing is announced."""
    folder = copy_project(tmp_path / "project")
    file = folder / "advisories/2025/ADV-2025-0001.yaml"
    text = file.read_text(encoding="utf-8").replace("change: initial", "change: editorial")
    file.write_text(text.replace("An incident at Mixpanel, a", "An incident at Mixpanel, which is a"), encoding="utf-8")
    done = CliRunner().invoke(main, ["--project", str(folder), "release", "ADV-2025-0001", "--at", "2025-11-28T09:00Z"])
    assert done.exit_code == 0, done.output
    (incident,) = site_at(folder, theme, "2025-12-01T00:00Z")["api/v2/incidents.json"]["incidents"]
    assert incident["updated_at"] == "2025-11-28T09:00:00.000Z"
    assert [update["id"] for update in incident["incident_updates"]] == ["ADV-2025-0001-1"]


@pytest.mark.parametrize("folder", LANGUAGES)
def test_a_real_client_reads_it(
    desk: Path, theme: Frames, statuspage_client: Path, tmp_path: Path, folder: str
) -> None:
    """A client library of the API, pointed at the site on loopback, hands its user what the YAML files say."""
    site = tmp_path / "site"
    for path, document in site_at(desk, theme, "2026-01-13T12:00Z").items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(json.dumps(document), encoding="utf-8")
    with files_served(site, {".json": "application/json"}) as address:
        program = ["node", str(statuspage_client), f"{address}/{folder}".rstrip("/")]
        done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["summary"]["status"] == said["status"]["status"]
    assert said["summary"]["components"] == said["components"]["components"]
    assert said["summary"]["incidents"] == said["unresolved"]["incidents"]
    assert [it["name"] for it in said["components"]["components"]] == ["OpenAI API", "ChatGPT"]
    assert [it["id"] for it in said["incidents"]["incidents"]] == [MISTAKE, AVAILABILITY, "ADV-2025-0001"]
    assert [it["id"] for it in said["unresolved"]["incidents"]] == [MISTAKE, "ADV-2025-0001"]
    assert [it["impact"] for it in said["incidents"]["incidents"]] == ["critical", "major", "minor"]
    assert said["maintenances"] == said["upcoming"] == said["active"]
    home = f"https://incident-press.example/{LANGUAGES[folder]}/"
    assert said["status"]["page"]["url"] == home
    assert said["unresolved"]["incidents"][0]["shortlink"] == f"{home}advisories/{MISTAKE}/"
    untranslated = {"en": "", "pt": "[tradução incompleta] ", "de": "[noch nicht vollständig übersetzt] "}[
        LANGUAGES[folder]
    ]
    assert said["unresolved"]["incidents"][0]["name"] == f"{untranslated}Log-ins at Axios & Sons (< 1 %)"
