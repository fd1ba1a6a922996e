"""The command line."""

from build_tools.cli.program import main as main
