"""`snippetgen explain`: the page of a rule."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from snippetgen.checks.rule import Rule


@click.command("explain", epilog="Example: snippetgen explain SG204")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Print what a rule finds, how to tell, and how to repair it.

    RULE is a code (SG204), a name (unclosed-quote) or a family (SG2); without it, all are listed.
    """
    from snippetgen.checks import ON_REQUEST, RULES
    from snippetgen.judging.choosing import named

    if rule is None:
        click.echo("\n".join(map(_line, (*RULES, *ON_REQUEST))))
    else:
        click.echo("\n\n\n".join(map(_page, named(rule))))


def _line(rule: "Rule") -> str:
    return f"{rule.code}  {rule.severity:8}{rule.name:28}{_flaw(rule)}"


def _page(rule: "Rule") -> str:
    return f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.page}"


def _flaw(rule: "Rule") -> str:
    return rule.page.partition("\n")[0]
