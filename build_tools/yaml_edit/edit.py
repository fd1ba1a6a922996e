"""The way of an edit: read, rewrite, and read back before anything is given away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from inspect import get_annotations
from typing import Any

from build_tools.model.advisory import Advisory
from build_tools.problems import Problem
from build_tools.validation import model_at
from build_tools.yaml_edit.layout import Layout
from build_tools.yaml_edit.rewriting import rewritten_file
from build_tools.yaml_source import FieldPath, read_yaml

BYTE_ORDER_MARK = "\ufeff"


class NotWritableError(ValueError):
    """A content cannot be written into a text. `problems` say why, if the reader refuses what would be written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)) or "What would be written is read as something else.")


def edited(text: str, after: Any) -> str:
    """The YAML of an advisory with other content, and all the rest of it as it was.

    `after` is what `read_yaml` is to make of the result: mappings, lists, strings and None. New keys are put in the
    order of the model's fields. Raises NotWritableError where the text cannot be read, or where the result would not
    be read as exactly this content, for instance because a text holds an invisible character.
    """
    before, problems = _read(text)
    if before is None or not isinstance(after, dict) or not after:
        raise NotWritableError(problems)
    if before == after:
        return text
    for result in _candidates(text, _in_order(after)):
        content, problems = _read(result)
        if content == after:
            return result
    raise NotWritableError(problems)


def _candidates(text: str, after: dict[str, Any]) -> Iterator[str]:
    """The text rewritten; if that fails, with a line end behind a text of lines; or with no texts of lines at all.

    These do not go together with comments that are indented further than they are.
    """
    body = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
    for on_one_line in (False, True):
        result = _with_line_ends(rewritten_file(Layout(body, on_one_line=on_one_line), after), text)
        yield from (result, result + "\n")


def _read(text: str) -> tuple[Any, list[Problem]]:
    tree, problems = read_yaml("", text.encode("utf-8", "surrogatepass"))
    return tree and tree.content, problems


def _in_order(value: Any, path: FieldPath = ()) -> Any:
    """A value with its keys in the order of the model's fields; keys that the model does not know come last."""
    if isinstance(value, list):
        return [_in_order(item, (*path, number)) for number, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    fields = _fields(path)
    keys = sorted(value, key=lambda key: fields.index(key) if key in fields else len(fields))
    return {key: _in_order(value[key], (*path, key)) for key in keys}


def _fields(path: FieldPath) -> list[str]:
    """The fields of the mapping at a path; its own, such as the date of an event, before those of every statement."""
    model = model_at(Advisory, path)
    return [*get_annotations(model), *model.model_fields] if model else []


def _with_line_ends(result: str, text: str) -> str:
    """The result with the line ends of the file: each line that stood there has its own, the others the common one."""
    if "\r\n" not in text and not text.startswith(BYTE_ORDER_MARK):
        return result
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    old = text.removeprefix(mark).split("\n")[:-1]
    *new, behind = result.split("\n")  # what stands behind the last line end has none itself
    ending = "\r" if text.count("\r\n") * 2 > text.count("\n") else ""
    ended = [line + ending for line in new]
    matcher = SequenceMatcher(None, [line.removesuffix("\r") for line in old], new, autojunk=False)
    for block in matcher.get_matching_blocks():
        ended[block.b : block.b + block.size] = old[block.a : block.a + block.size]
    return mark + "\n".join([*ended, behind])
