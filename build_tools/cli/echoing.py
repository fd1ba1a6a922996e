"""Prints text that is coloured already: without the colours where a program reads it, or somebody wants none."""

from __future__ import annotations

import os

import click


def echo(text: str, *, err: bool = False) -> None:
    """Print text as it is, line breaks included; NO_COLOR takes the colours away, if it is not empty (no-color.org)."""
    click.echo(text, nl=False, err=err, color=False if os.environ.get("NO_COLOR") else None)
