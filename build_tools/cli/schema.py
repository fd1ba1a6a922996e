"""The command that writes what editors know of an advisory."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli.printing import fail, out, shown, site_and_vocabulary
from build_tools.schema import write_schema


@click.command()
@click.pass_obj
def schema(root: Path) -> None:
    """Write the JSON Schema of the advisories, from which editors complete, explain and underline."""
    site, vocabulary = site_and_vocabulary(root)
    try:
        path, changed = write_schema(root, site, vocabulary)
    except OSError as error:
        fail(f"The schema could not be written: {error}. Nothing has changed.")
    out.print(f"{'Updated' if changed else 'Up to date'}: {shown(path, root)}")
