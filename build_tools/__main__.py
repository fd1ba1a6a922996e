"""`python -m build_tools`: the command line without an installed script."""

from build_tools.cli import main

main(prog_name="advisory")
