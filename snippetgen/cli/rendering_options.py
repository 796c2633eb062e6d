"""The options of the commands that render, each said once."""

from pathlib import Path

import click

style_option = click.option(
    "--style",
    type=click.Choice(["caller", "snippet"]),
    default="caller",
    show_default=True,
    help="A whole caller, or the flat code that a docs page shows.",
)
templates_option = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with targets of your own.",
)
wait_option = click.option(
    "--wait", is_flag=True, help="Wait for the run that is started; print its outputs."
)
