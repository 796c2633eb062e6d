r"""The central type of reading: a decoded text that knows where each character came from.

A shell word, a part of one (a header's value, a query parameter) and several joined (the body of
three `-d`) are all a `Word`. Offsets *in* a word count its decoded characters; offsets in a `Span`
count the paste's.

A byte that is no UTF-8 (from `$'\xff'`) stands in the text as a lone surrogate U+DC80..U+DCFF, as
Python's `surrogateescape` has it; `to_bytes` gives it back.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.paste import Span
from snippetgen.words.pieces import Piece, Pieces

__all__ = ["Expansion", "Piece", "Quote", "Word", "join", "to_bytes", "verbatim"]


class Quote(Struct, frozen=True, gc=False):
    """A quote as it was written: its opening mark and place, and where it closed, if it did."""

    mark: str
    opened: int
    closed: int | None


class Expansion(Struct, frozen=True, gc=False):
    """What only a shell knows, standing in the decoded text as it was spelled (`$KEY`, `%KEY%`).

    `start` and `end` are offsets in the word; `name` is the variable's, empty for a command.
    """

    kind: Literal["variable", "command"]
    name: str
    start: int
    end: int


class Word(Struct, frozen=True, gc=False):
    """A decoded text with its span in the paste and the source of every character.

    `begin` is where the text begins in the paste, where it is known to stand there as it is; else
    the pieces say it. Without either, the whole text came from the whole span: character by
    character where both have the same length, as in a piece. What has neither quotes nor pieces
    is all that stands in its span.
    """

    text: str
    span: Span
    begin: int | None = None
    quotes: tuple[Quote, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    pieces: Pieces | tuple[Piece, ...] = ()

    def at(self, index: int) -> int:
        """Give the offset in the paste that decoded character `index` came from."""
        return self._source(index)[0]

    def source(self, start: int, end: int) -> Span:
        """Give the span in the paste of the decoded characters from `start` to `end`."""
        begin = self.begin
        if begin is not None:
            return Span(begin + start, begin + max(start, end))
        if start >= end:
            place = self.at(start) if start < len(self.text) else self._end()
            return Span(place, place)
        return Span(self.at(start), self._source(end - 1)[1])

    @property
    def content(self) -> Span:
        """Give the span of the decoded characters alone, without the quotes around them."""
        begin = self.begin
        if begin is not None:
            return Span(begin, begin + len(self.text))
        if self.text and not self.pieces and not self.quotes:
            return self.span
        return self.source(0, len(self.text))

    def part(self, start: int, end: int | None = None) -> "Word":
        """Give a part of the word as a word of its own; offsets as in a slice."""
        text = self.text
        size = len(text)
        if end is None:
            end = size
        if not 0 <= start <= end <= size:
            start, end, _ = slice(start, end).indices(size)
            end = max(start, end)
        begin = self.begin
        if begin is not None and not self.expansions:
            return self.verbatim_part(begin, start, end)
        expansions = tuple(self._expansions_between(start, end))
        if begin is not None:
            return replace(self.verbatim_part(begin, start, end), expansions=expansions)
        pieces, span = self._compact.between(start, end, size), self.source(start, end)
        begin = pieces.begin(end - start)
        return Word(text[start:end], span, begin, self.quotes, expansions, pieces)

    def verbatim_part(self, begin: int, start: int, end: int) -> "Word":
        """Give what `part` gives of a word without expansions that has a `begin`, handed in."""
        return verbatim(self.text[start:end], begin + start, self.quotes)

    def locate(self, span: Span) -> tuple[int, int] | None:
        """Give the range of the decoded characters that came from `span`, None where none did."""
        begin = self.begin
        if begin is not None:
            start, end = span.start - begin, span.end - begin
            return (start, end) if 0 <= start < end <= len(self.text) else None
        pieces = self._compact
        first, last = pieces.first_from(span.start), pieces.last_from(span.end - 1)
        if span.start >= span.end or first is None or last is None:
            return None
        return self._run(first, span.start)[0], self._run(last, span.end - 1)[1]

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> "Word":
        """Give the word with `(start, end, text)` ranges replaced; in order, not overlapping."""
        parts, last = [], 0
        for start, end, text in edits:
            span = self.source(start, end)
            # Pieces of one character first, so that none is taken to go character by character.
            count = 3 if len(text) - 1 == span.end - span.start else 2
            count = min(count, len(text)) if len(text) > 1 else 0
            pieces = tuple(Piece(at, span.start, span.end) for at in range(count))
            parts += [self.part(last, start), Word(text, span, pieces=pieces)]
            last = end
        return join([*parts, self.part(last)]) if parts else self.part(0)

    def _run(self, number: int, offset: int) -> tuple[int, int]:
        piece, length = self._compact[number], self._compact.length(number, len(self.text))
        if piece.end - piece.start != length:
            return piece.at, piece.at + length
        place = piece.at + offset - piece.start
        return place, place + 1

    def _end(self) -> int:
        return self._source(len(self.text) - 1)[1] if self.text else self.span.end

    def _give_pieces(self, pieces: Pieces, length: int) -> None:
        """Add the word's pieces to those of a text of `length` characters; one run may go on."""
        begin, count, span = self.begin, len(self.text), self.span
        if begin is None and self.pieces:
            pieces.extend(self._compact, length)
            return
        start, end = (span.start, span.end) if begin is None else (begin, begin + count)
        is_verbatim = end - start == count
        if count and not (is_verbatim and pieces.stretch(length, start, end)):
            pieces.add(length, start, end)

    def _source(self, index: int) -> tuple[int, int]:
        begin = self.begin
        if begin is not None:
            return begin + index, begin + index + 1
        pieces = self._compact
        number = pieces.number(index)
        if number < 0:
            return self.span.start, self.span.end
        piece = pieces[number]
        if piece.end - piece.start != pieces.length(number, len(self.text)):
            return piece.start, piece.end
        place = piece.start + index - piece.at
        return place, place + 1

    def _expansions_between(self, start: int, end: int) -> Iterable[Expansion]:
        first = bisect_left(self.expansions, start, key=lambda expansion: expansion.start)
        for number in range(first, len(self.expansions)):
            expansion = self.expansions[number]
            if expansion.end > end:
                return
            yield replace(expansion, start=expansion.start - start, end=expansion.end - start)

    @property
    def _compact(self) -> Pieces:
        pieces, span = self.pieces, self.span
        if isinstance(pieces, Pieces):
            return pieces
        if not pieces and span.end - span.start == len(self.text):
            pieces = (Piece(0, span.start, span.end),)
        return Pieces(pieces)


def verbatim(text: str, begin: int, quotes: tuple[Quote, ...] = ()) -> Word:
    """Give the word of a text that stands in the paste as it is, from `begin` on."""
    return Word(text, Span(begin, begin + len(text)), begin, quotes)


def join(words: Iterable[Word], separator: str = "") -> Word:
    """Join words into one; the separator's characters come from where the word before ended."""
    texts: list[str] = []
    pieces = Pieces()
    quotes: dict[Quote, None] = {}
    expansions: list[Expansion] = []
    latest: tuple[Quote, ...] = ()
    span: Span | None = None
    last_end = length = 0
    for word in words:
        if span and separator:
            pieces.add(length, last_end, last_end)
            texts.append(separator)
            length += len(separator)
        word._give_pieces(pieces, length)
        if word.expansions:
            expansions += [
                replace(e, start=e.start + length, end=e.end + length) for e in word.expansions
            ]
        if word.quotes and word.quotes is not latest:  # parts of one word share theirs
            latest = word.quotes
            quotes.update(dict.fromkeys(latest))
        texts.append(word.text)
        span = _around(span, word.span)
        last_end = word.span.end
        length += len(word.text)
    begin = pieces.begin(length)
    text = "".join(texts)
    return Word(text, span or Span(0, 0), begin, tuple(quotes), tuple(expansions), pieces)


def _around(span: Span | None, other: Span) -> Span:
    if span is None:
        return other
    return Span(min(span.start, other.start), max(span.end, other.end))


def to_bytes(text: str) -> bytes:
    """Give the bytes that a program would be handed for this text.

    U+DC80..U+DCFF become the bytes they stand for; other lone surrogates, which no file can hold,
    are written as UTF-8 would write them.
    """
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return b"".join(_lone_to_bytes(char) for char in text)


def _lone_to_bytes(char: str) -> bytes:
    is_byte = "\udc80" <= char <= "\udcff"
    return char.encode("utf-8", "surrogateescape" if is_byte else "surrogatepass")
