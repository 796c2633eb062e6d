"""How a template becomes Python: what it includes made part of it, and the steps between left out.

In: trees of Jinja. Out: such trees, and the Python that renders them. It refuses to know what the
templates are about.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_ALIAS
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
        if node.recursive or len(asked) < len(named) or (node.test and (asked or node.else_)):
            return node
        if any(_asks_its_own(one) for one in body.find_all(nodes.For)):
            return node
        if node.test:
            node.body = [nodes.If(node.test, node.body, [], [], lineno=node.lineno)]
            node.test = None
        if asked:
            self._count(node)
        return node

    def _count(self, node: nodes.For) -> None:
        node.body = [_Named().visit(one) for one in node.body]
        names = [nodes.Name(f"_loop_{place}", "store") for place in _PLACES]
        node.target = nodes.Tuple([node.target, *names], "store")
        node.iter = nodes.Filter(node.iter, "counted", [], [], None, None)
        for made in (node.target, node.iter):
            made.set_lineno(node.lineno, override=False)
            made.set_environment(self._environment)


_PLACES = ("first", "last")


def _asks_its_own(node: nodes.For) -> bool:
    """Say whether a loop, which was not made plain, has a `loop` that hides an outer one's."""
    return any(name.name == "loop" for name in nodes.Scope(node.body).find_all(nodes.Name))


def _is_place(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _PLACES


class _Named(NodeTransformer):
    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        if _is_place(node):
            return nodes.Name(f"_loop_{node.attr}", "load", lineno=node.lineno)
        return self.generic_visit(node)


def counted(items: Iterable[Any]) -> list[tuple[Any, bool, bool]]:
    """Give each item with whether it is the first and whether it is the last."""
    items = list(items)
    last = len(items) - 1
    return [(item, place == 0, place == last) for place, item in enumerate(items)]


class DirectCode(CodeGenerator):
    """Writes the Python of a template with fewer steps than Jinja's own.

    An attribute is taken as Python takes it, save where a template asks whether it is there. What
    is printed goes through the environment's `finalize` unless it is of its class `printed`.
    """

    _asks = False
    _whole: nodes.Scope | None = None

    def visit_Template(  # noqa: N802
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Write a template; the names that it sets stay its own where no other could see them."""
        self._kept: list[str] = []
        self._sure: set[str] = set()
        shared = (nodes.Extends, nodes.Block, nodes.Import, nodes.FromImport)
        if next(node.find_all(shared), None) is None:
            self._whole = nodes.Scope(node.body, lineno=1)
            node.body = [self._whole]
        super().visit_Template(node, frame)
        for place, text in enumerate(self._kept):
            self.writeline(f"kept_{place} = environment.printed({text!r})")

    def write_commons(self) -> None:
        """Write what every function of a template begins with."""
        super().write_commons()
        self.writeline("printed, finalize = environment.printed, environment.finalize")
        if self._whole:  # nothing is added to the context while it runs
            self.writeline("resolve = environment.resolver(context)")

    def visit_Scope(self, node: nodes.Scope, frame: Frame) -> None:  # noqa: N802
        """Write a scope; a whole template gives all that it prints at once."""
        if node is not self._whole:
            super().visit_Scope(node, frame)
            return
        whole = frame.inner()
        self.buffer(whole)
        super().visit_Scope(node, whole)
        self.writeline(f"yield concat({whole.buffer})")

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:  # noqa: N802
        """Write `{% set x | block %}`; what always is the same is made when it is loaded."""
        if node.filter is None or node.filter.name != "block":
            super().visit_AssignBlock(node, frame)
            return
        text = _constant(node.body)
        if text is not None:
            self._assign(node, frame, f"kept_{len(self._kept)}")
            self._kept.append(text)
            return
        inner = frame.inner()
        inner.require_output_check = False
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self._assign(node, frame, f"printed(concat({inner.buffer}))")
        self.leave_frame(inner)

    def _assign(self, node: nodes.AssignBlock, frame: Frame, value: str) -> None:
        self.push_assign_tracking()
        self.newline(node)
        self.visit(node.target, frame)
        self.write(f" = {value}")
        self.pop_assign_tracking(frame)
        self._note(node.target, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Write `~`."""
        self.write(f"({'%s' * len(node.nodes)!r} % (")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")

    def enter_frame(self, frame: Frame) -> None:
        """Write how the names of a frame begin; note which of them surely have a value."""
        super().enter_frame(frame)
        given = getattr(self.environment, "given", ())
        for ref, (action, origin) in frame.symbols.loads.items():
            is_sure = origin in (self._sure if action == VAR_LOAD_ALIAS else given)
            (self._sure.add if is_sure else self._sure.discard)(ref)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """Write nothing: a frame's names get new values before they are used again."""

    def blockvisit(self, nodes: Iterable["nodes.Node"], frame: Frame) -> None:
        """Write a block; what it sets is not sure behind it, where it may not have been reached."""
        before = self._sure.copy()
        super().blockvisit(nodes, frame)
        self._sure = before

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:  # noqa: N802
        """Write `{% set x = … %}`."""
        super().visit_Assign(node, frame)
        self._note(node.target, frame)

    def _note(self, target: nodes.Node, frame: Frame) -> None:
        if isinstance(target, nodes.Name):
            self._sure.add(frame.symbols.ref(target.name))

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802
        """Write a name, and that it may be undefined where it may be."""
        if node.ctx == "load" and frame.symbols.ref(node.name) in self._sure:
            self.write(frame.symbols.ref(node.name))
            return
        super().visit_Name(node, frame)

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
        with self._asking(node.name in ("defined", "undefined")):
            super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """Write a filter; the least or the greatest of some numbers as Python does."""
        if node.name in ("min", "max") and isinstance(node.node, nodes.List) and _of_numbers(node):
            self.write(f"{node.name}(")
            self.visit(node.node, frame)
            self.write(")")
            return
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
        if isinstance(node, nodes.Name):  # what is printed code is not undefined either
            name = frame.symbols.ref(node.name)
            self.write(f"({name} if type({name}) is printed else finalize(")
            return
        self.write("(it if type(it := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("))" if isinstance(node, nodes.Name) else ") is printed else finalize(it))")


_TESTS = {"none": ("(", " is None)"), "string": ("isinstance(", ", str)")}


def _of_numbers(node: nodes.Filter) -> bool:
    # Where one is a number, all are, or there is an error.
    assert isinstance(node.node, nodes.List)
    numbers = (
        isinstance(one, nodes.Const) and isinstance(one.value, int) for one in node.node.items
    )
    return any(numbers) and not node.args and not node.kwargs


def _constant(body: list[nodes.Node]) -> str | None:
    """Give the text that a block prints where it always prints the same, else None."""
    text = ""
    for output in body:
        for one in output.nodes if isinstance(output, nodes.Output) else [output]:
            if not isinstance(one, nodes.TemplateData):
                return None
            text += one.data
    return text
