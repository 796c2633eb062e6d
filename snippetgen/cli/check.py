"""`snippetgen check`: what copying did to the snippets of files."""

import sys
from typing import TYPE_CHECKING

import click

from snippetgen.cli.common_options import verbose_option

if TYPE_CHECKING:
    from snippetgen.cli.formats import Format


@click.command(
    "check",
    epilog="Example: snippetgen check docs README.md --format github",
)
@click.argument("files", nargs=-1, metavar="[FILE or DIR]...")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="For a person, a program, code scanning, or GitHub Actions.",
)
@click.option("--fix", is_flag=True, help="Write the repairs that are certain into the files.")
@click.option("--diff", is_flag=True, help="Show what the certain repairs change, secrets masked.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="Look for this code, name or family (SG2) only; may be repeated.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    help="Do not look for this code, name or family; may be repeated.",
)
@click.option("--all", "show_all", is_flag=True, help="Show what only follows from another too.")
@verbose_option
@click.option(
    "--tracked-keys", is_flag=True, help="Find keys that look live in files that git tracks."
)
def command(
    files: tuple[str, ...],
    output_format: "Format",
    fix: bool,
    diff: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    show_all: bool,
    verbose: bool,
    tracked_keys: bool,
) -> None:
    """Find truncated and damaged curl commands, and say how to repair each.

    In a folder, all *.md, *.mdx, *.txt and *.sh are read that no .gitignore leaves out; without a
    FILE, or with `-`, standard input is. The exit status is 0 where nothing is wrong, 1 where
    something is, 2 where a file cannot be read. `--fix` writes a repaired standard input to
    standard output, and the report to standard error.
    """
    from snippetgen.cli.checking import Checking, Options

    if diff and output_format != "text":
        raise click.UsageError("--diff is for --format text.")
    options = Options(output_format, fix, diff, select, ignore, show_all, verbose, tracked_keys)
    sys.exit(Checking(files, options).run())
