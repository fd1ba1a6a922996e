"""The documentation covers what there is: every field, group, setting and command."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import click
import pytest
from pydantic import BaseModel

from build_tools.cli import main
from build_tools.language.vocabulary import REQUIRED
from build_tools.model.advisory import Advisory
from build_tools.site import Site
from tests.conftest import ROOT

FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def field_names(model: type[BaseModel]) -> Iterator[str]:
    """The names of the fields of a model and of all models in it."""
    for name, field in model.model_fields.items():
        yield name
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from field_names(part)


@pytest.mark.parametrize("name", sorted({*field_names(Advisory), *field_names(Site)} - {"url", "description"}))
def test_format_documents_every_field(name: str) -> None:
    """Each field of an advisory and each setting has its words in docs/format.md."""
    assert re.search(rf"`(\w+\.)*{name}(\.\w+)*`", FORMAT), name


@pytest.mark.parametrize("group", sorted(REQUIRED))
def test_format_documents_every_group(group: str) -> None:
    """Each group of the vocabulary is named in docs/format.md."""
    assert f"`{group}`" in FORMAT


def test_readme_names_every_command() -> None:
    """Each command of the command line, and each target of the Makefile, stands in the README."""
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        names = [f"{name} {sub}" for sub in command.commands] if isinstance(command, click.Group) else [name]
        for full in names:
            assert re.search(rf"advisory {full}\b|make {full}\b", README), full
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {target for target in targets if f"make {target}" not in README} <= {"help", "lock"}


def test_every_decision_is_listed() -> None:
    """The index of decisions has each file, and each direct dependency has its reason."""
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for path in folder.glob("0*.md"):
        assert f"({path.name})" in index
    reasons = (folder / "0005-dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    for requirement in [*project["dependencies"], *extras]:
        name = re.split(r"[<>=]", requirement)[0]
        assert re.search(rf"\b{name}\b", reasons) or name.startswith("types-"), name
