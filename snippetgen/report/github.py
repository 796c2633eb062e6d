"""The report for GitHub Actions: a workflow command a finding, shown beside the changed lines.

In: `Judged` pastes. Out: lines that the runner understands, escaped as its toolkit escapes them
(actions/toolkit, packages/core/src/command.ts).
"""

from snippetgen.checks.rule import Finding
from snippetgen.judging.judge import Judged
from snippetgen.paste import Paste
from snippetgen.report.shown import Shown, Totals

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


class GithubReport:
    """Writes findings as annotations."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def opening(self) -> str:
        """Give what stands before the first file."""
        return ""

    def of(self, judged: Judged) -> str:
        """Give the findings of a file."""
        return "".join(
            f"{_annotation(finding, judged.paste)}\n"
            for verdict in judged.verdicts
            for finding in self._shown.of(verdict)
        )

    def closing(self, totals: Totals) -> str:
        """Give what stands behind the last file: the summary, as a plain line of the log."""
        return f"{totals.sentence()}\n"


def _annotation(finding: Finding, paste: Paste) -> str:
    line, column = paste.position(finding.span.start)
    end_line, end_column = paste.position(finding.span.end)
    properties = {"file": paste.name, "line": line, "endLine": end_line, "col": column}
    if end_line == line and end_column > column:  # the runner takes no columns of two lines
        properties["endColumn"] = end_column
    properties["title"] = f"{finding.rule.code} {finding.rule.name}"
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{finding.message.translate(_IN_MESSAGE)}"


def _property(value: object) -> str:
    return str(value).translate(_IN_PROPERTY)
