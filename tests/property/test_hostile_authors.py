"""What is written into any field of an advisory, or as a name, comes out of every output as the text that it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools import pipeline
from build_tools.model.authored import authored_texts
from build_tools.model.fields import Frozen
from build_tools.model.frame import Frames
from build_tools.model.release import Record, Release
from build_tools.project import Project
from build_tools.render import renderings
from tests.conftest import NOW
from tests.property.leaves import TOKEN, Leaf, Texts, assert_same_but_for, leaves, token

PLAIN = (
    *("&", "]]>", "<", "a > b", "\"'", "a < b", "R&D", "''", '"', "🚨👩‍💻", "שלום", "العربية", "ß", "İ", "é́́"),
    *(
        "hole4body4hole",
        "hole0123456789abcdeftitle0123456789abcdef",
        "null",
        "0",
        "-1",
        "a" * 300,
        "w" * 60 + "-" + "w" * 60,
    ),
    *("%s", "{", "}", "{}", "$(id)", "C#", "100 %", "a, b; c: d", "x\\y", "1 > 0 && 0 < 1", "</", "<3"),
)
"""What Markdown takes for words, too."""
NAMES: tuple[tuple[str | int, ...], ...] = (("incident", "organisation", "name"), ("incident", "vendor", "name"))


def record_of(project: Project, texts: Texts) -> Record:
    """The shipped advisory in two releases, in which every text, every translation and every name is another."""
    release = pipeline.public_records(project, NOW)[0].current
    number = iter(range(10_000))
    advisory = release.advisory
    for text in authored_texts(advisory):
        advisory = put(advisory, text.location, texts(next(number)))
    for location in NAMES:
        advisory = put(advisory, location, name(texts, next(number)))
    translations = {
        path: {text.path: texts(next(number)) for text in authored_texts(advisory)} for path in release.translations
    }
    fields = {key: getattr(release, key) for key in Release.model_fields}
    fields |= {"advisory": advisory, "translations": translations}
    fields["product_names"] = dict(release.product_names) | {
        product: name(texts, next(number)) for product in advisory.affected.products
    }
    return Record(releases=(Release(**fields),))


def name(texts: Texts, number: int) -> str:
    """A name: it has no mark at its end, after which a sentence would have no full stop of its own."""
    return texts(number).rstrip(".!?")


def put(model: Any, location: Sequence[str | int], text: str) -> Any:
    """The same model with another text at a place."""
    if not location:
        return text
    first, *rest = location
    if isinstance(first, int):
        return (*model[:first], put(model[first], rest, text), *model[first + 1 :])
    assert isinstance(model, Frozen)
    return model.with_fields(**{first: put(getattr(model, first), rest, text)})


def outputs(project: Project, theme: Frames, texts: Texts) -> Mapping[str, bytes]:
    """Every file of the site that is no asset."""
    found = renderings(pipeline.publication(project, [record_of(project, texts)], theme))
    return {path: render() for path, render in found.items() if not path.startswith("assets/")}


@pytest.fixture(scope="module")
def harmless(project: Project, theme: Frames) -> Mapping[str, list[Leaf]]:
    """What the outputs hold when the texts are tokens."""
    return {path: list(leaves(path, content)) for path, content in outputs(project, theme, token).items()}


def test_every_field_is_in_an_output(project: Project, harmless: Mapping[str, list[Leaf]]) -> None:
    """No text or name is left out by the test: each stands on a page."""
    used: list[int] = []

    def counted(number: int) -> str:
        used.append(number)
        return token(number)

    record_of(project, counted)
    pages = [leaf for path, found in harmless.items() if path.endswith(".html") for leaf in found]
    shown = {int(number) for leaf in pages for part in leaf for _, number in TOKEN.findall(part)}
    assert [number for number in used if number not in shown] == []


@settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.sampled_from(PLAIN), min_size=8, max_size=len(PLAIN), unique=True))
def test_whatever_is_written_is_only_text(
    project: Project, theme: Frames, harmless: Mapping[str, list[Leaf]], texts: list[str]
) -> None:
    """Pages, feeds and documents have the elements and values that they have with harmless words, and those texts."""

    def hostile(number: int) -> str:
        return texts[number % len(texts)]

    assert_same_but_for(hostile, harmless, outputs(project, theme, hostile))
