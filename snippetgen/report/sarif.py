"""The report for code scanning: SARIF 2.1.0 (OASIS, with errata 01).

In: `Judged` pastes. Out: one SARIF log, written file by file. Each rule carries its page, each
finding its place and, where it has a repair, the repair.
"""

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from snippetgen.checks.rule import Finding, Rule
from snippetgen.judging.judge import Judged
from snippetgen.paste import Paste, Span
from snippetgen.report.shown import Shown, Totals

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_REPAIRS = {"safe": "Write what was meant.", "unsafe": "Write what was probably meant."}


class SarifReport:
    """Writes findings as the results of one run."""

    def __init__(self, shown: Shown, rules: Iterable[Rule]) -> None:
        self._shown = shown
        self._rules = tuple(rules)
        self._numbers = {rule.code: number for number, rule in enumerate(self._rules)}
        self._separator = "\n"

    def opening(self) -> str:
        """Give what stands before the first file: the tool and its rules."""
        tool = {"driver": {**_version(), "rules": [_described(rule) for rule in self._rules]}}
        return (
            f'{{"$schema": {_json(_SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {_json(tool)}, '
            '"columnKind": "unicodeCodePoints", "results": ['
        )

    def of(self, judged: Judged) -> str:
        """Give the findings of a file."""
        parts = []
        for verdict in judged.verdicts:
            for finding in self._shown.of(verdict):
                parts.append(f"{self._separator}{_json(self._result(finding, judged.paste))}")
                self._separator = ",\n"
        return "".join(parts)

    def closing(self, totals: Totals) -> str:
        """Give what stands behind the last file."""
        return "\n]}]}\n"

    def _result(self, finding: Finding, paste: Paste) -> dict[str, Any]:
        file = {"uri": _uri(paste.name)}
        region = {**_region(finding.span, paste), **_characters(finding.span)}
        result: dict[str, Any] = {
            "ruleId": finding.rule.code,
            "ruleIndex": self._numbers[finding.rule.code],
            "level": finding.severity,
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        }
        if finding.edits and finding.applies in _REPAIRS:
            result["fixes"] = [_fix(finding, paste, file)]
        if finding.because:
            result["properties"] = {"because": finding.because}
        return result


def _version() -> dict[str, str]:
    from importlib.metadata import version

    return {"name": "snippetgen", "version": version("snippetgen")}


def _described(rule: Rule) -> dict[str, Any]:
    flaw, _, rest = rule.page.partition("\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": flaw},
        "fullDescription": {"text": rest.strip().partition("\n\n")[0].replace("\n", " ")},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": rule.severity},
    }


def _fix(finding: Finding, paste: Paste, file: dict[str, str]) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(edit.span, paste),
            "insertedContent": {"text": edit.text},
        }
        for edit in finding.edits
    ]
    return {
        "description": {"text": _REPAIRS[finding.applies]},
        "artifactChanges": [{"artifactLocation": file, "replacements": replacements}],
    }


def _region(span: Span, paste: Paste) -> dict[str, int]:
    line, column = paste.position(span.start)
    end_line, end_column = paste.position(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _characters(span: Span) -> dict[str, int]:
    return {"charOffset": span.start, "charLength": span.end - span.start}


def _uri(name: str) -> str:
    """Give the reference of a file as it was named (RFC 3986); a whole path is a `file:` URI."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)
