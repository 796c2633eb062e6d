"""A paste judged: every command that it holds, with what was found in it.

In: a `Paste` and the rules to look for. Out: `Judged`. Reports, repairs and exit statuses begin
here; it refuses to know how they look.
"""

from collections.abc import Iterator

from msgspec import Struct

from snippetgen.checks import check
from snippetgen.checks.rule import Finding, Rule
from snippetgen.find import find_commands
from snippetgen.judging.choosing import fits
from snippetgen.judging.ignoring import ignored
from snippetgen.paste import Paste
from snippetgen.reading import Reading, read_start


class Verdict(Struct, frozen=True):
    """One command, and its findings in the order of `check`."""

    reading: Reading
    findings: tuple[Finding, ...]


class Judged(Struct, frozen=True):
    """A paste and the verdicts on its commands, in order."""

    paste: Paste
    verdicts: tuple[Verdict, ...]

    @property
    def findings(self) -> Iterator[Finding]:
        """Give all findings, command by command."""
        return (finding for verdict in self.verdicts for finding in verdict.findings)

    @property
    def is_clean(self) -> bool:
        """Say whether nothing is wrong: notes alone are nothing."""
        return all(finding.severity == "note" for finding in self.findings)


def judge(paste: Paste, rules: tuple[Rule, ...], *, needs_command: bool = False) -> Judged:
    """Judge every command of a paste.

    Where it holds none, that is a flaw of its own only if it `needs_command`.
    """
    starts = find_commands(paste)
    readings = [read_start(paste, starts, start) for start in starts]
    if not readings and needs_command:
        readings = [Reading(paste, ())]
    return Judged(paste, tuple(Verdict(one, _wanted(one, rules)) for one in readings))


def _wanted(reading: Reading, rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """Give the findings that no comment lets pass, and that follow from none that one does."""
    findings = check(reading, rules)
    names = ignored(reading) if findings else frozenset()
    passed = {one.rule.code for one in findings if any(fits(one.rule, name) for name in names)}
    following = set(passed)
    while more := {one.rule.code for one in findings if one.because in following} - following:
        following |= more
    return tuple(
        one for one in findings if one.rule.code not in passed and one.because not in following
    )
