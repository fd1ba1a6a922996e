"""The command line."""

from build_tools.cli.commands import main as main
