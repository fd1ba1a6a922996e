"""Server: shows a preview to a browser on this machine, and tells open pages what was saved.

In: an engine's state, and requests. Out: files of the site, and events. Nothing is written, and no other machine and no
foreign name is answered: a foreign page could point its own name here and read the drafts.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from build_tools.feed_files import FORMATS
from build_tools.preview.engine import State
from build_tools.preview.pages import OWN, failed_page, missing_page, waiting_page, with_reload
from build_tools.preview.running import FollowingServer
from build_tools.problems import Problem

HOSTS = ["127.0.0.1", "localhost"]
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_FILES = Path(__file__).parent / "browser"
_TYPES = {f".{form.suffix}": form.media_type for form in FORMATS} | {".json": "application/json"}


class PreviewServer(FollowingServer):
    """Answers requests from an engine's state, and lets open pages wait for the next one."""

    def app(self) -> Starlette:
        """The web application."""
        routes = [
            Route(f"{OWN}events", self.events),
            Route(OWN + "{name}", own_file),
            Route("/{path:path}", self.page),
        ]
        hosts = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
        return Starlette(routes=routes, middleware=[hosts], exception_handlers={Exception: self.failed})

    def page(self, request: Request) -> Response:
        """One file of the site. A page gains the script of the preview."""
        state, asked = self.engine.state, request.path_params["path"]
        path = file_of(asked)
        if state.preview is None:
            return _html(with_reload(waiting_page(), stamp(state, path)), 503)
        content = state.preview.render(path)
        if content is None and state.preview.render(f"{asked}/index.html") is not None:
            return RedirectResponse(f"/{asked}/", headers=HEADERS)
        if content is None:
            return _html(with_reload(missing_page(), stamp(state, path)), 404)
        if path.endswith(".html"):
            return _html(with_reload(content, stamp(state, path)))
        return Response(content, media_type=media_type(path), headers=HEADERS)

    async def failed(self, _request: Request, error: Exception) -> Response:
        """What is answered when something fails that nobody foresaw."""
        self.told.fault(error)
        return _html(with_reload(failed_page(), "failed"), 500)

    async def events(self, request: Request) -> Response:
        """Server-sent events for one page: at once, and after each save, its problems, and whether to load it anew."""
        path = file_of(request.query_params.get("path", "").lstrip("/"))
        seen = request.query_params.get("stamp", "")
        return self.event_stream(lambda state: news_of(state, path, seen))

    def event_stream(self, news: Callable[[State], object], headers: Mapping[str, str] = HEADERS) -> Response:
        """Server-sent events: what is news in each state, at once and after each save."""
        return StreamingResponse(self._events(news), media_type="text/event-stream", headers=headers)

    async def _events(self, news: Callable[[State], object]) -> AsyncIterator[str]:
        told = None
        while not self.ended:
            state = await run_in_threadpool(lambda: self.engine.state)
            if state is told:
                yield ": still here\n\n"
            else:
                told = state
                yield f"data: {json.dumps(await run_in_threadpool(news, state))}\n\n"
            await self.next_state(told)


def file_of(asked: str) -> str:
    """The file of the site at an address."""
    return f"{asked}index.html" if asked.endswith("/") or not asked else asked


def stamp(state: State, path: str) -> str:
    """What tells one look of a page from another; a page that is not there looks like no other."""
    return state.preview.stamp(path) if state.preview else "waiting"


def news_of(state: State, path: str, seen: str) -> dict[str, object]:
    """What a page is told: whether it looks otherwise than it was seen, and all problems, with its own."""
    faults = state.preview.faults(path) if state.preview and path.endswith(".html") else []
    return {"reload": stamp(state, path) != seen, "problems": [_described(it) for it in (*state.problems, *faults)]}


def _described(problem: Problem) -> dict[str, object]:
    described = {name: getattr(problem, name) for name in ("severity", "code", "message", "mend")}
    return {**problem.place._asdict(), **described}


def own_file(request: Request) -> Response:
    """The script and the style sheet of the preview itself."""
    name = request.path_params["name"]
    if name not in {path.name for path in _FILES.iterdir()}:
        return Response("There is no such file.", 404, headers=HEADERS, media_type="text/plain")
    return Response((_FILES / name).read_bytes(), media_type=media_type(name), headers=HEADERS)


def media_type(path: str) -> str:
    """What a file is, by its name."""
    return _TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _html(content: bytes, status: int = 200) -> Response:
    return Response(content, status, media_type="text/html", headers=HEADERS)
