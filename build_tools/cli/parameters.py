"""What the arguments of the commands may be: ids of advisories, instants, and addresses of this machine."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

import click

from build_tools.model.advisory import is_advisory_id
from build_tools.model.moment import parse_instant


class AdvisoryIdType(click.ParamType[str]):
    """The id of an advisory, in capitals or not, or the name or the path of its file."""

    name = "id"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        name = PurePath(str(value)).name.partition(".")[0].upper()
        return name if is_advisory_id(name) else str(value)


class InstantType(click.ParamType[datetime]):
    """An RFC 3339 instant on the command line."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return parse_instant(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class LoopbackType(click.ParamType[str]):
    """Host and port of this machine alone, 0 for any that is free: drafts are nobody else's business."""

    name = "host:port"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        host, _, port = str(value).rpartition(":")
        if host not in ("127.0.0.1", "localhost") or not port.isdigit() or not int(port) < 2**16:
            self.fail("Drafts are served to this machine alone; write `127.0.0.1:` and a port.", param, ctx)
        return str(value)


at_option = click.option("--at", type=InstantType(), help="Instant from which it is public (default: now).")
