"""JSON as every output writes it: UTF-8, members in the order of the model, one space of indentation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel


def json_text(content: Mapping[str, Any] | BaseModel, *, sparse: bool = False) -> bytes:
    """A document as the bytes of its file; a sparse one leaves out the members that have no value."""
    if isinstance(content, BaseModel):
        return (content.model_dump_json(indent=1, by_alias=True, exclude_none=sparse) + "\n").encode()
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
