"""Which rules are looked for.

In: codes, names and families as a person writes them. Out: rules. It refuses to know where they
were written.
"""

from collections.abc import Iterable

from snippetgen.checks import ON_REQUEST, RULES
from snippetgen.checks.rule import Rule, Rules
from snippetgen.errors import UnknownRule
from snippetgen.patterns import regex

_FAMILY = regex(r"SG\d{0,3}")


def chosen(
    select: Iterable[str] = (), ignore: Iterable[str] = (), *, tracked: bool = False
) -> Rules:
    """Give the rules that are selected, all where nothing is, without those that are ignored.

    `tracked` adds those for a file that git tracks. Raises `UnknownRule` for what fits no rule.
    """
    known = (*RULES, *ON_REQUEST) if tracked else RULES
    selected = {rule.code for name in select for rule in named(name)}
    ignored = {rule.code for name in ignore for rule in named(name)}
    return Rules(
        rule
        for rule in known
        if rule.code not in ignored and (not selected or rule.code in selected)
    )


def named(name: str) -> list[Rule]:
    """Give the rules of a name (`cut-url`), a code (`SG211`) or a family (`SG2`, `SG2xx`).

    Raises `UnknownRule` with the nearest name where there is none.
    """
    found = [rule for rule in (*RULES, *ON_REQUEST) if fits(rule, name)]
    if not found:
        raise UnknownRule(_unknown(name))
    return found


def fits(rule: Rule, name: str) -> bool:
    """Say whether a name, a code or a family means this rule."""
    code = name.upper().rstrip("X")
    return rule.name == name.lower() or bool(_FAMILY.fullmatch(code) and rule.code.startswith(code))


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    spelled = [text for rule in (*RULES, *ON_REQUEST) for text in (rule.code, rule.name)]
    near = get_close_matches(name.upper(), spelled, 1) or get_close_matches(name, spelled, 1)
    hint = f"Did you mean {near[0]}?" if near else "`snippetgen explain` lists all."
    return f"no rule is called {name!r}. {hint}"
