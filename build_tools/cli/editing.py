"""The command that shows forms: `edit`."""

from __future__ import annotations

import contextlib
import secrets
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from build_tools.cli.parameters import AdvisoryIdType, LoopbackType
from build_tools.cli.printing import fail, out, stop_at
from build_tools.cli.serving import listening, tell_fault
from build_tools.model.advisory import is_advisory_id

if TYPE_CHECKING:
    from build_tools.form.desk import Desk


@click.command()
@click.argument("advisory_id", type=AdvisoryIdType(), metavar="[ID]", required=False)
@click.option(
    "--address", type=LoopbackType(), default="127.0.0.1:8001", show_default=True, help="Loopback address to serve on."
)
@click.option("--no-open", is_flag=True, help="Leave the browser alone; the address is printed.")
@click.pass_obj
def edit(root: Path, advisory_id: str | None, address: str, no_open: bool) -> None:
    """Edit an advisory in a form in the browser; without an ID, choose one there, or begin one.

    Beside the form stands the notice in every language. Nothing is written before Save is pressed, and comments in the
    file stay.
    """
    from build_tools.form.desk import Desk
    from build_tools.form.server import FormServer
    from build_tools.preview.engine import Engine
    from build_tools.preview.running import Told, serve

    if advisory_id and not is_advisory_id(advisory_id):
        raise click.BadParameter(f"{advisory_id} is no id. An id looks like ADV-2025-0001.", param_hint="ID")
    host, _, port = address.rpartition(":")
    with listening(host, int(port)) as taken:
        address = f"{host}:{taken.getsockname()[1]}"
        engine = Engine(root)
        if engine.state.preview is None:
            stop_at(engine.state.problems)
        token = secrets.token_urlsafe(24)
        page = f"http://{address}/{token}/" + (f"edit/{advisory_id}/" if advisory_id else "")

        def ready() -> None:
            out.print(Text(f"Form: {page}"))
            out.print("The address works on this machine alone, and is for nobody else. Stop it with Ctrl-C.")
            if not no_open:
                webbrowser.open(page)

        server = FormServer(Desk(engine), token, Told(ready, lambda _: None, tell_fault))
        _refuse_unknown(server.desk, advisory_id)
        with contextlib.suppress(KeyboardInterrupt):
            serve(server, taken)
    out.print("The form has ended. What was not saved is lost.")


def _refuse_unknown(desk: Desk, advisory_id: str | None) -> None:
    """An id without a file ends the command before a page says so."""
    if advisory_id and not desk.digest(advisory_id):
        fail(f"There is no file of {advisory_id}. Begin one with `advisory new`, or choose one: advisory edit")
