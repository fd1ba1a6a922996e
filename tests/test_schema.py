"""The JSON Schema says of an advisory what our own reader says of its form, and is the one of this project."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from jsonschema import Draft7Validator, ValidationError

from bench.incidents import Incident
from build_tools import cli
from build_tools.model.described import described_fields
from build_tools.problems import Problem
from build_tools.project import Project
from build_tools.schema import SCHEMA_FILE, advisory_schema, check_schema, schema_text, write_schema
from build_tools.site import Product
from build_tools.yaml_source import SourceTree, read_yaml
from tests.conftest import ROOT, read
from tests.property.advisories import sources
from tests.property.test_load_never_raises import QUICK

BROKEN = ROOT / "tests" / "broken"
OF_FORM = {
    *("unknown-key", "comma-in-text", "missing-field", "wrong-type", "wrong-form", "unknown-code", "empty"),
    *("not-a-date", "no-zone", "not-an-instant", "impossible-date", "not-a-number"),
    *("unknown-product", "unknown-language", "blank", "not-filled-in", "typographic-quotes"),
    *("password-in-address", "not-waivable"),
}
"""What a schema can see; all else is a matter of the text of the file, or of several fields at once."""
BEYOND_A_SCHEMA = {
    ("date-impossible", 12): "The pattern of a date knows months of 31 days alone.",
    ("date-impossible", 16): "As above.",
    ("everything-wrong-in-the-fields", 21): "As above.",
    ("blanks", 20): "Any text may stand there, to a schema also a blank.",
    ("not-filled-in", 14): "As above.",
    ("disclosed-in-half-written-file", 8): "As above.",
    **dict.fromkeys([("blanks-among-words", line) for line in (7, 15, 17, 19, 21)], "As above, among other words."),
    **dict.fromkeys([("not-filled-in-among-words", line) for line in (6, 7, 8, 12, 13, 15, 16, 18, 25)], "As above."),
    **dict.fromkeys(
        [("text-in-typographic-quotes", line) for line in (6, 7, 13, 14, 20, 22)], "To a schema, quotes are letters."
    ),
}
"""Lines in which the schema accepts what our reader refuses for its form, with the reason."""
MORE_OF_A_SCHEMA = {
    **dict.fromkeys(
        [(case, 1) for case in ("unknown-key", "words-german", "words-portuguese", "words-with-capitals")],
        "Where a needed field is misspelt, our reader does not call it missing as well.",
    ),
    **dict.fromkeys(
        [("everything-wrong-in-the-fields", 3), ("form-of-id", 2), ("form-of-id", 8)],
        "Our reader looks into mkdocs.yml when the form of the file is right.",
    ),
}
"""Lines in which the schema refuses more, with the reason."""


@cache
def shipped() -> Project:
    return read(ROOT)


@cache
def validator(*, products: tuple[str, ...] = ()) -> Draft7Validator:
    """The schema of the shipped project, or of one with other products."""
    site = shipped().site
    if products:
        site = site.with_fields(products=tuple(Product(id=product, name=product) for product in products))
    return Draft7Validator(advisory_schema(site, shipped().vocabulary))


def as_others_read(value: Any) -> Any:
    """A value of ours as YAML's core schema resolves it: text that looks like a number or a truth value is one."""
    if isinstance(value, dict):
        return {key: as_others_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_others_read(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"true|false|null|0|-?[1-9][0-9]*(\.[0-9]+)?", value):
        return json.loads(value)
    return value


def refusals(schema: Draft7Validator, content: Any) -> list[str]:
    """Where the schema refuses something, whichever way the values are read."""
    readings = [content, as_others_read(content)]
    return sorted({error.json_path for reading in readings for error in schema.iter_errors(reading)})


def test_the_committed_schema_is_current(accepted: Callable[[Path, str], str], project: Project) -> None:
    """It is the one of the shipped products, languages, codes and fields, and is a schema of draft 7."""
    schema = advisory_schema(project.site, project.vocabulary)
    Draft7Validator.check_schema(schema)
    assert schema_text(schema) == accepted(ROOT / SCHEMA_FILE, schema_text(schema))


@pytest.mark.parametrize("path", sorted((ROOT / "advisories").glob("2*/*.yaml")), ids=lambda path: path.name)
def test_accepts_what_is_shipped(path: Path) -> None:
    """Every advisory of this repository."""
    assert refusals(validator(), content_of(path)) == []


def test_accepts_the_sample() -> None:
    """An advisory of another site, by the schema of that site."""
    sample = content_of(ROOT / "tests" / "samples" / "ADV-2025-0002.yaml")
    assert refusals(validator(products=("shop", "app")), sample) == []


@pytest.mark.parametrize("number", range(20))
def test_accepts_what_the_benchmark_invents(number: int) -> None:
    """Advisories that use every code sooner or later, at each of their releases."""
    incident = Incident(f"ADV-2025-{number + 1:04d}", datetime(2025, 3, 1, tzinfo=UTC), shipped().vocabulary, 7)
    for state in incident.states():
        assert refusals(validator(), state.content) == []


@QUICK
@given(sources(shipped().vocabulary.groups))
def test_accepts_whatever_our_reader_accepts(content: Any) -> None:
    """Each advisory that the model can read has the form of the schema; ids of products and languages aside."""
    schema = advisory_schema(shipped().site, shipped().vocabulary)
    names: dict[str, Any] = {"products": {}, "languages": {}}
    assert refusals(Draft7Validator({**schema, "definitions": schema["definitions"] | names}), content) == []


def broken_files() -> list[Any]:
    """The files of `broken/` that are YAML, each with the lines in which our reader refuses the form of something."""
    files = []
    for path in sorted(BROKEN.glob("*/*.yaml")):
        if (tree := read_yaml(path.name, path.read_bytes())[0]) is not None:
            told = (path.parent / "problems.txt").read_text(encoding="utf-8")
            found = re.findall(rf"{path.name}:(\d+):\d+: error ([a-z-]+):", told)
            lines = {int(line) for line, code in found if code in OF_FORM}
            files.append(pytest.param(tree, path.parent.name, lines, id=f"{path.parent.name}/{path.stem}"))
    return files


@pytest.mark.parametrize(("tree", "case", "lines"), broken_files())
def test_refuses_what_our_reader_refuses(tree: SourceTree, case: str, lines: set[int]) -> None:
    """Wrong types, unknown keys and codes, missing fields and wrong forms, each in its line; and nothing else."""
    readings = [tree.content, as_others_read(tree.content)]
    refused = {line for reading in readings for line in lines_of(validator().iter_errors(reading), tree)}
    assert {(case, line) for line in lines - refused} <= BEYOND_A_SCHEMA.keys()
    assert {(case, line) for line in refused - lines} <= MORE_OF_A_SCHEMA.keys()


def lines_of(errors: Iterable[ValidationError], tree: SourceTree) -> Iterator[int]:
    """The lines of what is refused: of the value, of the key that is unknown, of the mapping that misses one."""
    for error in errors:
        path = tuple(error.absolute_path)
        if error.context:
            yield from lines_of(error.context, tree)
        elif error.validator == "additionalProperties":
            for name in error.instance.keys() - error.schema["properties"].keys():
                yield tree.place((*path, name), key=True).line
        else:
            yield tree.place(path, key=error.validator == "required").line


def test_every_exception_is_one() -> None:
    """The lines that are excepted stand in files of `broken/`."""
    for case, line in [*BEYOND_A_SCHEMA, *MORE_OF_A_SCHEMA]:
        lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in (BROKEN / case).glob("*.yaml")]
        assert line <= max(lengths)


def test_a_blank_is_refused() -> None:
    """`___` is no code and no product."""
    blank = {
        "id": "ADV-2025-0100",
        "language": "en",
        "incident": {"kind": "___", "status": "resolved", "severity": "high"},
        "affected": {"products": ["___"], "people": "some"},
        "timeline": [{"code": "___", "date": "unknown"}],
        "data": {"exposed": ["___"]},
    }
    assert refusals(validator(), blank) == ["$.affected", "$.data", "$.incident", "$.timeline[0]"]


def test_every_field_is_explained() -> None:
    """Each field of the schema has its description with an example, and each code its words."""
    schema = advisory_schema(shipped().site, shipped().vocabulary)
    fields = [field for node in nodes(schema) for field in node.get("properties", {}).values()]
    assert len(fields) > 80
    for field in fields:
        assert re.search(r"\. For example: `.+`\.$", field["description"]), field
        assert "examples" not in field
    told = {field["description"].partition(" For example: ")[0] for field in fields}
    assert told == {field.text for field in described_fields().values()}


def test_every_code_is_explained() -> None:
    """Each group, the products and the languages stand in the schema, each name with its words."""
    definitions = advisory_schema(shipped().site, shipped().vocabulary)["definitions"]
    for group, codes in shipped().vocabulary.groups.items():
        known = dict(zip(definitions[group]["enum"], definitions[group]["enumDescriptions"], strict=True))
        assert known.keys() == codes.keys()
        for code, entry in codes.items():
            assert entry.label is None or entry.label in known[code]
            assert known[code]
    assert definitions["products"]["enumDescriptions"] == ["OpenAI API", "ChatGPT"]
    assert definitions["languages"]["enum"] == ["en", "pt", "de"]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """All mappings in a schema."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(item)


def test_the_command_writes_it(project_folder: Path) -> None:
    """`advisory schema` writes the file, says so, and says when nothing has changed."""
    said = [run(project_folder, "schema") for _ in range(2)]
    assert said == [f"Updated: {SCHEMA_FILE}\n", f"Up to date: {SCHEMA_FILE}\n"]
    assert (project_folder / SCHEMA_FILE).read_bytes() == (ROOT / SCHEMA_FILE).read_bytes()


def test_an_outdated_schema_is_told(project_folder: Path) -> None:
    """A check warns of a schema that does not know a product, says how to mend it, and needs none."""
    assert told(project_folder) == []
    write_schema(project_folder, read(project_folder).site, read(project_folder).vocabulary)
    assert told(project_folder) == []
    settings = project_folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "        - {id: shop, name: Shop}\n", encoding="utf-8")
    (problem,) = told(project_folder)
    assert (problem.code, problem.severity) == ("schema-outdated", "warning")
    assert f"{problem}\n" in CliRunner().invoke(cli.main, ["--project", str(project_folder), "check"]).stderr
    run(project_folder, "schema")
    assert told(project_folder) == []


def told(folder: Path) -> list[Problem]:
    project = read(folder)
    return list(check_schema(folder, project.site, project.vocabulary))


def run(folder: Path, *arguments: str) -> str:
    """What a command prints that must end well."""
    done = CliRunner().invoke(cli.main, ["--project", str(folder), *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def content_of(path: Path) -> Any:
    """What our reader finds in a file."""
    tree, problems = read_yaml(path.name, path.read_bytes())
    assert tree is not None, problems
    return tree.content
