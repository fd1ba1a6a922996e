"""Server: shows forms to a browser on this machine, checks what they hold, and saves it when told to.

In: a desk, and a socket on loopback. Every address begins with a token that only who started it knows; what changes
something is taken from its own pages alone. So neither another machine, nor another user of this one, nor a foreign
page in the same browser reads a draft or writes one.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import asdict

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from build_tools.form.answers import Checked, Conflict
from build_tools.form.desk import Desk, NoAdvisoryError, NothingToStandOnError
from build_tools.form.listing import begin, kinds_to_begin, listed
from build_tools.form.pages import form_page, list_page, no_preview_page
from build_tools.form.requests import asked_by, from_desk, id_in
from build_tools.form.responses import (
    FORM_HEADERS,
    html_response,
    json_response,
    not_there,
    nothing_to_stand_on,
    own_file,
    refused,
    told_problems,
)
from build_tools.preview.preview import Preview
from build_tools.preview.running import Told
from build_tools.preview.server import HEADERS, HOSTS, PreviewServer, file_of, media_type

PREVIEWS_KEPT = 16
"""Of so many open forms the preview is kept."""


class FormServer(PreviewServer):
    """Answers requests from a desk; what is saved elsewhere is told to open forms."""

    def __init__(self, desk: Desk, token: str, told: Told) -> None:
        super().__init__(desk.engine, told)
        self.desk, self.token = desk, token
        self._previews: OrderedDict[str, Preview] = OrderedDict()

    def app(self) -> Starlette:
        """The web application."""
        routes = [
            Route("/", self.list),
            Route("/new", self.new, methods=["POST"]),
            Route("/own/{name:path}", own_file),
            Route("/schema", self.schema),
            Route("/edit/{id}/", self.form),
            Route("/edit/{id}/value", self.value, methods=["GET"]),
            Route("/edit/{id}/value", self.save, methods=["PUT"]),
            Route("/edit/{id}/check", self.check, methods=["POST"]),
            Route("/edit/{id}/compare", self.compare, methods=["POST"]),
            Route("/edit/{id}/events", self.changes),
            Route("/preview/{form}/{path:path}", self.preview),
        ]
        return Starlette(
            routes=[Mount(f"/{self.token}", routes=routes)],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)],
            exception_handlers={
                HTTPException: refused,
                NoAdvisoryError: not_there,
                NothingToStandOnError: nothing_to_stand_on,
                Exception: self.failed,
            },
        )

    def list(self, _request: Request) -> Response:
        """All advisories, and a way to begin another one."""
        return html_response(list_page([*listed(self.desk)], kinds_to_begin(self.desk)))

    async def new(self, request: Request) -> Response:
        """Begin an advisory."""
        asked = await asked_by(request)
        return json_response({"id": await from_desk(begin, self.desk, str(asked.get("kind")))})

    def schema(self, _request: Request) -> Response:
        """The schema of the form."""
        return json_response(self.desk.schema())

    def form(self, request: Request) -> Response:
        """The page with the form of an advisory."""
        advisory_id = id_in(request)
        if not self.desk.digest(advisory_id):
            raise NoAdvisoryError(advisory_id)
        preview = self.engine.state.preview
        languages = preview.project.languages.values() if preview else ()
        return html_response(form_page(advisory_id, [language.setting for language in languages]))

    def value(self, request: Request) -> Response:
        """What the form is to show."""
        opened = self.desk.opened(id_in(request))
        return json_response(
            {"digest": opened.digest, "value": opened.value, "problems": told_problems(opened.problems)}
        )

    async def check(self, request: Request) -> Response:
        """What is wrong with what a form holds; its preview is shown from now on."""
        asked = await asked_by(request)
        checked = await from_desk(self.desk.checked, id_in(request), asked.get("value"))
        preview = self._kept(str(asked.get("form")), checked)
        path = file_of(str(asked.get("path")))
        stamp = await run_in_threadpool(preview.stamp, path) if preview else ""
        return json_response({"problems": told_problems(checked.problems), "stamp": stamp, "isShown": checked.is_shown})

    async def save(self, request: Request) -> Response:
        """Save what a form holds; 409 where the file is not as the form read it."""
        asked = await asked_by(request)
        saved = await from_desk(self.desk.saved, id_in(request), asked.get("value"), asked.get("digest"))
        if isinstance(saved, Conflict):
            return json_response(asdict(saved), 409)
        await self.tell_all()
        return json_response({"digest": saved.digest, "problems": told_problems(saved.problems)})

    async def compare(self, request: Request) -> Response:
        """What is on the disk now, and where the form differs."""
        asked = await asked_by(request)
        return json_response(asdict(await from_desk(self.desk.compared, id_in(request), asked.get("value"))))

    async def changes(self, request: Request) -> Response:
        """Server-sent events for one form: the digest of its file, at once and after each save."""
        advisory_id = id_in(request)
        return self.event_stream(lambda _state: {"digest": self.desk.digest(advisory_id)}, FORM_HEADERS)

    def preview(self, request: Request) -> Response:
        """One file of the site, with what an open form holds."""
        preview = self._previews.get(request.path_params["form"])
        asked = request.path_params["path"]
        path = file_of(asked)
        content = preview.render(path) if preview else None
        if content is None and preview and preview.render(f"{asked}/index.html") is not None:
            return RedirectResponse(f"{request.url.path}/", headers=HEADERS)
        if content is None:
            page = no_preview_page(f"/{self.token}/own/form.css")
            status = 200 if path.endswith(".html") else 404  # a page is awaited, and may come
            return Response(page, status, media_type="text/html", headers=HEADERS)
        return Response(content, media_type=media_type(path), headers=HEADERS)

    def _kept(self, form: str, checked: Checked) -> Preview | None:
        """The preview of a form from now on; what is broken leaves it as it was when it last was whole."""
        if checked.preview and (checked.is_shown or form not in self._previews):
            self._previews[form] = checked.preview
            self._previews.move_to_end(form)
        while len(self._previews) > PREVIEWS_KEPT:
            self._previews.popitem(last=False)
        return self._previews.get(form)
