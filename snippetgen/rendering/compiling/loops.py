"""The loops of a template as plain as they can be.

In: a tree of Jinja. Out: the tree with loops that count only where they ask for it. It refuses to
know what the templates are about.
"""

from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer


class PlainLoops(NodeTransformer):
    """Makes loops plain ones, as far as they ask only for `loop.first` and `loop.last`.

    Jinja would make an object that can tell all of a loop, and a function for the `if` of one.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        """Give a loop that is as plain as it can be."""
        self.generic_visit(node)
        body = nodes.Scope(node.body)
        asked = [one for one in body.find_all(nodes.Getattr) if _is_place(one)]
        named = [name for name in body.find_all(nodes.Name) if name.name == "loop"]
        test = nodes.Output([node.test] if node.test else [])
        if any(name.name == "loop" for name in test.find_all(nodes.Name)):
            return node
        if node.recursive or len(asked) < len(named) or (node.test and (asked or node.else_)):
            return node
        if any(asks_for_loop(one) for one in body.find_all(nodes.For)):
            return node
        if node.test:
            node.body = [nodes.If(node.test, node.body, [], [], lineno=node.lineno)]
            node.test = None
        if asked:
            self._count(node, _PLACED if any(one.attr == "last" for one in asked) else _NUMBERED)
        return node

    def _count(self, node: nodes.For, how: str) -> None:
        node.body = [_Named(how).visit(one) for one in node.body]
        names = [nodes.Name(f"_loop_{place}", "store") for place in _NAMES[how]]
        node.target = nodes.Tuple([*names, node.target], "store")
        node.iter = nodes.Filter(node.iter, how, [], [], None, None)
        for made in (node.target, node.iter):
            made.set_lineno(node.lineno, override=False)
            made.set_environment(self._environment)


_PLACES = ("first", "last")
# The filters of such loops have names that no template can write.
_PLACED, _NUMBERED = "loop placed", "loop numbered"
_NAMES = {_PLACED: _PLACES, _NUMBERED: ("index",)}


def asks_for_loop(node: nodes.For) -> bool:
    """Say whether a loop, which was not made plain, has a `loop` that hides an outer one's.

    One that is to be called `loop` itself is none that Jinja takes.
    """
    inside = nodes.Scope([node.target, *node.body])
    return any(name.name == "loop" for name in inside.find_all(nodes.Name))


def _is_place(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _PLACES


class _Named(NodeTransformer):
    def __init__(self, how: str) -> None:
        self._how = how

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        if not _is_place(node):
            return self.generic_visit(node)
        if self._how == _PLACED:
            return nodes.Name(f"_loop_{node.attr}", "load", lineno=node.lineno)
        return nodes.Not(nodes.Name("_loop_index", "load", lineno=node.lineno), lineno=node.lineno)


def placed(items: Iterable[Any]) -> Iterable[tuple[bool, bool, Any]]:
    """Give whether it is the first and whether it is the last with each item."""
    items = list(items)
    others = (False,) * (len(items) - 1)
    return zip((True, *others), (*others, True), items)  # noqa: B905 - where there are no items


COUNTS = {_PLACED: placed, _NUMBERED: enumerate}
"""The filters that the loops of a tree need."""
