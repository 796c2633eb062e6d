"""The options that several commands share, each said once."""

import click

clipboard_option = click.option(
    "--clipboard", is_flag=True, help="Read the paste from the clipboard."
)
nth_option = click.option(
    "--nth", type=click.IntRange(min=1), help="Which command, where the text holds several."
)
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Show notes too.")
