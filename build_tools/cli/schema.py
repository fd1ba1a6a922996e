"""The command that writes what editors know of an advisory."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli.printing import fail, out, shown, stop_at
from build_tools.language.languages import read_vocabulary_of
from build_tools.schema import write_schema
from build_tools.site import CONFIG, read_site


@click.command()
@click.pass_obj
def schema(root: Path) -> None:
    """Write the JSON Schema of the advisories, from which editors complete, explain and underline."""
    site, problems = read_site(root / CONFIG)
    vocabulary, found = read_vocabulary_of(root, site) if site else (None, [])
    stop_at([*problems, *found])
    assert site is not None  # noqa: S101 - nothing stopped us, so both are there
    assert vocabulary is not None  # noqa: S101
    try:
        path, changed = write_schema(root, site, vocabulary)
    except OSError as error:
        fail(f"The schema could not be written: {error}. Nothing has changed.")
    out.print(f"{'Updated' if changed else 'Up to date'}: {shown(path, root)}")
