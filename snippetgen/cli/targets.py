"""`snippetgen targets`: what code can be made for."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from snippetgen.cli.rendering_options import templates_option

if TYPE_CHECKING:
    from snippetgen.targets import Target


@click.command("targets", epilog="Example: snippetgen targets --json")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@templates_option
def command(as_json: bool, templates: Path | None) -> None:
    """List the targets, what they need, and the folders that they stand in."""
    import json

    from snippetgen.targets import all_targets

    targets = all_targets(templates).values()
    if as_json:
        click.echo(json.dumps([_record(target) for target in targets], indent=2))
        return
    for target in targets:
        needs = ", ".join(target.requires)
        click.echo(f"{target.id:22}{target.title:28}{target.file:14}needs {needs}")
        click.echo(f"{'':22}{target.folder}")


def _record(target: "Target") -> dict[str, object]:
    return {
        "id": target.id,
        "title": target.title,
        "language": target.language,
        "client": target.client,
        "file": target.file,
        "styles": target.styles,
        "requires": target.requires,
        "folder": str(target.folder),
    }
