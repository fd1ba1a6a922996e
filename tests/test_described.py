"""Every field says of itself what belongs there, and its examples can stand there."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter

from build_tools.model.described import Description, as_yaml, described_fields, description_at
from build_tools.model.synonyms import field_named_by, plainly, words_for_fields
from build_tools.project import Project
from build_tools.yaml_source import read_yaml

FIELDS = described_fields()


@pytest.mark.parametrize("path", FIELDS)
def test_a_field_says_what_belongs_there(path: str) -> None:
    """In a few whole sentences, with an example at least."""
    field = FIELDS[path]
    assert field.text[:1].isupper() or field.text.startswith("`")
    assert field.text.endswith(".")
    assert field.examples
    assert len(field.text) < 240


@pytest.mark.parametrize("path", FIELDS)
def test_examples_can_stand_there(project: Project, path: str) -> None:
    """Each example is read by the field's own parser, and is written in one line of YAML that reads the same."""
    field = FIELDS[path]
    for example in field.examples:
        parser(field, path).validate_python(as_read(example), context={"codes": project.vocabulary.groups})
        tree, problems = read_yaml("example.yaml", f"field: {as_yaml(example)}\n".encode())
        assert tree is not None, problems
        assert tree.content == {"field": as_read(example)}


def parser(field: Description, path: str) -> TypeAdapter[Any]:
    """The parser of one field of a model, which may have an alias."""
    name = path.rpartition(".")[2]
    infos = {info.alias or name: info for name, info in field.model.model_fields.items()}
    return TypeAdapter(Annotated[(infos[name].annotation, path, *infos[name].metadata)])


def as_read(value: Any) -> Any:
    """A value as our reader gives it: every scalar as text."""
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items()}
    return [as_read(item) for item in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        (("aware_at",), "aware_at"),
        (("timeline", 0, "date"), "timeline.date"),
        (("affected", "count", "from"), "affected.count.from"),
        (("incident", "kind"), "incident.kind"),
        (("never_asked", "items", 3), "never_asked.items"),
        (("timeline", 2), "timeline"),
        (("aware_at", "literal['unknown']"), "aware_at"),
        (("data", "exposed", 1, "no_such_field"), "data.exposed"),
        ((), None),
        (("no_such_field",), None),
    ],
)
def test_a_place_leads_to_its_field(location: tuple[str | int, ...], path: str | None) -> None:
    """What belongs at a place is what its field says, or the closest field around it."""
    assert description_at(location) == (FIELDS[path] if path else None)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("low", "low"),
        (12500, "12500"),
        (["a", {"code": "b", "note": "Yes, now."}], '[a, {code: b, note: "Yes, now."}]'),
        ("One: two", '"One: two"'),
        ("One, two", "One, two"),
        (["One, two"], '["One, two"]'),
        ("Words # more", '"Words # more"'),
        ("null", '"null"'),
        ("One\ntwo", '"One\\ntwo"'),
        ("words " * 30 + "end", "words " * 30 + "end"),
    ],
)
def test_examples_are_written_as_an_editor_would(value: Any, written: str) -> None:
    """In one line, with quotes only where YAML needs them."""
    assert as_yaml(value) == written


def test_the_words_of_other_languages_stand_for_fields() -> None:
    """Each word stands for one field that there is, and is the name of no other: a field that is renamed is missed."""
    names = {path.rpartition(".")[2] for path in FIELDS}
    words = [plainly(word) for words in words_for_fields().values() for word in words]
    assert sorted(words_for_fields().keys() - names) == []
    assert len(words) > 100
    assert sorted(words) == sorted(set(words) - set(map(plainly, names)))


@pytest.mark.parametrize("word", ["Número", "NUMERO", "nu\u0301mero", "nicht-offengelegt", "Linha do_tempo"])
def test_words_are_compared_as_people_write_them(word: str) -> None:
    """Capitals, accents in either form, hyphens and underscores make no difference; what is not known stays away."""
    assert field_named_by(word, ("count", "not_exposed", "timeline"))
    assert field_named_by(word, ("date",)) is None
