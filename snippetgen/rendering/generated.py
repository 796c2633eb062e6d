"""The Python of a template, with the steps left out that ours never need.

In: trees of Jinja. Out: the Python that renders them. It refuses to know what the templates are
about.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_ALIAS, VAR_LOAD_RESOLVE, VAR_LOAD_UNDEFINED

from snippetgen.rendering.strangers import strangers


class DirectEnvironment(Environment):
    """What `DirectCode` asks of an environment; `strict.py` says what each is."""

    printed: type[str] = str
    memory: type[dict[Any, Any]] = dict
    whole = False
    given: frozenset[str] = frozenset()


class DirectCode(CodeGenerator):
    """Writes the Python of a template with fewer steps than Jinja's own.

    An attribute is taken as Python takes it, save where a template asks whether it is there. What
    is printed goes through the environment's `finalize` unless it is of its class `printed`.
    """

    environment: DirectEnvironment
    _asks = False
    _whole: nodes.Scope | None = None
    _is_closed = False

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
        is_part = (self.name or "_").startswith("_")  # which knows the names of what includes it
        self._is_closed = self.environment.whole and bool(self.environment.given) and not is_part
        super().visit_Template(node, frame)
        for place, made in enumerate(self._kept):
            self.writeline(f"kept_{place} = {made}")

    def _keep(self, made: str) -> str:
        """Give the name of what is made once, when the template is loaded."""
        self._kept.append(made)
        return f"kept_{len(self._kept) - 1}"

    def write_commons(self) -> None:
        """Write what every function of a template begins with."""
        super().write_commons()
        self.writeline("printed, finalize = environment.printed, environment.finalize")
        if self._whole and not self._is_closed:  # nothing is added to the context while it runs
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
        if text is None:
            code = self._block(node, frame)
        else:
            code = self._keep(f"environment.printed({text!r})")
        self.push_assign_tracking()
        self.newline(node)
        self.visit(node.target, frame)
        self.write(f" = {code}")
        self.pop_assign_tracking(frame)
        self._note(node.target, frame)

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802
        """Write `{% filter kept(facts) %}`: for the same facts the same is printed again."""
        if not self.environment.whole or node.filter.name != "kept":
            super().visit_FilterBlock(node, frame)
            return
        others = strangers(node)
        if others:
            self.fail(f"kept does not name what its block prints: {others}", node.lineno)
        memory = self._keep("environment.memory()")
        code, facts = self.temporary_identifier(), self.temporary_identifier()
        self.writeline(f"{code} = {memory}.get({facts} := (")
        for fact in node.filter.args:
            self.visit(fact, frame)
            self.write(", ")
        self.write("))")
        self.writeline(f"if {code} is None:")
        self.indent()
        self.writeline(f"{code} = {memory}[{facts}] = {self._block(node, frame)}")
        self.outdent()
        self.simple_write(code, frame)

    def _block(self, node: nodes.AssignBlock | nodes.FilterBlock, frame: Frame) -> str:
        """Write what gathers the pieces of a block; give the expression of its code."""
        inner = frame.inner()
        inner.require_output_check = False
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.leave_frame(inner)
        return f"printed(concat({inner.buffer}))"

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Write `~`."""
        self.write(f"({'%s' * len(node.nodes)!r} % (")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")

    def enter_frame(self, frame: Frame) -> None:
        """Write how the names of a frame begin; note which of them surely have a value."""
        loads = frame.symbols.loads
        for ref, (action, name) in loads.items():
            if action == VAR_LOAD_RESOLVE and self._is_nowhere(name):
                loads[ref] = (VAR_LOAD_UNDEFINED, None)
        super().enter_frame(frame)
        for ref, (action, origin) in frame.symbols.loads.items():
            is_sure = origin in (self._sure if action == VAR_LOAD_ALIAS else self.environment.given)
            (self._sure.add if is_sure else self._sure.discard)(ref)

    def _is_nowhere(self, name: str | None) -> bool:
        known = name in self.environment.given or name in self.environment.globals
        return self._is_closed and not known

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

    def pop_assign_tracking(self, frame: Frame) -> None:
        """Write nothing of what was set, where none but the template itself could see it."""
        if self._whole:
            self._assign_stack.pop()
        else:
            super().pop_assign_tracking(frame)

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
