"""A progress bar on standard error, where a person waits for longer than a second."""

import math
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_PATIENCE = 1.0
_CLEARED = "\r\033[K\033[?25h"  # the bar hides the cursor, too


class Progress:
    """Counts steps; shows them once a second is over and standard error is a terminal."""

    def __init__(self, label: str = "Checking") -> None:
        self._label = label
        self._bar: ProgressBar[int] | None = None
        self._done = self._steps = 0
        self._shown_from = math.inf

    @contextmanager
    def over(self, steps: int) -> Iterator[None]:
        """Count so many steps; the bar is gone afterwards."""
        self._steps = steps
        if sys.stderr.isatty():
            self._shown_from = time.monotonic() + _PATIENCE
        try:
            yield
        finally:
            self.clear()
            self._bar = None

    def step(self) -> None:
        """Count one step."""
        self._done += 1
        if self._bar:
            self._bar.update(1)
        elif time.monotonic() > self._shown_from:
            self._bar = click.progressbar(length=self._steps, label=self._label, file=sys.stderr)
            self._bar.update(self._done)

    def clear(self) -> None:
        """Take the bar off its line, for something else to be written there."""
        if self._bar:
            click.echo(_CLEARED, err=True, nl=False, color=True)
