"""The command line: one file per command, loaded only when it runs."""

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from snippetgen.errors import CannotRender, SecondReadingDiffers, SnippetgenError

_COMMANDS = ("convert", "new", "check", "docs", "parse", "explain", "targets", "verify")


class _Commands(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"snippetgen.cli.{name}").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="snippetgen")
def cli() -> None:
    """Read a pasted cURL snippet as its author meant it, and write code that sends the same.

    \b
    Examples:
      snippetgen convert snippet.txt --to python
      snippetgen convert --clipboard --to java -o Caller.java
      snippetgen new start-flow snippet.txt --to python
      snippetgen check docs README.md
      snippetgen parse snippet.txt
    """  # noqa: D301 - \b tells click to keep the lines


def main() -> NoReturn:
    """Run the command line; every error of ours is one message, never a traceback.

    The exit status is 1 where a snippet cannot become code, 2 for everything else.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = _run()
        sys.stdout.flush()
    except OSError as error:
        status = 2
        what = "write the output" if error.filename is None else f"use {error.filename}"
        click.echo(f"snippetgen: cannot {what}: {error.strerror or error}.", err=True)
    # All is written. To take every module apart first would be a tenth of a short run.
    os._exit(status)


def _run() -> int:
    """Give the exit status of the command that was asked for."""
    try:
        cli(prog_name="snippetgen")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except SnippetgenError as error:
        click.echo(f"snippetgen: {error}", err=True)
        return 1 if isinstance(error, CannotRender | SecondReadingDiffers) else 2
    return 0
