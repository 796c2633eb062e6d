"""Where the characters of a decoded text came from, run by run.

In: runs of characters with their source. Out: the run that a character belongs to, and parts of
the whole. It refuses to know the text. Three machine integers a run, for a long body with an escape
every few characters has millions of runs.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct


class Piece(Struct, frozen=True, gc=False):
    """A run of decoded characters that begins at `at` and came from `start` to `end` of the paste.

    Where both have the same length, character by character; else the whole run from the whole span.
    A piece reaches to the next one's `at`, the last to the word's end.
    """

    at: int
    start: int
    end: int


class Pieces:
    """A sequence of `Piece` in the order of `at`; it grows only while a word is being built."""

    __slots__ = ("_flat", "_ordered")

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self._flat = array("I")
        self._ordered: bool | None = None
        for piece in pieces:
            self.add(piece.at, piece.start, piece.end)

    def __len__(self) -> int:
        return len(self._flat) // 3

    def __getitem__(self, number: int) -> Piece:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return Piece(*self._flat[3 * number : 3 * number + 3])

    def __iter__(self) -> Iterator[Piece]:
        return (self[number] for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Pieces):
            return self._flat == other._flat
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def add(self, at: int, start: int, end: int) -> None:
        """Add a piece behind the others."""
        self._ordered = None
        self._flat.extend((at, start, end))

    def stretch(self, length: int, start: int, end: int) -> bool:
        """Let the last piece of a text of `length` go on to `end`, if it runs up to `start`.

        False where it does not, or does not go character by character.
        """
        flat = self._flat
        if not flat or flat[-1] != start or flat[-1] - flat[-2] != length - flat[-3]:
            return False
        flat[-1] = end
        return True

    def extend(self, pieces: "Pieces", shift: int) -> None:
        """Add the pieces of another text, which begins `shift` characters further on."""
        begun, self._ordered = len(self._flat), None
        self._flat.extend(pieces._flat)
        if shift:
            for place in range(begun, len(self._flat), 3):
                self._flat[place] += shift

    def begin(self, whole: int) -> int | None:
        """Give where a text of `whole` characters begins in the paste, None unless it is one run.

        One that goes character by character, that is: the text stands in the paste as it is.
        """
        flat = self._flat
        if len(flat) != 3 or flat[0] or flat[2] - flat[1] != whole:
            return None
        return flat[1]

    def number(self, index: int) -> int:
        """Give the number of the piece that holds character `index`; -1 where none does."""
        return bisect_right(range(len(self)), index, key=lambda one: self._flat[3 * one]) - 1

    def first_from(self, offset: int) -> int | None:
        """Give the number of the first piece that came from `offset` of the paste."""
        if not self._is_ordered():
            return next(self._holding(offset), None)
        number = bisect_right(range(len(self)), offset, key=lambda one: self._flat[3 * one + 2])
        return number if number < len(self) and self._flat[3 * number + 1] <= offset else None

    def last_from(self, offset: int) -> int | None:
        """Give the number of the last piece that came from `offset` of the paste."""
        if not self._is_ordered():
            return max(self._holding(offset), default=None)
        number = bisect_right(range(len(self)), offset, key=lambda one: self._flat[3 * one + 1]) - 1
        return number if number >= 0 and offset < self._flat[3 * number + 2] else None

    def _holding(self, offset: int) -> Iterator[int]:
        for number in range(len(self)):
            if self._flat[3 * number + 1] <= offset < self._flat[3 * number + 2]:
                yield number

    def _is_ordered(self) -> bool:
        """Say whether the sources stand in the paste's order, as they do but in joined words."""
        if self._ordered is None:
            starts, ends = self._flat[1::3], self._flat[2::3]
            self._ordered = all(one <= two for one, two in pairwise(starts)) and all(
                one <= two for one, two in pairwise(ends)
            )
        return self._ordered

    def length(self, number: int, whole: int) -> int:
        """Give the decoded length of a piece of a text of `whole` characters."""
        place = 3 * number
        after = self._flat[place + 3] if place + 3 < len(self._flat) else whole
        return after - self._flat[place]

    def between(self, low: int, high: int, whole: int) -> "Pieces":
        """Give the pieces of the part from `low` to `high` of a text of `whole` characters."""
        first, last = max(0, self.number(low)), self.number(high - 1)
        part = Pieces()
        for number in range(first, last + 1) if low < high else ():
            at, start, end = self._flat[3 * number : 3 * number + 3]
            length, begin = self.length(number, whole), max(at, low)
            kept = min(high, at + length) - begin
            if end - start == length:
                part.add(begin - low, start + begin - at, start + begin - at + kept)
                continue
            part.add(begin - low, start, end)
            if kept == end - start > 1:
                part.add(begin - low + 1, start, end)  # else it would go character by character
        return part
