"""The samples of operations put into a description that is YAML.

In: its text, and the entries of each operation. Out: pieces of text by the place that they are for;
nothing else changes, so comments, order, quotes and indentation stay as they are. The places are
those of ruamel.yaml's nodes.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from snippetgen.call.encodings import json_quoted
from snippetgen.documenting.openapi.code_samples import KEY
from snippetgen.documenting.openapi.operations import Operation
from snippetgen.errors import BadDescription
from snippetgen.paste import Span
from snippetgen.patterns import regex

_PLAIN = regex(r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[a-z][\w+./-]*+(?: [\w+./-]++)*", re.I)
# What YAML 1.2.2, 5.1 lets stand in a literal block, but for what some readers take as a break.
_LITERAL = regex(
    r"(?=[^ \t\n])[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    r"\U00010000-\U0010ffff]+"
)


class Change(Struct, frozen=True):
    """What an operation is to have: its samples before and after, each by its number."""

    before: Sequence[object]
    after: Sequence[object]


def loaded(text: str, name: str) -> object:
    """Give YAML as plain data; raise `BadDescription`, with the place, where it is none."""
    try:
        return YAML(typ="safe", pure=True).load(text)
    except (YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        why = getattr(error, "problem", None) or type(error).__name__
        raise BadDescription(f"{name}:{line}:{column}: this is no YAML: {why}.") from None


def yaml_pieces(text: str, changes: Mapping[Operation, Change]) -> Iterator[tuple[Span, str]]:
    """Give what is written where; every operation must stand in the text."""
    root = YAML(pure=True).compose(text)
    paths = _below(root, "paths")
    step = max(paths.start_mark.column, 2) if not _is_flow(paths) else 2
    dash = _dash(root)
    for operation, change in changes.items():
        node = _below(_below(paths, operation.path), operation.method)
        for span, piece in _pieces(text, node, change, _Layout(step, dash)):
            yield span, piece.replace("\n", "\r\n") if "\r\n" in text else piece


class _Layout(Struct, frozen=True):
    """How far a mapping stands in, and the dashes of a list, from what holds them."""

    step: int
    dash: int

    def block(self, samples: Sequence[object], column: int) -> str:
        """Write the key and its list, the key at a column that stands before it already."""
        pad = " " * (column + self.dash)
        return "\n".join([f"{KEY}:", *(f"{pad}{self.item(one, len(pad))}" for one in samples)])

    def item(self, sample: object, column: int) -> str:
        """Write an entry behind its dash, which stands at a column."""
        return f"- {self.entry(sample, column + 2)}"

    def entry(self, sample: object, column: int) -> str:
        """Write an entry the first line of which stands at a column already."""
        if not isinstance(sample, dict):
            return _flow(sample)
        pad = " " * column
        fields = (f"{_flow(name)}: {self._value(value, column)}" for name, value in sample.items())
        return f"\n{pad}".join(fields)

    def _value(self, value: object, column: int) -> str:
        if not isinstance(value, str) or not value.strip("\n").count("\n"):
            return _flow(value)
        body = value.removesuffix("\n")
        if not _LITERAL.fullmatch(body) or body.endswith("\n"):
            return _flow(value)
        pad = " " * (column + self.step)
        lines = (f"{pad}{line}" if line else "" for line in body.split("\n"))
        return "\n".join(["|" if value.endswith("\n") else "|-", *lines])


def _pieces(text: str, node: Node, change: Change, layout: _Layout) -> Iterator[tuple[Span, str]]:
    standing = next((pair for pair in node.value if pair[0].value == KEY), None)
    if _is_flow(node) or not node.value:
        yield _in_flow(node, standing, change)
    elif standing is None:
        column = node.value[0][0].start_mark.column
        yield _line_behind(text, node, " " * column + layout.block(change.after, column))
    elif isinstance(standing[1], SequenceNode) and not _is_flow(standing[1]):
        yield from _in_list(text, standing[1], change, layout)
    else:
        key, value = standing
        column = key.start_mark.column
        yield Span(key.start_mark.index, _line_end(text, value)), layout.block(change.after, column)


def _in_flow(node: Node, standing: tuple[Node, Node] | None, change: Change) -> tuple[Span, str]:
    data = _flow(list(change.after))
    if standing:
        return Span(standing[1].start_mark.index, _end(standing[1])), data
    if not node.value:
        return Span(node.start_mark.index, node.end_mark.index), f"{{{KEY}: {data}}}"
    end = _end(node.value[-1][1])
    return Span(end, end), f", {KEY}: {data}"


def _in_list(text: str, node: Node, change: Change, layout: _Layout) -> Iterator[tuple[Span, str]]:
    for item, before, after in zip(node.value, change.before, change.after, strict=False):
        if before != after:
            span = Span(item.start_mark.index, _line_end(text, item))
            yield span, layout.entry(after, item.start_mark.column)
    new = change.after[len(node.value) :]
    if new:
        column = node.start_mark.column
        items = (f"{' ' * column}{layout.item(one, column)}" for one in new)
        yield _line_behind(text, node, "\n".join(items))


def _line_behind(text: str, node: Node, lines: str) -> tuple[Span, str]:
    """Give lines a place behind the last line of a node that is no comment of its own."""
    at = text.find("\n", _line_end(text, node)) + 1
    return (Span(at, at), f"{lines}\n") if at else (Span(len(text), len(text)), f"\n{lines}")


def _line_end(text: str, node: Node) -> int:
    """Give the end of a node's last line, with the comment that stands on it."""
    last = len(text[: _end(node)].rstrip(" \t\r\n"))
    at = text.find("\n", last)
    return at - (text[at - 1] == "\r") if at >= 0 else len(text)


def _end(node: Node) -> int:
    """Give where a node ends, without the comments and blanks behind it."""
    while not isinstance(node, ScalarNode) and not _is_flow(node) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, MappingNode) else last
    return int(node.end_mark.index)


def _below(node: Node, name: str) -> Node:
    for key, value in node.value if isinstance(node, MappingNode) else ():
        if key.value == name:
            return cast(Node, value)
    raise LookupError(name)


def _is_flow(node: Node) -> bool:
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _dash(root: Node) -> int:
    """Give how far the first list of a description stands in from its key."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, MappingNode) or _is_flow(node):
            continue
        for key, value in node.value:
            if isinstance(value, SequenceNode) and not _is_flow(value):
                return int(value.start_mark.column - key.start_mark.column)
        waiting.extend(value for _, value in reversed(node.value))
    return 2


def _flow(value: object) -> str:
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else json_quoted(value)
    return json.dumps(value, ensure_ascii=False, default=str)
