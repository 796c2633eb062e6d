"""`snippetgen docs`: pages and blocks with the call in every language."""

import sys
from pathlib import Path

import click

from snippetgen.documenting import OPENAPI


@click.command("docs", epilog="Example: snippetgen docs snippets -o docs/api --format mkdocs")
@click.argument("sources", nargs=-1, required=True, metavar="SRC...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A folder for a page about each snippet; with openapi, the OpenAPI file.",
)
@click.option(
    "--format",
    "format_name",
    default="markdown",
    show_default=True,
    metavar="FORMAT",
    help="markdown (GitHub), mkdocs (Material), mintlify, docusaurus, html, openapi, or one of"
    " your own.",
)
@click.option(
    "--to",
    "names",
    multiple=True,
    metavar="TARGET",
    help="A tab, or `all`; may be repeated.  [default: python, javascript, java, cpp, curl]",
)
@click.option(
    "--style",
    type=click.Choice(["caller", "snippet"]),
    default="snippet",
    show_default=True,
    help="A whole caller, or the flat code that a docs page shows.",
)
@click.option("--title", default="", help="The title of the page, whatever the source says.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; show what is stale.")
@click.option("--force", is_flag=True, help="Overwrite files that docs did not make.")
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with formats (docs/FORMAT) or targets of your own.",
)
def command(
    sources: tuple[str, ...],
    output: Path | None,
    format_name: str,
    names: tuple[str, ...],
    style: str,
    title: str,
    only_check: bool,
    force: bool,
    templates: Path | None,
) -> None:
    """Show each snippet in every language, in tabs, with placeholders in place of keys.

    With `-o`, each snippet becomes a page: a plain file, or a curl fence of a Markdown file; a
    folder is walked as `check` walks it. Without, the blocks of Markdown files are written anew
    where they stand: between `<!-- snippetgen: python java -->` and `<!-- /snippetgen -->`, right
    behind a curl fence.

    With `--format openapi`, the samples (`x-codeSamples`) of the operation that a snippet calls are
    written into the OpenAPI file that `-o` names, in YAML or JSON; nothing else in it changes.

    A damaged snippet is reported, and what was made of it before is left alone. The exit status is
    1 where one was, or where `--check` found something stale, and 2 where a file cannot be read or
    written.
    """
    own = _targets_folder(templates)
    if format_name == OPENAPI:
        from snippetgen.cli.describing import Describing
        from snippetgen.documenting.recipe import DEFAULT, chosen

        path = _openapi_file(output, title)
        describing = Describing(sources, path, chosen(names or DEFAULT, own), style)
        sys.exit(describing.run(only_check=only_check))
    from snippetgen.cli.documenting import Documenting
    from snippetgen.documenting.formats import find_format
    from snippetgen.documenting.recipe import DEFAULT, Recipe

    format = find_format(format_name, templates)
    if output is None and not format.has_block:
        raise click.UsageError(f"the format {format.name} makes pages: name a folder with -o DIR.")
    if output and output.is_file():
        raise click.UsageError(f"{output} is a file: name a folder with -o DIR.")
    recipe = Recipe(format, names or DEFAULT, style, title, own)
    run = Documenting(sources, output, recipe, force=force, only_check=only_check)
    sys.exit(run.run())


def _openapi_file(output: Path | None, title: str) -> Path:
    if output is None or not output.is_file():
        absent = f"{output} is no file; " if output else ""
        raise click.UsageError(
            f"{absent}the format openapi writes into an OpenAPI file that stands already:"
            " name it with -o."
        )
    if title:
        raise click.UsageError("--title is for pages; an OpenAPI file has titles of its own.")
    return output


def _targets_folder(templates: Path | None) -> Path | None:
    """Give the folder where it holds targets of the user's own; one with formats only may be."""
    if templates is None or (templates / "targets").is_dir():
        return templates
    if not (templates / "docs").is_dir():
        raise click.UsageError(f"{templates}: neither docs/FORMAT nor targets/LANGUAGE is there.")
    return None
