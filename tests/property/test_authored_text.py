"""Authored text is read paragraph by paragraph, to the same HTML as in one piece."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import authored_text

LINKS = {"statement": "https://organisation.example/statement"}
LINES = st.sampled_from(
    [
        "Plain words.", "Another line, with a comma", "- item", "* item", "1. one", "2. two", "    indented",
        "**bold** words", "*soft* words", "[words](ref:statement)", "[words][statement]", "`code`", "> quoted",
        "# head", "---", "===", "two spaces  ", "a\\*b", "![picture](x)", "<b>", "&amp;", "key: value",
        "  two", "[statement]: ref:statement",
    ]
)  # fmt: skip
TEXT = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n"])), min_size=1, max_size=8).map(
    lambda lines: "".join(line + end for line, end in lines).strip()
)


@given(text=TEXT)
def test_parts_read_alone_say_the_same(text: str) -> None:
    """A paragraph without marks neither changes what its neighbours mean nor is changed by them."""
    assert authored_text.to_html(text, LINKS) == authored_text.markdown_html(text, LINKS)


@pytest.mark.parametrize("text", ["[statement]: ref:statement", "[words][statement]", "![picture][statement]"])
def test_a_link_by_definition_is_text(text: str) -> None:
    """What Markdown would take for a definition, or for a link by one, comes out as it was typed."""
    assert authored_text.to_html(text, LINKS) == f"<p>{text}</p>"


def test_a_link_has_no_second_text() -> None:
    """Words behind the id of a link would be seen by nobody: they are told, and make no attribute."""
    text = '[words](ref:statement "more words")'
    assert authored_text.to_html(text, LINKS) == f'<p><a href="{LINKS["statement"]}">words</a></p>'
    (fault,) = authored_text.faults(text, links=LINKS, is_markdown=True)
    assert (fault.code, fault.words) == ("markup", "more words")
