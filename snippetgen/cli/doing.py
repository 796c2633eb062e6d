"""A line on standard error that says what is being done, where a person waits for compilers."""

import sys

import click

_CLEARED = "\r\033[K"


class Doing:
    """The line; only where standard error is a terminal."""

    def __init__(self) -> None:
        self._is_shown = False

    def say(self, what: str) -> None:
        """Show what is being done now, in the place of what was before."""
        if sys.stderr.isatty():
            click.echo(f"{_CLEARED}{what} …", err=True, nl=False, color=True)
            self._is_shown = True

    def clear(self) -> None:
        """Take the line away, for something else to be written there."""
        if self._is_shown:
            click.echo(_CLEARED, err=True, nl=False, color=True)
            self._is_shown = False
