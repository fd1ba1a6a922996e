"""What a form shows of a file can be written back: nothing is lost, and nothing changes that nobody changed."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.blanks import BLANK
from build_tools.form.fields import Schema, form_schema
from build_tools.form.values import from_form, to_form
from build_tools.model.advisory import Advisory
from build_tools.schema import advisory_schema
from build_tools.yaml_edit import edited
from build_tools.yaml_source import FieldPath
from tests.conftest import ROOT
from tests.conftest import read as shipped_project
from tests.property.test_yaml_edit import CONTENTS, FILES, VALUES, paths, sample_texts, tree_of, value_at

EXAMPLES = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60, derandomize=True)
SAMPLES = st.deferred(lambda: st.sampled_from([tree_of(text).content for text in sample_texts()]))


@cache
def schema() -> Schema:
    """The schema of the form for the shipped settings and vocabulary."""
    project = shipped_project(ROOT)
    return form_schema(advisory_schema(project.site, project.vocabulary))


def meaning(content: dict[str, Any]) -> Advisory:
    """What a content says."""
    return Advisory.model_validate(content, context={"codes": shipped_project(ROOT).vocabulary.groups})


@EXAMPLES
@given(text=FILES)
def test_a_form_that_nobody_touched_leaves_the_file_as_it_was(text: str) -> None:
    """Byte for byte, blanks and all."""
    content = tree_of(text).content
    assert edited(text, from_form(to_form(content, schema()), content, schema())) == text


@EXAMPLES
@given(content=CONTENTS)
def test_a_form_shows_every_fact(content: dict[str, Any]) -> None:
    """What is written from the form alone, without the file that it was made of, says the same."""
    hidden = {name: content[name] for name in ("id", "profiles") if name in content}
    written = from_form(to_form(content, schema()), hidden, schema())
    assert without_nothing(meaning(written).model_dump()) == without_nothing(meaning(content).model_dump())


@EXAMPLES
@given(content=st.one_of(SAMPLES, CONTENTS), value=VALUES, data=st.data())
def test_a_form_shows_any_file(content: dict[str, Any], value: Any, data: st.DataObject) -> None:
    """A value of another kind, in any place, breaks nothing, and stays as it was while nobody touches its field."""
    broken = copy.deepcopy(content)
    path = data.draw(st.sampled_from(list(paths(broken))))
    parent: Any = value_at(broken, path[:-1]) if path[:-1] else broken
    parent[path[-1]] = value
    shown = to_form(broken, schema())
    assert from_form(shown, broken, schema()) == broken
    language = "en" if broken.get("language") == "pt" else "pt"
    assert from_form(shown | {"language": language}, broken, schema()) == broken | {"language": language}


@EXAMPLES
@given(content=st.one_of(SAMPLES, CONTENTS), data=st.data())
def test_what_is_typed_is_what_is_written(content: dict[str, Any], data: st.DataObject) -> None:
    """One text of the form is changed: the form shows it afterwards, and all others are as they were."""
    before = to_form(content, schema())
    fields = [path for path in paths(before) if isinstance(value_at(before, path), str) and path[-1] != "count"]
    path = data.draw(st.sampled_from(fields))
    after = copy.deepcopy(before)
    set_at(after, path, data.draw(st.sampled_from(["2025-11-09", "other words", "unknown"])))
    assert filled(to_form(from_form(after, content, schema()), schema())) == filled(after)


def test_a_range_is_a_text_in_the_form() -> None:
    """`10000 to 15000`, with any word or dash between the two."""
    affected = schema()["properties"]["affected"]["properties"]["count"]
    assert to_form({"from": "10", "to": "20"}, affected) == "10 to 20"
    for text in ("10-20", "10 – 20", "10 to 20", "10 until 20", "10...20"):
        assert from_form(text, "unknown", affected) == {"from": "10", "to": "20"}
    assert from_form("10 and 20", "unknown", affected) == "10 and 20"


def test_what_is_emptied_is_left_out_or_blank() -> None:
    """A field that may be left out goes; one that every notice needs becomes a blank; a blank stays one."""
    content = {
        "id": "ADV-2026-0001",
        "language": "en",
        "incident": {"kind": "ransomware", "status": "resolved", "severity": "low", "own_systems": BLANK},
        "affected": {"products": ["api"], "people": "some", "count": "12", "contacted_directly": {"code": "done"}},
        "never_asked": ["password"],
        "aware_at": BLANK,
        "internal": None,
    }
    value = to_form(content, schema())
    value["incident"]["severity"]["code"] = ""
    value["incident"]["own_systems"]["code"] = ""
    value["affected"] |= {"products": [], "count": " "}
    value["affected"]["contacted_directly"]["code"] = ""
    value["never_asked"]["items"] = []
    after = from_form(value, content, schema())
    assert after["incident"] == {"kind": "ransomware", "status": "resolved", "severity": BLANK}
    assert after["affected"] == {"products": [BLANK], "people": "some"}
    assert "never_asked" not in after
    assert (after["aware_at"], after["internal"]) == (BLANK, None)


def test_new_entries_are_short() -> None:
    """A code alone is written alone, with more it is a mapping; a moved entry keeps what it had."""
    content = {"exposed": [{"code": "password", "note": "Hashed."}, "email_address"]}
    field = schema()["properties"]["data"]
    value = to_form(content, field)
    value["exposed"].reverse()
    value["exposed"].append(value["exposed"][0] | {"code": "user_id"})
    value["exposed"].append(value["exposed"][0] | {"code": "full_name", "stated_by": ["vendor"]})
    assert from_form(value, content, field)["exposed"] == [
        "email_address",
        {"code": "password", "note": "Hashed."},
        "user_id",
        {"code": "full_name", "stated_by": "vendor"},
    ]


def set_at(value: Any, path: FieldPath, text: str) -> None:
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = text


def filled(value: Any) -> dict[FieldPath, str]:
    """What stands in a form; a field that is needed and empty counts as its blank."""
    texts = {path: value_at(value, path) for path in paths(value)}
    return {path: text for path, text in texts.items() if isinstance(text, str) and text not in ("", BLANK)}


def without_nothing(value: Any) -> Any:
    """Without what says nothing: no value, and an empty list or mapping."""
    if isinstance(value, dict):
        kept = {key: without_nothing(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, {}, [], ())}
    if isinstance(value, list | tuple):
        return [without_nothing(item) for item in value]
    return value
