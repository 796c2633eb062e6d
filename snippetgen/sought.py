"""Many texts sought in many others.

In: texts, and one to look in. Out: those of them that it may hold, or where they stand in it. No
pattern is made of them: `re` would keep it, and what is sought are secrets.
"""

from bisect import insort
from collections.abc import Iterable, Iterator

_FEW = 8  # are sought one by one as fast
_HEAD = 8  # characters by which many are told apart


class Sought:
    """Texts to be sought, by how each begins: the time is that of the text looked in."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(dict.fromkeys(texts))
        self._by_head: dict[int, dict[str, list[str]]] = {}
        for text in self._texts if len(self._texts) > _FEW else ():
            head = text[:_HEAD]
            self._by_head.setdefault(len(head), {}).setdefault(head, []).append(text)

    def standing_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Give where they stand in a text: the leftmost first, there the longest; none overlap."""
        if len(self._texts) <= _FEW:
            yield from _one_by_one(self._texts, text)
            return
        end = 0
        for at in range(len(text)):
            longest = self._longest_at(at, text) if at >= end else ""
            if longest:
                end = at + len(longest)
                yield at, longest

    def _longest_at(self, at: int, text: str) -> str:
        longest = ""
        for size, by_head in self._by_head.items():
            for one in by_head.get(text[at : at + size], ()):
                if len(one) > len(longest) and text.startswith(one, at):
                    longest = one
        return longest

    def near(self, text: str) -> list[str]:
        """Give those that a text may hold: all that begin anywhere in it, where they are many."""
        if len(self._texts) <= _FEW:
            return self._texts
        found: dict[str, None] = {}
        for size, by_head in self._by_head.items():
            heads = (text[at : at + size] for at in range(len(text) - size + 1))
            for head in by_head.keys() & heads:
                found.update(dict.fromkeys(by_head[head]))
        return list(found)


def _one_by_one(texts: Iterable[str], text: str) -> Iterator[tuple[int, str]]:
    """Give what `standing_in` does of a few: each is sought from start to end once."""
    found = ((text.find(one), one) for one in texts)
    ahead = sorted((-at, len(one), one) for at, one in found if at >= 0)  # the next is the last
    end = 0
    while ahead:
        back, size, sought = ahead.pop()
        if -back >= end:
            end = size - back
            yield -back, sought
        again = text.find(sought, end)
        if again >= 0:
            insort(ahead, (-again, size, sought))
