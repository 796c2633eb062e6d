"""Builds one `Word` run by run; shared by the lexers of all dialects."""

from io import StringIO
from typing import Literal

from snippetgen.paste import Span
from snippetgen.words.pieces import Pieces
from snippetgen.words.word import Expansion, Quote, Word


class WordBuilder:
    """Collects decoded runs with their source; `build` gives the word, and ends the building.

    Neighbouring literal runs are merged, so that a word costs one piece per change of pace.
    """

    def __init__(self, text: str, start: int) -> None:
        self._paste = text
        self._start = start
        self._decoded = StringIO(newline="")
        self._pieces = Pieces()
        self._quotes: list[Quote] = []
        self._expansions: list[Expansion] = []
        self._length = 0

    def literal(self, start: int, end: int) -> None:
        """Add the paste's own characters from `start` to `end`; nothing where it ends first."""
        if start >= end:
            return
        if not self._pieces.stretch(self._length, start, end):
            self._pieces.add(self._length, start, end)
        self._append(self._paste[start:end])

    def decoded(self, text: str, start: int, end: int) -> None:
        """Add `text`, which the characters from `start` to `end` stand for (an escape)."""
        if text:
            self._pieces.add(self._length, start, end)
            self._append(text)

    def expansion(self, kind: Literal["variable", "command"], name: str, span: Span) -> None:
        """Add an expansion, spelled in the word as it stands in the paste."""
        start = self._length
        self.literal(span.start, span.end)
        self._expansions.append(Expansion(kind, name, start, self._length))

    def quote(self, mark: str, opened: int, closed: int | None) -> None:
        """Record a quote: its opening mark, where it opened and, if it did, where it closed."""
        self._quotes.append(Quote(mark, opened, closed))

    @property
    def start(self) -> int:
        """Give where the word begins in the paste."""
        return self._start

    @property
    def is_empty(self) -> bool:
        """Say that nothing was added yet, not even a quote without text."""
        return not (self._length or self._quotes)

    @property
    def has_quotes(self) -> bool:
        """Say whether a quote was read, closed or not."""
        return bool(self._quotes)

    @property
    def text(self) -> str:
        """Give the decoded text so far."""
        return self._decoded.getvalue()

    def build(self, end: int) -> Word:
        """Give the word; `end` is where it ended in the paste."""
        return Word(
            self.text,
            Span(self._start, end),
            self._pieces.begin(self._length),
            tuple(self._quotes),
            tuple(self._expansions),
            self._pieces,
        )

    def _append(self, text: str) -> None:
        self._decoded.write(text)
        self._length += len(text)
