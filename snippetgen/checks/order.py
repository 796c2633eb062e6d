"""Causes before consequences.

In: the findings of one reading. Out: the same, each consequence with the code of its cause, in the
order in which a person should read them: causes first, the worst of them first, then as they stand
in the text.
"""

from collections.abc import Iterable
from dataclasses import replace

from snippetgen.checks.rule import Finding

_RANKS = {"error": 0, "warning": 1, "note": 2}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Fill in `because` and sort."""
    found = list(findings)
    named = [replace(one, because=_cause(one, found)) for one in found]
    return sorted(named, key=lambda one: (one.because is not None, _rank(one), one.span.start))


def _rank(finding: Finding) -> int:
    return _RANKS[finding.severity]


def _cause(finding: Finding, others: list[Finding]) -> str | None:
    """Give the first of the codes that explain a finding and stand where they can."""
    rule = finding.rule
    related = {
        other.rule.code
        for other in others
        if other.rule.code in rule.after and (rule.anywhere or _touch(finding, other))
    }
    return next((code for code in rule.after if code in related), None)


def _touch(one: Finding, other: Finding) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end
