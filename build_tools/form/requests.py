"""Requests: what a page of the form asks for, if it is one of ours that asks.

In: a request. Out: what it asks for, or an HTTPException with a status and a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request

from build_tools.model.advisory import is_advisory_id
from build_tools.yaml_edit import NotWritableError

LONGEST_BODY = 2**20
"""In bytes; more than the longest advisory that is read."""


async def asked_by(request: Request) -> Mapping[str, Any]:
    """What a page of ours sent. Raises HTTPException for what comes from elsewhere, or is no such thing."""
    if request.headers.get("origin") != f"http://{request.headers['host']}":
        raise HTTPException(403, "This is taken from the form's own page alone.")
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "This is taken as JSON alone.")
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > LONGEST_BODY:
            raise HTTPException(413, "This is longer than any advisory.")
    try:
        asked = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "This is no JSON.") from error
    if not isinstance(asked, dict):
        raise HTTPException(400, "This is not what the form sends.")
    return asked


async def from_desk(ask: Callable[..., Any], *asked: Any) -> Any:
    """Ask the desk in a thread. Raises HTTPException where it cannot do what is asked."""
    try:
        return await run_in_threadpool(ask, *asked)
    except NotWritableError as error:
        raise HTTPException(422, f"This cannot be written into the file. {error}") from error
    except ValueError as error:
        raise HTTPException(400, "This is not what the form sends.") from error
    except OSError as error:
        raise HTTPException(507, f"The file could not be written: {error.strerror}.") from error


def id_in(request: Request) -> str:
    """The id in an address. Raises HTTPException for what is none."""
    advisory_id = str(request.path_params["id"])
    if not is_advisory_id(advisory_id):
        raise HTTPException(404, "There is no such advisory.")
    return advisory_id
