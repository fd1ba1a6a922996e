"""The vocabulary: what is wrong with an entry is told with its place."""

from __future__ import annotations

import pytest

from build_tools.language.vocabulary import read_vocabulary
from tests.conftest import ROOT

FILE = "locales/vocabulary.yaml"
OF_ONE = "A `text` with `{products}` has a `text_of_one` beside it, and no other has."
SHIPPED = (ROOT / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("also: [niedrig, ", "also: [hoch, niedrig, ", "`hoch` stands for `low` already."),
        ("also: [niedrig, ", "also: [High, ", "`High` stands for `high` already."),
        ("also: [niedrig, ", "also: [Crítico, ", "`crítico` stands for `low` already."),
        ("part_of: [", "part_of: [nothing, ", "`nothing` is no code of this group."),
        ("excludes: [assess", "excludes: [x.y, assess", "`x.y` is no code of the group before it."),
        ("part_of: [", "part_of: [kinds.ransomware, ", "`kinds.ransomware` is no code of this group."),
        ("{organisation}: ransomware", "{who}: ransomware", "`{who}` is no placeholder."),
        ("severities:", "severity:", "`severity` is no group of the vocabulary."),
        ("    label: ransomware attack\n", "", "The text `label` is missing."),
        ("    text_of_one: Some users", "    what: Some users", OF_ONE),
        ("    label: ransomware attack\n", "    label: ransomware attack\n    text_of_one: It was one.\n", OF_ONE),
    ],
)
def test_a_faulty_entry_is_told(before: str, after: str, told: str) -> None:
    """A word that stands for two codes, a name that nothing has, a text that is missing: each with its line."""
    assert before in SHIPPED
    vocabulary, problems = read_vocabulary(FILE, SHIPPED.replace(before, after, 1).encode())
    assert vocabulary is None
    assert told in [problem.message for problem in problems]
    assert all(problem.place.line > 1 for problem in problems if problem.message == told)


@pytest.mark.parametrize("group", ["statuses", "severities"])
def test_short_codes_have_words_in_other_languages(group: str) -> None:
    """Whoever writes the state of things in German or Portuguese is told the code for it."""
    vocabulary, _ = read_vocabulary(FILE, SHIPPED.encode())
    assert vocabulary
    assert [code for code, entry in vocabulary.groups[group].items() if len(entry.also) < 2] == []
