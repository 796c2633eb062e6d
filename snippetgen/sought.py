"""Many texts sought in many others.

In: texts, and one to look in. Out: those of them that it may hold. No pattern is made of them: `re`
would keep it, and what is sought are secrets.
"""

from collections.abc import Iterable

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
