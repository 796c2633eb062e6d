"""Which findings a report shows, and how many of each kind there were.

In: `Judged` pastes. Out: findings, and the sentence that sums them up. It refuses to know how they
look.
"""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct, field

from snippetgen.checks.rule import Finding
from snippetgen.judging.judge import Judged, Verdict

_SEVERITIES = ("error", "warning", "note")


class Shown(Struct, frozen=True):
    """Whether notes are shown, and what only follows from another finding."""

    notes: bool = False
    consequences: bool = False

    def of(self, verdict: Verdict) -> list[Finding]:
        """Give the findings of a command that are shown, causes first."""
        wanted = [one for one in verdict.findings if self.notes or one.severity != "note"]
        causes = {one.rule.code for one in wanted}
        return [one for one in wanted if self.consequences or one.because not in causes]


class Totals(Struct):
    """What was found so far, file by file: how much of each kind, and how much is not shown.

    `damaged` counts files; `repaired` and `repairable` findings.
    """

    shown: Shown
    files: int = 0
    commands: int = 0
    damaged: int = 0
    repaired: int = 0
    repairable: int = 0
    hidden: int = 0
    severities: Counter[str] = field(default_factory=Counter)

    def add(self, judged: Judged, repairable: int) -> None:
        """Count a file."""
        self.files += 1
        self.commands += sum(one.reading.command is not None for one in judged.verdicts)
        self.damaged += not judged.is_clean
        self.repairable += repairable
        for verdict in judged.verdicts:
            found = self.shown.of(verdict)
            self.severities.update(one.severity for one in found)
            wrong = sum(one.severity != "note" for one in verdict.findings)
            self.hidden += wrong - sum(one.severity != "note" for one in found)

    def sentence(self) -> str:
        """Say what was found: one line for a person."""
        if not self.files:
            return "No file was checked."
        checked = f"{_many(self.commands, 'command')} in {_many(self.files, 'file')}"
        kinds = [_many(self.severities[one], one) for one in _SEVERITIES if self.severities[one]]
        found = f"Found {_listed(kinds)} in {checked}." if kinds else f"Nothing wrong in {checked}."
        return " ".join([*self._before(), found, *self._after()])

    def _before(self) -> Iterator[str]:
        if self.repaired:
            yield f"Repaired {_many(self.repaired, 'finding')}."

    def _after(self) -> Iterator[str]:
        if self.repairable:
            yield f"--fix repairs {self.repairable}."
        if self.hidden:
            yield f"--all shows {self.hidden} more that only follow from others."


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
