"""The report for a person: each finding with its line and carets, and the repaired command.

In: `Judged` pastes. Out: text for a terminal, in colour or without.
"""

from collections.abc import Callable, Iterator

from snippetgen.checks.rule import Finding
from snippetgen.judging.judge import Judged, Verdict
from snippetgen.report import place
from snippetgen.report.excerpt import excerpt
from snippetgen.report.masking import Masking, holds_key
from snippetgen.report.shown import Shown, Totals
from snippetgen.report.visible import visible

_COLOURS = {"error": "1;31", "warning": "1;33", "note": "1;36"}
_BOLD, _GREEN, _FAINT = "1", "32", "2"


class TextReport:
    """Writes findings for a person; `repaired` gives the line to copy for a command, if any."""

    def __init__(
        self, shown: Shown, repaired: Callable[[Verdict], str | None], *, is_coloured: bool
    ) -> None:
        self._shown = shown
        self._repaired = repaired
        self._is_coloured = is_coloured

    def opening(self) -> str:
        """Give what stands before the first file."""
        return ""

    def of(self, judged: Judged) -> str:
        """Give the findings of a file."""
        masking: Masking | None = None
        parts: list[str] = []
        for verdict in judged.verdicts:
            found = self._shown.of(verdict)
            if found and masking is None:
                masking = Masking(judged.paste, (one.reading for one in judged.verdicts))
            if found and masking:
                parts += (self._finding(one, judged, masking) for one in found)
                parts += self._copy(verdict, found)
        return "".join(parts)

    def closing(self, totals: Totals) -> str:
        """Give what stands behind the last file: the summary."""
        colour = _COLOURS["error"] if totals.damaged else _GREEN
        return self._painted(totals.sentence(), colour) + "\n"

    def _finding(self, finding: Finding, judged: Judged, masking: Masking) -> str:
        colour = _COLOURS[finding.severity]
        paste, rule = judged.paste, finding.rule
        head = self._painted(visible(place(finding, paste)), _BOLD)
        kind = self._painted(f"{finding.severity} {rule.code}", colour)
        text, carets = excerpt(paste, masking, finding.span)
        number = str(paste.position(finding.span.start)[0])
        bar = self._painted("|", _FAINT)
        return (
            f"{head}: {kind} {rule.name}: {visible(finding.message)}\n"
            f"{self._painted(number, _FAINT)} {bar} {text}\n"
            f"{' ' * len(number)} {bar} {self._painted(carets, colour)}\n"
            f"{self._cause(finding)}\n"
        )

    def _cause(self, finding: Finding) -> str:
        return f"  It follows from {finding.because}.\n" if finding.because else ""

    def _copy(self, verdict: Verdict, found: list[Finding]) -> Iterator[str]:
        command = self._repaired(verdict)
        if command and not holds_key(command):  # under a name that damage changed
            left = [f"{one.rule.code} {one.rule.name}" for one in found if _stays(one)]
            but = f", but for {', '.join(dict.fromkeys(left))}" if left else ""
            yield self._painted(f"Repaired{but}, to copy:", _GREEN) + f"\n{command}\n\n"

    def _painted(self, text: str, colour: str) -> str:
        return f"\033[{colour}m{text}\033[0m" if self._is_coloured and text else text


def _stays(finding: Finding) -> bool:
    return finding.applies != "safe" and finding.severity != "note"
