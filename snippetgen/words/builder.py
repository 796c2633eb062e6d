"""Builds one `Word` run by run; shared by the lexers of all dialects."""

from typing import Literal

from snippetgen.paste import Span
from snippetgen.words.word import Expansion, Piece, Quote, Word


class WordBuilder:
    """Collects decoded runs with their source; `build` gives the word.

    Neighbouring literal runs are merged, so that a word costs one piece per change of pace.
    """

    def __init__(self, text: str, start: int) -> None:
        self._paste = text
        self._start = start
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._quotes: list[Quote] = []
        self._expansions: list[Expansion] = []
        self._length = 0

    def literal(self, start: int, end: int) -> None:
        """Add the paste's own characters from `start` to `end`."""
        last = self._pieces[-1] if self._pieces else None
        if last and last.end == start and last.end - last.start == self._length - last.at:
            self._pieces[-1] = Piece(last.at, last.start, end)
        elif start < end:
            self._pieces.append(Piece(self._length, start, end))
        self._append(self._paste[start:end])

    def decoded(self, text: str, start: int, end: int) -> None:
        """Add `text`, which the characters from `start` to `end` stand for (an escape)."""
        if text:
            self._pieces.append(Piece(self._length, start, end))
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
    def text(self) -> str:
        """Give the decoded text so far."""
        return "".join(self._parts)

    def build(self, end: int) -> Word:
        """Give the word; `end` is where it ended in the paste."""
        return Word(
            "".join(self._parts),
            Span(self._start, end),
            tuple(self._pieces),
            tuple(self._quotes),
            tuple(self._expansions),
        )

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
