"""Which known name a misspelt one was meant to be.

In: a text and the names that are known. Out: the nearest of them, or None. Near is one slip of the
fingers: a character lost, doubled, changed, or two exchanged.
"""

from collections.abc import Iterable


def nearest(text: str, names: Iterable[str]) -> str | None:
    """Give the first name that is one slip away from the text; letters' case is none."""
    folded = text.lower()
    return next((name for name in names if is_one_slip(folded, name.lower())), None)


def is_one_slip(text: str, name: str) -> bool:
    """Say whether two different texts differ by one character or by two exchanged ones."""
    if text == name or abs(len(text) - len(name)) > 1:
        return False
    start = _common(text, name)
    end = min(_common(text[::-1], name[::-1]), len(text) - start, len(name) - start)
    left, right = text[start : len(text) - end], name[start : len(name) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _common(text: str, name: str) -> int:
    pairs = zip(text, name, strict=False)
    differ = (place for place, (one, other) in enumerate(pairs) if one != other)
    return next(differ, min(len(text), len(name)))
