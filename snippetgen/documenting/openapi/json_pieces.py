"""The samples of operations put into a description that is JSON.

In: its text, and the entries of each operation. Out: pieces of text by the place that they are for;
nothing else changes. It refuses to read anything but the places.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from snippetgen.documenting.openapi.code_samples import KEY
from snippetgen.documenting.openapi.operations import Operation
from snippetgen.json_text import Node, member, read_json
from snippetgen.paste import Span
from snippetgen.patterns import regex

_MARGIN = regex(r"[ \t]*+")
_FIRST = regex(r"\s*+\{\r?\n(?P<unit>[ \t]++)")


def json_pieces(text: str, changes: Mapping[Operation, list[object]]) -> Iterator[tuple[Span, str]]:
    """Give what is written where; every operation must stand in the text."""
    root = read_json(text).root
    for operation, samples in changes.items():
        node = _below(_below(_below(root, "paths"), operation.path), operation.method)
        yield _piece(text, node, samples)


def _below(node: Node | None, name: str) -> Node:
    found = member(node, name) if node else None
    if found is None:
        raise LookupError(name)
    return found.value


def _piece(text: str, node: Node, samples: list[object]) -> tuple[Span, str]:
    first = _FIRST.match(text)
    margin = _margin(text, node)
    breaks = f"\n{margin}" if first else ""
    data = _dumped(samples, first["unit"] if first else None, text).replace("\n", breaks)
    standing = member(node, KEY)
    if standing:
        return Span(standing.value.start, standing.value.end), _in_ends_of(text, data)
    named = f'"{KEY}": {data}' if first else f'"{KEY}":{data}'
    if not node.members:
        return Span(node.start, node.end), f"{{{named}}}"
    end = node.members[-1].value.end
    return Span(end, end), _in_ends_of(text, f",{breaks}{named}")


def _margin(text: str, node: Node) -> str:
    """Give the blanks before the first member of an object."""
    at = node.members[0].name.start if node.members else node.start
    found = _MARGIN.match(text, text.rfind("\n", 0, at) + 1)
    return found[0] if found else ""


def _dumped(samples: list[object], unit: str | None, text: str) -> str:
    shape: dict[str, Any] = {"indent": unit} if unit else {"separators": (",", ":")}
    return json.dumps(samples, ensure_ascii=text.isascii(), **shape)


def _in_ends_of(text: str, piece: str) -> str:
    return piece.replace("\n", "\r\n") if "\r\n" in text else piece
