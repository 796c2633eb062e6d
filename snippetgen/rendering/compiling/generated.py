"""The Python of a template, with the steps left out that ours never need.

In: trees of Jinja. Out: the Python that renders them. It refuses to know what the templates are
about.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from keyword import iskeyword
from typing import Literal

from jinja2 import nodes
from jinja2.compiler import Frame

from snippetgen.rendering.compiling.constants import Constants
from snippetgen.rendering.compiling.loops import asks_for_loop
from snippetgen.rendering.compiling.outputs import JoinedOutputs
from snippetgen.rendering.compiling.printing import Printing


class DirectCode(Printing):
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
        # What a recursive loop prints may be asked for later, when its names say something else.
        is_again = any(loop.recursive for loop in node.find_all(nodes.For))
        if next(node.find_all(shared), None) is None and not is_again:
            self.whole = Constants().visit(nodes.Scope(node.body, lineno=1))
            node.body = [JoinedOutputs(moves=self.environment.inlines).visit(self.whole)]
        is_part = (self.name or "_").startswith("_")  # which knows the names of what includes it
        self.is_closed = self.environment.inlines and bool(self.environment.given) and not is_part
        self._scout(node)
        self._write(node, frame)

    def _scout(self, node: nodes.Template) -> None:
        """Write a template to no end, to see what of it is needed."""
        scout = type(self)(self.environment, self.name, self.filename)
        scout.whole, scout.is_closed = self.whole, self.is_closed
        scout._write(node, None)
        self.needed, self.texts = scout.needed, scout.of_blocks - scout.of_more

    def _write(self, node: nodes.Template, frame: Frame | None) -> None:
        super().visit_Template(node, frame)
        for name in ("undefined", "concat", "printed", "finalize"):
            self.writeline(f"{name} = environment.{name}")
        self.writeline("cond_expr_undefined = Undefined")
        self.write_kept()

    def write_commons(self) -> None:
        """Write what every function of a template begins with."""
        if not self.whole:
            super().write_commons()
            return
        self.writeline("if 0: yield None")
        if self.is_closed:  # every name that is sought is there
            self.writeline("resolve = context.parent.__getitem__")
        else:  # nothing is added to the context while it runs
            self.writeline("resolve = environment.resolver(context)")

    def pull_dependencies(self, nodes: Iterable["nodes.Node"]) -> None:
        """Write nothing: what is used is found as it is met."""

    def _found(self, kind: Literal["filter", "test"], node: nodes.Filter | nodes.Test) -> None:
        """Have a filter or a test taken from the environment once, when the template is loaded."""
        known, names = getattr(self.environment, f"{kind}s"), getattr(self, f"{kind}s")
        if node.name not in known:
            self.fail(f"No {kind} named {node.name!r}.", node.lineno)
        if node.name not in names:
            names[node.name] = self.keep(f"environment.{kind}s[{node.name!r}]")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Write `~`."""
        self.write(f"({'%s' * len(node.nodes)!r} % (")
        self.by_letters(*node.nodes)
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        """Write a loop; one that asks for nothing more, without what Jinja keeps of its names."""
        if not self.whole or node.recursive or node.test or node.else_ or asks_for_loop(node):
            super().visit_For(node, frame)
            return
        inner = frame.inner()
        inner.symbols.analyze_node(node, for_branch="body")
        self.writeline("for ", node)
        self.visit(node.target, inner)
        self.write(" in ")
        self.visit(node.iter, frame)
        self.write(":")
        self.indent()
        self.enter_frame(inner)
        self.blockvisit(node.body, inner)
        self.outdent()

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write the access to an attribute."""
        if self._asks or not node.attr.isidentifier() or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """Write a test; `none` and `string` without a function."""
        if node.name in _TESTS:
            start, end = _TESTS[node.name]
            self.write(start)
            self.visit(node.node, frame)
            self.write(end)
            return
        self._found("test", node)
        if node.name == "sameas":  # a text would be made code each time anew
            self.of_more.update(frame.symbols.ref(one.name) for one in node.find_all(nodes.Name))
        self.by_letters(node.node)
        with self._asking(node.name in ("defined", "undefined")):
            super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """Write a filter; the least or the greatest of some numbers as Python does."""
        if node.name in ("min", "max") and isinstance(node.node, nodes.List) and _of_numbers(node):
            self.write(f"{node.name}(")
            self.visit(node.node, frame)
            self.write(")")
            return
        self._found("filter", node)
        if node.name == "length" and node.node:
            self.by_letters(node.node)
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

    def pop_assign_tracking(self, frame: Frame) -> None:
        """Write nothing of what was set, where none but the template itself could see it."""
        if self.whole:
            self._assign_stack.pop()
        else:
            super().pop_assign_tracking(frame)


_TESTS = {"none": ("(", " is None)"), "string": ("isinstance(", ", str)")}


def _of_numbers(node: nodes.Filter) -> bool:
    # Where one is a number, all are, or there is an error.
    assert isinstance(node.node, nodes.List)
    numbers = (
        isinstance(one, nodes.Const) and isinstance(one.value, int) for one in node.node.items
    )
    return any(numbers) and not node.args and not node.kwargs
