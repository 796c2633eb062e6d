"""What a run of `docs` tells a person, and the exit status that comes of it."""

from collections import Counter
from collections.abc import Iterable

import click

from snippetgen.cli.progress import Progress
from snippetgen.judging.judge import Judged, Verdict
from snippetgen.paste import Paste
from snippetgen.report.visible import visible

_STATES = ("written", "stale", "up to date", "refused")


class Account:
    """Counts what became of each thing, and writes lines about it beside the progress bar."""

    def __init__(self, label: str) -> None:
        self.progress = Progress(label)
        self._has_failed = False
        self._totals: Counter[str] = Counter()

    @property
    def status(self) -> int:
        """Give the exit status: 2 where something failed, 1 where something is wrong, else 0."""
        is_wrong = self._totals["refused"] or self._totals["stale"]
        return 2 if self._has_failed else int(bool(is_wrong))

    @property
    def has_failed(self) -> bool:
        """Say whether something could not be read or written."""
        return self._has_failed

    @property
    def said(self) -> str:
        """Give all that was counted in words, "" where nothing was."""
        return ", ".join(f"{self._totals[one]:,} {one}" for one in _STATES if self._totals[one])

    def count(self, state: str, number: int = 1) -> None:
        """Count things that are in a state."""
        self._totals[state] += number

    def tell(self, lines: Iterable[str]) -> None:
        """Write lines on standard error."""
        for line in lines:
            self.progress.clear()
            click.echo(visible(line), err=True)

    def refuse(self, lines: Iterable[str]) -> None:
        """Tell of things that are refused, a line for each."""
        lines = list(lines)
        self.count("refused", len(lines))
        self.tell(lines)

    def fail(self, message: str) -> None:
        """Tell that something could not be read or written."""
        self._has_failed = True
        self.tell([f"snippetgen: {message}"])

    def show_difference(self, before: Paste, text: str) -> None:
        """Write on standard output what would change."""
        from snippetgen.report.difference import difference

        self.progress.clear()
        for line in difference(_read(before), _read(Paste(text, before.name))):
            click.echo(line)


def _read(paste: Paste) -> Judged:
    """Give a paste with its commands read, for their secrets to be masked; nothing is judged."""
    from snippetgen.reading import read_all

    return Judged(paste, tuple(Verdict(one, ()) for one in read_all(paste)))
