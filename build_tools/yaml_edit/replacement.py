"""An entry that gets quite another value, and what of it stays: its key or dash, its spaces, its comments.

In: an entry in its layout, and the new value. Out: the text of the entry.
"""

from __future__ import annotations

from typing import Any

import yaml

from build_tools.yaml_edit.layout import Entry, Layout
from build_tools.yaml_emission import flow_text, value_text

CLOSE = 3
"""Comments with more spaces before them stand in a column."""


def replaced_in_block(layout: Layout, entry: Entry, value: Any) -> str:
    """An entry with quite another value. The comment behind it, and comments with lines of their own, stay."""
    column, head = layout.column(entry.start), layout.text[entry.start : entry.head]
    text = new_value(layout, value, column, head, _style(entry))
    if text.startswith(" "):
        text = _space(layout, entry) + text[1:]
    first, *rest = (head + text).split("\n")
    first = with_comment(layout, entry, first)
    return "\n".join([first, *rest, *(" " * column + line for line in layout.comment_lines(entry))])


def new_value(layout: Layout, value: Any, column: int, head: str, style: str | None = None) -> str:
    """What stands behind a key or dash for a new value."""
    if layout.on_one_line:
        return " " + flow_text(value, style)
    return value_text(value, column, after_dash=head == "-", style=style)


def with_comment(layout: Layout, entry: Entry, line: str) -> str:
    """The first line of an entry with the comment behind it: as close as it was, or in its column if there is room."""
    comment = layout.comment(entry)
    if not comment:
        return line
    before = layout.text[layout.line_start(comment[0]) : comment[0]]
    space = len(before) - len(before.rstrip(" "))
    width = len(before) - layout.column(entry.start)
    gap = space if space <= CLOSE else max(width - len(line), 1)
    return line + " " * gap + layout.text[slice(*comment)]


def replaced_in_brackets(layout: Layout, entry: Entry, value: Any) -> str:
    """An entry between brackets with quite another value."""
    head = layout.text[entry.start : entry.head]
    text = flow_text(value, _style(entry))
    return head.removesuffix(":") + ":" + _space(layout, entry) + text if head else text


def _style(entry: Entry) -> str | None:
    return entry.value.style if isinstance(entry.value, yaml.ScalarNode) else None


def _space(layout: Layout, entry: Entry) -> str:
    """The space between key and value, as wide as it was."""
    between = layout.text[entry.head : entry.value.start_mark.index]
    return between if between and not between.strip(" ") else " "
