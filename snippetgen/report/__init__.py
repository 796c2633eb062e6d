"""Findings as text and as data. A report never shows a secret."""

from typing import Any

from snippetgen.checks.rule import Finding
from snippetgen.paste import Paste
from snippetgen.report.visible import visible


def one_line(finding: Finding, paste: Paste) -> str:
    """Give a finding in one line: place, severity, code, name, message."""
    rule = finding.rule
    said = f"{finding.severity} {rule.code} {rule.name}: {finding.message}"
    return visible(f"{place(finding, paste)}: {said}")


def place(finding: Finding, paste: Paste) -> str:
    """Give where a finding is: file, line and column."""
    line, column = paste.position(finding.span.start)
    return f"{paste.name}:{line}:{column}"


def record(finding: Finding, paste: Paste) -> dict[str, Any]:
    """Give a finding as plain data that JSON can hold."""
    line, column = paste.position(finding.span.start)
    end_line, end_column = paste.position(finding.span.end)
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity,
        "message": finding.message,
        "file": paste.name,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": finding.span.start,
        "end": finding.span.end,
        "edits": [
            {"start": edit.span.start, "end": edit.span.end, "text": edit.text}
            for edit in finding.edits
        ],
        "because": finding.because,
    }
