"""The program `advisory`: its commands, each loaded when it is called, and what it says when the machine refuses.

Exit codes: 0 all is well; 1 problems were found and printed; 2 the command was called wrongly; 141 a pipe's reader went
away, as other programs say it. With `diff --exit-code`, 1 is an answer and 2 is all else, as with `git diff`; so it is
with `translations status`.
"""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Mapping
from pathlib import Path

import click

COMMANDS: Mapping[str, str] = {
    "build": "building.build",
    "check": "checking.check",
    "diff": "reading.diff",
    "edit": "editing.edit",
    "explain": "explaining.explain",
    "new": "drafting.new",
    "next": "building.next_change",
    "ping-hub": "announcing.ping_hub",
    "reinstate": "releases.reinstate",
    "release": "releases.release",
    "schema": "schema.schema",
    "serve": "serving.serve",
    "show": "reading.show",
    "translations": "translations.translations",
    "withdraw": "releases.withdraw",
}
"""Where each command stands below `build_tools.cli`: checking one file need not load what renders a site."""


class Program(click.Group):
    """Loads a command when it is called, and tells a reader of the terminal, not of a traceback, what went wrong."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(".")
        command = getattr(importlib.import_module(f"build_tools.cli.{module}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 - the table says so
        return command

    def invoke(self, ctx: click.Context) -> object:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # what the terminal cannot show must not stop a release
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except (Exception, KeyboardInterrupt) as error:
            from build_tools.cli.refusals import stop_in_plain_words  # noqa: PLC0415 - loaded when it is needed

            stop_in_plain_words(error)
            raise


@click.group(cls=Program)
@click.option(
    "--project", type=click.Path(path_type=Path, file_okay=False), default=".", help="Folder with mkdocs.yml."
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Check, release and publish security incident advisories in every language.

    Exit codes: 0 all is well; 1 problems were found and printed; 2 the command was called wrongly; 141 what read the
    output, such as `head`, went away before its end.
    """
    context.obj = project.resolve()
