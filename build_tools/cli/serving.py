"""The command that shows a preview: `serve`."""

from __future__ import annotations

import contextlib
import errno
import gc
import socket
import webbrowser
from collections.abc import Set
from datetime import datetime
from pathlib import Path

import click
from rich.text import Text

from build_tools.cli.parameters import LoopbackType
from build_tools.cli.printing import err, fail, out, print_problems
from build_tools.problems import counted

FILES_NAMED = 3


@click.command()
@click.option(
    "--address", type=LoopbackType(), default="127.0.0.1:8000", show_default=True, help="Loopback address to serve on."
)
@click.option("--open", "opens", is_flag=True, help="Open the browser when the preview is ready.")
@click.pass_obj
def serve(root: Path, address: str, opens: bool) -> None:
    """Preview drafts and releases in a browser; what is saved shows at once."""
    from build_tools.preview.engine import Engine
    from build_tools.preview.running import Said, Told
    from build_tools.preview.running import serve as serve_preview
    from build_tools.preview.server import PreviewServer

    host, _, port = address.rpartition(":")
    with listening(host, int(port)) as taken:
        address = f"{host}:{taken.getsockname()[1]}"
        engine = Engine(root)
        state = engine.state
        gc.collect()
        gc.freeze()  # what was read stays for hours: no search for garbage goes through it at each save
        print_problems(state.problems)

        def ready() -> None:
            languages = engine.languages
            shown = f" in {', '.join(languages)}" if languages else " (it waits until the problems are mended)"
            out.print(f"Preview: http://{address}/{shown}. It shows what you save. Stop it with Ctrl-C.")
            if opens:
                webbrowser.open(f"http://{address}/")

        def tell(said: Said) -> None:
            if said.state.files:
                found = counted(len([it for it in said.state.problems if it.severity == "error"]), "problem")
                clock = datetime.now().astimezone().strftime("%H:%M:%S")
                out.print(f"{clock} {_named(said.state.files)}: ready in {said.milliseconds:.0f} ms, {found}.")
                print_problems(said.state.problems)

        with contextlib.suppress(KeyboardInterrupt):
            serve_preview(PreviewServer(engine, Told(ready, tell, tell_fault)), taken)
    out.print("The preview has ended.")


def tell_fault(error: Exception) -> None:
    """Say in the terminal what nobody foresaw."""
    err.print(Text(f"The preview could not follow this change: {type(error).__name__}: {error}", style="red"))


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at an address of this machine, 0 for any port that is free; ends where it cannot."""
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen()
    except OSError as error:
        taken.close()
        fail(why_refused(error, host, port))
    return taken


def why_refused(error: OSError, host: str, port: int) -> str:
    """Why nothing can listen at a port, in plain words, and which other port may do."""
    reasons = {
        errno.EADDRINUSE: "is in use, perhaps by a preview in another window",
        errno.EACCES: "is kept for the administrator of this machine",
    }
    reason = reasons.get(error.errno or 0, f"cannot be used: {error.strerror}")
    other = port + 1 if 1024 <= port < 2**16 - 1 else 8000
    return f"Port {port} {reason}. Another one: --address {host}:{other}"


def _named(files: Set[str]) -> str:
    """The files that changed, the first few by name."""
    names = sorted(files)
    more = f" and {counted(len(names) - FILES_NAMED, 'more file')}" if len(names) > FILES_NAMED else ""
    return ", ".join(names[:FILES_NAMED]) + more
