"""Lists and pages show what changed in the order of the feeds, with the same instants."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup

from tests.feeds.source import CHANGED, LANGUAGES, Case, Shown


def rows(tree: Mapping[str, bytes], path: str) -> list[tuple[str, str]]:
    """The advisories of a list in their order, each with the instant shown for it."""
    page = BeautifulSoup(tree[path], "html.parser")
    shown = [(row.select_one("a"), row.select_one("time")) for row in page.select(".row, .card")]
    return [(str(link["href"]).split("/")[-2], str(time["datetime"])) for link, time in shown if link and time]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_ordered_by_change_and_years_by_publication(changed: Case, language: str) -> None:
    """Home and the list show what changed last first, as the feeds do; a year shows what was published last first."""
    newest = [(shown.id, shown.updated) for shown in CHANGED]
    assert rows(changed.tree, f"{language}/advisories/index.html") == newest
    assert rows(changed.tree, f"{language}/index.html") == newest
    assert rows(changed.tree, f"{language}/advisories/2025/index.html") == newest[::-1]


@pytest.mark.parametrize("shown", CHANGED, ids=lambda shown: shown.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_both_instants_and_every_release(changed: Case, language: str, shown: Shown) -> None:
    """The head of a page says when it was published and when it was changed; below are the releases, newest first."""
    page = BeautifulSoup(changed.tree[f"{language}/advisories/{shown.id}/index.html"], "html.parser")
    dates = [time["datetime"] for time in page.select(".advisory__dates time")]
    releases = [(entry["id"], time["datetime"]) for entry in page.select(".releases li") for time in entry("time")]
    assert dates == [shown.published, shown.updated]
    numbered = [("release-1", shown.published), ("release-2", shown.updated)]
    assert releases == numbered[: shown.release][::-1]
