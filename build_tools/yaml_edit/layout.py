"""Where everything stands in a YAML text: each value, each entry with the comment behind it, and the lines between.

In: text that `yaml_source` has read without a problem, with line ends of one character. Out: spans of characters.
PyYAML tells where nodes begin; their ends, and all that has to do with comments, are found here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeGuard

import yaml

from build_tools.yaml_source import NULLS

Span = tuple[int, int]
OFFER = re.compile(r" *# ?(- \S.*)")
"""An entry that stands in a list as a comment, to be taken up by deleting the `#`."""


@dataclass(frozen=True)
class Entry:
    """An entry of a list or mapping: where it begins, where its key or dash ends, its value, and where it ends.

    In a block it ends with its last line, and so with the comment behind it.
    """

    key: str
    content: Any
    start: int
    head: int
    value: Any
    end: int


class Layout:
    """The places of one text. `on_one_line` says that new values are to have no lines of their own."""

    def __init__(self, text: str, *, on_one_line: bool = False) -> None:
        self.text = text
        self.on_one_line = on_one_line
        self.root: Any = yaml.compose(text, Loader=yaml.SafeLoader)

    def content(self, node: Any) -> Any:
        """What a node says, as `yaml_source` reads it."""
        if isinstance(node, yaml.MappingNode):
            return {key.value: self.content(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self.content(value) for value in node.value]
        return node.value if node.style or node.value not in NULLS else None

    def column(self, position: int) -> int:
        """How far from the margin a position is."""
        return position - self.line_start(position)

    def line_start(self, position: int) -> int:
        """Where the line of a position begins."""
        return self.text.rfind("\n", 0, position) + 1

    def line_end(self, position: int) -> int:
        """Where the line of a position ends."""
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end

    def is_first_in_line(self, position: int) -> bool:
        """Whether only indentation stands before a position."""
        return not self.text[self.line_start(position) : position].strip()

    def entries(self, node: yaml.CollectionNode) -> list[Entry]:
        """The entries of a list or mapping."""
        if isinstance(node, yaml.MappingNode):
            return [self._pair(node, key, value) for key, value in node.value]
        return [self._item(node, value) for value in node.value]

    def _pair(self, node: yaml.CollectionNode, key: yaml.Node, value: yaml.Node) -> Entry:
        colon = re.compile(r"\s*:").match(self.text, key.end_mark.index)
        head = colon.end() if colon else key.end_mark.index
        return Entry(key.value, self.content(value), key.start_mark.index, head, value, self._end_of_entry(node, value))

    def _item(self, node: yaml.CollectionNode, value: yaml.Node) -> Entry:
        start = head = value.start_mark.index
        if is_block(node):
            start = self._dashes[bisect_left(self._dashes, head) - 1]
            head = start + 1
        return Entry("", self.content(value), start, head, value, self._end_of_entry(node, value))

    def _end_of_entry(self, node: yaml.CollectionNode, value: yaml.Node) -> int:
        end = self.region(value)[1]
        return self.line_end(end) if is_block(node) else end

    @cached_property
    def _dashes(self) -> list[int]:
        tokens = yaml.scan(self.text, Loader=yaml.SafeLoader)
        return [token.start_mark.index for token in tokens if isinstance(token, yaml.BlockEntryToken)]

    def region(self, node: yaml.Node) -> Span:
        """The span of a node. A block has whole lines, with the comments above, and below at its own indentation."""
        if is_block(node):
            return self._first_line(node), self._last_line(node)
        end = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            end = self._end_of_block_scalar(node)
        return node.start_mark.index, end

    def _end_of_block_scalar(self, node: yaml.Node) -> int:
        text = self.text[node.start_mark.index : node.end_mark.index]
        keeps = re.match(r"[|>]\d?\+", text)
        return node.start_mark.index + len(text.removesuffix("\n") if keeps else re.sub(r"(\n *)+\Z", "", text))

    def _first_line(self, node: yaml.Node) -> int:
        start = node.start_mark.index
        if not self.is_first_in_line(start):
            return int(start)
        start = self.line_start(start)
        while start and re.match(r" *(#|$)", self.text[self.line_start(start - 1) : start - 1]):
            start = self.line_start(start - 1)
        return start

    def _last_line(self, node: yaml.CollectionNode) -> int:
        if node is self.root:
            return len(self.text.removesuffix("\n"))
        end = last = self.entries(node)[-1].end
        comment = re.compile(rf"\n {{{self.column(node.start_mark.index)}}}#.*")
        while found := comment.match(self.text, end):
            end = found.end()
            if isinstance(node, yaml.MappingNode) or OFFER.fullmatch(found.group()[1:]):
                last = end
        return last

    def pieces(self, node: yaml.CollectionNode) -> Iterator[Entry | str]:
        """The entries of a block and the lines between them."""
        position, end = self.region(node)
        for entry in self.entries(node):
            yield from self.text[position : max(position, self.line_start(entry.start))].split("\n")[:-1]
            yield entry
            position = entry.end + 1
        if position <= end:
            yield from self.text[position:end].split("\n")

    def comment(self, entry: Entry) -> Span | None:
        """The span of the comment behind an entry of a block: in its first line, or behind a value of several lines."""
        node = entry.value
        if "\n" in self.text[entry.head : node.start_mark.index]:
            position = entry.head
        elif is_block(node):
            return self.comment(self.entries(node)[0])
        elif isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            position = self.text.find(" ", node.start_mark.index, self.line_end(node.start_mark.index))
        else:
            position = node.end_mark.index
        found = re.compile(r" +(#.*)").match(self.text, position) if position >= 0 else None
        return found.span(1) if found else None

    def comment_lines(self, entry: Entry) -> list[str]:
        """The comments that have lines of their own within an entry."""
        found = re.compile(r"^ *(#.*)$", re.MULTILINE).finditer(self.text, entry.start, entry.end)
        return [line[1] for line in found if not any(start <= line.start(1) < end for start, end in self._scalars)]

    @cached_property
    def _scalars(self) -> list[Span]:
        tokens = yaml.scan(self.text, Loader=yaml.SafeLoader)
        spans = [(token.start_mark, token.end_mark) for token in tokens if isinstance(token, yaml.ScalarToken)]
        return [(start.index, end.index) for start, end in spans]


def is_block(node: yaml.Node) -> TypeGuard[yaml.CollectionNode]:
    """Whether a node is a list or mapping by lines, without brackets."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style
