"""How a template becomes Python: what it includes made part of it, and the steps between left out.

In: trees of Jinja. Out: such trees, and the Python that renders them. It refuses to know what the
templates are about.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
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


class DirectCode(CodeGenerator):
    """Writes the Python of a template with fewer steps than Jinja's own.

    An attribute is taken as Python takes it, save where a template asks whether it is there. What
    is printed goes through the environment's `finalize` unless it is of its class `printed`.
    """

    _asks = False

    def visit_Template(  # noqa: N802
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Write a template; the names that it sets stay its own where no other could see them."""
        shared = (nodes.Extends, nodes.Block, nodes.Import, nodes.FromImport)
        if next(node.find_all(shared), None) is None:
            node.body = [nodes.Scope(node.body, lineno=1)]
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write the access to an attribute."""
        if self._asks or not node.attr.isidentifier() or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """Write a test; `none` without a function."""
        if node.name == "none":
            self.write("(")
            self.visit(node.node, frame)
            self.write(" is None)")
            return
        with self._asking(node.name in ("defined", "undefined")):
            super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """Write a filter."""
        with self._asking(node.name in ("default", "d")):
            super().visit_Filter(node, frame)

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call; a method with plain arguments without a function between."""
        if not isinstance(node.node, nodes.Getattr) or node.kwargs or node.dyn_args:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    @contextmanager
    def _asking(self, asks: bool) -> Iterator[None]:
        before, self._asks = self._asks, self._asks or asks
        yield
        self._asks = before

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(it if (it := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(").__class__ is environment.printed else environment.finalize(it))")
