"""Which findings a report shows, and how many of each kind there were.

In: `Judged` pastes. Out: findings, and the sentence that sums them up. It refuses to know how they
look.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from snippetgen.checks.rule import Finding
from snippetgen.judging.judge import Judged, Verdict

_SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether notes are shown, and what only follows from another finding."""

    notes: bool = False
    consequences: bool = False

    def of(self, verdict: Verdict) -> list[Finding]:
        """Give the findings of a command that are shown, causes first."""
        wanted = [one for one in verdict.findings if self.notes or one.severity != "note"]
        causes = {one.rule.code for one in wanted}
        return [one for one in wanted if self.consequences or one.because not in causes]


@dataclass(slots=True)
class Totals:
    """What was found and repaired so far, file by file."""

    commands: int = 0
    files: int = 0
    damaged: int = 0
    repaired: int = 0
    repairable: int = 0
    hidden: int = 0
    severities: Counter[str] = field(default_factory=Counter)

    def add(self, judged: Judged, shown: Shown, repaired: int, repairable: int) -> None:
        """Count a paste."""
        self.files += 1
        self.commands += sum(one.reading.command is not None for one in judged.verdicts)
        self.damaged += not judged.is_clean
        self.repaired += repaired
        self.repairable += repairable
        for verdict in judged.verdicts:
            found = shown.of(verdict)
            self.severities.update(one.severity for one in found)
            wrong = (one for one in verdict.findings if one.severity != "note")
            self.hidden += sum(one not in found for one in wrong)

    def sentence(self) -> str:
        """Say what was found: one line for a person."""
        checked = f"{_many(self.commands, 'command')} in {_many(self.files, 'file')}"
        kinds = [_many(self.severities[one], one) for one in _SEVERITIES if self.severities[one]]
        found = f"Found {_listed(kinds)} in {checked}." if kinds else f"Nothing is wrong: {checked}."
        return " ".join([*self._repairs(), found, *self._more()])

    def _repairs(self) -> Iterable[str]:
        if self.repaired:
            yield f"Repaired {_many(self.repaired, 'finding')}."

    def _more(self) -> Iterable[str]:
        if self.repairable:
            yield f"--fix repairs {self.repairable}."
        if self.hidden:
            yield f"{self.hidden} more only follow: --all shows them."


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
