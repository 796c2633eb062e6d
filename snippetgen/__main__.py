"""Runs the command line as `python -m snippetgen`."""

from snippetgen.cli import main

main()
