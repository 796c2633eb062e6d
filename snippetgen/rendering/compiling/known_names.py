"""The Python of a template: which of its names surely have a value, and which surely are code.

In: trees of Jinja. Out: the Python of their names, without the questions that need not be asked.
It refuses to know what the templates are about.
"""

from collections.abc import Iterable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, CompilerExit, Frame
from jinja2.idtracking import (
    VAR_LOAD_ALIAS,
    VAR_LOAD_PARAMETER,
    VAR_LOAD_RESOLVE,
    VAR_LOAD_UNDEFINED,
)

from snippetgen.rendering.compiling.environment import DirectEnvironment


class Known:
    """What is surely so at one place of a template: the names with a value, code, or set there."""

    def __init__(self, *kinds: Iterable[str]) -> None:
        # `own` are the names that were set since their frame began.
        self.valued, self.code, self.own = map(set, kinds or ((), (), ()))

    def copy(self) -> "Known":
        """Give what is known here, to go on from here another way too."""
        return Known(self.valued, self.code, self.own)

    def meet(self, other: "Known") -> None:
        """Forget what is not known on another way to this place."""
        self.valued &= other.valued
        self.code &= other.code
        self.own &= other.own


class KnownNames(CodeGenerator):
    """Writes names; it follows what is set, as far as one path through a template leads."""

    environment: DirectEnvironment
    whole: nodes.Scope | None = None  # all of a template in which no other has a part
    is_closed = False  # whether it knows no names but its own and those that are given

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.needed: set[tuple[int, str]] = set()  # the names that are read as a frame finds them
        # The names that blocks of code are kept under, and those of which more is known or asked.
        self.of_blocks: set[str] = set()
        self.of_more: set[str] = set()
        self.texts: set[str] = set()  # the names of blocks that are made code where that is asked
        self._of_letters: set[int] = set()
        self._known = Known()
        self._frames = 0
        self._origins: dict[str, tuple[int, str | None]] = {}

    def is_code(self, node: nodes.Node, frame: Frame) -> bool:
        """Say whether an expression surely gives what may be printed."""
        if isinstance(node, nodes.Filter):
            return node.name in self.environment.filters and self.environment.prints(node.name)
        return isinstance(node, nodes.Name) and frame.symbols.ref(node.name) in self._known.code

    def enter_frame(self, frame: Frame) -> None:
        """Write how the names of a frame begin, as far as they are read so."""
        self._frames += 1
        loads = {ref: self._begin(ref, *load) for ref, load in frame.symbols.loads.items()}
        frame.symbols.loads = {ref: load for ref, load in loads.items() if self._begins(ref, *load)}
        super().enter_frame(frame)
        frame.symbols.loads = loads

    def _begin(self, ref: str, action: str, name: str | None) -> tuple[str, str | None]:
        """Note what is known of a name as its frame begins; give how it begins."""
        known, is_alias = self._known, action == VAR_LOAD_ALIAS
        is_given = name in self.environment.given
        _mark(known.valued, ref, name in known.valued if is_alias else is_given)
        _mark(known.code, ref, is_alias and name in known.code)
        _mark(known.own, ref, action == VAR_LOAD_PARAMETER)
        self._origins[ref] = self._frames, name if is_alias else None
        self.of_more.update([ref, name] if is_alias and name else [ref] if ref in known.own else [])
        is_nowhere = not is_given and name not in self.environment.globals
        if action == VAR_LOAD_RESOLVE and self.is_closed and is_nowhere:
            return VAR_LOAD_UNDEFINED, None
        return action, name

    def _begins(self, ref: str, action: str, name: str | None) -> bool:
        is_sought = self.whole is None or action == VAR_LOAD_RESOLVE
        return is_sought or (self._frames, ref) in self.needed

    def _need(self, ref: str | None) -> None:
        """Note that a name is read which may be as its frame found it; so was its origin."""
        while ref is not None and ref not in self._known.own:
            frame, origin = self._origins[ref]
            self.needed.add((frame, ref))
            ref = origin

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """Write nothing: a frame's names get new values before they are used again."""

    def blockvisit(self, nodes: Iterable["nodes.Node"], frame: Frame) -> None:
        """Write a block, of which no other place knows the names but where it is a branch."""
        start = self.stream.tell()
        try:
            for node in nodes:
                self.visit(node, frame)
        except CompilerExit:
            pass
        if self.stream.tell() == start:
            self.writeline("pass")

    def visit_If(self, node: nodes.If, frame: Frame) -> None:  # noqa: N802
        """Write an `if`; behind it is known what is known at the end of each branch."""
        before, ends = self._known, []
        for word, branch in [("if ", node), *(("elif ", one) for one in node.elif_)]:
            self._known = before
            self.writeline(word, branch)
            self.by_letters(branch.test)
            self.visit(branch.test, frame.soft())
            self.write(":")
            ends.append(self._branch(branch.body, frame, before))
        if node.else_:
            self.writeline("else:")
            ends.append(self._branch(node.else_, frame, before))
        self._known = ends.pop() if node.else_ else before
        for end in ends:
            self._known.meet(end)

    def _branch(self, body: list[nodes.Node], frame: Frame, before: Known) -> Known:
        self._known = before.copy()
        self.indent()
        self.blockvisit(body, frame.soft())
        self.outdent()
        return self._known

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:  # noqa: N802
        """Write `{% set x = … %}`."""
        is_code = self.is_code(node.node, frame)
        super().visit_Assign(node, frame)
        self.note(node.target, frame, is_code=is_code)

    def note(self, target: nodes.Node, frame: Frame, *, is_code: bool) -> None:
        """Note that a name was set."""
        for name in target.find_all(nodes.Name) if isinstance(target, nodes.Tuple) else [target]:
            if isinstance(name, nodes.Name):
                ref = frame.symbols.ref(name.name)
                self._known.valued.add(ref)
                self._known.own.add(ref)
                _mark(self._known.code, ref, is_code and name is target)

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802
        """Write a name, and that it may be undefined where it may be."""
        ref = frame.symbols.ref(node.name)
        if node.ctx == "load":
            self._need(ref)
        if node.ctx != "load" or ref not in self._known.code:
            self.of_more.add(ref)
        if node.ctx == "load" and ref in self._known.valued:
            is_asked = ref in self.texts and id(node) not in self._of_letters
            self.write(f"printed({ref})" if is_asked else ref)
        else:
            super().visit_Name(node, frame)

    def by_letters(self, *asked: nodes.Node) -> None:
        """Note of expressions that where they stand a text does as well as code."""
        self._of_letters.update(id(node) for node in asked if isinstance(node, nodes.Name))

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        """Write a comparison."""
        self.by_letters(node.expr, *(one.expr for one in node.ops))
        super().visit_Compare(node, frame)

    def visit_Not(self, node: nodes.UnaryExpr, frame: Frame) -> None:  # noqa: N802
        """Write `not`."""
        self.by_letters(node.node)
        super().visit_Not(node, frame)

    def visit_NSRef(self, node: nodes.NSRef, frame: Frame) -> None:  # noqa: N802
        """Write a namespace of which a part is set."""
        self._need(frame.symbols.ref(node.name))
        super().visit_NSRef(node, frame)

    def dump_local_context(self, frame: Frame) -> str:
        """Write all names, for a template that is included when it is reached."""
        for ref in frame.symbols.dump_stores().values():
            self._need(ref)
            self.of_more.add(ref)
        return super().dump_local_context(frame)


def _mark(names: set[str], name: str, is_so: bool) -> None:
    (names.add if is_so else names.discard)(name)
