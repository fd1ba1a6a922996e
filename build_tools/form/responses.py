"""Responses: what is sent to a page of the form, and under which headers.

In: a page, values, or what went wrong. Out: a response of the web server.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from build_tools.form.answers import Found
from build_tools.form.pages import plain_page
from build_tools.preview.server import HEADERS, media_type

_FILES = Path(__file__).parent / "browser"
FORM_HEADERS = HEADERS | {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}


def own_file(request: Request) -> Response:
    """A script or the style sheet of the form itself."""
    name = request.path_params["name"]
    if name not in {path.relative_to(_FILES).as_posix() for path in _FILES.rglob("*") if path.is_file()}:
        raise HTTPException(404, "There is no such file.")
    return Response((_FILES / name).read_bytes(), media_type=media_type(name), headers=FORM_HEADERS)


def told_problems(found: tuple[Found, ...]) -> list[dict[str, Any]]:
    """Problems as the page shows them."""
    return [
        {
            "path": list(one.path),
            "title": one.title,
            **{name: getattr(one.problem, name) for name in ("code", "severity", "message", "mend")},
        }
        for one in found
    ]


def refused(request: Request, error: Exception) -> Response:
    """Why something cannot be done: as a page, or to a script of ours."""
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for these alone
    if request.method != "GET":
        return json_response({"message": error.detail}, error.status_code)
    return html_response(plain_page("This cannot be shown", error.detail), error.status_code)


def not_there(_request: Request, error: Exception) -> Response:
    """The page in place of the form of an advisory that is not there."""
    return html_response(plain_page("There is no such advisory", f"There is no file of {error}."), 404)


def nothing_to_stand_on(_request: Request, error: Exception) -> Response:
    """The page in place of every form, while the settings or the texts that all rest on are broken."""
    text = f"Something that every form needs has a problem. Mend it, and load this page again. {error}"
    return html_response(plain_page("The form waits", text), 503)


def json_response(content: Any, status: int = 200) -> Response:
    """Values for a script of ours."""
    return JSONResponse(content, status, headers=dict(FORM_HEADERS))


def html_response(content: bytes, status: int = 200) -> Response:
    """A page of the form."""
    return Response(content, status, media_type="text/html", headers=FORM_HEADERS)
