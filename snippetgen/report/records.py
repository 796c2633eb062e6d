"""The report for a program: a JSON list, one finding a line.

In: `Judged` pastes. Out: text that is one JSON array, written file by file. What follows from
another finding is in it, and says so under `because`.
"""

import json

from msgspec.structs import replace

from snippetgen.judging.judge import Judged
from snippetgen.report import record
from snippetgen.report.shown import Shown, Totals


class JsonReport:
    """Writes findings as one JSON list."""

    def __init__(self, shown: Shown) -> None:
        self._shown = replace(shown, consequences=True)
        self._separator = "\n"

    def opening(self) -> str:
        """Give what stands before the first file."""
        return "["

    def of(self, judged: Judged) -> str:
        """Give the findings of a file."""
        parts = []
        for verdict in judged.verdicts:
            for finding in self._shown.of(verdict):
                data = json.dumps(record(finding, judged.paste), ensure_ascii=False)
                parts.append(f"{self._separator}{data}")
                self._separator = ",\n"
        return "".join(parts)

    def closing(self, totals: Totals) -> str:
        """Give what stands behind the last file."""
        return "\n]\n"
