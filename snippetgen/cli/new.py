"""`snippetgen new`: a small project around a caller, which builds and runs as it stands."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from snippetgen.cli.common_options import clipboard_option, nth_option, verbose_option
from snippetgen.cli.rendering_options import templates_option, wait_option
from snippetgen.errors import CannotRender, CannotWrite

if TYPE_CHECKING:
    from snippetgen.reading import Reading
    from snippetgen.targets import Target


@click.command("new", epilog="Example: snippetgen new start-flow snippet.txt --to python")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("file", required=False)
@click.option("--to", "name_of_target", metavar="TARGET", required=True, help="A target.")
@click.option("--name", help="The project's name.  [default: after what the call does]")
@wait_option
@templates_option
@clipboard_option
@nth_option
@verbose_option
def command(
    folder: Path,
    file: str | None,
    name_of_target: str,
    name: str | None,
    wait: bool,
    templates: Path | None,
    clipboard: bool,
    nth: int | None,
    verbose: bool,
) -> None:
    """Write a small project into DIR: a caller, and what builds and runs it.

    FILE is the snippet; without it, or with `-`, standard input is read. DIR is new, or holds
    nothing but a `.git`; nothing is ever overwritten. No file holds the key: `.env.example` names
    the variable that it is read from, and `.gitignore` keeps your `.env` out of git.
    """
    from snippetgen.cli.chosen import read_chosen
    from snippetgen.cli.findings import show_findings
    from snippetgen.cli.source import read_paste
    from snippetgen.projects.naming import misnamed
    from snippetgen.projects.project import rules_of
    from snippetgen.targets import find_target

    target = find_target(name_of_target, templates)
    rules = rules_of(target, templates)
    if name is not None and (why := misnamed(name, target)):
        raise click.UsageError(f"--name: {why}")
    _require_room(folder)
    reading = read_chosen(read_paste(file, clipboard), nth)
    if show_findings(reading, verbose):
        click.echo("snippetgen: no project is made of a damaged snippet; see above.", err=True)
        sys.exit(1)
    texts = _texts(reading, target, name, wait, templates)
    _write(folder, texts)
    _say_what_is_exposed(folder, texts, reading)
    _say(folder, texts, rules.build)


def _texts(
    reading: "Reading", target: "Target", name: str | None, wait: bool, extra: Path | None
) -> dict[str, str]:
    from snippetgen.call.build import call_of
    from snippetgen.projects.naming import project_name
    from snippetgen.projects.project import project_files

    try:
        call = call_of(reading, "env", wait)
        return project_files(call, target, name or project_name(call), extra)
    except CannotRender as error:
        raise CannotRender(f"{reading.paste.name}: {error}") from None


def _require_room(folder: Path) -> None:
    """Raise `CannotWrite` where something stands in a folder already; `.git` alone may."""
    try:
        is_taken = folder.is_symlink() or folder.exists()
        standing = sorted(one.name for one in folder.iterdir()) if is_taken else []
    except OSError as error:
        reason = error.strerror or error
        raise CannotWrite(f"cannot use {folder}: {reason}. Name a folder that is new.") from None
    others = [one for one in standing if one != ".git"]
    if others:
        raise CannotWrite(
            f"{folder} holds {others[0]} already, and nothing is overwritten. "
            "Name a folder that is new, or that holds nothing but a .git."
        )


def _write(folder: Path, texts: dict[str, str]) -> None:
    from snippetgen.cli.sink import write_files

    paths = {folder / name: text for name, text in texts.items()}
    with _whole_or_none(list(paths)):
        write_files(paths)


@contextmanager
def _whole_or_none(paths: list[Path]) -> Iterator[None]:
    """Take back the files and the folders that were made, where not all of them could be."""
    parents = dict.fromkeys(parent for path in paths for parent in path.parents)
    made = [parent for parent in parents if not parent.exists()]
    try:
        yield
    except BaseException:
        for path in paths:
            with suppress(OSError):
                path.unlink()
        for parent in sorted(made, key=lambda one: len(one.parts), reverse=True):
            with suppress(OSError):
                parent.rmdir()
        raise


def _say_what_is_exposed(folder: Path, texts: dict[str, str], reading: "Reading") -> None:
    """Warn of what would be published with the project: a value that the snippet hides nowhere."""
    from snippetgen.documenting.exposure import exposed
    from snippetgen.report.visible import visible

    for name, text in texts.items():
        if why := exposed(text, reading):
            path = visible(str(folder / name))
            click.echo(f"snippetgen: {path}: {why}; look at it before you commit it.", err=True)


def _say(folder: Path, texts: dict[str, str], build: str) -> None:
    from snippetgen.report.visible import visible

    for name in texts:
        click.echo(f"snippetgen: wrote {visible(str(folder / name))}", err=True)
    inside = f"cd {visible(shlex.quote(str(folder)))} && " if folder != Path() else ""
    click.echo(f"snippetgen: next: {inside}{build}", err=True)
    click.echo("snippetgen: README.md says how to run it.", err=True)
