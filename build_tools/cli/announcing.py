"""The command that tells a hub of what was published: ping-hub."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli.printing import fail, or_stop, out, shown
from build_tools.history.unreadable import why_unreadable
from build_tools.problems import counted
from build_tools.publish.hub import announce, feeds_of, read_announced, write_announced
from build_tools.settings import read_site
from build_tools.site import CONFIG

STATE = ".announced-feeds.json"


@click.command()
@click.option("--site", "folder", type=click.Path(path_type=Path), help="Folder of the published site.")
@click.option(
    "--state", type=click.Path(path_type=Path, dir_okay=False), help=f"What was announced (default: {STATE})."
)
@click.option("--all", "everything", is_flag=True, help="Announce every feed, whether it has changed or not.")
@click.pass_obj
def ping_hub(root: Path, folder: Path | None, state: Path | None, everything: bool) -> None:
    """Tell the WebSub hub which feeds have changed. Call it once the new site can be reached."""
    site = or_stop(*read_site(root / CONFIG))
    hub, folder, state = site.feeds.hub, folder or root / site.site_dir, state or root / STATE
    if hub is None:
        fail(f"{CONFIG} names no hub. Add its address under `feeds:`, as in `hub: https://hub.example/`.")
    try:
        feeds, announced = feeds_of(folder, site.url), {} if everything else dict(read_announced(state, hub))
        if not feeds:
            fail(f"There are no feeds in {shown(folder, root)}. Build the site first: advisory build")
        refused = _announce(hub, feeds, announced)
        write_announced(state, hub, {address: announced[address] for address in feeds if address in announced})
    except OSError as error:
        fail(f"{error.strerror}: {error.filename}")
    if refused:
        fail(f"The hub was not told of {counted(refused, 'feed')}. Try again later: advisory ping-hub")


def _announce(hub: str, feeds: dict[str, str], announced: dict[str, str]) -> int:
    """Tell the hub, print each feed, and note what it has taken. Returns how many it has not."""
    told = list(announce(hub, feeds, announced))
    for address, error in told:
        if error is None:
            announced[address] = feeds[address]
        out.print(f"Announced: {address}" if error is None else f"Not announced: {address}: {why_unreadable(error)}")
    if not told:
        out.print("No feed has changed since the last announcement.")
    return sum(error is not None for _address, error in told)
