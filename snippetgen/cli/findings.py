"""What is wrong with a snippet, said before something is made of it."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from snippetgen.reading import Reading


def show_findings(reading: "Reading", verbose: bool) -> bool:
    """Write each finding to standard error in a line, notes only where `verbose`.

    Say whether an error is among them: a piece of the snippet is missing, then.
    """
    from snippetgen.checks import check
    from snippetgen.report import one_line

    findings = check(reading)
    for finding in findings:
        if verbose or finding.severity != "note":
            click.echo(one_line(finding, reading.paste), err=True)
    return any(finding.severity == "error" for finding in findings)
