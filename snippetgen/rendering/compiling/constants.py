"""What a template sets to a constant, put where it says its name.

In: a tree of Jinja. Out: the tree with these constants in it, and without the branches that they
rule out. It refuses to know what the templates are about.
"""

from collections.abc import Iterable
from typing import Any, TypeGuard, cast

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

_NUMBERS = (bool, int)


class Constants(NodeTransformer):
    """Follows what is set along a template: truths, whole numbers, and code that is the same."""

    def __init__(self) -> None:
        self._known: dict[str, nodes.Node] = {}

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        """Give the number that a name surely stands for."""
        known = self._known.get(node.name) if node.ctx == "load" else None
        return nodes.Const(known.value, lineno=node.lineno) if _is_number(known) else node

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        """Print the code itself where a name stands for it."""
        for place, one in enumerate(node.nodes):
            known = self._known.get(one.name) if isinstance(one, nodes.Name) else one
            node.nodes[place] = known if isinstance(known, nodes.TemplateData) else self.visit(one)
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Assign:  # noqa: N802
        """Note what a name is set to."""
        node.node = self.visit(node.node)
        self._forget([node.target])
        value: nodes.Node = node.node
        if isinstance(node.target, nodes.Name) and _is_number(value):
            self._known[node.target.name] = value
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.AssignBlock:  # noqa: N802
        """Note what a block of code always is."""
        node.body = self._apart(node.body)
        self._forget([node.target])
        is_block = node.filter is not None and node.filter.name == "block"
        text = _text(node.body)
        if is_block and text is not None and isinstance(node.target, nodes.Name):
            self._known[node.target.name] = nodes.TemplateData(text, lineno=node.lineno)
        return node

    def visit_If(self, node: nodes.If) -> nodes.Node | list[nodes.Node]:  # noqa: N802
        """Give the branch that is always taken, or all with what is known in each."""
        node.test = self.visit(node.test)
        if _is_number(node.test):
            if node.test.value:
                return self._visited(node.body)
            if not node.elif_:
                return self._visited(node.else_)
            first, *others = node.elif_
            first.elif_, first.else_ = others, node.else_
            return self.visit_If(first)
        for branch in (node, *node.elif_):
            if branch is not node:
                branch.test = self.visit(branch.test)
            branch.body = self._apart(branch.body)
        node.else_ = self._apart(node.else_)
        self._forget([*node.body, *node.elif_, *node.else_])
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        """Give a loop, whose names no other place knows."""
        node.iter = self.visit(node.iter)
        before = self._known.copy()
        self._forget([node.target])
        self._known.pop("loop", None)
        node.test = node.test and self.visit(node.test)
        node.body = self._visited(node.body)
        self._known = before
        node.else_ = self._apart(node.else_)
        return node

    def visit_With(self, node: nodes.With) -> nodes.With:  # noqa: N802
        """Give a block with names of its own."""
        node.values = self._visited(node.values)
        before = self._known.copy()
        self._forget(node.targets)
        node.body = self._visited(node.body)
        self._known = before
        return node

    def visit_Scope(self, node: nodes.Scope) -> nodes.Scope:  # noqa: N802
        """Give a part of which no other place knows the names."""
        node.body = self._apart(node.body)
        return node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.FilterBlock:  # noqa: N802
        """Give a block of which no other place knows the names."""
        node.body = self._apart(node.body)
        return node

    def visit_And(self, node: nodes.And) -> nodes.Node:  # noqa: N802
        """Give what is left of `and`."""
        left, right = self._visited([node.left, node.right])
        node.left, node.right = left, right
        return (right if left.value else left) if _is_number(left) else node

    def visit_Or(self, node: nodes.Or) -> nodes.Node:  # noqa: N802
        """Give what is left of `or`."""
        left, right = self._visited([node.left, node.right])
        node.left, node.right = left, right
        return (left if left.value else right) if _is_number(left) else node

    def visit_Not(self, node: nodes.Not) -> nodes.Node:  # noqa: N802
        """Give what `not` says of a constant."""
        node.node = one = self.visit(node.node)
        return nodes.Const(not one.value, lineno=node.lineno) if _is_number(one) else node

    def visit_Test(self, node: Any) -> nodes.Node:  # noqa: N802
        """Leave what is asked or called as it is said: of a constant there Python warns."""
        asked = node.node
        self.generic_visit(node)
        if isinstance(node.node, nodes.Const):
            node.node = asked
        return cast("nodes.Node", node)

    visit_Getattr = visit_Getitem = visit_Call = visit_Test  # noqa: N815

    def _visited(self, body: list[Any]) -> list[Any]:
        visited: list[Any] = []
        for one in body:
            made = self.visit(one)
            visited += made if isinstance(made, list) else [made]
        return visited

    def _apart(self, body: list[Any]) -> list[Any]:
        """Visit what sets names for itself alone, or on one of several ways."""
        before = self._known.copy()
        visited = self._visited(body)
        self._known = before
        return visited

    def _forget(self, where: Iterable[nodes.Node]) -> None:
        for one in where:
            for name in (one, *one.find_all(nodes.Name)):
                if isinstance(name, nodes.Name) and name.ctx != "load":
                    self._known.pop(name.name, None)


def _is_number(node: Any) -> TypeGuard[nodes.Const]:
    return isinstance(node, nodes.Const) and isinstance(node.value, _NUMBERS)


def _text(body: list[nodes.Node]) -> str | None:
    """Give what a body always prints, None where that may differ."""
    pieces = [one for node in body for one in getattr(node, "nodes", [None])]
    if all(isinstance(one, nodes.TemplateData) for one in pieces):
        return "".join([one.data for one in pieces])
    return None
