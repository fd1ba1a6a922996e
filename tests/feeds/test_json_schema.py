"""Every JSON Feed is valid by the schema of version 1.1 as npm gives it, and by rules that the schema does not know."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from jsonschema import Draft7Validator, FormatChecker

from build_tools.feed_files import JSON_FEED, format_of
from tests.feeds.source import TAGS
from tests.feeds.test_rules import STATES

Tree = Mapping[str, bytes]
Trees = Callable[[str], Tree]


def feeds(tree: Tree) -> dict[str, Any]:
    """The JSON Feeds of a site by path."""
    return {path: json.loads(content) for path, content in tree.items() if format_of(path) is JSON_FEED}


def faults(schema: Path, tree: Tree) -> list[tuple[str, str]]:
    """What is not valid by the schema, with the path of the feed."""
    validator = Draft7Validator(json.loads(schema.read_bytes()), format_checker=FormatChecker())
    return [(path, error.message) for path, feed in feeds(tree).items() for error in validator.iter_errors(feed)]


@pytest.mark.parametrize("instant", STATES.values(), ids=STATES)
def test_every_feed_is_valid_by_the_schema(json_feed_schema: Path, as_of: Trees, instant: str) -> None:
    """In every state of a site; members that the standard does not know are faults, too."""
    assert len(feeds(as_of(instant))) == 3 * 2 * (1 + 2)
    assert faults(json_feed_schema, as_of(instant)) == []


def test_archives_are_valid_by_the_schema(json_feed_schema: Path, archived: Tree) -> None:
    """They are JSON Feeds like any other."""
    assert faults(json_feed_schema, archived) == []


def test_the_schema_finds_what_is_wrong(json_feed_schema: Path, as_of: Trees) -> None:
    """A member without an underscore, an item without text, and a date that is none, are found."""
    feed = feeds(as_of(STATES["first notice"]))["en/feed.json"]
    item = feed["items"][0]
    for broken in ({**item, "own": 1}, {**item, "date_modified": "today"}, {"id": "x"}):
        content = json.dumps({**feed, "items": [broken]}).encode()
        assert len(faults(json_feed_schema, {"en/feed.json": content})) == 1


@pytest.mark.parametrize("state", ["correction, partly translated", "two in one second"])
def test_ids_are_unique_and_languages_are_tags(as_of: Trees, state: str) -> None:
    """No id stands twice; feed and items have full tags; dates are in UTC; the version says 1.1."""
    for path, feed in feeds(as_of(STATES[state])).items():
        ids = [item["id"] for item in feed["items"]]
        assert len(set(ids)) == len(ids)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["language"] == TAGS[path.partition("/")[0]]
        for item in feed["items"]:
            assert item["language"] in TAGS.values()
            assert Locale.parse(item["language"], sep="-")
            assert re.fullmatch(r"[\d-]{10}T[\d:]{8}Z", item["date_modified"])
            assert item["date_published"] <= item["date_modified"]


def members(value: Any) -> Iterator[str]:
    """The names of all members, however deep."""
    if isinstance(value, dict):
        yield from value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from members(inner)


def test_the_extension_is_named_as_the_standard_wants_it(as_of: Trees) -> None:
    """`_advisory` is an object that says what it is; its names have no dots, and begin with a letter."""
    items = [item for feed in feeds(as_of(STATES["two in one second"])).values() for item in feed["items"]]
    assert items
    for item in items:
        assert [name for name in item if name.startswith("_")] == ["_advisory"]
        assert item["_advisory"]["about"]
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in members(item["_advisory"]))
