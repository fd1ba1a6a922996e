"""The contract of `/api/v1`: schemas and OpenAPI are sound, and from one state to the next they only gain something."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from tests.additive import accept, accepted, faults
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden" / "api" / "schema"
FOLDER = "api/v1/schema/"
Edit = Callable[[dict[str, Any]], object]


def schemas(tree: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """The published schemas by the names of their files."""
    return {path.removeprefix(FOLDER): json.loads(tree[path]) for path in tree if path.startswith(FOLDER)}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(item)


def test_the_contract_only_gains(tree: Mapping[str, bytes], request: pytest.FixtureRequest) -> None:
    """Nothing that programs rely on has changed since the schemas were accepted; `--accept` keeps what is new."""
    new = schemas(tree)
    if request.config.getoption("--accept"):
        assert accept(GOLDEN, new) == [], "This would break programs: it belongs into a `v2`."
    old = accepted(GOLDEN)
    assert [fault for name in old for fault in faults(old[name], new.get(name, {}))] == []
    assert old == new, "The schemas have changed: run with --accept to keep them, and tell docs/CHANGELOG-api.md."


def advisory(change: Edit) -> list[str]:
    """What is told of a change to the schema of an advisory."""
    old = accepted(GOLDEN)["advisory.json"]
    new = copy.deepcopy(dict(old))
    change(new)
    assert new != old
    return faults(old, new)


def rename(members: dict[str, Any], name: str, other: str) -> None:
    members[other] = members.pop(name)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: s["properties"].pop("withdrawn"), "the member `withdrawn` is gone"),
        (lambda s: rename(s["$defs"]["Incident"]["properties"], "status", "state"), "the member `status` is gone"),
        (lambda s: s["properties"]["release"].update(type="string"), "`type` integer became string"),
        (lambda s: s["properties"]["release"].update(minimum=2), "`minimum` 1 became 2"),
        (lambda s: s["properties"]["published"].pop("format"), "`format` date-time became None"),
        (lambda s: s["required"].remove("editions"), "the member `editions` may be missing now"),
        (lambda s: s["$defs"]["When"]["required"].remove("exact"), "the member `exact` may be missing now"),
        (lambda s: s["properties"]["withdrawal"]["anyOf"].pop(), "2 choices became 1"),
        (lambda s: s["properties"]["withdrawn"].update(anyOf=[{"type": "null"}]), "0 choices became 1"),
        (lambda s: s["$defs"]["Edition"]["properties"]["direction"]["enum"].append("ttb"), "the value `ttb` is new"),
        (lambda s: s["$defs"]["Origin"]["properties"]["provenance"]["enum"].pop(), "the value `untranslated` is gone"),
        (lambda s: s["$defs"]["Origin"]["properties"]["provenance"].pop("x-open"), "`x-open` True became None"),
        (lambda s: s["$defs"]["Kind"]["properties"]["code"].pop("x-vocabulary"), "`x-vocabulary` kinds became None"),
        (lambda s: s["$defs"]["Risk"]["properties"]["based_on"]["items"].update(type="object"), "string became object"),
        (lambda s: s["properties"]["editions"].update(additionalProperties=True), "`additionalProperties` is another"),
        (lambda s: s["properties"]["schema_version"].update(const=2), "`const` 1 became 2"),
        (lambda s: s.update({"$id": "https://other.example/schema.json"}), "$id: "),
    ],
)
def test_what_breaks_a_program_is_told(change: Edit, told: str) -> None:
    """A member that is gone, renamed, optional, of another type; a choice more or less; a closed list that grows."""
    found = advisory(change)
    assert any(told in fault for fault in found), found


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s["properties"].update(extra={"type": "string"}),
        lambda s: (s["properties"].update(extra={"type": "string"}), s["required"].append("extra")),
        lambda s: s["$defs"]["Origin"]["properties"]["provenance"]["enum"].append("dictated"),
        lambda s: s["$defs"].update(Unused={"type": "object"}),
        lambda s: s["properties"]["withdrawn"].update(description="In other words."),
        lambda s: (rename(s["$defs"], "Origin", "Source"), _refer(s, "Origin", "Source")),
    ],
)
def test_what_only_adds_is_allowed(change: Edit) -> None:
    """A new member, a new value of an open list, other words, another name of a definition."""
    assert advisory(change) == []


def _refer(schema: dict[str, Any], old: str, new: str) -> None:
    for node in nodes(schema):
        if node.get("$ref") == f"#/$defs/{old}":
            node["$ref"] = f"#/$defs/{new}"


def test_a_new_member_is_accepted_and_a_lost_one_is_not(tmp_path: Path) -> None:
    """Accepting keeps what is new; what breaks a program is refused, and the accepted schemas stay as they were."""
    first = accepted(GOLDEN)
    assert accept(tmp_path, first) == []
    gained = copy.deepcopy(first)
    gained["advisory.json"]["properties"]["extra"] = {"type": "string"}
    assert accept(tmp_path, gained) == []
    assert accepted(tmp_path) == gained
    assert accept(tmp_path, first) == ["advisory.json: : the member `extra` is gone"]
    assert accept(tmp_path, {"advisory.json": gained["advisory.json"]})[0] == "advisories.json: the schema is gone"
    assert accepted(tmp_path) == gained


def test_schemas_are_sound(tree: Mapping[str, bytes]) -> None:
    """Each is a JSON Schema 2020-12 at the address that it names."""
    found = schemas(tree)
    assert set(found) == {"advisories.json", "advisory.json", "translations.json", "vocabulary.json"}
    for name, schema in found.items():
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]
        assert schema["$id"] == f"https://incident-press.example/{FOLDER}{name}"


def test_every_member_is_described_and_always_there(tree: Mapping[str, bytes]) -> None:
    """Each member of each object has its words, none is optional; every code says what an unknown one means."""
    described = 0
    for schema in schemas(tree).values():
        for node in nodes(schema):
            members = node.get("properties", {})
            assert set(node.get("required", [])) == set(members)
            for name, member in members.items():
                definition = schema["$defs"].get(member.get("$ref", "").rpartition("/")[2], {})
                assert {**definition, **member}.get("description", "").endswith("."), name
                described += 1
            if "x-vocabulary" in node:
                assert "treat it as *other*" in node["description"]
    assert described > 120


def test_openapi_is_valid(tree: Mapping[str, bytes]) -> None:
    """An independent validator accepts it as OpenAPI 3.1, and refuses it when something is missing."""
    description = json.loads(tree["api/v1/openapi.json"])
    validate(description, cls=OpenAPIV31SpecValidator)
    broken = copy.deepcopy(description)
    del broken["paths"]["/api/v1/advisories/{id}.json"]["get"]["responses"]["200"]["description"]
    assert list(OpenAPIV31SpecValidator(broken).iter_errors())


def test_openapi_knows_every_document(tree: Mapping[str, bytes]) -> None:
    """Every document of the site has its path there, and its schema is the published one."""
    description, published = json.loads(tree["api/v1/openapi.json"]), schemas(tree)
    assert description["servers"] == [{"url": "https://incident-press.example"}]
    documents = [path for path in tree if path.startswith("api/v1/") and b'\n "$schema": "https://inc' in tree[path]]
    documents = [path for path in documents if not path.startswith(FOLDER)]
    assert len(documents) == 5
    for path in documents:
        (operation,) = (it["get"] for hole, it in description["paths"].items() if fits(hole, f"/{path}"))
        reference = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        component = description["components"]["schemas"][reference.rpartition("/")[2]]
        schema = published[json.loads(tree[path])["$schema"].rpartition("/")[2]]
        assert component == json.loads(json.dumps(without_head(schema)).replace("#/$defs/", "#/components/schemas/"))


def fits(hole: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(hole)), path) is not None


def without_head(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in ("$schema", "$id", "$defs")}
