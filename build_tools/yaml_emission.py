"""New values as YAML, in the style of the shipped advisories.

In: mappings, lists, strings and None. Out: lines that `yaml_source` reads as the same. What is short stands on one
line; long text is folded, text of several lines stands as it is; quotes are double and stand where they are needed.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any

import yaml

from build_tools.yaml_source import NULLS

FOLDED = 108
"""Where folded text is broken: PyYAML does so behind the word that crosses this column; lines have 120 at most."""
LONGEST_VALUE, LONGEST_UNCODED = 100, 60
"""How long a value may be on one line, and a mapping that is no coded entry."""
_ENDLESS = 10**9
_STRING, _LIST, _MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_PLAIN = re.compile(r"\w[\w.:/+-]*[\w/]")
"""Times and addresses: their colons mean nothing, but PyYAML is careful with them between brackets."""


def value_text(value: Any, column: int, *, after_dash: bool = False, style: str | None = None) -> str:
    """What stands behind `key:` or `-` for a value: the rest of the line, and lines indented below `column`.

    `style` is the style of the scalar that stood there, which is kept where it suits the new one.
    """
    node = _node(value, style)
    parent: yaml.Node = yaml.MappingNode(_MAPPING, [(_scalar("k", None), node)], flow_style=False)
    if after_dash:
        parent = yaml.SequenceNode(_LIST, [node], flow_style=False)
    text = _dumped(parent, FOLDED - column).removeprefix("-" if after_dash else "k:")
    return re.sub(r"\n(?=.)", "\n" + " " * column, text)


def flow_text(value: Any, style: str | None = None) -> str:
    """A value as it stands between brackets: on one line. `style` is that of the scalar that stood there."""
    node = yaml.SequenceNode(_LIST, [_node(value, style)], flow_style=True)
    return _dumped(node, _ENDLESS)[1:-1]


def line_text(value: Any) -> str:
    """A value as it stands behind `key:` when all of it is on one line."""
    if isinstance(value, dict | list):
        return flow_text(value)
    text = str(value)
    quoted = '"' if _style(text, None) == '"' else None
    pair = (_scalar("k", None), yaml.ScalarNode(_STRING, text, style=quoted))
    return _dumped(yaml.MappingNode(_MAPPING, [pair], flow_style=False), _ENDLESS).removeprefix("k: ")


def _dumped(node: yaml.Node, width: int) -> str:
    text: str = yaml.serialize(node, Dumper=partial(_Dumper), width=width, allow_unicode=True)
    return text.rstrip("\n")


def _node(value: Any, style: str | None = None) -> yaml.Node:
    if isinstance(value, dict):
        pairs = [(_scalar(key, None), _node(item)) for key, item in value.items()]
        return yaml.MappingNode(_MAPPING, pairs, flow_style=_is_short(value))
    if isinstance(value, list):
        return yaml.SequenceNode(_LIST, [_node(item) for item in value], flow_style=_is_short(value))
    return yaml.ScalarNode(_STRING, "null") if value is None else _scalar(str(value), style)


def _scalar(text: str, style: str | None) -> yaml.ScalarNode:
    return yaml.ScalarNode(_STRING, text, style=_style(text, style))


def _style(text: str, old: str | None) -> str | None:
    """The style for a text; where it does not allow for that, PyYAML takes quotes."""
    has_odd_edge = text.strip() != text.strip(" \n")  # a no-break space, which is refused outside of quotes
    if not text or text in NULLS or text.endswith("\n\n") or not text.strip() or has_odd_edge:
        return '"'
    if "\n" in text:
        return "|"
    folds = text == text.strip(" ") and (old == ">" or len(text) > LONGEST_VALUE)
    return ">" if folds else None if old == ">" else old


def _is_short(value: dict[str, Any] | list[Any]) -> bool:
    """Whether a mapping or list stands on one line: a coded entry, or a few texts."""
    is_coded = isinstance(value, dict) and "code" in value
    parts = list(value.values()) if isinstance(value, dict) else value
    if is_coded:
        parts = [inner for part in parts for inner in (part if isinstance(part, list) else [part])]
    if any(isinstance(part, dict | list) or "\n" in str(part) for part in parts):
        return False
    length = len(json.dumps(value, ensure_ascii=False).replace('"', ""))
    return length <= (LONGEST_VALUE if is_coded or isinstance(value, list) else LONGEST_UNCODED)


class _Dumper(yaml.BaseDumper):
    """PyYAML's emitter with the habits of the house."""

    event: Any

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent lists below their key."""
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        """Take double quotes, and none where none are needed."""
        style: str = super().choose_scalar_style()
        if style != "'" or self.event.style == "'":
            return style
        return "" if not self.event.style and _PLAIN.fullmatch(self.event.value) else '"'

    def write_plain(self, text: str, split: bool = True) -> None:  # noqa: ARG002
        """Write it on one line."""
        super().write_plain(text, False)

    def write_single_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002
        """Write it on one line."""
        super().write_single_quoted(text, False)

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002
        """Write it on one line, with characters rather than their numbers."""
        self.write_indicator(json.dumps(text, ensure_ascii=False), True)
