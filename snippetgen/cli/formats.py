"""The report of each `--format`, loaded only where it is asked for."""

import os
import sys
from collections.abc import Iterable
from typing import Literal, Protocol

from snippetgen.checks.rule import Rule
from snippetgen.judging.judge import Judged
from snippetgen.report.shown import Shown, Totals

Format = Literal["text", "json", "sarif", "github"]


class Report(Protocol):
    """What every report gives: text before the first file, for each, and behind the last."""

    def opening(self) -> str:
        """Give what stands before the first file."""

    def of(self, judged: Judged) -> str:
        """Give what is said of a file."""

    def closing(self, totals: Totals) -> str:
        """Give what stands behind the last file."""


def report_in(name: Format, shown: Shown, rules: Iterable[Rule], *, to_stderr: bool) -> Report:
    """Make the report of a format."""
    if name == "json":
        from snippetgen.report.records import JsonReport

        return JsonReport(shown)
    if name == "sarif":
        from snippetgen.report.sarif import SarifReport

        return SarifReport(shown, rules)
    if name == "github":
        from snippetgen.report.github import GithubReport

        return GithubReport(shown)
    from snippetgen.judging.repaired import repaired_command
    from snippetgen.report.text import TextReport

    stream = sys.stderr if to_stderr else sys.stdout
    is_coloured = stream.isatty() and not os.environ.get("NO_COLOR")
    return TextReport(shown, repaired_command, is_coloured=is_coloured)
