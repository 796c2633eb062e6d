"""What a template prints in one go made one output.

In: a tree of Jinja. Out: the tree in which outputs that follow one another are one, and an `if`
that does nothing but print is a piece of it; where sets may `move`, so are outputs with one between
them that may as well come first. It refuses to know what the templates are about.
"""

from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer


class JoinedOutputs(NodeTransformer):
    """Joins outputs; the compiler of the tree must know an `If` within an `Output`.

    Sets may `move` where no expression fails, and none uses up what another reads too.
    """

    def __init__(self, *, moves: bool) -> None:
        self._moves = moves

    def generic_visit(self, node: nodes.Node, *args: object, **named: object) -> nodes.Node:
        """Join what stands in the bodies of a node, the innermost first."""
        super().generic_visit(node, *args, **named)
        for name in ("body", "else_"):
            body = getattr(node, name, None)
            if isinstance(body, list):
                setattr(node, name, self._joined(body))
        return node

    def _joined(self, body: list[nodes.Node]) -> list[nodes.Node]:
        joined: list[nodes.Node] = []
        for node in body:
            pieces, before = _pieces(node), joined[-1] if joined else None
            if pieces is None:
                is_first = self._moves and not _waits(node, before)
                joined.insert(len(joined) - is_first, node)
            elif isinstance(before, nodes.Output):
                before.nodes += pieces
            else:
                joined.append(
                    nodes.Output(pieces, lineno=node.lineno, environment=node.environment)
                )
        return joined


def _waits(node: nodes.Node, before: nodes.Node | None) -> bool:
    """Say whether a name can only be set after what is printed before; a call may change all."""
    if not isinstance(before, nodes.Output):
        return True
    if not isinstance(node, nodes.Assign | nodes.AssignBlock):
        return True
    if isinstance(node, nodes.AssignBlock) and not only_prints(node.body):
        return True
    if not isinstance(node.target, nodes.Name):
        return True
    calls = (*node.find_all(nodes.Call), *before.find_all(nodes.Call))
    return bool(calls) or any(one.name == node.target.name for one in before.find_all(nodes.Name))


def _pieces(node: nodes.Node) -> list[Any] | None:
    """Give what a statement prints, or None where it may do more than print."""
    if isinstance(node, nodes.Output):
        return node.nodes
    if isinstance(node, nodes.Scope) and only_prints(node.body):
        return printed(node.body)
    if isinstance(node, nodes.If):
        branches = (node.body, node.else_, *(one.body for one in node.elif_))
        return [node] if all(map(only_prints, branches)) else None
    return None


def only_prints(body: list[nodes.Node]) -> bool:
    """Say whether a body, its outputs joined, does nothing but print."""
    return all(isinstance(node, nodes.Output) for node in body)


def printed(body: list[nodes.Node]) -> list[Any]:
    """Give the pieces of a body that does nothing but print."""
    return [piece for node in body if isinstance(node, nodes.Output) for piece in node.nodes]
