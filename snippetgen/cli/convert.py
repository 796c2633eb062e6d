"""`snippetgen convert`: a paste becomes code."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from snippetgen.cli.common_options import clipboard_option, nth_option, verbose_option
from snippetgen.cli.rendering_options import style_option, templates_option, wait_option
from snippetgen.errors import CannotRender

if TYPE_CHECKING:
    from snippetgen.call.holes import SecretsMode
    from snippetgen.reading import Reading
    from snippetgen.targets import Target


@click.command("convert", epilog="Example: snippetgen convert snippet.txt --to python -o caller.py")
@click.argument("file", required=False)
@click.option(
    "--to", "names", multiple=True, metavar="TARGET", help="A target, or `all`; may be repeated."
)
@style_option
@click.option(
    "--secrets",
    type=click.Choice(["env", "inline", "placeholder"]),
    default="env",
    show_default=True,
    help="Where the key comes from.",
)
@wait_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file; a folder for several targets."
)
@click.option("--force", is_flag=True, help="Overwrite what stands at the output.")
@templates_option
@clipboard_option
@click.option("--copy", is_flag=True, help="Write the code to the clipboard.")
@nth_option
@verbose_option
def command(
    file: str | None,
    names: tuple[str, ...],
    style: str,
    secrets: "SecretsMode",
    wait: bool,
    output: Path | None,
    force: bool,
    templates: Path | None,
    clipboard: bool,
    copy: bool,
    nth: int | None,
    verbose: bool,
) -> None:
    """Write code that sends the request of a pasted cURL snippet.

    FILE is the snippet; without it, or with `-`, standard input is read. The code goes to standard
    output, or to `-o`; what was read through or looks wrong goes to standard error, a line each.
    """
    from snippetgen.cli.chosen import read_chosen
    from snippetgen.cli.findings import show_findings
    from snippetgen.cli.sink import write_files
    from snippetgen.cli.source import copy_to_clipboard, read_paste

    if wait and style != "caller":
        raise click.UsageError(f"--wait is for --style caller: the style {style} does not wait.")
    targets = _targets(names, output, templates, wait)
    if copy and len(targets) > 1:
        raise click.UsageError("--copy takes the code of one target.")
    reading = read_chosen(read_paste(file, clipboard), nth)
    if show_findings(reading, verbose):
        click.echo("snippetgen: no code is made of a damaged snippet; see above.", err=True)
        sys.exit(1)
    codes = {target: _code(reading, target, style, secrets, wait) for target in targets}
    if output:
        write_files(_paths(codes, output), force)
    elif copy:
        copy_to_clipboard("".join(codes.values()))
    else:
        click.echo("".join(codes.values()), nl=False)


def _targets(
    names: tuple[str, ...], output: Path | None, extra: Path | None, wait: bool
) -> "list[Target]":
    from snippetgen.targets import all_targets, find_target

    if not names:
        return [_by_suffix(output, all_targets(extra))]
    if "all" in names:
        chosen = list(_all_able(all_targets(extra).values(), wait))
    else:
        chosen = [find_target(one, extra) for one in names]
    if len(chosen) > 1 and output is None:
        raise click.UsageError("several targets need a folder to write into: -o DIR.")
    return chosen


def _all_able(known: "Iterable[Target]", wait: bool) -> "Iterator[Target]":
    for target in known:
        if target.waits or not wait:
            yield target
        else:
            click.echo(f"snippetgen: {target.id} is left out: it cannot wait for a run.", err=True)


def _by_suffix(output: Path | None, known: "dict[str, Target]") -> "Target":
    suffix = output.suffix if output else ""
    same = [one for one in known.values() if suffix and Path(one.file).suffix == suffix]
    if same:
        return next((one for one in same if one.default), same[0])
    unknown = f"no target writes {suffix} files; " if suffix else ""
    raise click.UsageError(f"{unknown}name a target with --to: {', '.join(known)}, or all.")


def _code(
    reading: "Reading", target: "Target", style: str, secrets: "SecretsMode", wait: bool
) -> str:
    from snippetgen.call.build import call_of
    from snippetgen.rendering.render import render_call

    try:
        return render_call(call_of(reading, secrets, wait), target, style)
    except CannotRender as error:
        raise CannotRender(f"{reading.paste.name}: {error}") from None


def _paths(codes: "dict[Target, str]", output: Path) -> dict[Path, str]:
    if len(codes) == 1 and not output.is_dir():
        return dict.fromkeys([output], *codes.values())
    return {output / target.file: code for target, code in codes.items()}
