"""`snippetgen parse`: the normalized spec of a paste."""

import click

from snippetgen.cli.common_options import clipboard_option


@click.command("parse", epilog="Example: snippetgen parse snippet.txt")
@click.argument("file", required=False)
@click.option("--show-secrets", is_flag=True, help="Print the key instead of [secure].")
@clipboard_option
@click.option("--nth", type=click.IntRange(min=1), help="Which command, where there are several.")
def command(file: str | None, show_secrets: bool, clipboard: bool, nth: int | None) -> None:
    """Print the normalized spec of a pasted cURL snippet as JSON.

    FILE is the snippet; without it, or with `-`, standard input is read. What is wrong with the
    snippet stands under `findings` and does not change the exit status.
    """
    from snippetgen.checks import check
    from snippetgen.cli.chosen import read_chosen
    from snippetgen.cli.source import read_paste
    from snippetgen.report import record
    from snippetgen.spec import spec, spec_text

    reading = read_chosen(read_paste(file, clipboard), nth)
    findings = [record(finding, reading.paste) for finding in check(reading)]
    data = spec(reading, show_secrets) | {"findings": findings}
    click.echo(spec_text(data))
