"""JSON as every output writes it: UTF-8, members in the order of the model, one space of indentation.

What nobody reads is written in one line, which takes a tenth of the time and three quarters of the room.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel


def json_text(content: Mapping[str, Any] | BaseModel, *, in_one_line: bool = False, sparse: bool = False) -> bytes:
    """A document as the bytes of its file; a sparse one leaves out the members of a model that have no value."""
    if isinstance(content, BaseModel):
        return (content.model_dump_json(indent=1, by_alias=True, exclude_none=sparse) + "\n").encode()
    return (json.dumps(content, ensure_ascii=False, indent=None if in_one_line else 1) + "\n").encode()
