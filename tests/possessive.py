"""Whether a pattern matches alike in Python 3.11.0 to 3.11.4, whose possessive groups are broken.

There, a step of such a group that fails after a repeat, a choice or a look around within it may
leave the place moved (CPython gh-106052, mended in 3.11.5). Debian 12 has Python 3.11.2.
"""

from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Item = tuple[Any, Any]
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_ONE_CHARACTER = (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY, op.AT)


def broken_groups(pattern: str, flags: int = 0) -> int:
    """Count the possessive and atomic groups of a pattern that an old Python may read wrongly."""
    bodies = (body for body in _possessive(parser.parse(pattern, flags)))
    return sum(not _is_safe(body) for body in bodies)


def _possessive(items: Any) -> Iterator[Any]:
    for kind, value in items:
        if kind is op.POSSESSIVE_REPEAT:
            yield value[2]
        elif kind is op.ATOMIC_GROUP:
            yield value
        for child in _children(kind, value):
            yield from _possessive(child)


def _children(kind: Any, value: Any) -> list[Any]:
    if kind in _REPEATS:
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.GROUPREF_EXISTS:
        return [one for one in value[1:] if one is not None]
    return []


def _is_safe(body: Any) -> bool:
    """Say whether a step of a group can fail only where nothing but characters was looked at."""
    items = list(_flat(body))
    if len(items) == 1 and items[0][0] is op.BRANCH:
        return all(map(_is_safe, items[0][1][1]))
    *before, last = items
    return all(kind in _ONE_CHARACTER for kind, _ in before) and _ends_safely(*last)


def _ends_safely(kind: Any, value: Any) -> bool:
    of_one = kind in _REPEATS and len(value[2]) == 1 and value[2][0][0] in _ONE_CHARACTER
    return kind in _ONE_CHARACTER or (of_one and value[0] == 0)


def _flat(items: Any) -> Iterator[Item]:
    for kind, value in items:
        if kind is op.SUBPATTERN:
            yield from _flat(value[3])
        else:
            yield kind, value
