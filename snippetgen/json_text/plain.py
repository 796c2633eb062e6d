"""A JSON node as plain Python values, as `parse` prints it.

In: a `Node`. Out: dicts, lists, strings, numbers, booleans and None; never a recursion.
"""

from collections.abc import Iterator
from typing import TypeAlias

from snippetgen.json_text.nodes import Node

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"

_DEEPEST = 50
_LONGEST_NUMBER = 4000
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def plain(node: Node) -> Plain:
    """Give a node as plain values; None where it is nested deeper than 50.

    Of repeated keys the last stays. A number that a Python int or float would give back with
    another value stays a string, in its own spelling.
    """
    top: list[Plain] = []
    waiting: list[tuple[Node, dict[str, Plain] | list[Plain], str, int]] = [(node, top, "", 0)]
    while waiting:
        node, within, name, depth = waiting.pop()
        value = _own(node)
        if isinstance(within, dict):
            within[name] = value
        else:
            within.append(value)
        if isinstance(value, dict | list):
            if depth == _DEEPEST:
                return None
            below = [(child, value, key, depth + 1) for key, child in _children(node)]
            waiting.extend(reversed(below))
    return top[0]


def _children(node: Node) -> Iterator[tuple[str, Node]]:
    yield from ((member.name.text, member.value) for member in node.members)
    yield from (("", item) for item in node.items)


def _own(node: Node) -> Plain:
    """Give a node's own value, containers empty."""
    if node.kind == "object":
        return {}
    if node.kind == "array":
        return []
    if node.kind == "string":
        return node.text
    return _number(node.text) if node.kind == "number" else _WORDS[node.kind]


def _number(spelling: str) -> int | float | str:
    if len(spelling) > _LONGEST_NUMBER or spelling.endswith(("NaN", "Infinity")):
        return spelling
    if spelling.lstrip("+-").isdecimal():
        return int(spelling)
    number = float(spelling)
    return number if _is_exact(number, spelling) else spelling


def _is_exact(number: float, spelling: str) -> bool:
    """Say whether the float, printed, has the value that is spelled."""
    from decimal import Decimal, InvalidOperation

    try:
        return Decimal(repr(number)) == Decimal(spelling)
    except InvalidOperation:  # an exponent of more digits than a Decimal holds
        return False
