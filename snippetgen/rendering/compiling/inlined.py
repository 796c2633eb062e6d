"""What a template includes made part of it.

In: a tree of Jinja. Out: the tree without its `include`s, as far as they are named. It refuses to
know what the templates are about.
"""

from collections.abc import Callable

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer


class Inliner(NodeTransformer):
    """Puts included templates in the place of the `include`, each in a scope of its own.

    What includes itself stays an `include`, and so does what is included by an expression: a
    seldom used part costs nothing until it is reached where it is in brackets, `["_part.jinja"]`.
    """

    def __init__(self, environment: Environment, parsed: Callable[[str], nodes.Template]) -> None:
        self._environment = environment
        self._parsed = parsed
        self._within: list[str] = []

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 - so Jinja calls it
        """Give the scope that stands for an `include`."""
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str) or node.ignore_missing or name in self._within:
            return node
        self._within.append(name)
        body = self.visit(self._parsed(name)).body
        self._within.pop()
        scope = nodes.Scope(body, lineno=node.lineno)
        scope.set_environment(self._environment)
        return scope
