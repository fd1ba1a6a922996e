"""A text put together anew: what stays is copied, what is new is written.

In: the layout of a text, and the content it is to have, its keys in the order in which new ones belong. Out: the text.
A block is rebuilt line by line: each line between its entries stays where it is; an entry stays, moves with its own
comment, goes, or comes. An entry that stands there as an offer (`# - code   # words`) comes by losing its `#`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Any

import yaml

from build_tools.yaml_edit.layout import OFFER, Entry, Layout, is_block
from build_tools.yaml_edit.matching import Identity, identities, key_order, matched, staying
from build_tools.yaml_edit.replacement import new_value, replaced_in_block, replaced_in_brackets, with_comment
from build_tools.yaml_emission import flow_text

LIVE, OFFERED = 1000, 1
"""What it weighs that an entry, or an offer, stays in its place."""


def rewritten_file(layout: Layout, after: dict[str, Any]) -> str:
    """The whole text with other content."""
    start, end = layout.region(layout.root)
    return layout.text[:start] + _rewritten(layout, layout.root, after) + layout.text[end:]


def _rewritten(layout: Layout, node: yaml.CollectionNode, after: Any) -> str:
    """The text in the region of a list or mapping that stays one."""
    return (_block if is_block(node) else _brackets)(layout, node, after)


def _wanted(node: yaml.CollectionNode, entries: Sequence[Entry], after: Any) -> list[tuple[Identity, Any]]:
    """The entries that are to stand there, in their order, each with what it is known by."""
    if isinstance(node, yaml.SequenceNode):
        return list(zip(matched([entry.content for entry in entries], after), after, strict=True))
    return [((key, 0), after[key]) for key in key_order([entry.key for entry in entries], list(after))]


def _known(node: yaml.CollectionNode, entries: Sequence[Entry]) -> list[Identity]:
    """What the entries that stand there are known by."""
    if isinstance(node, yaml.SequenceNode):
        return identities(entry.content for entry in entries)
    return [(entry.key, 0) for entry in entries]


def _entry_text(layout: Layout, entry: Entry, value: Any, *, in_block: bool) -> str:
    """The text of an entry that stays, with the value that it is to have."""
    if entry.content == value:
        return layout.text[entry.start : entry.end]
    if _is_kept(layout, entry.value, value):
        start, end = layout.region(entry.value)
        text = layout.text[entry.start : start] + _rewritten(layout, entry.value, value)
        is_line = in_block and not is_block(entry.value) and "\n" not in text
        return with_comment(layout, entry, text) if is_line else text + layout.text[end : entry.end]
    return (replaced_in_block if in_block else replaced_in_brackets)(layout, entry, value)


def _is_kept(layout: Layout, node: yaml.Node, value: Any) -> bool:
    """Whether a list stays a list, or a mapping a mapping, with something in it."""
    kind = yaml.MappingNode if isinstance(value, dict) else yaml.SequenceNode if isinstance(value, list) else None
    if not kind or not isinstance(node, kind) or not node.value or not value:
        return False  # an empty one has no form that could be kept
    return is_block(node) or layout.text[node.start_mark.index] in "[{"


def _brackets(layout: Layout, node: yaml.CollectionNode, after: Any) -> str:
    """A list or mapping between brackets. What stands between two entries goes with the first of them."""
    entries = layout.entries(node)
    known = dict(zip(_known(node, entries), entries, strict=True))
    between = [layout.text[one.end : two.start] for one, two in pairwise(entries)]
    gaps = dict(zip(known, between, strict=False))
    comma = next((gap for gap in between if "#" not in gap), ", ")
    text, gap = layout.text[node.start_mark.index : entries[0].start], ""
    wanted = _wanted(node, entries, after)
    for name, value in wanted:
        entry = known.get(name)
        text += gap
        text += _entry_text(layout, entry, value, in_block=False) if entry else _new_in_brackets(node, name, value)
        gap = gaps.get(name, comma)
    closing = layout.text[entries[-1].end : node.end_mark.index]
    if list(known)[-1] not in dict(wanted):
        closing = closing[max(closing.find("\n"), 0) :]
    return text + (gap if "#" in gap else "") + closing


def _new_in_brackets(node: yaml.CollectionNode, name: Identity, value: Any) -> str:
    key = f"{flow_text(name[0])}: " if isinstance(node, yaml.MappingNode) else ""
    return key + flow_text(value)


def _block(layout: Layout, node: yaml.CollectionNode, after: Any) -> str:
    start = layout.region(node)[0]
    text = "\n".join(_Block(layout, node).rebuilt(after))
    return text if start == layout.line_start(start) else text.lstrip(" ")


class _Block:
    """A list or mapping by lines: its pieces, and at which of them each entry or offer stands."""

    def __init__(self, layout: Layout, node: yaml.CollectionNode) -> None:
        self.layout = layout
        self.node = node
        self.indent = " " * layout.column(node.start_mark.index)
        self.pieces: list[Entry | str] = ["", *layout.pieces(node)]  # the first is the place above all lines
        self.entries = {at: piece for at, piece in enumerate(self.pieces) if isinstance(piece, Entry)}
        self.offers = dict(self._offers()) if isinstance(node, yaml.SequenceNode) else {}
        self.places: dict[Identity, int] = {}
        for at, offer in self.offers.items():
            self.places[identities(offer.content(offer.root))[0]] = at
        self.places |= zip(_known(node, list(self.entries.values())), self.entries, strict=True)

    def _offers(self) -> Iterator[tuple[int, Layout]]:
        for at, piece in enumerate(self.pieces):
            if isinstance(piece, str) and (offer := _offer(piece)):
                yield at, offer

    def rebuilt(self, after: Any) -> list[str]:
        """The lines with the entries that are wanted: those that can stay in their places, the others between them."""
        wanted = _wanted(self.node, list(self.entries.values()), after)
        places = [self.places.get(name) for name, _ in wanted]
        kept = staying(places, lambda place: LIVE if place in self.entries else OFFERED)
        gone = {0, *self.entries, *places}
        lines = [[] if at in gone else [str(piece)] for at, piece in enumerate(self.pieces)]
        anchor = 0
        for number, ((name, value), place) in enumerate(zip(wanted, places, strict=True)):
            following = [at for at in places[number:] if at in kept and at is not None]
            anchor = following[0] if place in kept else self._place(name[0], anchor, following, kept)
            lines[anchor].append(self._text(name, value, place))
        return [line for group in lines for line in group]

    def _place(self, key: str, anchor: int, following: list[int], kept: Container[int]) -> int:
        """Where an entry comes that has no place of its own: behind the anchor, which is 0 for the first one.

        In a list, where an entry goes, the next one takes its place. The first key of a part stands above the comments.
        """
        end = following[0] if following else len(self.pieces)
        if isinstance(self.node, yaml.SequenceNode):
            free = [at for at in self.entries if anchor < at < end and at not in kept]
            return free[0] if free else anchor or end
        is_open_part = self.node is not self.layout.root and self.layout.is_first_in_line(self.node.start_mark.index)
        return self._behind_template(anchor, key) if anchor or is_open_part else min(end, *self.entries)

    def _behind_template(self, anchor: int, key: str) -> int:
        """The place behind the comments that show how to write a new key, if such stand below the anchor."""
        found = at = anchor
        while at + 1 < len(self.pieces) and isinstance(line := self.pieces[at + 1], str):
            at += 1
            is_comment = line.lstrip().startswith("#")
            if re.match(rf" *# ?{re.escape(key)}:", line) or (is_comment and found == at - 1 != anchor):
                found = at
        return found

    def _text(self, name: Identity, value: Any, place: int | None) -> str:
        if place in self.offers:
            offer = self.offers[place]
            text = _entry_text(offer, offer.entries(offer.root)[0], value, in_block=True)
            return self.indent + text.replace("\n", "\n" + self.indent)
        if place in self.entries:
            return self.indent + _entry_text(self.layout, self.entries[place], value, in_block=True)
        head = "-" if isinstance(self.node, yaml.SequenceNode) else f"{flow_text(name[0])}:"
        return self.indent + head + new_value(self.layout, value, len(self.indent), head)


def _offer(line: str) -> Layout | None:
    """The entry that a comment offers, its own comment in the column in which it stands."""
    found = OFFER.fullmatch(line)
    if not found:
        return None
    text = found[1]
    try:
        layout = Layout(text)
        if comment := layout.comment(layout.entries(layout.root)[0]):
            text = text[: comment[0]] + " " * (found.start(1) - line.index("#")) + text[comment[0] :]
        return Layout(text)
    except yaml.YAMLError:
        return None
