"""`/api/v1`: what programs read is what the YAML says, in every state of an advisory, and of the published form."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import polib
import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from build_tools import parallel, pipeline
from build_tools.model.frame import Frames
from build_tools.render import render_tree, renderings
from tests.conftest import ROOT, copy_project, read
from tests.test_embargo import WHOLE
from tests.test_losses import SOURCE, edit, run
from tests.test_standing import build
from tests.test_story import live

Json = dict[str, Any]
FIRST, SECOND = "ADV-2025-0001", "ADV-2025-0002"
SITE = "https://incident-press.example/"
TAGS = ("en", "pt-BR", "de")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The published `/api/v1` and the YAML after each section of docs/releases.md, by the number of the section."""
    folder = copy_project(tmp_path_factory.mktemp("story") / "project")
    kept = {}
    for step, _ in live(folder):
        if step.isdigit():
            kept[step] = folder.parent / step
            shutil.copytree(folder / "site/api/v1", kept[step])
            shutil.copytree(folder / "advisories/2025", kept[step] / "yaml")
    return kept


def load(path: Path) -> Json:
    content: Json = json.loads(path.read_bytes())
    return content


def advisory(story: Mapping[str, Path], step: str, of: str = FIRST, release: int | None = None) -> Json:
    """The document of an advisory, or of one of its releases, after a section of the story."""
    return load(story[step] / "advisories" / (f"{of}/releases/{release}.json" if release else f"{of}.json"))


def documents(folder: Path) -> dict[str, bytes]:
    """All documents below a folder by path, without the descriptions of them."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}
    return {path: content for path, content in found.items() if not path.startswith(("schema/", "openapi"))}


def closed(node: Any) -> Any:
    """A schema that allows no member beside those that it names."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    shut = {"additionalProperties": False} if "properties" in node and isinstance(node["properties"], dict) else {}
    return {**{key: closed(value) for key, value in node.items()}, **shut}


def validator(schema: Json) -> Draft202012Validator:
    """Refuses what the published schema does not name, and formats that are none."""
    return Draft202012Validator(closed(schema), format_checker=FormatChecker())


def test_every_document_is_of_its_schema(story: Mapping[str, Path]) -> None:
    """After each section, each document names a schema of the site and is of that form, formats and all."""
    number = 0
    for folder in story.values():
        schemas = {path.name: validator(load(path)) for path in (folder / "schema").glob("*.json")}
        for path, content in documents(folder).items():
            document = json.loads(content)
            name = document["$schema"].removeprefix(f"{SITE}api/v1/schema/")
            assert [error.message for error in schemas[name].iter_errors(document)] == [], path
            number += 1
    assert number > 50


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("published",), "2025-11-27T18:00:00+00:00"),
        (("published",), "2025-11-31T18:00:00Z"),
        (("timeline", 0, "when", "exact", "date"), "2025-02-30"),
        (("url",), "no address"),
        (("id",), "ADV-1"),
        (("release",), 0),
        (("withdrawn",), None),
        (("incident", "kind"), "third_party_breach"),
        (("editions", "en", "direction"), "down"),
        (("internal",), "a note"),
    ],
)
def test_the_schema_refuses_what_is_wrong(story: Mapping[str, Path], path: tuple[Any, ...], value: object) -> None:
    """An instant that is not UTC, a day that is none, an address that is none, another type, a member more."""
    document = node = advisory(story, "1")
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    assert not validator(load(story["1"] / "schema/advisory.json")).is_valid(document)


# What the YAML says, in the form that is published, without any of our models.


def entries(path: str, written: Any, *more: Callable[[Json], Json], sources: Any = ()) -> list[Json]:
    """A list of coded entries, each a bare code or a mapping."""
    return [entry(f"{path}.{code_of(it)}", it, *more, sources=sources) for it in written or ()]


def entry(path: str, written: Any, *more: Callable[[Json], Json], sources: Any = ()) -> Json:
    said = {"code": written} if isinstance(written, str) else written
    stated = {"stated_by": listed(said.get("stated_by", sources)), "certainty": said.get("certainty", "confirmed")}
    return {"path": path, "code": said["code"], **stated, **{key: it for one in more for key, it in one(said).items()}}


def code_of(written: Any) -> str:
    return written if isinstance(written, str) else str(written["code"])


def listed(written: Any) -> list[str]:
    return [written] if isinstance(written, str) else list(written)


def moment(written: str | None) -> Json | None:
    if written in (None, "unknown"):
        return None
    instant = datetime.fromisoformat(written).astimezone(UTC) if "T" in written else None
    day = instant.date().isoformat() if instant else written
    return {"date": day, "time": instant and instant.strftime("%Y-%m-%dT%H:%M:%SZ")}


def when(said: Json) -> Json:
    return {
        "when": {
            "exact": moment(said.get("date")),
            "not_before": moment(said.get("not_before")),
            "not_after": moment(said.get("not_after")),
        }
    }


def optional(path: str, written: Any) -> Json | None:
    return entry(path, written) if written else None


def count(written: Any) -> Json | None:
    if written is None or written == "unknown":
        return written and {"at_least": None, "at_most": None}
    low, high = (written["from"], written["to"]) if isinstance(written, dict) else (written, written)
    return {"at_least": int(low), "at_most": int(high)}


def next_update(written: str) -> Json:
    at = moment(written) if written[0].isdigit() else None
    return {"code": None if at else written, "at": at and at["time"]}


def never_asked(written: Any) -> Json | None:
    if not written:
        return None
    said = written if isinstance(written, dict) else {"items": written}
    return {"items": said["items"], "stated_by": listed(said.get("stated_by", ()))}


def facts_in(text: str) -> Json:
    """The facts as they are written."""
    raw = yaml.load(text, yaml.BaseLoader)
    incident, affected, data = raw["incident"], raw["affected"], raw.get("data", {})
    measures, sources = raw.get("measures", {}), data.get("stated_by", ())
    return {
        "incident": {
            "kind": entry("incident.kind", incident["kind"]),
            "status": incident["status"],
            "severity": code_of(incident["severity"]),
            "aspects": incident.get("aspects", []),
            "organisation": incident["organisation"]["name"],
            "vendor": incident.get("vendor"),
            "own_systems": optional("incident.own_systems", incident.get("own_systems")),
        },
        "affected": {
            "products": affected["products"],
            "not_affected_products": affected.get("not_affected_products", []),
            "people": entry("affected.people", affected["people"]),
            "count": count(affected.get("count")),
            "contacted_directly": optional("affected.contacted_directly", affected.get("contacted_directly")),
        },
        "data": {
            "stated_by": listed(sources),
            "exposed": entries("data.exposed", data.get("exposed"), sources=sources),
            "not_exposed": entries("data.not_exposed", data.get("not_exposed"), sources=sources),
        },
        "timeline": entries("timeline", raw.get("timeline"), when),
        "aware_at": when({"date": raw["aware_at"]})["when"] if "aware_at" in raw else None,
        "assessment": entries("assessment", raw.get("assessment")),
        "risks": entries("risks", raw.get("risks"), lambda said: {"based_on": said.get("based_on", [])}),
        "measures": {it: entries(f"measures.{it}", measures.get(it)) for it in ("taken", "ongoing", "planned")},
        "actions": entries("actions", raw.get("actions")),
        "never_asked": never_asked(raw.get("never_asked")),
        "next_update": next_update(raw.get("next_update", "when_known")),
        "references": [
            {"id": it["id"], "url": it["url"], "kind": it.get("kind", "external")} for it in raw.get("references", [])
        ],
        "lessons": [
            {"id": it["id"], "stated_by": listed(it.get("stated_by", ()))}
            for it in raw.get("text", {}).get("lessons", [])
        ],
    }


@pytest.mark.parametrize(
    ("step", "of"), [*((step, FIRST) for step in "1234567"), ("5", SECOND), ("6", SECOND), ("7", SECOND)]
)
def test_the_facts_are_those_of_the_yaml(story: Mapping[str, Path], step: str, of: str) -> None:
    """Each fact stands in the document and in that of the newest release, as the editor wrote it."""
    written = facts_in((story[step] / "yaml" / f"{of}.yaml").read_text(encoding="utf-8"))
    document = advisory(story, step, of)
    for told in (document, advisory(story, step, of, document["release"])):
        assert {name: told[name] for name in written} == written


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, theme: Frames) -> tuple[str, Mapping[str, bytes]]:
    """An advisory that fills every field, as YAML, and the site with it."""
    folder = copy_project(tmp_path_factory.mktemp("whole") / "project")
    values = {"data": "postal_address", "successor": "null", "next": "2030-03-17T07:31:00Z", "change": "initial"}
    text = WHOLE.format(id=SECOND, date="2025-03-17T09:00-03:00", count="12500", **values)
    text = text.replace("ref:MARKreference", "ref:mark_reference").replace("id: MARK", "id: mark_")
    text = text.replace("profiles: [MARK", "profiles: [mark_").replace("certainty: confirmed", "certainty: possible")
    (folder / f"advisories/2025/{SECOND}.yaml").write_text(text, encoding="utf-8")
    assert run(folder, "translations", "update").exit_code == 0
    done = run(folder, "release", SECOND, "--at", "2025-12-01T10:00Z")
    assert done.exit_code == 0, done.output
    return text, build(folder, theme)


def test_every_field_is_published(whole: tuple[str, Mapping[str, bytes]]) -> None:
    """An advisory with every field there is: each fact as it was written, each text in its place, nothing internal."""
    text, tree = whole
    content = tree[f"api/v1/advisories/{SECOND}.json"]
    document = json.loads(content)
    assert {name: document[name] for name in facts_in(text)} == facts_in(text)
    assert document["timeline"][0]["when"]["exact"] == {"date": "2025-03-17", "time": "2025-03-17T12:00:00Z"}
    published = {word.rstrip('\\",.') for word in content.decode().replace("(", " ").replace("<", " ").split()}
    written = yaml.load(text, yaml.BaseLoader)
    hidden = {"MARKinternal", "MARKwaived", "MARKwaiver", "mark_profile"}
    marks = {word for word in marks_in(written) if word not in hidden}
    assert {mark for mark in marks if mark.encode() not in content} == set()
    assert not hidden & published
    assert not [word for word in hidden if word.encode() in content]


def marks_in(value: Any) -> Iterator[str]:
    """The words that an editor chose, one by one."""
    if isinstance(value, str):
        words = value.replace("[", " ").replace("]", " ").replace("(", " ").split()
        yield from (word for word in words if word.startswith("MARK"))
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from marks_in(item)


def test_own_words_stand_in_place_of_the_sentence(whole: tuple[str, Mapping[str, bytes]]) -> None:
    """What an editor wrote is marked as such, with its language; German is partial, and its labels are German."""
    document = json.loads(whole[1][f"api/v1/advisories/{SECOND}.json"])
    english, german = document["editions"]["en"], document["editions"]["de"]
    path = document["data"]["exposed"][0]["path"]
    assert english["sentences"][path] == german["sentences"][path] == "MARKexposedtext"
    assert english["written"][path] == {"lang": "en", "provenance": "authored"}
    assert german["written"][path] == {"lang": "en", "provenance": "untranslated"}
    assert german["notes"][path]["text"] == "MARKexposednote"
    assert (english["partial"], german["partial"]) == (False, True)
    assert german["labels"]["data"]["postal_address"] == "Postanschriften"
    assert german["labels"]["products"] == {"api": "OpenAI API", "chatgpt": "ChatGPT"}
    assert german["labels"]["sources"] == {"organisation": "MARKorganisation"}
    link = '<a href="https://MARKhost.example/MARKpath">MARKlink</a>'
    assert link in english["what_happened"]["html"]
    assert "[MARKlink](ref:mark_reference)" in english["what_happened"]["text"]


def test_every_fact_has_its_words(story: Mapping[str, Path]) -> None:
    """Each statement has a sentence, and each code of a group with labels its label, in every edition."""
    checked = 0
    for folder in story.values():
        for path, content in documents(folder / "advisories").items():
            document, schema = json.loads(content), load(folder / "schema/advisory.json")
            statements = [node for node in nodes(document) if {"path", "code", "certainty"} <= node.keys()]
            codes = set(coded(document, schema, schema))
            for edition in document["editions"].values():
                assert {it["path"] for it in statements} <= edition["sentences"].keys(), path
                known = {(group, code) for group, labels in edition["labels"].items() for code in labels}
                assert known == {(group, code) for group, code in codes if group not in WITHOUT_LABELS}
                checked += len(known)
    assert checked > 1000


WITHOUT_LABELS = {
    group
    for group, codes in yaml.safe_load((ROOT / "locales/vocabulary.yaml").read_bytes()).items()
    if not any("label" in code for code in codes.values())
}


def coded(value: Any, schema: Json, root: Json) -> Iterator[tuple[str, str]]:
    """Every code in a document with its group, found by what the schema says of its place."""
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if "x-vocabulary" in schema:
        yield schema["x-vocabulary"], value
    if value is not None:
        for choice in schema.get("anyOf", ()):
            yield from coded(value, choice, root) if choice.get("type") != "null" else ()
    if isinstance(value, list):
        for item in value:
            yield from coded(item, schema.get("items", {}), root)
    for name, member in schema.get("properties", {}).items() if isinstance(value, dict) else ():
        yield from coded(value[name], member, root)


def nodes(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(item)


def test_editions_have_the_words_of_the_source(story: Mapping[str, Path]) -> None:
    """Title, summary, reason and lessons are the editor's in English; in German, what the catalogue has."""
    written = yaml.load((story["1"] / "yaml" / f"{FIRST}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    po = polib.pofile(str(ROOT / f"locales/de/advisories/{FIRST}.po"))
    german = {entry.msgctxt.partition("/")[2]: entry.msgstr for entry in po}
    editions = advisory(story, "1")["editions"]
    assert list(editions) == list(TAGS)
    for tag, words in {"en": None, "de": german}.items():
        edition, text = editions[tag], written["text"]
        assert edition["title"]["text"] == (words["text.title"] if words else text["title"].strip())
        lesson = text["lessons"][0]
        expected = words[f"text.lessons.{lesson['id']}.text"] if words else lesson["text"]
        assert edition["lessons"][0]["text"]["text"] == expected
        reason = words["incident.severity.reason"] if words else written["incident"]["severity"]["reason"]
        assert edition["severity_reason"] == {"text": reason, **origin(tag, "translated" if words else "authored")}
        assert edition["dates"]["timeline.vendor_access_gained"] == ("9. November 2025" if words else "9 November 2025")
        assert edition["url"] == f"{SITE}{tag}/advisories/{FIRST}/"


def origin(tag: str, provenance: str) -> Json:
    return {"lang": tag, "provenance": provenance}


def test_a_partial_edition_says_so(story: Mapping[str, Path]) -> None:
    """After the correction German is partial, in English words under German sentences; a day later it is whole."""
    before, after = (advisory(story, step)["editions"]["de"] for step in ("3", "4"))
    assert (before["partial"], after["partial"]) == (True, False)
    assert "text.summary" in before["missing"]
    assert after["missing"] == []
    assert before["summary"]["lang"] == "en"
    assert before["summary"]["provenance"] == "untranslated"
    assert before["releases"][0]["changes"] == after["releases"][0]["changes"]
    assert any("ChatGPT" in sentence for sentence in before["releases"][0]["changes"])
    assert before["sentences"]["incident.status"] == after["sentences"]["incident.status"]
    assert (before["modified"], after["modified"]) == ("2025-12-19T10:00:00Z", "2025-12-20T08:30:00Z")
    partial = [load(story[step] / "advisories.json")["advisories"][0]["partial"] for step in ("3", "4")]
    assert partial == [["de"], []]


def test_changes_are_told_as_facts(story: Mapping[str, Path]) -> None:
    """The typing mistake is wording alone; the correction moves a product from one list to the other."""
    correction, editorial, initial = advisory(story, "3")["releases"]
    assert (initial["change"], initial["changes"]) == ("initial", [])
    assert [(it["field"], it["nature"]) for it in editorial["changes"]] == [("text", "wording")]
    moves = [(it["field"], it["kind"], it["nature"], it["items"]) for it in correction["changes"]]
    assert ("affected.products", "added", "news", ["chatgpt"]) in moves
    assert ("affected.not_affected_products", "removed", "correction", ["chatgpt"]) in moves
    assert correction["url"] == f"{SITE}api/v1/advisories/{FIRST}/releases/3.json"


def test_a_withdrawal_and_what_follows(story: Mapping[str, Path]) -> None:
    """Withdrawn with its reason in each language; after the reinstatement it holds, and its past says what was."""
    sixth, seventh = advisory(story, "6", SECOND), advisory(story, "7", SECOND)
    assert (sixth["withdrawn"], sixth["withdrawal"]) == (
        True,
        {"release": 2, "withdrawn_at": "2026-01-06T09:00:00Z"},
    )
    reasons = {tag: edition["withdrawal_reason"]["text"] for tag, edition in sixth["editions"].items()}
    assert len(set(reasons.values())) == 3
    assert reasons["en"].startswith("This advisory was published by mistake")
    assert (seventh["withdrawn"], seventh["withdrawal"]) == (False, None)
    assert seventh["editions"]["en"]["withdrawal_reason"] is None
    past = [advisory(story, "7", SECOND, number) for number in (1, 2, 3)]
    assert [it["withdrawn"] for it in past] == [False, True, False]
    index = {
        step: {it["id"]: it["withdrawn"] for it in load(story[step] / "advisories.json")["advisories"]} for step in "67"
    }
    assert (index["6"][SECOND], index["7"][SECOND]) == (True, False)


def test_a_release_is_told_for_ever_alike(story: Mapping[str, Path]) -> None:
    """The document of a release stays byte by byte what it was, but for a translation of it that came later."""
    steps = sorted(story)
    translated = {("3", "4", f"{FIRST}/releases/3.json")}
    for before, after in pairwise(steps):
        old, new = (documents(story[step] / "advisories") for step in (before, after))
        assert old.keys() <= new.keys()
        changed = {path for path in old if "releases" in path and old[path] != new[path]}
        assert {(before, after, path) for path in changed} == {it for it in translated if it[:2] == (before, after)}
    then, later = (advisory(story, step, FIRST, 3) for step in ("3", "4"))
    assert {name for name in then if then[name] != later[name]} == {"modified", "editions"}
    assert then["editions"]["en"] == later["editions"]["en"]


def test_the_index_tells_what_has_changed(story: Mapping[str, Path]) -> None:
    """Each hash is that of the document's bytes; the order is that of the changes; the rest is as in the document."""
    for folder in story.values():
        index = load(folder / "advisories.json")
        entries = index["advisories"]
        assert [it["modified"] for it in entries] == sorted((it["modified"] for it in entries), reverse=True)
        assert index["modified"] == entries[0]["modified"]
        assert {it["id"] for it in entries} == {path.stem for path in (folder / "advisories").glob("*.json")}
        for it in entries:
            content = (folder / "advisories" / f"{it['id']}.json").read_bytes()
            document = json.loads(content)
            assert it["sha256"] == hashlib.sha256(content).hexdigest()
            assert it["url"] == document["url"] == f"{SITE}api/v1/advisories/{it['id']}.json"
            same = ("release", "published", "modified", "withdrawn", "superseded_by")
            assert {name: it[name] for name in same} == {name: document[name] for name in same}
            facts = document["incident"]
            assert (it["kind"], it["status"]) == (facts["kind"]["code"], facts["status"])
            assert (it["severity"], it["products"]) == (facts["severity"], document["affected"]["products"])
            assert it["languages"] == list(document["editions"])
            assert it["partial"] == [tag for tag, edition in document["editions"].items() if edition["partial"]]


@pytest.fixture(scope="module")
def superseded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two advisories released in one second; then one takes the place of the other, and is withdrawn."""
    folder = copy_project(tmp_path_factory.mktemp("superseded") / "project")
    sample = (ROOT / "tests/samples" / f"{SECOND}.yaml").read_text(encoding="utf-8")
    sample = sample.replace("products: [shop]", "products: [api]").replace("  not_affected_products: [app]\n", "")
    for advisory_id in (SECOND, "ADV-2025-0003"):
        text = sample.replace(SECOND, advisory_id)
        (folder / f"advisories/2025/{advisory_id}.yaml").write_text(text, encoding="utf-8")
        assert run(folder, "release", advisory_id, "--at", "2025-12-01T10:00:00Z").exit_code == 0
    edit(folder / SOURCE, "release: {change: initial}", f"release: {{change: update}}\nsuperseded_by: {SECOND}")
    done = run(folder, "release", FIRST, "--at", "2025-12-02T10:00Z")
    assert done.exit_code == 0, done.output
    reason = ("--reason", "It was about somebody else.")
    done = run(folder, "withdraw", SECOND, *reason, "--at", "2025-12-03T10:00Z")
    assert done.exit_code == 0, done.output
    return folder


def at(folder: Path, theme: Frames, day: int) -> dict[str, Json]:
    """The documents of a build on a day of December, by path below `/api/v1/`."""
    tree = build(folder, theme, datetime(2025, 12, day, 12, tzinfo=UTC))
    return {path[7:]: json.loads(it) for path, it in tree.items() if path.startswith("api/v1/")}


def test_what_takes_the_place_of_another_is_told_while_it_holds(superseded: Path, theme: Frames) -> None:
    """Both ways once it is said, no more when the successor is withdrawn; the releases say what was."""
    first, second = f"advisories/{FIRST}.json", f"advisories/{SECOND}.json"
    told = {day: at(superseded, theme, day) for day in (1, 2, 3)}
    assert [told[day][first]["superseded_by"] for day in (1, 2, 3)] == [None, SECOND, None]
    assert [told[day][second]["supersedes"] for day in (1, 2)] == [[], [FIRST]]
    release = f"advisories/{FIRST}/releases/2.json"
    assert told[2][release] == told[3][release]
    assert told[3][release]["superseded_by"] == SECOND
    (change,) = told[2][first]["releases"][0]["changes"]
    assert (change["field"], change["before"], change["after"]) == ("superseded_by", [], [SECOND])
    assert {it["id"]: it["superseded_by"] for it in told[2]["advisories.json"]["advisories"]}[FIRST] == SECOND


def test_two_in_one_second_are_in_one_order(superseded: Path, theme: Frames) -> None:
    """Of two advisories of one instant, the higher id comes first."""
    assert [it["id"] for it in at(superseded, theme, 1)["advisories.json"]["advisories"]] == [
        "ADV-2025-0003",
        SECOND,
        FIRST,
    ]


def test_a_preview_tells_programs_nothing_new(superseded: Path, theme: Frames) -> None:
    """What a preview shows as a draft is in no document; nor is an advisory that exists as a draft alone."""
    folder = superseded.parent / "draft"
    shutil.copytree(superseded, folder, symlinks=True)
    edit(folder / "advisories/2025/ADV-2025-0003.yaml", "status: resolved", "status: monitoring")
    project = read(folder)
    records = pipeline.preview_records(project, NOW)
    assert any(record.draft for record in records)
    found = renderings(pipeline.publication(project, records, theme))
    documents = {path: render() for path, render in found.items() if path.startswith("api/")}
    assert not [path for path, content in documents.items() if "0003" in path or b"ADV-2025-0003" in content]
    assert f"api/v1/advisories/{SECOND}.json" in documents


def test_processes_make_the_same_documents(superseded: Path, theme: Frames, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index has the same hashes, and every document the same bytes, however many processes made them."""
    project = read(superseded)
    records = pipeline.public_records(project, NOW)
    alone = render_tree(pipeline.publication(project, records, theme))
    monkeypatch.setattr(parallel, "WORTH_A_PROCESS", 5)
    together = render_tree(pipeline.publication(project, records, theme, workers=3))
    assert list(together.items()) == list(alone.items())


def test_every_code_is_in_the_vocabulary(tree: Mapping[str, bytes]) -> None:
    """Each code with each of its texts in each language, as source and catalogues have them, and its standard terms."""
    source = yaml.safe_load((ROOT / "locales/vocabulary.yaml").read_bytes())
    groups = json.loads(tree["api/v1/vocabulary.json"])["groups"]
    assert {group: list(codes) for group, codes in groups.items()} == {group: list(it) for group, it in source.items()}
    parts = ("label", "title", "text", "definition", "what", "how", "why")
    for tag, locale in {"en": "", "pt-BR": "pt_BR", "de": "de"}.items():
        po = polib.pofile(str(ROOT / f"locales/{locale}/LC_MESSAGES/vocabulary.po")) if locale else []
        known = {entry.msgctxt: entry.msgstr for entry in po if not entry.obsolete}
        for group, codes in source.items():
            for code, texts in codes.items():
                expected = {it: known.get(f"{group}.{code}.{it}", texts[it]) for it in parts if it in texts}
                expected.setdefault("label", expected.get("text"))
                words = groups[group][code]["words"][tag]
                assert {part: text for part, text in words.items() if text} == expected
                assert not locale or not any(it in texts for it in parts) or f"{group}.{code}" in " ".join(known)


def test_codes_are_tied_to_standards(tree: Mapping[str, bytes]) -> None:
    """Terms of DPV are full IRIs; what VERIS calls data has its path; parts name what they are a part of."""
    groups = json.loads(tree["api/v1/vocabulary.json"])["groups"]
    mail = groups["data"]["email_address"]
    assert mail["dpv"] == "https://w3id.org/dpv/pd#EmailAddress"
    assert mail["veris"] == "attribute.confidentiality.data.variety.Personal"
    assert groups["kinds"]["ransomware"]["veris"] == "action.malware.variety.Ransomware"
    assert groups["data"]["password"]["part_of"] == ["authentication_credentials"]
    assert groups["statuses"]["resolved"] | {"words": {}} == {"dpv": None, "veris": None, "part_of": [], "words": {}}


def test_facts_do_not_depend_on_languages(project_folder: Path, tree: Mapping[str, bytes]) -> None:
    """With the languages in another order, everything outside of the editions is the same, and so is each edition."""
    settings = project_folder / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    english, portuguese, german = (line for line in lines if "locale: " in line)
    edit(settings, english + portuguese + german, german + english + portuguese)
    frames = pipeline.render_frames(read(project_folder))
    path = f"api/v1/advisories/{FIRST}.json"
    before, after = (json.loads(built[path]) for built in (tree, build(project_folder, frames)))
    editions = before.pop("editions"), after.pop("editions")
    assert [list(one) for one in editions] == [["en", "pt-BR", "de"], ["de", "en", "pt-BR"]]
    assert (before, editions[0]) == (after, editions[1])
